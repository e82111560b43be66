#pragma once

/// Items that are copies of one another, or answer to one name.

#include <cstdint>
#include <string>
#include <vector>

namespace agentops {

enum class FamilyForm : std::uint8_t {
  SameFile,   ///< the same bytes
  SameBody,   ///< the same words under another header
  Near,       ///< copies that drifted: most runs of five words of the bodies are common
  Variant,    ///< half of them are: related, but no copies
  Contained,  ///< the body of one lies in that of another
  SameName,   ///< another text under the same name
};

struct FamilyMember {
  std::string key;         ///< of the item
  std::uint32_t text = 0;  ///< members with one number have the same body; from 0 for the most typical
  std::uint32_t likeness =
      0;  ///< thousandths of its runs shared with the most typical body (Jaccard); 1000: all

  friend bool operator==(const FamilyMember&, const FamilyMember&) = default;
};

struct Family {
  FamilyForm form = FamilyForm::Near;
  std::vector<FamilyMember> members;  ///< the most typical first, then by text and key

  friend bool operator==(const Family&, const Family&) = default;
};

}  // namespace agentops
