#include "tests/servers/scene.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <csignal>
#include <cstdlib>
#include <filesystem>

#include <fcntl.h>
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/support/read_file.h"
#include "text/hash.h"

namespace agentops::test {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t seal_bytes = 88;  ///< what state/store writes behind the bytes

std::string program_folder() {
  const char* program = std::getenv("AGENTOPS_PROGRAM");  // NOLINT(concurrency-mt-unsafe)
  return program == nullptr ? "" : fs::path(program).parent_path().string();
}

/// The process, its two outputs readable at `output`. Nothing is inherited but those.
pid_t start(const std::vector<std::string>& command, int& output) {
  std::array<int, 2> pipe_ends{};
  if (pipe2(pipe_ends.data(), O_CLOEXEC) != 0) return -1;
  std::vector<char*> words;
  for (const std::string& word : command) words.push_back(const_cast<char*>(word.c_str()));
  words.push_back(nullptr);
  const pid_t process = fork();
  if (process == 0) {
    dup2(pipe_ends[1], 1);
    dup2(pipe_ends[1], 2);
    execvp(words[0], words.data());
    _exit(127);
  }
  close(pipe_ends[1]);
  fcntl(pipe_ends[0], F_SETPIPE_SZ, 1 << 20);  // nobody reads what it says later
  output = pipe_ends[0];
  return process;
}

}  // namespace

Server::Server(const std::vector<std::string>& command, const std::string& sign) {
  process_ = start(command, output_);
  std::string said;
  char c = 0;
  while (read(output_, &c, 1) == 1) {
    said += c;
    const std::size_t at = said.find(sign);
    if (at == std::string::npos || std::isdigit(static_cast<unsigned char>(c)) != 0) continue;
    port_ = said.substr(at + sign.size());
    port_ = port_.substr(0, port_.find_first_not_of("0123456789"));
    if (!port_.empty()) break;
  }
  EXPECT_FALSE(port_.empty()) << "the server did not start: " << said;
}

Server::~Server() {
  if (process_ > 0) {
    kill(process_, SIGKILL);
    waitpid(process_, nullptr, 0);
  }
  if (output_ >= 0) close(output_);
}

Scene::Scene() {
  temp_.make_folder("project");
  temp_.make_folder("home");
}

Outcome Scene::run(const std::string& commands) const {
  temp_.write("commands", commands + "\n");
  const std::string shell = fmt::format(
      "cd {0}/project && env -i HOME={0}/home PATH={1}:/usr/bin:/bin LC_ALL=C.UTF-8 COLUMNS=100 "
      "SOURCE_DATE_EPOCH=1738000000 AGENTOPS_HTTP_TIMEOUT=1 sh -e ../commands >../out 2>../err </dev/null",
      temp_.path(), program_folder());
  const int status = std::system(shell.c_str());  // NOLINT(cert-env33-c,concurrency-mt-unsafe)
  return {.code = WIFEXITED(status) ? WEXITSTATUS(status) : -1, .out = read("out"), .err = read("err")};
}

void Scene::must_run(const std::string& commands) const {
  const Outcome outcome = run(commands);
  ASSERT_EQ(outcome.code, 0) << commands << "\n" << outcome.out << outcome.err;
}

void Scene::build(const std::string& name, const std::string& version, const std::string& text) const {
  must_run(fmt::format(
      "rm -rf packages/{0} {0}-{1}.tar.gz && agentops package new {0} --license MIT --author Ours\n"
      "sed -i 's/^version: .*/version: {1}/' packages/{0}/package.yaml\n"
      "printf '\\n%s {1}\\n' '{2}' >>packages/{0}/CHANGELOG.md\n"
      "agentops package build packages/{0} && rm -r packages/{0}",
      name, version, text));
}

void Scene::publish(const std::string& name, const std::string& version, const std::string& registry) const {
  build(name, version);
  must_run(
      fmt::format("mkdir -p ../publisher && cd ../publisher\n"
                  "test -e ../{2} || agentops registry init ../{2}\n"
                  "rm -f agentops.yaml && agentops registry add here ../{2}\n"
                  "agentops package publish ../project/{0}-{1}.tar.gz",
                  name, version, registry));
}

std::string Scene::read(const std::string& path) const { return read_file(temp_.path(path)); }

std::vector<std::string> Scene::downloads() const {
  std::vector<std::string> names;
  const fs::path folder = temp_.path("home/.cache/agentops/downloads");
  if (!fs::exists(folder)) return names;
  for (const auto& entry : fs::directory_iterator(folder)) {
    const std::string bytes = read_file(entry.path());
    const std::string digest = text::hex(text::sha256(bytes.substr(0, bytes.size() - seal_bytes)));
    EXPECT_EQ(entry.path().filename(), "sha256-" + digest + ".cache");
    names.push_back(digest);
  }
  std::ranges::sort(names);
  return names;
}

void Scene::forget() const {
  for (const char* name : {"project/packages", "project/agents", "project/workflows", "project/config",
                           "project/docs", "project/agentops.lock", "home/.cache", "home/.local"})
    temp_.remove(name);
}

bool is_installed(const std::string& program) {
  return std::system(fmt::format("command -v {} >/dev/null 2>&1", program).c_str()) == 0;  // NOLINT
}

}  // namespace agentops::test
