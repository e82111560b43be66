// A fact of which all terms but one hold narrows the package of that term; the trail keeps what was narrowed
// when and why. A fact of which all terms hold is a contradiction. It is joined with the fact behind the last
// narrowing that it took, which gives a new one that held earlier, until what it tells of the last level is
// one narrowing alone: there the choice was wrong, whatever came after.

#include "package/deduction.h"

#include <algorithm>
#include <cassert>
#include <set>

namespace agentops::package {

PackageNumber Deduction::add_package(std::size_t versions) {
  packages_.push_back({.all = VersionSet(versions + 1).complement()});
  return static_cast<PackageNumber>(packages_.size() - 1);
}

std::size_t Deduction::add_fact(std::vector<Term> terms) {
  std::erase_if(terms, [](const Term& term) { return term.among.is_full(); });
  assert(!terms.empty());
  facts_.push_back({.terms = std::move(terms)});
  enlist(facts_.size() - 1);
  changed_.push_back(facts_.back().terms.front().package);
  return facts_.size() - 1;
}

const VersionSet& Deduction::possible(PackageNumber package) const {
  const Package& known = packages_[package];
  return known.entries.empty() ? known.all : trail_[known.entries.back()].possible;
}

void Deduction::choose(PackageNumber package, std::size_t version) {
  assert(changed_.empty() && possible(package).contains(version));
  VersionSet chosen(packages_[package].all.size());
  chosen.insert(version);
  ++level_;
  narrow(package, std::move(chosen), std::nullopt);
}

bool Deduction::conclude() {
  while (!changed_.empty()) {
    const PackageNumber package = changed_.back();
    changed_.pop_back();
    // By number, newest first: what was learned last tells most, and facts may be added meanwhile.
    for (std::size_t i = packages_[package].facts.size(); i-- > 0;) {
      const std::size_t fact = packages_[package].facts[i];
      if (draw(fact)) continue;
      if (!settle(fact)) return false;
      break;
    }
  }
  return true;
}

std::vector<std::size_t> Deduction::proof() const {
  std::set<std::size_t> given;
  std::set<std::size_t> seen;
  std::vector<std::size_t> open = {impossible_};
  while (!open.empty()) {
    const std::size_t fact = open.back();
    open.pop_back();
    if (!seen.insert(fact).second) continue;
    if (const auto& parents = facts_[fact].learned_from) {
      open.push_back(parents->first);
      open.push_back(parents->second);
    } else {
      given.insert(fact);
    }
  }
  return {given.begin(), given.end()};
}

void Deduction::narrow(PackageNumber package, VersionSet possible, std::optional<std::size_t> because) {
  packages_[package].entries.push_back(trail_.size());
  trail_.push_back(
      {.package = package, .possible = std::move(possible), .level = level_, .because = because});
  changed_.push_back(package);
}

/// Makes the fact known to its packages.
void Deduction::enlist(std::size_t number) {
  for (const Term& term : facts_[number].terms) packages_[term.package].facts.push_back(number);
}

/// Narrows what follows from a fact; false when all its terms hold.
bool Deduction::draw(std::size_t number) {
  const Term* open = nullptr;
  for (const Term& term : facts_[number].terms) {
    const VersionSet& now = possible(term.package);
    if (now.is_within(term.among)) continue;
    if (open != nullptr || !now.meets(term.among)) return true;
    open = &term;
  }
  if (open == nullptr) return false;
  VersionSet rest = open->among.complement();
  rest &= possible(open->package);
  narrow(open->package, std::move(rest), number);
  return true;
}

/// The first entry since which the term holds.
std::size_t Deduction::entry_within(const Term& term) const {
  const auto& entries = packages_[term.package].entries;
  return *std::ranges::find_if(
      entries, [&](std::size_t entry) { return trail_[entry].possible.is_within(term.among); });
}

/// The level by which the term would have held together with what this entry alone brought.
std::size_t Deduction::level_without(const Entry& entry, const Term& term) const {
  if (!entry.because) return 0;
  const auto& terms = facts_[*entry.because].terms;
  const VersionSet brought = std::ranges::find(terms, entry.package, &Term::package)->among.complement();
  if (brought.is_within(term.among)) return 0;
  for (const std::size_t before : packages_[entry.package].entries) {
    VersionSet both = trail_[before].possible;
    both &= brought;
    if (both.is_within(term.among)) return trail_[before].level;
  }
  return entry.level;
}

Deduction::Moment Deduction::moment_of(const Fact& fact) const {
  std::vector<std::pair<std::size_t, const Term*>> moments;
  for (const Term& term : fact.terms) moments.emplace_back(entry_within(term), &term);
  const auto last = std::ranges::max_element(moments, {}, [](const auto& moment) { return moment.first; });
  Moment moment{.entry = last->first, .earlier = level_without(trail_[last->first], *last->second)};
  for (const auto& [entry, term] : moments)
    if (entry != last->first) moment.earlier = std::max(moment.earlier, trail_[entry].level);
  return moment;
}

/// What two facts say together about the packages other than `over`, of which one of them must be wrong.
std::size_t Deduction::learn(std::size_t first, std::size_t second, PackageNumber over) {
  std::vector<Term> terms = facts_[first].terms;
  for (const Term& term : facts_[second].terms) {
    const auto same = std::ranges::find(terms, term.package, &Term::package);
    if (same == terms.end())
      terms.push_back(term);
    else if (term.package == over)
      same->among |= term.among;
    else
      same->among &= term.among;
  }
  std::erase_if(terms, [](const Term& term) { return term.among.is_full(); });
  facts_.push_back({.terms = std::move(terms), .learned_from = std::pair(first, second)});
  return facts_.size() - 1;
}

/// Learns why a fact was contradicted and goes back to where that can be mended; false when it cannot.
bool Deduction::settle(std::size_t contradicted) {
  ++contradictions_;
  std::size_t fact = contradicted;
  while (!facts_[fact].terms.empty()) {
    const Moment moment = moment_of(facts_[fact]);
    const Entry& entry = trail_[moment.entry];
    if (!entry.because || moment.earlier < entry.level) {
      take_back_to(moment.earlier);
      if (fact != contradicted) enlist(fact);
      const bool drawn = draw(fact);
      assert(drawn);
      return drawn;
    }
    fact = learn(fact, *entry.because, entry.package);
  }
  impossible_ = fact;
  return false;
}

void Deduction::take_back_to(std::size_t level) {
  while (!trail_.empty() && trail_.back().level > level) {
    packages_[trail_.back().package].entries.pop_back();
    trail_.pop_back();
  }
  level_ = level;
  changed_.clear();
}

}  // namespace agentops::package
