#pragma once

/// Looks at paths as a person typed them, before any folder is opened: what is there, what it is called in
/// full.
///
/// Unlike Folder, nothing here promises to stay inside anything: use it only for names from the command line,
/// never for names that came from a file.

#include <cstdint>
#include <string>
#include <vector>

#include "models/result.h"

namespace agentops::disk {

enum class Found : std::uint8_t { Nothing, File, Folder, Other };

/// What is at `path`, links followed.
[[nodiscard]] Found what_is(const std::string& path);

/// Names of everything in a folder, sorted; empty when it cannot be listed.
[[nodiscard]] std::vector<std::string> names_in(const std::string& folder);

/// Makes a folder that is not there yet, and those above it. Conflict (E-EXISTS) when something of that name
/// is there.
[[nodiscard]] Status make_folder(const std::string& path);

/// The path in full, links resolved as far as it exists.
[[nodiscard]] std::string full_path(const std::string& path);

}  // namespace agentops::disk
