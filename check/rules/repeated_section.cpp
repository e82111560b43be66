#include <algorithm>

#include <fmt/format.h>

#include "check/copies.h"
#include "check/rules.h"
#include "text/escape.h"

namespace agentops::check {
namespace {

std::string message(const SectionFamily& family, const SectionPlace& first, const SectionPlace& place) {
  return fmt::format(
      "\"{}\" stands {} in {}:{}{}", text::for_terminal(place.title),
      family.form == FamilyForm::Near ? "nearly so" : "as well", text::for_terminal(first.key), first.line,
      family.members.size() > 2 ? fmt::format(", in {} items in all", family.members.size()) : "");
}

void find(const Facts& facts, Sightings& sightings) {
  if (facts.copies == nullptr) return;
  const auto& items = facts.inventory.items;
  for (const SectionFamily& family : facts.copies->sections) {
    const SectionPlace& first = family.members.front();
    for (std::size_t i = 1; i < family.members.size(); ++i) {
      const SectionPlace& place = family.members[i];
      const Item& item = *std::ranges::lower_bound(items, place.key, {}, &Item::key);
      sightings.push_back({.message = message(family, first, place), .line = place.line, .path = item.path});
    }
  }
}

}  // namespace

Rule repeated_section() {
  return {
      .card =
          {.id = "AO205",
           .title = "a section that stands elsewhere too",
           .severity = Severity::Note,
           .what =
               "A section of forty words or more stands in another item as well, in the same words or nearly so; the items are no copies as a whole. Looked for when it is asked for: check --rule AO205, or  rules: { AO205: note }  in agentops.yaml.",
           .why = "An edit to one of them misses the others.",
           .bad = {},
           .good = {},
           .mend = "agentops dups --sections  shows them all; keep it in one place and refer to it"},
      .look_at_facts = find};
}

}  // namespace agentops::check
