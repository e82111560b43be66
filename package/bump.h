#pragma once

/// Which version a change asks for, and how it is told in a CHANGELOG.
///
///   an item was removed or renamed, a setting went or lost its default   -> Major
///   an item or a setting was added                                       -> Minor
///   anything else                                                        -> Patch
///
/// Before 1.0.0 ranges like ^0.2 end at the next middle number, so there a Major change asks for that, and
/// anything else for the last number. Pure and safe on any thread.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "models/version.h"
#include "package/comparison.h"

namespace agentops::package {

enum class Bump : std::uint8_t { None, Patch, Minor, Major };

/// "none", "patch", "minor", "major"
[[nodiscard]] std::string_view word_of(Bump bump);

struct AskedBump {
  Bump bump = Bump::None;
  std::vector<std::string> because;  ///< one line each, safe to print: "workflows/a.md was removed"

  friend bool operator==(const AskedBump&, const AskedBump&) = default;
};

[[nodiscard]] AskedBump asked_bump(const Comparison& comparison);

/// The least version after `before`; `before` itself, without pre-release, for None.
[[nodiscard]] Version next_version(const Version& before, Bump bump);

/// Whether `version`, or the release that it is a pre-release of, is `least` or newer.
[[nodiscard]] bool reaches(const Version& version, const Version& least);

/// "## 1.3.0\n\n### Added\n\n- agents/vip.md\n..." for the top of a CHANGELOG.md.
[[nodiscard]] std::string changelog_entry(const Version& version, const Comparison& comparison);

/// Whether a heading of `changelog` names the version: "## [1.3.0] - 2025-01-27".
[[nodiscard]] bool has_entry(std::string_view changelog, const Version& version);

}  // namespace agentops::package
