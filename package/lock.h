#pragma once

/// `agentops.lock`: what is installed, and the ledger of every file that was put here. YAML for every reader,
/// written in one way only, one fact a line and sorted, so that git merges two branches that installed
/// different packages.
///
///   format: 1
///   packages:
///     core:
///       version: 0.1.0
///       source: packages/core
///       digest: sha256:9c1e...
///       installed: 2025-01-27
///       target: generic
///       requested: false
///   files:
///     agents/triage.md: sha256:51d2... customer-service
///     patterns/escalate.md: sha256:77be... core customer-service
///
/// Reading is strict: anything that write_lock would not have written is refused with its line, nothing is
/// guessed.

#include <string>
#include <string_view>

#include "models/lock.h"
#include "models/result.h"

namespace agentops::package {

inline constexpr std::string_view lock_path = "agentops.lock";

/// `lock` as its model promises: packages sorted by name, files by path, owners sorted.
[[nodiscard]] std::string write_lock(const Lock& lock);

/// Errors: Invalid, E-LOCK, with the line. Empty bytes are an empty lock.
[[nodiscard]] Result<Lock> read_lock(std::string_view bytes, std::string_view path = lock_path);

/// The package of this name, or null. Lives as long as `lock`.
[[nodiscard]] const LockedPackage* find_package(const Lock& lock, std::string_view name);

/// The file at this path, or null. Lives as long as `lock`.
[[nodiscard]] const DeployedFile* find_file(const Lock& lock, std::string_view path);

}  // namespace agentops::package
