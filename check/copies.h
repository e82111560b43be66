#pragma once

/// Copies as the rules AO2xx tell them.

#include <functional>
#include <string>

#include "check/rule.h"

namespace agentops::check {

/// What is said of an item and of the most typical one of its family; `copy` is the item as a member.
using OfTwo = std::function<std::string(const Item& first, const Item& member, const FamilyMember& copy)>;

/// A sighting for each member of the families of this form but their first (the most typical), with a fix
/// when there is one. Nothing when nobody looked for copies.
void find_copies(const Facts& facts, FamilyForm form, const OfTwo& says, const OfTwo& fix,
                 Sightings& sightings);

/// "agentops dups diff A B", with the names as a shell takes them.
[[nodiscard]] std::string side_by_side(const std::string& a, const std::string& b);

}  // namespace agentops::check
