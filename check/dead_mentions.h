#pragma once

/// Mentions that lead nowhere, for the rules that tell them.

#include <functional>
#include <string_view>

#include "check/rule.h"

namespace agentops::check {

/// The first mention of `item` that `reference` was made from, or null.
[[nodiscard]] const Mention* first_mention(const Item& item, const Reference& reference);

/// For each dead reference that `suits`: `says` and what is written, at its first place.
void find_dead_mentions(const Facts& facts, const std::function<bool(const Reference&)>& suits,
                        std::string_view says, Sightings& sightings);

}  // namespace agentops::check
