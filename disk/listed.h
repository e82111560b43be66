#pragma once

/// Which files and folders a walk has listed, whatever path leads to them: what it takes to tell a link from
/// a find.
///
///   Listed listed;  listed.add(facts of docs/b.md, "docs/b.md");
///   listed.path_of(facts of where the link leads)  ->  "docs/b.md", or null
///
/// Adding is cheap; only a walk that meets links pays for the search. Not for several threads.

#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include <sys/stat.h>

namespace agentops::disk {

class Listed {
 public:
  /// The first path of a file counts: hard links share one identity.
  void add(const struct stat& facts, std::string path) {
    fresh_.emplace_back(identity_of(facts), std::move(path));
  }

  /// The path under which this was added, or null. Valid until the next call.
  [[nodiscard]] const std::string* path_of(const struct stat& facts) {
    for (auto& [identity, path] : std::exchange(fresh_, {})) known_.try_emplace(identity, std::move(path));
    const auto found = known_.find(identity_of(facts));
    return found == known_.end() ? nullptr : &found->second;
  }

 private:
  /// Device and inode: which file of the system something is.
  using Identity = std::pair<std::uint64_t, std::uint64_t>;
  static Identity identity_of(const struct stat& facts) { return {facts.st_dev, facts.st_ino}; }

  std::vector<std::pair<Identity, std::string>> fresh_;
  std::map<Identity, std::string> known_;
};

}  // namespace agentops::disk
