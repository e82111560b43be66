#pragma once

/// Copies as the rules AO2xx tell them.

#include <functional>
#include <string>
#include <string_view>

#include "check/rule.h"

namespace agentops::check {

/// What is said of an item and of the most typical one of its family; `copy` is the item as a member.
using OfTwo = std::function<std::string(const Item& first, const Item& member, const FamilyMember& copy)>;

/// A sighting for each member of the families of this form but their first (the most typical), with a fix
/// when there is one. Nothing when nobody looked for copies.
void find_copies(const Facts& facts, FamilyForm form, const OfTwo& says, const OfTwo& fix,
                 Sightings& sightings);

/// A sighting for each member of the families of this form but their first: "VERB FIRST".
void find_same(const Facts& facts, FamilyForm form, std::string_view verb, Sightings& sightings);

/// What mends copies that are the same.
inline constexpr std::string_view copies_mend =
    "agentops dups  shows them all; mirrors:  and  vendored:  in agentops.yaml name copies on purpose";

/// "agentops dups diff A B", with the names as a shell takes them.
[[nodiscard]] std::string side_by_side(const std::string& a, const std::string& b);

}  // namespace agentops::check
