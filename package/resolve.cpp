// Each package that is met gets a number, its versions numbers from the newest on; a need is a fact: these
// versions of A are not together with what is outside the range. Needs are stated when a version is about to
// be chosen, for all versions with the same need at once, so a question reads only what it touches.

#include "package/resolve.h"

#include <algorithm>
#include <set>
#include <utility>

#include "package/deduction.h"
#include "package/range.h"
#include "text/version.h"

namespace agentops::package {
namespace {

/// What stands for the person who asks: a package with one version.
constexpr PackageNumber asker = 0;

bool needs(const Release& release, const Dependency& dependency) {
  return std::ranges::find(release.dependencies, dependency) != release.dependencies.end();
}

bool is_wanted(const Obstacle& obstacle) { return obstacle.package.empty(); }

class Question {
 public:
  Question(const std::vector<Dependency>& wanted, const Releases& releases) : releases_(releases) {
    request_.dependencies = wanted;
    packages_.push_back({.name = {}, .newest_first = {&request_}});
    deduction_.add_package(1);
    VersionSet not_asked(2);
    not_asked.insert(0);
    deduction_.add_fact({{.package = asker, .among = std::move(not_asked)}});
    queue_.push_back({.package = asker, .enough = 1});
  }

  std::expected<Resolution, Unresolvable> answer(const ResolveLimits& limits) {
    for (;;) {
      if (!deduction_.conclude()) return std::unexpected(proof());
      if (deduction_.contradictions() > limits.contradictions)
        return std::unexpected(Unresolvable{.because = {}, .would_do = {}, .gave_up = true});
      take_back();
      const std::size_t next = deduction_.choices();
      if (next == queue_.size()) return resolution();
      const PackageNumber package = queue_[next].package;
      const std::size_t version = deduction_.possible(package).first(1);
      if (!state_needs(package, version)) choose(package, version);
    }
  }

 private:
  struct Known {
    std::string name;
    std::vector<const Release*> newest_first;
    std::set<std::pair<std::string, std::string>> stated = {};  ///< needs that are facts: name and range
    bool queued = false;
  };

  /// A package to choose a version of, and how long the queue was when that was done.
  struct Turn {
    PackageNumber package = 0;
    std::size_t enough = 0;
  };

  const std::vector<Dependency>& needs_of(PackageNumber package, std::size_t version) const {
    return packages_[package].newest_first[version - 1]->dependencies;
  }

  PackageNumber number_of(const std::string& name) {
    const auto [entry, is_new] = numbers_.emplace(name, static_cast<PackageNumber>(packages_.size()));
    if (!is_new) return entry->second;
    Known known{.name = name, .newest_first = {}};
    if (const auto found = releases_.find(name); found != releases_.end())
      for (const Release& release : found->second) known.newest_first.push_back(&release);
    std::ranges::stable_sort(known.newest_first, [](const Release* a, const Release* b) {
      return text::compare(a->version, b->version) > 0;
    });
    const auto repeated = std::ranges::unique(known.newest_first, [](const Release* a, const Release* b) {
      return text::compare(a->version, b->version) == 0;
    });
    known.newest_first.erase(repeated.begin(), repeated.end());
    deduction_.add_package(known.newest_first.size());
    packages_.push_back(std::move(known));
    return entry->second;
  }

  /// The versions in a range; a range that cannot be read has none.
  const VersionSet& versions_in(PackageNumber package, const std::string& range) {
    const auto [entry, is_new] =
        ranges_.emplace(std::pair(package, range), packages_[package].newest_first.size() + 1);
    if (!is_new) return entry->second;
    const auto read = read_range(range);
    const auto& releases = packages_[package].newest_first;
    for (std::size_t i = 0; read && i < releases.size(); ++i)
      if (satisfies(releases[i]->version, *read)) entry->second.insert(i + 1);
    return entry->second;
  }

  /// The versions of a package that need the very same.
  VersionSet versions_with(PackageNumber package, const Dependency& need) const {
    const auto& releases = packages_[package].newest_first;
    VersionSet same(releases.size() + 1);
    for (std::size_t i = 0; i < releases.size(); ++i)
      if (needs(*releases[i], need)) same.insert(i + 1);
    return same;
  }

  /// Makes facts of what a version needs; false when they are already.
  bool state_needs(PackageNumber package, std::size_t version) {
    bool any = false;
    for (const Dependency& need : needs_of(package, version))
      if (packages_[package].stated.emplace(need.name, need.range).second) any |= state(package, need);
    return any;
  }

