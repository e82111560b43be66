// The same bytes out: with any number of threads, from any path, whatever order the folder lists its files
// in, and with or without caches.

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "tests/support/read_file.h"
#include "tests/support/temp_folder.h"

namespace agentops {
namespace {

namespace fs = std::filesystem;

using test::read_file;

std::vector<fs::path> sample_files() {
  std::vector<fs::path> files;
  for (const auto& entry : fs::recursive_directory_iterator("samples"))
    if (entry.is_regular_file()) files.push_back(entry.path().lexically_relative("samples"));
  std::ranges::sort(files);
  return files;
}

/// A copy of samples/ whose files were made in the given order.
void copy_samples(const fs::path& to, bool backwards) {
  std::vector<fs::path> files = sample_files();
  if (backwards) std::ranges::reverse(files);
  for (const fs::path& file : files) {
    fs::create_directories((to / file).parent_path());
    fs::copy_file(fs::path("samples") / file, to / file);
  }
}

/// What `agentops ARGUMENTS` prints in `folder`.
std::string output_of(const std::string& arguments, const fs::path& folder) {
  const char* program = std::getenv("AGENTOPS_PROGRAM");  // NOLINT(concurrency-mt-unsafe)
  EXPECT_NE(program, nullptr) << "run it with ctest";
  const fs::path out = folder.parent_path() / "out";
  const std::string shell =
      fmt::format("cd '{}' && HOME=/nonexistent XDG_STATE_HOME='{}' '{}' -q {} >'{}' 2>&1 </dev/null",
                  folder.string(), folder.parent_path().string(),
                  fs::absolute(program == nullptr ? "" : program).string(), arguments, out.string());
  EXPECT_EQ(std::system(shell.c_str()), 0) << arguments;  // NOLINT(cert-env33-c,concurrency-mt-unsafe)
  return read_file(out);
}

TEST(Mine, GivesTheSameBytesWithAnyThreadsPathAndDirectoryOrder) {
  const test::TempFolder temp;
  std::string expected_output;
  std::string expected_plan;
  struct Run {
    std::string folder;
    unsigned threads;
    bool backwards;
  };
  for (const Run& run : {Run{"a/company", 1, false}, Run{"b/elsewhere/deep", 2, true}, Run{"c", 7, false}}) {
    const fs::path folder = fs::path(temp.path()) / run.folder;
    copy_samples(folder, run.backwards);
    const std::string output = output_of(fmt::format("mine --json --threads {}", run.threads), folder);
    const std::string plan = read_file(folder / "agentops.plan");
    if (expected_output.empty()) expected_output = output;
    if (expected_plan.empty()) expected_plan = plan;
    EXPECT_EQ(output, expected_output) << run.folder;
    EXPECT_EQ(plan, expected_plan) << run.folder;
  }
  EXPECT_NE(expected_plan.find("[incident"), std::string::npos) << expected_plan;
}

TEST(Mine, GivesTheSamePlanAfterDraftingAndInstalling) {
  const test::TempFolder temp;
  const fs::path folder = fs::path(temp.path()) / "company";
  copy_samples(folder, false);
  output_of("mine", folder);
  const std::string plan = read_file(folder / "agentops.plan");
  output_of("draft", folder);
  output_of("package install packages/*", folder);
  output_of("mine", folder);
  EXPECT_EQ(read_file(folder / "agentops.plan"), plan);
  fs::remove_all(folder / ".agentops");
  output_of("mine", folder);
  EXPECT_EQ(read_file(folder / "agentops.plan"), plan);
}

TEST(Draft, ChangesNothingWhenNothingChanged) {
  const test::TempFolder temp;
  const fs::path folder = fs::path(temp.path()) / "company";
  copy_samples(folder, false);
  output_of("draft", folder);
  const fs::path packages = folder / "packages";
  std::vector<std::pair<std::string, fs::file_time_type>> before;
  for (const auto& entry : fs::recursive_directory_iterator(packages))
    if (entry.is_regular_file()) before.emplace_back(entry.path().string(), entry.last_write_time());
  ASSERT_GT(before.size(), 60U);
  EXPECT_NE(output_of("draft --json", folder).find("\"written\": false"), std::string::npos);
  for (const auto& [path, time] : before) EXPECT_EQ(fs::last_write_time(path), time) << path;
}

TEST(Uninstall, LeavesNoTraceOfWhatWasDrafted) {
  const test::TempFolder temp;
  const fs::path company = fs::path(temp.path()) / "company";
  const fs::path project = fs::path(temp.path()) / "project";
  copy_samples(company, false);
  output_of("draft", company);
  fs::create_directories(project);
  output_of("package install ../company/packages/*", project);
  EXPECT_TRUE(fs::exists(project / "agentops.lock"));
  EXPECT_TRUE(fs::exists(project / "agents/refund-agent.md"));
  std::string names;
  for (const auto& entry : fs::directory_iterator(company / "packages"))
    names += " " + entry.path().filename().string();
  output_of("package uninstall" + names, project);
  fs::remove_all(project / ".agentops");
  EXPECT_TRUE(fs::is_empty(project));
}

}  // namespace
}  // namespace agentops
