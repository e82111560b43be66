#pragma once

/// How the items are to be grouped, as the flags of `mine` say it and as the plan remembers it.
///
///   {.domains = 4, .seed_from = {"plugins/*"}}  <->  "--domains 4", "--seed-from plugins/*"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "models/grouping.h"

namespace agentops::text {

/// The flags, each with its value, always in the same order, on one line; none for a grouping that leaves all
/// to the items.
[[nodiscard]] std::vector<std::string> grouping_flags(const Grouping& grouping);

/// Takes what one such flag says into `grouping`. False: it is none, or its value cannot be read.
bool take_grouping_flag(std::string_view flag, Grouping& grouping);

/// The number in `--domains N`; nothing unless it is a whole number from 1.
[[nodiscard]] std::optional<unsigned> read_count(std::string_view word);

/// The witness in `--by NAME`.
[[nodiscard]] std::optional<Lead> read_lead(std::string_view word);

}  // namespace agentops::text
