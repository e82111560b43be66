#pragma once

/// Sorts the copies in a folder into families that need different actions: the same file, the same body under
/// another header, copies that drifted, bodies inside others, and different texts under one name.
///
///   six agents with one body, one of them also with a line changed elsewhere
///   -> SameBody of six, Near of the seven
///
/// Likeness is measured on bodies, without headers (mine/resemblance.h): by runs of words, and between half
/// and all of what makes a copy by whole lines, so that two edits do not hide the copy of a short text. Each
/// member of a Near family is alike to the most typical member itself, so chains of likeness do not join
/// strangers. Equal input gives equal output.

#include <cstdint>
#include <string>
#include <vector>

#include "mine/resemblance.h"
#include "models/family.h"
#include "models/kind.h"
#include "models/source.h"

namespace agentops::mine {

/// What is known of one item.
struct CopyFacts {
  std::string key;
  std::string name;  ///< lower case; empty: has none of its own
  Kind kind = Kind::Other;
  Digest whole;   ///< of its bytes
  Digest body;    ///< of the normalised words of its body
  Members runs;   ///< text::shingles_of its body
  Members lines;  ///< text::line_set_of its body
};

struct FamilyOptions {
  unsigned near = 800;        ///< thousandths of the runs that make two bodies copies
  unsigned near_lines = 700;  ///< or of the lines, where the runs make them variants
  unsigned typical = 700;     ///< thousandths that each member of a family shares with its most typical body
  unsigned variant = 500;     ///< thousandths that make two bodies variants
  std::uint32_t fewest = 12;  ///< a body of fewer runs is too short to be near, variant or contained
  bool variants = false;      ///< find variants and what is contained as well
  unsigned threads = 1;       ///< changes the time, never the answer
};

/// The families, by form, then by their first member; each has two members or more. `facts` are sorted by
/// key; bodies without words belong to no family but SameFile. An item may be in one family of each form.
[[nodiscard]] std::vector<Family> families_of(std::vector<CopyFacts> facts, const FamilyOptions& options);

}  // namespace agentops::mine
