#pragma once

/// Files that should exist, and the difference between them and what is there. Everything that agentops writes is first
/// a FileTree, then a ChangeSet; only disk/apply puts one on a disk, whole or not at all.

#include <cstdint>
#include <map>
#include <string>
#include <variant>
#include <vector>

#include "models/source.h"

namespace agentops {

/// Content that is taken over unread from a scanned file.
struct CopyOf {
  std::string source;  ///< path for the SourceReader
  Digest digest;       ///< that it must still have

  friend bool operator==(const CopyOf&, const CopyOf&) = default;
};

struct TreeFile {
  std::variant<std::string, CopyOf> content;
  bool executable = false;  ///< mode 0755 instead of 0644

  friend bool operator==(const TreeFile&, const TreeFile&) = default;
};

/// Relative path with '/' -> file, sorted bytewise. Paths never begin with '/' and have no '.' or '..' part.
using FileTree = std::map<std::string, TreeFile, std::less<>>;

struct Creation {
  std::string path;
  TreeFile file;

  friend bool operator==(const Creation&, const Creation&) = default;
};

struct Replacement {
  std::string path;
  TreeFile file;
  Digest expected;  ///< what the file must hold now; otherwise the whole change is refused

  friend bool operator==(const Replacement&, const Replacement&) = default;
};

struct Removal {
  std::string path;
  Digest expected;

  friend bool operator==(const Removal&, const Removal&) = default;
};

/// A file that a person has to look at; never written.
struct Collision {
  std::string path;
  std::string why;

  friend bool operator==(const Collision&, const Collision&) = default;
};

/// Each list sorted by path; a path occurs once in all of them together.
struct ChangeSet {
  std::vector<Creation> create;
  std::vector<Replacement> replace;
  std::vector<Removal> remove;
  std::vector<Collision> conflicts;

  [[nodiscard]] bool empty() const { return create.empty() && replace.empty() && remove.empty(); }
  friend bool operator==(const ChangeSet&, const ChangeSet&) = default;
};

}  // namespace agentops
