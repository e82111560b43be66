#pragma once

/// What cmake/Embed.cmake makes of the folder samples/.

#include <span>
#include <string_view>

namespace agentops::actions {

struct SampleFile {
  std::string_view path;
  std::string_view bytes;
  bool executable = false;
};

/// Sorted by path; lives as long as the program.
[[nodiscard]] std::span<const SampleFile> sample_files();

}  // namespace agentops::actions
