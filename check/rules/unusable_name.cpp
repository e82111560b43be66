#include <fmt/format.h>

#include "check/patterns.h"
#include "check/rules.h"

namespace agentops::check {
namespace {

constexpr std::size_t longest_name = 128;

/// Leads out of a folder when it is taken for a file's name. "/deploy" and "team/deploy" are how people write
/// commands.
bool is_path(std::string_view name) {
  const bool climbs = name == "." || name == ".." || name.contains("../") || name.contains("..\\");
  return climbs || name.starts_with("~/") ||
         (name.starts_with('/') && name.find('/', 1) != std::string_view::npos);
}

std::string fault_of(std::string_view name) {
  if (is_path(name)) return fmt::format("the name is a path: {}", quoted(name));
  if (name.size() > longest_name) return fmt::format("the name is longer than {} bytes", longest_name);
  return {};
}

void find(const Facts& facts, Sightings& sightings) {
  for (const Item& item : facts.inventory.items) {
    if (item.name_from != "frontmatter") continue;
    if (std::string fault = fault_of(item.name); !fault.empty())
      sightings.push_back({.message = std::move(fault), .line = item.line, .path = item.path});
  }
}

}  // namespace

Rule unusable_name() {
  return {
      .card = {.id = "AO112",
               .title = "a name that cannot be used",
               .severity = Severity::Warning,
               .what = "The `name:` of an item is a path that leaves its folder, or longer than 128 bytes.",
               .why = "Tools that load it write it where the path leads, or refuse it. agentops "
                      "never takes a name for a path.",
               .bad = "name: ../../escaped",
               .good = "name: escaped",
               .mend = "give it a name of a few words; agentops list --fields name,path  lists them all"},
      .look_at_facts = find};
}

}  // namespace agentops::check
