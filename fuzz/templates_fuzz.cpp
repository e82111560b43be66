#include <algorithm>
#include <cstdlib>
#include <map>
#include <string>

#include "extract/value_type.h"
#include "mine/template_proof.h"
#include "mine/templates.h"

/// Files, one after another with a zero byte between them: every source of every template renders to its
/// bytes, and what is found does not depend on how much is searched at once.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace agentops;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  std::map<std::string, std::string> files;
  std::vector<mine::TextItem> items;
  for (std::size_t begin = 0; begin <= bytes.size() && items.size() < 100;) {
    const std::size_t end = std::min(bytes.find('\0', begin), bytes.size());
    const std::string path = std::to_string(100 + items.size());
    files[path] = bytes.substr(begin, end - begin);
    items.push_back({.key = path, .path = path, .name = path, .domain = {}, .line = 1, .lines = 1'000'000});
    begin = end + 1;
  }
  const SourceReader read = [&](const std::string& path) -> Result<std::string> { return files.at(path); };
  const auto found = mine::templates_of(items, read, {.type_of = extract::value_type}, {});
  if (!found) std::abort();
  for (const Pattern& pattern : *found)
    for (const Use& use : pattern.uses)
      if (!mine::is_proved(pattern, use, files.at(use.key))) std::abort();
  return 0;
}
