#pragma once

/// The checks of `package validate`: everything that is wrong or missing in a package's folder, at once.
///
///   agents/a.md is in the folder, not in the manifest  ->  warning AO503 at agents/a.md, "agentops
///   package validate --fix  lists it under `agents`"
///
///   AO305 link into another package, which is no dependency
///   AO501 field of the manifest      AO504 version is not SemVer     AO507 a dependency that cannot be read
///   AO502 listed file is missing     AO505 licence                   AO510 a blank that is left
///   AO503 file that is not listed    AO506 documentation incomplete  AO703 a path no package may hold
///   AO509 more items than one domain has                             AO704 a program in the package
///   AO511 nothing says where it lives (before publishing)            AO512 a setting that nothing declares
///
/// The rules that a package brings for its own items are looked at by validations.h (AO508).
///
/// Findings are sorted by path, line and rule. Pure and safe on any thread.

#include <cstdint>
#include <string_view>
#include <vector>

#include "models/file_tree.h"
#include "models/finding.h"

namespace agentops::package {

/// What the package is to be good for.
enum class Gate : std::uint8_t {
  Work,     ///< to be installed from its folder: licence, documentation and blanks are warnings
  Publish,  ///< to be given to others: these are errors
};

/// `folder` may hold `.draft/`, which is passed over; all contents must be read. Places carry paths inside
/// the folder. A folder without package.yaml, or with one that is no YAML, gives that as its only finding
/// (AO501).
[[nodiscard]] std::vector<Finding> validate(const FileTree& folder, Gate gate = Gate::Work);

/// True when some finding is an error.
[[nodiscard]] bool has_errors(const std::vector<Finding>& findings);

}  // namespace agentops::package