  /// False when nothing follows: a package whose need of itself its own version meets.
  bool state(PackageNumber package, const Dependency& need) {
    Term from{.package = package, .among = versions_with(package, need)};
    const PackageNumber needed = number_of(need.name);
    Term outside{.package = needed, .among = versions_in(needed, need.range).complement()};
    std::vector<Term> terms = {std::move(from)};
    if (needed == package)
      terms.front().among &= outside.among;
    else
      terms.push_back(std::move(outside));
    if (terms.front().among.is_empty()) return false;
    needs_.emplace(deduction_.add_fact(std::move(terms)), std::pair(package, need));
    return true;
  }

  void choose(PackageNumber package, std::size_t version) {
    deduction_.choose(package, version);
    std::vector<std::string_view> names;
    for (const Dependency& need : needs_of(package, version)) names.emplace_back(need.name);
    std::ranges::sort(names);
    for (const std::string_view name : names) {
      const PackageNumber needed = number_of(std::string(name));
      if (!std::exchange(packages_[needed].queued, true)) queue_.push_back({.package = needed, .enough = 0});
    }
    queue_[deduction_.choices() - 1].enough = queue_.size();
  }

  /// Forgets who was queued by choices that no longer stand.
  void take_back() {
    const std::size_t choices = deduction_.choices();
    const std::size_t enough = choices == 0 ? 1 : queue_[choices - 1].enough;
    while (queue_.size() > enough) {
      packages_[queue_.back().package].queued = false;
      queue_.pop_back();
    }
  }

  Resolution resolution() const {
    Resolution resolution;
    for (const Turn& turn : queue_) {
      if (turn.package == asker) continue;
      const Known& known = packages_[turn.package];
      const std::size_t version = deduction_.possible(turn.package).first(1);
      resolution.emplace(known.name, known.newest_first[version - 1]->version);
    }
    return resolution;
  }

  Unresolvable proof() {
    Unresolvable why;
    for (const std::size_t fact : deduction_.proof())
      if (const auto need = needs_.find(fact); need != needs_.end())
        why.because.push_back(obstacle(need->second.first, need->second.second));
    std::ranges::stable_partition(why.because, is_wanted);
    return why;
  }

  Obstacle obstacle(PackageNumber package, const Dependency& need) {
    Obstacle obstacle{.package = packages_[package].name, .versions = {}, .needs = need, .newest = {}};
    const VersionSet who = versions_with(package, need);
    const auto& releases = packages_[package].newest_first;
    for (std::size_t i = 0; i < releases.size(); ++i)
      if (who.contains(i + 1)) obstacle.versions.push_back(releases[i]->version);
    obstacle.every = obstacle.versions.size() == releases.size();
    if (package == asker) obstacle.versions.clear();
    const PackageNumber needed = number_of(need.name);
    const VersionSet& fitting = versions_in(needed, need.range);
    obstacle.nothing_fits = fitting.is_empty();
    if (const auto& there = packages_[needed].newest_first; !there.empty())
      obstacle.newest = there.front()->version;
    return obstacle;
  }

  const Releases& releases_;
  Release request_;
  Deduction deduction_;
  std::vector<Known> packages_;
  std::map<std::string, PackageNumber, std::less<>> numbers_;
  std::map<std::pair<PackageNumber, std::string>, VersionSet> ranges_;
  std::map<std::size_t, std::pair<PackageNumber, Dependency>> needs_;  ///< by fact
  std::vector<Turn> queue_;  ///< the first choices() of them have their version
};

/// The first wanted package of the proof that some other version of would give a solution.
std::optional<Dependency> other_request(const std::vector<Dependency>& wanted, const Releases& releases,
                                        const Unresolvable& why, const ResolveLimits& limits) {
  std::size_t tried = 0;
  for (const Obstacle& obstacle : why.because) {
    if (!is_wanted(obstacle) || tried++ == limits.suggestions) break;
    std::vector<Dependency> relaxed = wanted;
    for (Dependency& dependency : relaxed)
      if (dependency == obstacle.needs) dependency.range = "*";
    const auto answer = Question(relaxed, releases).answer(limits);
    if (answer) return Dependency{obstacle.needs.name, text::to_text(answer->at(obstacle.needs.name))};
  }
  return std::nullopt;
}

}  // namespace

std::expected<Resolution, Unresolvable> resolve(const std::vector<Dependency>& wanted,
                                                const Releases& releases, const ResolveLimits& limits) {
  auto answer = Question(wanted, releases).answer(limits);
  if (!answer && !answer.error().gave_up)
    answer.error().would_do = other_request(wanted, releases, answer.error(), limits);
  return answer;
}

}  // namespace agentops::package
