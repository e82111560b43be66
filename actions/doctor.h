#pragma once

/// What the program goes by in a folder: each value with where it comes from, and the health of plan, lock,
/// caches and index.

#include <string>
#include <vector>

#include "actions/project.h"

namespace agentops::actions {

struct DoctorLine {
  std::string what;    ///< "state folder"
  std::string value;   ///< as it holds now
  std::string origin;  ///< "flag", "agentops.yaml", "default", ...; empty for a state of health
  bool fault = false;  ///< something is wrong, and `value` says what
};

[[nodiscard]] std::vector<DoctorLine> examine(const Project& project, const ProjectOptions& options);

}  // namespace agentops::actions
