#pragma once

/// Which versions to take: the newest of each package that go together.
///
///   wanted a ^1; a 1.1.0 needs core ^2, a 1.0.0 needs core ^1; there are core 1.0.0 and 1.4.0
///   -> a 1.0.0, core 1.4.0
///   wanted a ^1.1  ->  Unresolvable{{you need a ^1.1}, {a 1.1.0 needs core ^2: the newest is 1.4.0}}
///
/// Packages are looked at in the order in which they are needed: what is wanted, by name, then what the first
/// of those needs, and so on. Each gets the newest version with which a solution exists, given those before
/// it. So the answer depends on nothing but the question, and old versions are taken only where a newer one
/// cannot be.
///
/// Pure: releases are a value, ranges are those of range.h. Safe on any thread.

#include <cstddef>
#include <expected>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "models/manifest.h"
#include "models/version.h"

namespace agentops::package {

struct Release {
  Version version;
  std::vector<Dependency> dependencies;

  friend bool operator==(const Release&, const Release&) = default;
};

/// Each package's releases, in any order. Of two that differ in build metadata only, the first counts.
using Releases = std::map<std::string, std::vector<Release>, std::less<>>;

/// Exactly the packages that are needed.
using Resolution = std::map<std::string, Version, std::less<>>;

/// A need that cannot be met together with the others of the proof.
struct Obstacle {
  std::string package;            ///< whose need it is; empty: what was wanted
  std::vector<Version> versions;  ///< of that package, newest first
  bool every = false;             ///< these are all its versions
  Dependency needs;
  bool nothing_fits = false;      ///< no version of what is needed is in the range
  std::optional<Version> newest;  ///< of what is needed; none: there is no such package
  bool withdrawn = false;         ///< there is, but all its versions were withdrawn: for the caller to say

  friend bool operator==(const Obstacle&, const Obstacle&) = default;
};

struct Unresolvable {
  std::vector<Obstacle> because;       ///< needs that have no solution together, what was wanted first
  std::optional<Dependency> would_do;  ///< a wanted package, and the version of it with which there is one
  bool gave_up = false;                ///< after too many tries: then the others are empty

  friend bool operator==(const Unresolvable&, const Unresolvable&) = default;
};

struct ResolveLimits {
  std::size_t contradictions = 20'000;  ///< after which a question counts as too hard
  std::size_t suggestions = 4;          ///< wanted packages that are tried with another version
};

[[nodiscard]] std::expected<Resolution, Unresolvable> resolve(const std::vector<Dependency>& wanted,
                                                              const Releases& releases,
                                                              const ResolveLimits& limits = {});

/// The proof as lines for a person, safe to print:
///
///   you need a ^1.1
///   a 1.1.0 needs core ^2, and the newest core is 1.4.0
///   with a 1.0.0 there would be a solution
[[nodiscard]] std::vector<std::string> explain(const Unresolvable& why);

}  // namespace agentops::package
