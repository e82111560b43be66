#pragma once

/// What is installed, and every file that the program put where agents read it: the value behind
/// `agentops.lock`. A file that is not in it is the user's: never overwritten, never removed.

#include <string>
#include <vector>

#include "models/manifest.h"
#include "models/source.h"

namespace agentops {

/// A file that was deployed from one or more packages.
struct DeployedFile {
  std::string path;
  Digest digest;
  std::vector<std::string> owners;  ///< names of packages, sorted

  friend bool operator==(const DeployedFile&, const DeployedFile&) = default;
};

struct LockedPackage {
  std::string name;
  Version version;
  std::string source;              ///< folder, file or registry that it came from
  Digest digest;                   ///< of the canonical archive of its files
  std::string installed;           ///< day, YYYY-MM-DD
  std::string target = "generic";  ///< whose folders its files went to: "generic", "claude"
  bool requested = true;           ///< asked for by name; otherwise only there while another needs it
  std::vector<Dependency> dependencies;

  friend bool operator==(const LockedPackage&, const LockedPackage&) = default;
};

/// Packages sorted by name, files by path.
struct Lock {
  std::vector<LockedPackage> packages;
  std::vector<DeployedFile> files;

  friend bool operator==(const Lock&, const Lock&) = default;
};

}  // namespace agentops
