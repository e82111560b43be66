#pragma once

/// Where a project stands on the way from a folder to packages.

#include <string>
#include <vector>

#include "actions/project.h"

namespace agentops::actions {

struct PackageStatus {
  std::string name;
  std::size_t blanks = 0;  ///< places that only the owner can fill
  bool valid = false;
  bool ready = false;  ///< nothing is left to fill or mend
};

struct ProjectStatus {
  std::size_t items = 0, skipped = 0;
  std::size_t changed = 0;  ///< items that are not as the last scan knew them
  bool has_plan = false;
  std::string plan_fault;  ///< why the plan cannot be read; empty: it can
  std::size_t domains = 0, decided = 0, close_calls = 0;
  std::size_t plan_findings = 0;
  std::vector<PackageStatus> packages;  ///< under packages/ with a manifest, sorted by name
  std::vector<std::string> undrafted;   ///< domains of the plan without a package
  std::size_t installed = 0;
};

[[nodiscard]] Result<ProjectStatus> project_status(const Project& project);

}  // namespace agentops::actions
