#include "actions/fetch.h"

#include <algorithm>
#include <deque>
#include <set>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "actions/candidates.h"
#include "actions/market.h"
#include "actions/remote.h"
#include "package/contents.h"
#include "package/lock.h"
#include "package/manifest.h"
#include "package/resolve.h"
#include "registry/address.h"
#include "text/escape.h"
#include "text/hash.h"
#include "text/spelling.h"
#include "text/version.h"

namespace agentops::actions {
namespace {

const std::string& name_of(const package::Candidate& candidate) { return candidate.package.manifest.name; }

/// One question to the resolver, gathered name by name.
class Question {
 public:
  /// All must outlive it.
  Question(Market& market, const Lock& lock, const std::vector<Dependency>& asked,
           const std::vector<package::Candidate>& given, const FindBeside& beside)
      : market_(market), lock_(lock), asked_(asked), given_(given), beside_(beside) {}

  /// `keep`: what is installed and not asked for stays at its version.
  Result<std::expected<package::Resolution, package::Unresolvable>> ask(bool keep) {
    releases_.clear();
    withdrawn_.clear();
    std::vector<Dependency> wanted = asked_;
    for (const package::Candidate& candidate : given_) {
      const Manifest& manifest = candidate.package.manifest;
      wanted.push_back({manifest.name, "=" + text::to_text(manifest.version)});
      offer(manifest.name, manifest.version, manifest.dependencies);
    }
    for (const LockedPackage& locked : lock_.packages)
      if (locked.requested && std::ranges::find(wanted, locked.name, &Dependency::name) == wanted.end())
        wanted.push_back({locked.name, "^" + text::to_text(locked.version)});
    open_.insert(open_.end(), wanted.begin(), wanted.end());
    while (!open_.empty()) {
      const Dependency dependency = open_.front();
      open_.pop_front();
      if (const Status added = add(dependency, keep); !added) return fail(added);
    }
    auto answer = package::resolve(wanted, releases_);
    if (!answer)
      for (package::Obstacle& obstacle : answer.error().because)
        obstacle.withdrawn = withdrawn_.contains(obstacle.needs.name);
    return answer;
  }

  /// Dependencies that no registry has, and that lie beside what is given.
  [[nodiscard]] const std::map<std::string, package::Candidate, std::less<>>& found_beside() const {
    return found_beside_;
  }

  [[nodiscard]] bool is_asked(const std::string& name) const {
    return std::ranges::find(asked_, name, &Dependency::name) != asked_.end();
  }

 private:
  void offer(const std::string& name, const Version& version, const std::vector<Dependency>& dependencies) {
    releases_[name].push_back({version, dependencies});
    for (const Dependency& dependency : dependencies) open_.push_back(dependency);
  }

  /// Every release of a package that may be taken, unless it is known already.
  Status add(const Dependency& dependency, bool keep) {
    const std::string& name = dependency.name;
    if (releases_.contains(name)) return {};
    releases_[name] = {};
    const LockedPackage* locked = package::find_package(lock_, name);
    if (locked != nullptr && keep && !is_asked(name)) {
      offer(name, locked->version, locked->dependencies);
      return {};
    }
    const auto offered = market_.offer(name);
    if (!offered) return fail(offered);
    if (*offered != nullptr) {
      add_offer(**offered, name, locked);
    } else if (locked != nullptr) {
      offer(name, locked->version, locked->dependencies);
    } else {
      auto beside = beside_(dependency);
      if (!beside) return fail(beside);
      if (!*beside) return {};
      const Manifest& manifest = (*beside)->package.manifest;
      offer(name, manifest.version, manifest.dependencies);
      found_beside_.insert_or_assign(name, *std::move(*beside));
    }
    return {};
  }

  void add_offer(const Market::Offer& from, const std::string& name, const LockedPackage* locked) {
    for (const auto& [tagged, dependencies] : from.releases) {
      const bool is_installed = locked != nullptr && locked->version == tagged.version;
      if (!tagged.yanked || is_installed) offer(name, tagged.version, dependencies);
    }
    if (releases_[name].empty()) withdrawn_.insert(name);
  }

