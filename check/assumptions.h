#pragma once

/// Values of one team in the text of an item, for the rules AO6xx that tell them, each its own types.
///
///   refund.md:9 "If the amount is above $500"  ->  "$500" could be a setting: limits.amount_above

#include <initializer_list>

#include "check/rule.h"

namespace agentops::check {

/// A sighting for each literal of these types that is a setting (text/setting_names.h), in items that a
/// package holds for agents: no documents, no configuration.
void find_assumptions(const Facts& facts, std::initializer_list<LiteralType> types, Sightings& sightings);

}  // namespace agentops::check
