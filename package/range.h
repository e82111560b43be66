#pragma once

/// The ranges that dependencies are written in.
///
///   satisfies(version, *read_range("^1.2"))     -> 1.2.0 and 1.9.3 yes, 2.0.0 no
///
/// A range is one or more alternatives joined by `||`; an alternative is one or more comparators, joined by
/// spaces or commas, that must all hold. Numbers that are left out or written x, X or * stand for any:
///
///   ^1.2.3  >=1.2.3 <2.0.0      ^0.2.3  >=0.2.3 <0.3.0     ^0.0.3  >=0.0.3 <0.0.4     ^1.2  >=1.2.0 <2.0.0
///   ~1.2.3  >=1.2.3 <1.3.0      ~1.2    >=1.2.0 <1.3.0     ~1      >=1.0.0 <2.0.0
///   1.2.3   exactly 1.2.3       1.2.x   >=1.2.0 <1.3.0     1       >=1.0.0 <2.0.0     *     any
///   >1.2    >=1.3.0             <=1.2   <1.3.0             >= > <= < = with a full version as expected
///
/// A pre-release is taken only where it is asked for, as in cargo: some comparator of the same alternative
/// must name a pre-release of the very same major.minor.patch. `^1.0.0-rc.1` takes 1.0.0-rc.2 and 1.4.0,
/// never 1.4.0-rc.1.

#include <optional>
#include <string_view>
#include <vector>

#include "models/result.h"
#include "models/version.h"

namespace agentops::package {

/// At least `lower`, below `upper`; without a bound on a side where there is none.
struct Interval {
  std::optional<Version> lower;
  bool lower_included = true;
  std::optional<Version> upper;
  bool upper_included = false;
  std::optional<Version> named_pre_release;  ///< the version as written, when it was a pre-release

  friend bool operator==(const Interval&, const Interval&) = default;
};

struct Range {
  std::vector<std::vector<Interval>>
      alternatives;  ///< never empty; an alternative without intervals takes any release

  friend bool operator==(const Range&, const Range&) = default;
};

/// Errors: Invalid, E-RANGE. "" and "*" take any release. At most 1,024 bytes.
[[nodiscard]] Result<Range> read_range(std::string_view text);

[[nodiscard]] bool satisfies(const Version& version, const Range& range);

}  // namespace agentops::package
