#pragma once

/// What follows from facts about versions, and from choices made among them: the reasoning of the resolver,
/// which knows packages and versions only by number.
///
/// Number 0 of a package stands for "not taken", 1 for its newest version, and so on. A fact is a
/// combination that cannot be: {core is 1 or 2, base is not 3}. From the facts and the choices made so far it
/// is deduced what each package may still be. When a choice leads into a contradiction, the reason is worked
/// out, kept as a new fact, and the choices are taken back to the last one that the reason leaves open
/// (conflict-driven learning, as in PubGrub). A version is given up only where no solution with the choices
/// before it has it.

#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "package/version_set.h"

namespace agentops::package {

using PackageNumber = std::uint32_t;

/// "The package is one of these."
struct Term {
  PackageNumber package = 0;
  VersionSet among;
};

class Deduction {
 public:
  /// A new package with so many versions, of which nothing is known.
  PackageNumber add_package(std::size_t versions);

  /// States that `terms`, each of another package, cannot hold together; one at least must not always hold.
  /// Returns the fact's number.
  std::size_t add_fact(std::vector<Term> terms);

  /// Draws every conclusion, taking choices back where they contradict the facts. False when the facts
  /// contradict each other: see proof().
  [[nodiscard]] bool conclude();

  /// Chooses a version that is still possible. To be called when everything is concluded.
  void choose(PackageNumber package, std::size_t version);

  /// How many choices stand.
  [[nodiscard]] std::size_t choices() const { return level_; }

  /// What the package may still be.
  [[nodiscard]] const VersionSet& possible(PackageNumber package) const;

  /// Contradictions met so far.
  [[nodiscard]] std::size_t contradictions() const { return contradictions_; }

  /// After conclude() returned false: facts given to add_fact that contradict each other, ascending.
  [[nodiscard]] std::vector<std::size_t> proof() const;

 private:
  /// A combination that cannot be: given, or learned from two others.
  struct Fact {
    std::vector<Term> terms;
    std::optional<std::pair<std::size_t, std::size_t>> learned_from = {};
  };

  /// One narrowing of what a package may be.
  struct Entry {
    PackageNumber package = 0;
    VersionSet possible;  ///< from here on
    std::size_t level = 0;
    std::optional<std::size_t> because = {};  ///< the fact; none: a choice
  };

  struct Package {
    VersionSet all;
    std::vector<std::size_t> entries = {};  ///< positions in the trail, ascending
    std::vector<std::size_t> facts = {};    ///< that have a term of it
  };

  /// When all terms of a fact came to hold.
  struct Moment {
    std::size_t entry = 0;    ///< in the trail: the last that it took
    std::size_t earlier = 0;  ///< the level by which everything else was there
  };

  void narrow(PackageNumber package, VersionSet possible, std::optional<std::size_t> because);
  bool draw(std::size_t number);
  void enlist(std::size_t number);
  [[nodiscard]] std::size_t entry_within(const Term& term) const;
  [[nodiscard]] std::size_t level_without(const Entry& entry, const Term& term) const;
  [[nodiscard]] Moment moment_of(const Fact& fact) const;
  std::size_t learn(std::size_t first, std::size_t second, PackageNumber over);
  bool settle(std::size_t contradicted);
  void take_back_to(std::size_t level);

  std::vector<Package> packages_;
  std::vector<Fact> facts_;
  std::vector<Entry> trail_;
  std::vector<PackageNumber> changed_;
  std::size_t level_ = 0;
  std::size_t contradictions_ = 0;
  std::size_t impossible_ = 0;  ///< the fact without terms, once found
};

}  // namespace agentops::package
