#pragma once

/// A package's manifest, `package.yaml`, as a value.

#include <array>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "models/version.h"

namespace agentops {

/// `core@^0.1.0`
struct Dependency {
  std::string name;
  std::string range;  ///< as written after '@'; "*" when there is none

  friend bool operator==(const Dependency&, const Dependency&) = default;
};

using NamedPaths = std::vector<std::pair<std::string, std::string>>;  ///< key -> path, in written order

/// What a package may say about its subject: a domain, an industry, a process, or other packages.
inline constexpr std::array<std::string_view, 4> categories = {"domain", "industry", "process", "meta"};

struct Manifest {
  std::string name;
  Version version;
  std::string description;
  std::string author;
  std::string license;  ///< SPDX expression; "TODO" in a draft
  std::vector<Dependency> dependencies;
  std::vector<std::string> agents;
  std::vector<std::string> workflows;
  std::vector<std::string> patterns;
  std::vector<std::string> skills;
  std::vector<std::string> rules;
  NamedPaths config;
  NamedPaths documentation;
  std::string category;  ///< one of `categories`, or empty
  std::vector<std::string> keywords;
  std::string homepage;
  std::string repository;

  friend bool operator==(const Manifest&, const Manifest&) = default;
};

/// A list of items: called like the folder that its files lie in.
struct ItemList {
  std::string_view key;   ///< "agents"
  std::string_view kind;  ///< "agent"
  std::vector<std::string> Manifest::* paths;
};

/// All of them, in the order of the manifest.
inline constexpr std::array<ItemList, 5> item_lists = {{{"agents", "agent", &Manifest::agents},
                                                        {"workflows", "workflow", &Manifest::workflows},
                                                        {"patterns", "pattern", &Manifest::patterns},
                                                        {"skills", "skill", &Manifest::skills},
                                                        {"rules", "rule", &Manifest::rules}}};

}  // namespace agentops
