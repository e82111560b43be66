#include "check/dead_mentions.h"

#include <algorithm>

#include <fmt/format.h>

#include "check/patterns.h"

namespace agentops::check {

const Mention* first_mention(const Item& item, const Reference& reference) {
  const auto found = std::ranges::find_if(item.mentions, [&](const Mention& mention) {
    return mention.form == reference.form && mention.target == reference.target &&
           std::ranges::binary_search(reference.lines, mention.line);
  });
  return found == item.mentions.end() ? nullptr : &*found;
}

void find_dead_mentions(const Facts& facts, const std::function<bool(const Reference&)>& suits,
                        std::string_view says, Sightings& sightings) {
  for (const Item& item : facts.inventory.items)
    for (const Reference& reference : item.references) {
      if (!reference.to.empty() || !suits(reference)) continue;
      const std::string sign = reference.form == MentionForm::Slash ? "/" : "";
      const Mention* mention = first_mention(item, reference);
      sightings.push_back({.message = fmt::format("{} {}", says, quoted(sign + reference.target)),
                           .span = mention == nullptr ? Span{} : mention->span,
                           .line = reference.lines.empty() ? item.line : reference.lines.front(),
                           .path = item.path});
    }
}

}  // namespace agentops::check
