#pragma once

/// The sample folder, compiled into the program: an invented company's agents in the disorder of real ones.

#include <string>

#include "models/file_tree.h"
#include "models/result.h"

namespace agentops::actions {

/// The files of samples/, README.md and all.
[[nodiscard]] FileTree sample_tree();

/// Writes the sample into the new folder `folder`. Conflict (E-EXISTS) when there is something of that
/// name already. Gives the number of files.
[[nodiscard]] Result<std::size_t> write_sample(const std::string& folder);

}  // namespace agentops::actions