  Market& market_;
  const Lock& lock_;
  const std::vector<Dependency>& asked_;
  const std::vector<package::Candidate>& given_;
  const FindBeside& beside_;
  package::Releases releases_;
  std::deque<Dependency> open_;
  std::map<std::string, package::Candidate, std::less<>> found_beside_;
  std::set<std::string, std::less<>> withdrawn_;
};

/// What to do about it: bring a package that is nowhere, or else ask for other versions.
std::string way_out(const package::Unresolvable& why) {
  for (const package::Obstacle& obstacle : why.because) {
    if (obstacle.withdrawn)
      return fmt::format("agentops registry yank --undo {}@VERSION  brings one back", obstacle.needs.name);
    if (!obstacle.newest)
      return fmt::format("put the folder or archive of {} beside it, or publish it to a registry",
                         obstacle.needs.name);
  }
  return "ask for another version: agentops package install NAME@RANGE";
}

Error no_solution(const package::Unresolvable& why) {
  return {.kind = ErrorKind::NotFound,
          .code = "E-NO-SOLUTION",
          .message = fmt::format("no versions go together: {}", fmt::join(package::explain(why), "; ")),
          .hint = way_out(why),
          .where = {}};
}

Error not_found(const std::string& name, const std::string& near) {
  return {
      .kind = ErrorKind::NotFound,
      .code = "E-PACKAGE-NOT-FOUND",
      .message = fmt::format("no registry of this project has a package \"{}\"", text::for_terminal(name)),
      .hint = instead_of(name, near),
      .where = {}};
}

/// The version is the one that the lock has: then its files must be, too.
Status check_pinned(const package::Candidate& candidate, const LockedPackage& locked) {
  const Digest& digest = candidate.package.digest;
  if (digest == locked.digest) return {};
  return fail(
      {.kind = ErrorKind::Unsafe,
       .code = "E-VERSION-CHANGED",
       .message = fmt::format("{} {} changed: agentops.lock has sha256 {}, {} has {}", locked.name,
                              text::to_text(locked.version), text::hex(locked.digest),
                              text::for_terminal(candidate.source), text::hex(digest)),
       .hint = "nothing was installed; a published version never changes: ask whoever keeps the registry",
       .where = {}});
}

/// What to tell of a package that is new here and has almost the name of another; empty when there is none.
std::string confusable(Market& market, const Lock& lock, const std::string& name, const std::string& source) {
  const auto installed = std::ranges::find_if(lock.packages, [&](const LockedPackage& locked) {
    return text::is_easily_confused(name, locked.name);
  });
  const std::string other = installed == lock.packages.end() ? market.look_alike(name)
                                                             : installed->name + ", which is installed here";
  if (other.empty()) return "";
  return text::for_terminal(fmt::format("{} of {} is not {}: is it the one you mean?", name, source, other));
}

}  // namespace

Result<Fetched> fetch(const Project& project, const Lock& lock, const FetchOrder& order,
                      const FindBeside& beside) {
  Market market(project);
  for (const Dependency& wanted : order.wanted) {
    const auto offered = market.offer(wanted.name);
    if (!offered) return fail(offered);
    if (*offered == nullptr) return fail(not_found(wanted.name, market.nearest(wanted.name)));
  }
  Question question(market, lock, order.wanted, order.given, beside);
  auto answer = question.ask(!order.renew);
  if (answer && !*answer && !order.renew) answer = question.ask(false);
  if (!answer) return fail(answer);
  if (!*answer) return fail(no_solution(answer->error()));

  Fetched fetched{.candidates = order.given, .needed = question.found_beside(), .notes = {}};
  for (const auto& [name, version] : **answer) {
    const LockedPackage* locked = package::find_package(lock, name);
    const bool stays = locked != nullptr && locked->version == version;
    const bool asked = question.is_asked(name);
    const bool is_given = std::ranges::find(order.given, name, name_of) != order.given.end();
    if (is_given || fetched.needed.contains(name) || (stays && !asked)) continue;
    auto candidate = market.take(name, version);
    if (!candidate) return fail(candidate);
    if (stays)
      if (const Status same = check_pinned(*candidate, *locked); !same) return fail(same);
    candidate->requested = asked;
    if (locked == nullptr)
      if (std::string note = confusable(market, lock, name, candidate->source); !note.empty())
        fetched.notes.push_back(std::move(note));
    if (asked || locked != nullptr)
      fetched.candidates.push_back(*std::move(candidate));
    else
      fetched.needed.emplace(name, *std::move(candidate));
  }
  return fetched;
}

Result<Fetched> fetch_locked(const Project& project, const Lock& lock) {
  Market market(project);
  Fetched fetched;
  for (const LockedPackage& locked : lock.packages) {
    const std::string manifest =
        fmt::format("{}/{}", package::package_folder(locked.name), package::manifest_path);
    if (project.root().exists(manifest)) continue;
    auto candidate = registry::is_remote(locked.source) ? read_remote_candidate(project, locked.source)
                                                        : market.take(locked.name, locked.version);
    if (!candidate) return fail(candidate);
    if (const Status same = check_pinned(*candidate, locked); !same) return fail(same);
    candidate->requested = locked.requested;
    fetched.candidates.push_back(*std::move(candidate));
  }
  return fetched;
}

}  // namespace agentops::actions
