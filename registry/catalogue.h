#pragma once

/// `packages.json`: what a registry holds, on one page, so that searching it reads one file.
///
///   {"packages": [{"name": "customer-service", "version": "1.2.0", "description": "...",
///                  "keywords": [], "items": {"agents": 52, "workflows": 15}}]}
///
/// It only says what the layouts say in full: whoever installs reads those. Pure; safe on any thread.

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "models/result.h"
#include "models/version.h"

namespace agentops::registry {

inline constexpr std::string_view catalogue_file = "packages.json";

/// A package and its newest version that was not withdrawn, a release before any pre-release.
struct Entry {
  std::string name;
  Version version;
  std::string description;
  std::vector<std::string> keywords;
  std::vector<std::pair<std::string, std::uint64_t>>
      items;  ///< "agents" 52, "workflows" 15; none are left out

  friend bool operator==(const Entry&, const Entry&) = default;
};

/// What an artifact's config says. Errors as read_catalogue.
[[nodiscard]] Result<Entry> entry_of(std::string_view config, std::string_view origin);

/// "customer-service (1.2.0) - 52 agents, 15 workflows"
[[nodiscard]] std::string line_of(const Entry& entry);

/// `entries` in any order, written by name.
[[nodiscard]] std::string write_catalogue(std::vector<Entry> entries);

/// Sorted by name. Errors: Unsafe, E-REGISTRY-CATALOGUE, when it is no such page; `origin` is for the
/// message.
[[nodiscard]] Result<std::vector<Entry>> read_catalogue(std::string_view bytes, std::string_view origin);

}  // namespace agentops::registry
