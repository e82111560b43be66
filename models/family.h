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

/// A section of an item.
struct SectionPlace {
  std::string key;           ///< of the item
  std::string title;         ///< plain text; may be empty
  std::uint32_t line = 0;    ///< of its heading in the file, from 1
  std::uint32_t lines = 0;   ///< with its heading
  std::uint32_t tokens = 0;  ///< estimated

  friend bool operator==(const SectionPlace&, const SectionPlace&) = default;
};

/// A section that stands in items which are no copies as a whole.
struct SectionFamily {
  FamilyForm form = FamilyForm::SameBody;  ///< SameBody or Near
  std::vector<SectionPlace> members;       ///< the most typical first, then by key and line

  friend bool operator==(const SectionFamily&, const SectionFamily&) = default;
};

/// The copies that were found in a folder.
struct CopyFindings {
  std::vector<Family> families;
  std::vector<SectionFamily> sections;
};

}  // namespace agentops
