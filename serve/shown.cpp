#include "serve/shown.h"

#include <fmt/format.h>

#include "text/escape.h"

namespace agentops::serve {

std::string shown(std::string_view untrusted) {
  return text::cut_to_width(text::for_terminal(untrusted), line_width);
}

std::string line_of(const Item& item) {
  return fmt::format("{}  {}  {}:{}{}{}", shown(item.name), name_of(item.kind), text::for_terminal(item.key),
                     item.line, item.description.empty() ? "" : "  ", shown(item.description));
}

Map facts_of(const Item& item) {
  return Map{{"name", shown(item.name)},
             {"kind", name_of(item.kind)},
             {"path", text::for_terminal(item.key)},
             {"line", static_cast<std::int64_t>(item.line)},
             {"description", shown(item.description)}};
}

List shown_texts(const std::vector<std::string>& untrusted) {
  List list;
  for (const std::string& each : untrusted) list.emplace_back(shown(each));
  return list;
}

std::string listed(std::size_t total, std::string_view what, const std::vector<std::string>& lines) {
  std::string text = fmt::format("{} of {} {}", lines.size(), total, what);
  for (const std::string& line : lines) text += "\n" + line;
  return text;
}

}  // namespace agentops::serve
