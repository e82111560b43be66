// Whatever is done to a project, an install answers as if it knew nothing of the installs before.

#include "actions/settled.h"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include "actions/packages.h"
#include "state/footprint_cache.h"
#include "tests/support/chance.h"
#include "tests/support/temp_folder.h"
#include "text/hash.h"

namespace agentops::actions {
namespace {

namespace fs = std::filesystem;

/// A project with two packages, one of which it changes, and one that is a draft of its own.
class Shop {
 public:
  Shop() {
    setenv("XDG_STATE_HOME", folder_.path("home").c_str(), 1);  // NOLINT(concurrency-mt-unsafe)
    write_package("drafts/core", "core", 6);
    write_package("drafts/support", "support", 4);
    write_package("project/packages/own", "own", 3);
    folder_.write("project/local/vip.md", "# VIP\n\nSay hello.\n");
    folder_.write(
        "project/packages/support.local.yaml",
        "config:\n  limit: 7\nagents:\n  custom_agents: [local/vip.md]\n  disabled: [agents/support-1.md]\n");
    EXPECT_TRUE(install({path("drafts/core"), path("drafts/support"), path("project/packages/own")}));
  }

  /// In the project.
  [[nodiscard]] std::string path(const std::string& relative) const { return folder_.path(relative); }

  [[nodiscard]] Project open(const std::string& state = {}) const {
    return *Project::open({.root = path("project"), .state = state, .progress = {}});
  }

  Result<package::Proposal> install(const std::vector<std::string>& from = {}) const {
    return install_packages(open(), {.from = from, .target = {}, .dry_run = false});
  }

  /// What an install would do, with what is kept in the state folder or without it.
  [[nodiscard]] Result<package::Proposal> plan(bool with_state) const {
    const Project project = open(with_state ? "" : path("nowhere"));
    auto proposal = install_packages(project, {.from = {}, .target = {}, .dry_run = true});
    fs::remove_all(path("nowhere"));
    return proposal;
  }

  [[nodiscard]] bool settled() const { return is_settled(open()); }

  /// As if the last plan had been made long after every change that it saw, so that nobody looks at bytes.
  void age() const {
    const Project project = open();
    const auto bytes = project.store().load("settled", state::footprint_cache_version);
    auto footprint = bytes ? state::decode_footprint_cache(*bytes) : std::nullopt;
    if (!footprint) return;
    footprint->seen_ns += 3'600'000'000'000;
    EXPECT_TRUE(project.store().save("settled", state::footprint_cache_version, state::encode(*footprint)));
  }

  /// Files of the project.
  [[nodiscard]] std::vector<std::string> files() const {
    std::vector<std::string> files;
    for (auto entry = fs::recursive_directory_iterator(path("project"));
         entry != fs::recursive_directory_iterator(); ++entry)
      if (entry->path().filename() == ".agentops")
        entry.disable_recursion_pending();
      else if (entry->is_regular_file())
        files.push_back(entry->path().lexically_relative(folder_.path()));
    std::ranges::sort(files);
    return files;
  }

  const test::TempFolder& folder() const { return folder_; }

 private:
  void write_package(const std::string& at, const std::string& name, int agents) const {
    folder_.write(
        at + "/package.yaml",
        fmt::format("name: {}\nversion: 1.0.0\ndescription: Looks after {}.\nauthor: Ada\nlicense: MIT\n"
                    "config:\n  defaults: config/settings.yaml\n",
                    name, name));
    folder_.write(at + "/config/settings.yaml", "limit: 5\n");
    for (int i = 0; i < agents; ++i)
      folder_.write(
          fmt::format("{}/agents/{}-{}.md", at, name, i),
          fmt::format("---\nname: {0}-{1}\ndescription: Part {1}.\n---\n\nUp to {{{{ settings.limit }}}}.\n",
                      name, i));
  }

  test::TempFolder folder_{test::TempFolder::in_memory()};
};

/// Something that may happen to a file between two commands.
using Touch = std::function<void(const test::TempFolder& folder, const std::string& path)>;

void replace(const test::TempFolder& folder, const std::string& path, const std::string& bytes) {
  if (fs::is_directory(folder.path(path))) folder.remove(path);
  folder.write(path + ".new", bytes);
  fs::rename(folder.path(path + ".new"), folder.path(path));
}

std::string bytes_at(const test::TempFolder& folder, const std::string& path) {
  return fs::is_regular_file(folder.path(path)) ? folder.read(path) : "";
}

const std::vector<Touch>& touches() {
  static const std::vector<Touch> all = {
      [](const auto& folder, const auto& path) {
        replace(folder, path, bytes_at(folder, path) + "\nMore.\n");
      },
      [](const auto& folder, const auto& path) {  // another text of the same size and time
        std::string bytes = bytes_at(folder, path);
        if (bytes.empty()) return;
        bytes.back() = bytes.back() == '\n' ? ' ' : '\n';
        const auto time = fs::last_write_time(folder.path(path));
        replace(folder, path, bytes);
        fs::last_write_time(folder.path(path), time);
      },
      [](const auto& folder, const auto& path) { replace(folder, path, bytes_at(folder, path)); },
      [](const auto& folder, const auto& path) { folder.remove(path); },
      [](const auto& folder, const auto& path) {
        if (folder.exists(path)) chmod(folder.path(path).c_str(), 0755);
      },
      [](const auto& folder, const auto& path) {
        if (fs::is_regular_file(folder.path(path)))
          fs::last_write_time(folder.path(path), fs::file_time_type::clock::now());
      },
      [](const auto& folder, const auto& path) {
        folder.remove(path);
        folder.link(path, "nowhere");
      },
      [](const auto& folder, const auto& path) {
        folder.remove(path);
        folder.make_folder(path);
      },
      [](const auto& folder, const auto& path) {
        replace(folder, path, "config:\n  limit: 9\n");  // sensible in one place alone
      },
  };
  return all;
}

void expect_same(const Result<package::Proposal>& knowing, const Result<package::Proposal>& anew,
                 const std::string& what) {
  ASSERT_EQ(knowing.has_value(), anew.has_value()) << what;
  if (knowing)
    EXPECT_EQ(*knowing, *anew) << what;
  else
    EXPECT_EQ(knowing.error().message, anew.error().message) << what;
}

TEST(Settled, AfterAnInstall) {
  const Shop shop;
  EXPECT_TRUE(shop.settled());
  expect_same(shop.plan(true), shop.plan(false), "at first");
}

TEST(Settled, NotAfterAnythingThatAPlanWouldSee) {
  const std::vector<std::string> free_places = {"project/agents/new.md", "project/packages/core/new.md",
                                                "project/packages/core.local.yaml",
                                                "project/packages/own/agents/new.md"};
  std::optional<Shop> shop;
  test::Chance chance(11);
  int settled = 0;
  for (int round = 0; round < 250; ++round) {
    if (!shop || chance.below(8) == 0) shop.emplace();
    const std::vector<std::string> places = chance.below(4) == 0 ? free_places : shop->files();
    const std::string path = chance.of(places);
    const std::size_t touch = chance.below(touches().size());
    if (chance.below(2) == 0) shop->age();
    touches()[touch](shop->folder(), path);
    settled += shop->settled() ? 1 : 0;
    expect_same(shop->plan(true), shop->plan(false), fmt::format("{} {} in round {}", touch, path, round));
    if (HasFailure()) return;
    if (!shop->install()) shop.reset();
  }
  EXPECT_GT(settled, 25) << "the question was hardly asked";
}

}  // namespace
}  // namespace agentops::actions
