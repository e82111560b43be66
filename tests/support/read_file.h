#pragma once

/// A file's bytes, for tests; "" when there is no such file.

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

namespace agentops::test {

inline std::string read_file(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

}  // namespace agentops::test
