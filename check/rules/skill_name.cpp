#include <algorithm>
#include <string_view>

#include <fmt/format.h>

#include "check/patterns.h"
#include "check/rules.h"

namespace agentops::check {
namespace {

constexpr std::size_t longest = 64;

bool is_well_formed(std::string_view name) {
  const auto fits = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'; };
  return !name.empty() && name.size() <= longest && std::ranges::all_of(name, fits) &&
         !name.starts_with('-') && !name.ends_with('-') && name.find("--") == std::string_view::npos;
}

/// The folder that a SKILL.md lies in; empty when it lies in the root or is called otherwise.
std::string_view skill_folder(std::string_view path) {
  constexpr std::string_view file = "/SKILL.md";
  if (!path.ends_with(file)) return {};
  path.remove_suffix(file.size());
  return path.substr(path.rfind('/') + 1);
}

void find(const Facts& facts, Sightings& sightings) {
  for (const Item& item : facts.inventory.items) {
    const std::string_view folder = skill_folder(item.path);
    if (item.kind != Kind::Skill || folder.empty() || item.name_from != "frontmatter") continue;
    Sighting sighting{.message = {}, .line = item.line, .path = item.path};
    if (!is_well_formed(item.name))
      sighting.message =
          fmt::format("{} is no skill name: 1 to 64 of a-z, 0-9 and single hyphens", quoted(item.name));
    else if (item.name != folder)
      sighting.message = fmt::format("the skill {} lies in the folder {}", quoted(item.name), quoted(folder));
    if (!sighting.message.empty()) sightings.push_back(std::move(sighting));
  }
}

}  // namespace

Rule skill_name() {
  return {
      .card =
          {.id = "AO403",
           .title = "a skill's name",
           .severity = Severity::Warning,
           .what =
               "The `name:` of a SKILL.md is not of 1 to 64 characters a-z, 0-9 and single hyphens, or is not that of "
               "its folder.",
           .why = "The Agent Skills format asks for both; strict tools refuse to load or upload the skill.",
           .bad = "skills/seats/SKILL.md\n---\nname: Seat Maps",
           .good = "skills/seat-maps/SKILL.md\n---\nname: seat-maps",
           .mend = "change `name:`, or rename the folder"},
      .look_at_facts = find};
}

}  // namespace agentops::check
