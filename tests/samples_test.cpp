// samples/README.md is held to its word: each row of its table names a command and what it says about the
// fault.

#include <array>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "tests/support/read_file.h"
#include "tests/support/temp_folder.h"

namespace agentops {
namespace {

namespace fs = std::filesystem;

using test::read_file;

struct Fault {
  std::string what, command, says;
};

std::string between_backticks(const std::string& cell) {
  const auto begin = cell.find('`');
  if (begin == std::string::npos) return {};
  return cell.substr(begin + 1, cell.find('`', begin + 1) - begin - 1);
}

std::vector<std::string> cells_of(const std::string& row) {
  std::vector<std::string> cells;
  for (std::size_t at = 1; at < row.size();) {
    const auto end = std::min(row.find('|', at), row.size());
    cells.push_back(row.substr(at, end - at));
    at = end + 1;
  }
  return cells;
}

/// The rows of the page's table that name a command.
std::vector<Fault> faults() {
  std::vector<Fault> found;
  std::ifstream page("samples/README.md");
  for (std::string line; std::getline(page, line);) {
    if (!line.starts_with("| ")) continue;
    const std::vector<std::string> cells = cells_of(line);
    if (cells.size() < 4 || between_backticks(cells[2]).empty()) continue;
    found.push_back({cells[0], between_backticks(cells[2]), between_backticks(cells[3])});
  }
  return found;
}

/// What a reader sees who types `command` in a copy of samples/, on a wide terminal.
std::string output_of(const std::string& command, const fs::path& program) {
  const test::TempFolder temp;
  const fs::path project = fs::path(temp.path()) / "project";
  fs::copy("samples", project, fs::copy_options::recursive);
  const std::string shell =
      fmt::format("cd '{}' && PATH='{}':$PATH COLUMNS=200 LC_ALL=C.UTF-8 sh -c '{}' >../out 2>&1 </dev/null",
                  project.string(), program.parent_path().string(), command);
  EXPECT_EQ(std::system(shell.c_str()), 0) << command;  // NOLINT(cert-env33-c,concurrency-mt-unsafe)
  return read_file(fs::path(temp.path()) / "out");
}

TEST(Samples, HaveTheFaultsThatTheirPageLists) {
  const char* program = std::getenv("AGENTOPS_PROGRAM");  // NOLINT(concurrency-mt-unsafe)
  ASSERT_NE(program, nullptr) << "run it with ctest";
  const std::vector<Fault> listed = faults();
  ASSERT_GE(listed.size(), 10U);
  for (const Fault& fault : listed) {
    const std::string output = output_of(fault.command, program);
    EXPECT_NE(output.find(fault.says), std::string::npos)
        << fault.what << ": `" << fault.command << "` does not say \"" << fault.says << "\" but\n"
        << output;
  }
}

}  // namespace
}  // namespace agentops
