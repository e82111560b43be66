#include <map>
#include <string_view>

#include <fmt/format.h>

#include "check/rules.h"

namespace agentops::check {
namespace {

void find(const Facts& facts, Sightings& sightings) {
  std::map<std::string_view, std::size_t> items;
  for (const Item& item : facts.inventory.items) ++items[item.path];
  for (const auto& [path, count] : items)
    if (count > 1)
      sightings.push_back({.message = fmt::format("{} items in one file", count), .path = std::string(path)});
}

}  // namespace

Rule several_items() {
  return {
      .card =
          {.id = "AO107",
           .title = "several items in one file",
           .severity = Severity::Note,
           .what =
               "The file holds several agents or commands, each with frontmatter of its own. agentops reads them "
               "all, as FILE#1, FILE#2 ...",
           .why = "Most tools load the first and ignore the rest.",
           .bad = "---\nname: one\n---\nText.\n---\nname: two\n---\nText.",
           .good = "one file for each",
           .mend = "split the file; agentops draft  writes one file for each item"},
      .look_at_facts = find};
}

}  // namespace agentops::check
