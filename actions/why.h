#pragma once

/// Why an item is in its domain, and why two items are alike: each witness with its share and its lines.

#include <optional>
#include <string>

#include "actions/mine.h"
#include "mine/why.h"

namespace agentops::actions {

/// One item in its domain.
struct WhyPlace {
  Mined mined;
  std::string key;            ///< of the item
  const Domain* domain = {};  ///< points into `mined`; null: in none
  const Member* member = {};
  mine::PlaceReasons reasons;
  std::uint32_t line =
      0;  ///< of the item in the plan, from 1; 0: there is no plan yet, or it does not know it
};

/// Two items side by side.
struct WhyPair {
  Mined mined;
  std::string a, b;       ///< keys
  std::string home_of_a;  ///< names of their domains; empty: in none
  std::string home_of_b;
  mine::PairReasons reasons;
};

/// What `mine` says now, by the plan as it stands; nothing is written. Items are named as in
/// actions/lookup.h. Errors: those of mining and of item_named; NotFound (E-NOT-GROUPED) for an item that
/// takes no part in grouping.
[[nodiscard]] Result<WhyPlace> why_item(const Project& project, const std::string& item);
[[nodiscard]] Result<WhyPair> why_pair(const Project& project, const std::string& a, const std::string& b);

}  // namespace agentops::actions
