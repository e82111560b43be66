#include "check/copies.h"

#include <algorithm>

#include <fmt/format.h>

#include "text/escape.h"
#include "text/quote.h"

namespace agentops::check {

void find_copies(const Facts& facts, FamilyForm form, const OfTwo& says, const OfTwo& fix,
                 Sightings& sightings) {
  if (facts.copies == nullptr) return;
  const auto& items = facts.inventory.items;
  const auto item_of = [&](const FamilyMember& member) -> const Item& {
    return *std::ranges::lower_bound(items, member.key, {}, &Item::key);
  };
  for (const Family& family : facts.copies->families) {
    if (family.form != form) continue;
    const Item& first = item_of(family.members.front());
    for (std::size_t i = 1; i < family.members.size(); ++i) {
      const FamilyMember& copy = family.members[i];
      if (form != FamilyForm::SameFile && form != FamilyForm::SameBody && copy.text == family.members[0].text)
        continue;  // told as the same
      const Item& member = item_of(copy);
      sightings.push_back({.message = says(first, member, copy),
                           .fix = fix ? fix(first, member, copy) : "",
                           .line = member.line,
                           .path = member.path});
    }
  }
}

void find_same(const Facts& facts, FamilyForm form, std::string_view verb, Sightings& sightings) {
  const auto says = [&](const Item& first, const Item&, const FamilyMember&) {
    return fmt::format("{} {}", verb, text::for_terminal(first.key));
  };
  find_copies(facts, form, says, {}, sightings);
}

std::string side_by_side(const std::string& a, const std::string& b) {
  return text::for_terminal(
      fmt::format("agentops dups diff {} {}", text::shell_word(a), text::shell_word(b)));
}

}  // namespace agentops::check
