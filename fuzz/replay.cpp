// Feeds each file of a folder to a fuzz target, in the order of their names: how a corpus is tested without
// libFuzzer. A folder without files is an error: a replay that replays nothing tests nothing.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <exception>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <vector>

#include <fmt/format.h>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace {

std::vector<std::filesystem::path> files_in(const std::filesystem::path& folder) {
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(folder))
    if (entry.is_regular_file()) files.push_back(entry.path());
  std::ranges::sort(files);
  return files;
}

void replay(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  const std::vector<char> bytes{std::istreambuf_iterator(file), {}};
  // A copy of exactly this size, so that a sanitizer sees a read beyond its end.
  const std::vector<std::uint8_t> input(bytes.begin(), bytes.end());
  fmt::print("{}\n", path.filename().string());
  std::fflush(stdout);
  LLVMFuzzerTestOneInput(input.data(), input.size());
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) {
    fmt::print(stderr, "usage: NAME_fuzz FOLDER\n");
    return 2;
  }
  try {
    const auto files = files_in(argv[1]);
    std::ranges::for_each(files, replay);
    if (files.empty()) fmt::print(stderr, "{}: no inputs to replay\n", argv[1]);
    return files.empty() ? 1 : 0;
  } catch (const std::exception& failure) {
    fmt::print(stderr, "{}: {}\n", argv[1], failure.what());
    return 1;
  }
}
