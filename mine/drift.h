#pragma once

/// What became of the copies of one text: which of them missed an edit that most of the others have.
///
///   four agents; one without "OCI DevOps," in line 21 and without line 153
///   -> member 2: Says at line 21, Lacks line 153; the other three agree
///
/// Every copy is laid beside the most typical one, line by line; at each place where they differ the reading
/// of more than half is the common one, and who reads otherwise is odd there. Where no reading has that many,
/// nobody is blamed. Two copies have no majority: their differences are told, not judged. Linear in the lines
/// for each copy but for what text::diff_lines costs.

#include <cstddef>
#include <span>
#include <vector>

#include "text/differences.h"

namespace agentops::mine {

enum class OddForm : std::uint8_t {
  Differs,  ///< `difference` says how
  Moved,    ///< has the same lines elsewhere: from `difference.line` of the common reading to `moved_to`
};

/// A place where one copy reads otherwise than most.
struct Odd {
  std::size_t member = 0;  ///< index of the copy
  OddForm form = OddForm::Differs;
  text::Difference difference;  ///< of the copy from `against`
  std::size_t against = 0;      ///< index of a copy with the common reading; lines of the original are its
  std::uint32_t moved_to = 0;   ///< line in the odd copy
  bool is_value = false;        ///< a number, version, model or list of tools differs: what hurts first

  friend bool operator==(const Odd&, const Odd&) = default;
};

struct Drift {
  std::vector<Odd> odd;            ///< values first, then by member and line
  std::vector<std::size_t> agree;  ///< copies that are odd nowhere, ascending
  std::size_t unsettled = 0;       ///< places without a common reading
  bool judged = true;  ///< false: only two copies; `odd` tells how the second differs from the first

  friend bool operator==(const Drift&, const Drift&) = default;
};

/// `copies`: two or more whole items, with frontmatter, the most typical first. Their names, titles and
/// descriptions in the frontmatter may differ: that is what makes them other items, and is not told.
[[nodiscard]] Drift drift_of(std::span<const text::Passage> copies);

}  // namespace agentops::mine
