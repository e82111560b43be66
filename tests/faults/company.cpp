#include "tests/faults/company.h"

#include <algorithm>
#include <chrono>
#include <cstdlib>

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <sys/wait.h>

#include "tests/support/read_file.h"

namespace agentops::test {

Company::Company() {
  for (int i = 0; i < 8; ++i)
    write(fmt::format("agents/agent-{}.md", i),
          fmt::format("---\nname: agent-{0}\ndescription: Looks after part {0}.\n---\n\n# Agent {0}\n\n"
                      "1. Read the order number {0}.\n2. Refund within {0} days.\n3. Tell the customer.\n",
                      i));
  write(".claude/skills/luggage/SKILL.md",
        "---\nname: luggage\ndescription: Finds luggage.\n---\n\n# Luggage\n\nRun `track --bag`.\n");
  write("README.md", "# A small company\n\nSee [agent 1](agents/agent-1.md).\n");
}

void Company::write(const std::string& path, const std::string& bytes, int time) const {
  temp_.write("project/" + path, bytes);
  const auto hour = std::filesystem::file_time_type::clock::now() - std::chrono::hours(10 * 24);
  std::filesystem::last_write_time(project() / path, hour + std::chrono::seconds(time));
}

Outcome Company::run(const std::string& arguments, const std::string& fault, const std::string& who) const {
  const char* program = std::getenv("AGENTOPS_PROGRAM");  // NOLINT(concurrency-mt-unsafe)
  EXPECT_NE(program, nullptr) << "run it with ctest";
  const std::string shim = fault.empty() ? "" : fmt::format("LD_PRELOAD='{}' {}", FAULT_SHIM, fault);
  const std::string shell = fmt::format(
      "cd '{0}/project' && env HOME=/nonexistent XDG_STATE_HOME='{0}/home' AGENTOPS_FAULT_COUNT='{0}/count' {1} "
      "'{2}' --threads 1 {3} >'{0}/out{4}' 2>'{0}/err{4}' </dev/null",
      temp_.path(), shim, std::filesystem::absolute(program == nullptr ? "" : program).string(), arguments,
      who);
  const int status = std::system(shell.c_str());  // NOLINT(cert-env33-c,concurrency-mt-unsafe)
  return {.code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status),
          .out = temp_.read("out" + who),
          .err = temp_.read("err" + who)};
}

int Company::points(const std::string& arguments) const {
  EXPECT_EQ(run(arguments, "AGENTOPS_FAULT=kill:0").code, 0);
  return std::stoi("0" + temp_.read("count"));
}

Files Company::files() const {
  Files files;
  for (auto entry = std::filesystem::recursive_directory_iterator(project());
       entry != std::filesystem::recursive_directory_iterator(); ++entry)
    if (entry->path().filename() == ".agentops")
      entry.disable_recursion_pending();
    else if (entry->is_regular_file())
      files[entry->path().lexically_relative(project())] = read_file(entry->path());
  return files;
}

std::vector<std::string> Company::leftovers() const {
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

void Company::keep(const std::string& as) const {
  remove_all(as);
  std::filesystem::copy(project(), std::filesystem::path(temp_.path()) / as,
                        std::filesystem::copy_options::recursive);
}

void Company::put_back(const std::string& from) const {
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

void Company::forget() const {
  remove_all("project/.agentops");
  remove_all("home");
}

void Company::remove_all(const std::string& name) const {
  std::filesystem::remove_all(std::filesystem::path(temp_.path()) / name);
}

}  // namespace agentops::test
