#pragma once

/// A folder of a few items, and the program run in it as one user, with the faults of shim.c where a test
/// asks for them.
///
///   Company company;
///   company.run("scan", "AGENTOPS_FAULT=kill:17").code  ->  137

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <sys/wait.h>

#include "tests/support/read_file.h"
#include "tests/support/temp_folder.h"

namespace agentops::test {

using Files = std::map<std::string, std::string>;

struct Outcome {
  int code = 0;
  std::string out;
  std::string err;
};

class Company {
 public:
  Company() {
    for (int i = 0; i < 8; ++i)
      write(fmt::format("agents/agent-{}.md", i),
            fmt::format("---\nname: agent-{0}\ndescription: Looks after part {0}.\n---\n\n# Agent {0}\n\n"
                        "1. Read the order number {0}.\n2. Refund within {0} days.\n3. Tell the customer.\n",
                        i));
    write(".claude/skills/luggage/SKILL.md",
          "---\nname: luggage\ndescription: Finds luggage.\n---\n\n# Luggage\n\nRun `track --bag`.\n");
    write("README.md", "# A small company\n\nSee [agent 1](agents/agent-1.md).\n");
  }

  /// `time`: seconds after an hour that is long past, so that no run takes a file for one just written.
  void write(const std::string& path, const std::string& bytes, int time = 0) const {
    temp_.write("project/" + path, bytes);
    const auto hour = std::filesystem::file_time_type::clock::now() - std::chrono::hours(10 * 24);
    std::filesystem::last_write_time(project() / path, hour + std::chrono::seconds(time));
  }

  /// `fault`: settings of shim.c, see there; empty: without it.
  [[nodiscard]] Outcome run(const std::string& arguments, const std::string& fault = {}) const {
    const char* program = std::getenv("AGENTOPS_PROGRAM");  // NOLINT(concurrency-mt-unsafe)
    EXPECT_NE(program, nullptr) << "run it with ctest";
    const std::string shim = fault.empty() ? "" : fmt::format("LD_PRELOAD='{}' {}", FAULT_SHIM, fault);
    const std::string shell = fmt::format(
        "cd '{0}/project' && env HOME=/nonexistent XDG_STATE_HOME='{0}/home' AGENTOPS_FAULT_COUNT='{0}/count' {1} "
        "'{2}' --threads 1 {3} >'{0}/out' 2>'{0}/err' </dev/null",
        temp_.path(), shim, std::filesystem::absolute(program == nullptr ? "" : program).string(), arguments);
    const int status = std::system(shell.c_str());  // NOLINT(cert-env33-c,concurrency-mt-unsafe)
    return {.code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status),
            .out = temp_.read("out"),
            .err = temp_.read("err")};
  }

  /// How many calls `arguments` makes that can fail.
  [[nodiscard]] int points(const std::string& arguments) const {
    EXPECT_EQ(run(arguments, "AGENTOPS_FAULT=kill:0").code, 0);
    return std::stoi("0" + temp_.read("count"));
  }

  [[nodiscard]] std::filesystem::path project() const {
    return std::filesystem::path(temp_.path()) / "project";
  }

  /// All files but those of the state folder.
  [[nodiscard]] Files files() const {
    Files files;
    for (auto entry = std::filesystem::recursive_directory_iterator(project());
         entry != std::filesystem::recursive_directory_iterator(); ++entry)
      if (entry->path().filename() == ".agentops")
        entry.disable_recursion_pending();
      else if (entry->is_regular_file())
        files[entry->path().lexically_relative(project())] = read_file(entry->path());
    return files;
  }

  /// What lies in the state folder after a run that ended well, without what carries a digest in its name.
  [[nodiscard]] std::vector<std::string> leftovers() const {
    std::vector<std::string> names;
    for (const std::filesystem::path& folder : {project() / ".agentops", project() / ".agentops/index"})
      if (std::filesystem::exists(folder))
        for (const auto& entry : std::filesystem::directory_iterator(folder)) {
          const std::string name = entry.path().filename();
          if (name.ends_with(".new") || name.starts_with("building-") || name.starts_with("staging-") ||
              name == "journal")
            names.push_back(name);
        }
    std::ranges::sort(names);
    return names;
  }

  void keep(const std::string& as) const {
    remove_all(as);
    std::filesystem::copy(project(), std::filesystem::path(temp_.path()) / as,
                          std::filesystem::copy_options::recursive);
  }

  /// Puts plan and state folder back as they were kept, and a user who had no state has no secret. The
  /// sources never change.
  void put_back(const std::string& from) const {
    const std::filesystem::path kept = std::filesystem::path(temp_.path()) / from;
    if (!std::filesystem::exists(kept / ".agentops")) remove_all("home");  // the secret is made once more
    for (const auto& entry : std::filesystem::directory_iterator(project()))
      if (const std::string name = entry.path().filename();
          name == ".agentops" || name.starts_with("agentops.plan"))
        std::filesystem::remove_all(entry.path());
    for (const auto& entry : std::filesystem::directory_iterator(kept))
      if (const std::string name = entry.path().filename();
          name == ".agentops" || name.starts_with("agentops.plan"))
        std::filesystem::copy(entry.path(), project() / name, std::filesystem::copy_options::recursive);
  }

  /// Removes the state folder and the user's secret.
  void forget() const {
    remove_all("project/.agentops");
    remove_all("home");
  }

 private:
  void remove_all(const std::string& name) const {
    std::filesystem::remove_all(std::filesystem::path(temp_.path()) / name);
  }

  TempFolder temp_{TempFolder::in_memory()};
};

}  // namespace agentops::test
