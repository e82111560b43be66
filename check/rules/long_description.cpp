#include <algorithm>

#include <fmt/format.h>

#include "check/rules.h"

namespace agentops::check {
namespace {

constexpr std::size_t longest = 1024;

std::size_t characters(std::string_view text) {
  return static_cast<std::size_t>(
      std::ranges::count_if(text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80; }));
}

void find(const Facts& facts, Sightings& sightings) {
  for (const Item& item : facts.inventory.items) {
    if (item.kind != Kind::Skill || item.description_from != "frontmatter") continue;
    const std::size_t length = characters(item.description);
    if (length > longest)
      sightings.push_back(
          {.message = fmt::format("the description has {} characters; skills may have {}", length, longest),
           .line = item.line,
           .path = item.path});
  }
}

}  // namespace

Rule long_description() {
  return {
      .card =
          {.id = "AO404",
           .title = "a skill's description is too long",
           .severity = Severity::Warning,
           .what =
               "The description of a skill has more than 1,024 characters, blanks at line ends not counted.",
           .why =
               "The Agent Skills format ends it there: tools refuse the skill, or cut the text where it says when to use it.",
           .bad = {},
           .good = {},
           .mend = "keep what tells when to use it; move the rest into the body"},
      .look_at_facts = find};
}

}  // namespace agentops::check
