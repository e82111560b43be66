#include "package/item_name.h"

#include <algorithm>

namespace agentops::package {

std::string item_name(std::string_view path, std::string_view text) {
  constexpr std::string_view key = "name:";
  constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
  const auto stem = path.substr(path.rfind('/') + 1);
  if (text.starts_with(byte_order_mark)) text.remove_prefix(byte_order_mark.size());
  if (text.starts_with("---\n") || text.starts_with("---\r\n"))
    for (auto at = text.find('\n') + 1; at < text.size();) {
      const auto end = std::min(text.find('\n', at), text.size());
      const auto line = text.substr(at, end - at);
      if (line.starts_with("---")) break;
      const auto first =
          line.starts_with(key) ? line.find_first_not_of(" \t\"'", key.size()) : std::string_view::npos;
      if (first != std::string_view::npos)
        return std::string(line.substr(first, line.find_last_not_of(" \t\r\"'") - first + 1));
      at = end + 1;
    }
  return std::string(stem.substr(0, stem.rfind('.')));
}

}  // namespace agentops::package
