// Commands as people see them: each folder tests/golden/COMMAND/CASE holds
//
//   cmd    lines for a shell, where agentops is on the PATH; run in a copy of in/
//   in/    the folder that the command finds; where it is missing, a copy of samples/
//   out    what must come out on stdout      err    ... on stderr      code   the exit code, 0 when missing
//   tree   optional: paths that must be there afterwards, without .agentops/
//   needs  optional: a program of the system, without which the case is skipped
//
// UPDATE_GOLDEN=1 rewrites out, err, code and tree: read that difference as code.

#include <algorithm>
#include <cctype>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <sys/wait.h>

#include "tests/support/read_file.h"
#include "tests/support/temp_folder.h"

namespace agentops {
namespace {

namespace fs = std::filesystem;

using test::read_file;

void write_file(const fs::path& path, const std::string& text) {
  std::ofstream(path, std::ios::binary | std::ios::trunc) << text;
}

std::string quoted(const std::string& word) { return "'" + word + "'"; }

struct Outcome {
  std::string out, err, code, tree;
};

std::string tree_of(const fs::path& folder) {
  std::vector<std::string> paths;
  for (auto entry = fs::recursive_directory_iterator(folder); entry != fs::recursive_directory_iterator();
       ++entry) {
    const std::string path = entry->path().lexically_relative(folder).string();
    if (path == ".agentops")
      entry.disable_recursion_pending();
    else if (!entry->is_directory())
      paths.push_back(path);
  }
  std::ranges::sort(paths);
  std::string tree;
  for (const std::string& path : paths) tree += path + "\n";
  return tree;
}

/// Runs the lines of `cmd` in a copy of the case's folder, with nothing of this machine in the environment
/// that shows.
Outcome run(const fs::path& folder, const fs::path& program) {
  const test::TempFolder temp;
  const fs::path project = fs::path(temp.path()) / "project";
  fs::copy(fs::exists(folder / "in") ? folder / "in" : fs::path("samples"), project,
           fs::copy_options::recursive);
  const std::string home = temp.path() + "/home";
  fs::create_directories(home);
  write_file(fs::path(temp.path()) / "cmd", read_file(folder / "cmd"));
  const std::string shell = fmt::format(
      "cd {} && env -i HOME={} PATH={}:/usr/bin:/bin LC_ALL=C.UTF-8 COLUMNS=100 SOURCE_DATE_EPOCH=1738000000 sh ../cmd "
      ">../out 2>../err </dev/null",
      quoted(project.string()), quoted(home), quoted(program.parent_path().string()));
  const int status =
      std::system(shell.c_str());  // NOLINT(cert-env33-c,concurrency-mt-unsafe): a shell is what people have
  Outcome outcome;
  outcome.out = read_file(fs::path(temp.path()) / "out");
  outcome.err = read_file(fs::path(temp.path()) / "err");
  outcome.code = fmt::format("{}\n", WIFEXITED(status) ? WEXITSTATUS(status) : -1);
  outcome.tree = tree_of(project);
  return outcome;
}

/// The program that the case needs and that this machine does not have; empty: all are there.
std::string missing_program(const fs::path& folder) {
  if (!fs::exists(folder / "needs")) return "";
  std::string program = read_file(folder / "needs");
  program.erase(program.find_last_not_of(" \n") + 1);
  const bool is_there = fs::exists("/usr/bin/" + program) || fs::exists("/bin/" + program);
  return is_there ? "" : program;
}

class Golden : public testing::TestWithParam<std::string> {};

TEST_P(Golden, LooksAsItShould) {
  const char* program = std::getenv("AGENTOPS_PROGRAM");  // NOLINT(concurrency-mt-unsafe)
  ASSERT_NE(program, nullptr) << "run it with ctest";
  const fs::path folder = fs::path("tests/golden") / GetParam();
  if (const std::string missing = missing_program(folder); !missing.empty())
    GTEST_SKIP() << missing << " is not installed: script/bootstrap --dev";
  const Outcome outcome = run(folder, program);
  if (std::getenv("UPDATE_GOLDEN") != nullptr) {  // NOLINT(concurrency-mt-unsafe)
    write_file(folder / "out", outcome.out);
    write_file(folder / "err", outcome.err);
    write_file(folder / "code", outcome.code);
    if (fs::exists(folder / "tree")) write_file(folder / "tree", outcome.tree);
    return;
  }
  EXPECT_EQ(outcome.out, read_file(folder / "out"));
  EXPECT_EQ(outcome.err, read_file(folder / "err"));
  EXPECT_EQ(outcome.code, fs::exists(folder / "code") ? read_file(folder / "code") : "0\n") << outcome.err;
  if (fs::exists(folder / "tree")) {
    EXPECT_EQ(outcome.tree, read_file(folder / "tree"));
  }
}

std::vector<std::string> cases() {
  std::vector<std::string> found;
  for (const auto& entry : fs::recursive_directory_iterator("tests/golden"))
    if (entry.path().filename() == "cmd")
      found.push_back(entry.path().parent_path().lexically_relative("tests/golden").string());
  std::ranges::sort(found);
  return found;
}

std::string test_name(const testing::TestParamInfo<std::string>& golden) {
  std::string name = golden.param;
  std::ranges::replace_if(name, [](char c) { return std::isalnum(static_cast<unsigned char>(c)) == 0; }, '_');
  return name;
}

INSTANTIATE_TEST_SUITE_P(Commands, Golden, testing::ValuesIn(cases()), test_name);

}  // namespace
}  // namespace agentops
