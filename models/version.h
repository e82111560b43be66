#pragma once

/// A version as Semantic Versioning 2.0.0 knows it. package/version reads and orders it.

#include <cstdint>
#include <string>
#include <vector>

namespace agentops {

struct Version {
  std::uint64_t major = 0;
  std::uint64_t minor = 0;
  std::uint64_t patch = 0;
  std::vector<std::string> pre_release;  ///< dot-separated identifiers
  std::string build;                     ///< after '+'; does not count in comparison

  friend bool operator==(const Version&, const Version&) = default;
};

}  // namespace agentops
