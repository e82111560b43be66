#pragma once

/// What two texts share, for the person who asks why they are called alike.
///
///   "Scan each push for leaked secrets" beside an agent that does
///   -> phrases {"leaked secrets", "push"}, tools {"Bash"}
///
/// The most telling comes first, ties in reading order. Pure; near linear in the two texts.

#include <string>
#include <vector>

#include "mine/nearness.h"

namespace agentops::mine {

struct CommonGround {
  std::vector<std::string> phrases;  ///< words that follow each other in both, as the asked text writes them
  std::vector<std::string> headings, references, tools;  ///< in alphabetical order

  friend bool operator==(const CommonGround&, const CommonGround&) = default;
};

/// The first few of each.
[[nodiscard]] CommonGround common_ground(const Portrait& asked, const Portrait& other, const Rarity& rarity);

}  // namespace agentops::mine
