// install, update, uninstall and publish on a disk that fills up, breaks or loses its power, at every call
// that changes it: the next command finds the old state or the new one, whole, and finishes what was begun.

#include <filesystem>
#include <string>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "tests/faults/company.h"
#include "tests/faults/fault.h"
#include "tests/support/read_file.h"

namespace agentops {
namespace {

namespace fs = std::filesystem;

using test::Company;
using test::Files;
using test::Outcome;

/// A company with a registry beside its folder: core 1.0.0 and 1.1.0, and support, which needs core.
class Shop {
 public:
  Shop() {
    fs::remove_all(company.project());
    fs::create_directories(company.project());
    must("registry init ../team");
    must("registry add team ../team");
    write_package("core", "1.0.0", "one");
    must("package build drafts/core");
    must("package publish core-1.0.0.tar.gz");
    write_package("core", "1.1.0", "two");
    must("package build drafts/core");
    must("package publish core-1.1.0.tar.gz");
    write_package("support", "1.0.0", "one", "dependencies:\n  - core@^1.0\n");
    must("package build drafts/support");
    must("package publish support-1.0.0.tar.gz");
    build("support", "1.1.0");
  }

  /// An archive beside the drafts, of a package that needs core.
  void build(const std::string& name, const std::string& version) const {
    write_package(name, version, "two", "dependencies:\n  - core@^1.0\n");
    must("package build drafts/" + name);
  }

  void must(const std::string& arguments) const {
    const Outcome outcome = company.run(arguments);
    EXPECT_EQ(outcome.code, 0) << arguments << "\n" << outcome.out << outcome.err;
  }

  /// Everything but state folders: the project and the registry.
  [[nodiscard]] Files files() const {
    Files files;
    for (const fs::path& folder : {company.project(), registry()})
      for (auto entry = fs::recursive_directory_iterator(folder); entry != fs::recursive_directory_iterator();
           ++entry)
        if (entry->path().filename() == ".agentops")
          entry.disable_recursion_pending();
        else if (entry->is_regular_file())
          files[entry->path().lexically_relative(top())] = test::read_file(entry->path());
    return files;
  }

  void keep() const {
    fs::remove_all(top() / "kept");
    fs::create_directory(top() / "kept");
    for (const char* folder : {"project", "team", "home"})
      fs::copy(top() / folder, top() / "kept" / folder, fs::copy_options::recursive);
  }

  void put_back() const {
    for (const char* folder : {"project", "team", "home"}) {
      fs::remove_all(top() / folder);
      fs::copy(top() / "kept" / folder, top() / folder, fs::copy_options::recursive);
    }
  }

  /// What an interrupted change leaves, in the project and in the registry.
  [[nodiscard]] std::vector<std::string> leftovers() const {
    std::vector<std::string> names = company.leftovers();
    if (fs::exists(registry() / ".agentops"))
      for (const auto& entry : fs::directory_iterator(registry() / ".agentops"))
        if (const std::string name = entry.path().filename(); name != "lock" && name != ".gitignore")
          names.push_back(name);
    return names;
  }

  Company company;

 private:
  [[nodiscard]] fs::path top() const { return company.project().parent_path(); }
  [[nodiscard]] fs::path registry() const { return top() / "team"; }

  void write_package(const std::string& name, const std::string& version, const std::string& text,
                     const std::string& more = {}) const {
    const std::string folder = "drafts/" + name + "/";
    company.write(
        folder + "package.yaml",
        fmt::format("name: {}\nversion: {}\ndescription: Looks after {}.\nauthor: Ada\nlicense: MIT\n"
                    "documentation:\n  getting_started: docs/getting-started.md\n{}",
                    name, version, name, more));
    company.write(folder + "README.md", "# " + name + "\n\nLooks after orders.\n\n## Usage\n\nInstall it.\n");
    company.write(folder + "docs/getting-started.md", "# Getting started\n\nRead the agents.\n");
    for (int i = 0; i < (name == "core" ? 40 : 4); ++i)
      company.write(fmt::format("{}agents/{}-{}.md", folder, name, i),
                    fmt::format("---\nname: {0}-{1}\ndescription: Part {1}.\n---\n\n# {0} {1}\n\nSay {2}.\n",
                                name, i, i % 2 == 0 ? text : "hello"));
  }
};

class PackageFaults : public test::FaultTest {
 protected:
  struct Commands {
    std::string broken;  ///< with a fault at each point of it
    std::string reader;  ///< must end well then, before anybody mended anything
    std::string next;    ///< what a person types then: it finds the old state or the new one, or makes it so
  };

  /// At how many points `broken` can fail. Whatever happened, it has been done in the end.
  static int break_command(const Shop& shop, const Commands& commands) {
    shop.keep();
    const Files before = shop.files();
    shop.must(commands.broken);
    const Files after = shop.files();
    EXPECT_NE(before, after);
    shop.put_back();
    const int count = shop.company.points(commands.broken);
    for (const int point : points_of(count)) {
      SCOPED_TRACE(order(point));
      shop.put_back();
      const Outcome outcome = shop.company.run(commands.broken, order(point));
      expect_ended(outcome);
      if (outcome.code == 0) {
        EXPECT_EQ(shop.files(), after);
      }
      shop.must(commands.reader);
      shop.must(commands.next);
      EXPECT_TRUE(shop.files() == before || shop.files() == after) << "half of it is there";
      if (shop.files() == before) shop.must(commands.broken);
      EXPECT_EQ(shop.files(), after);
      EXPECT_EQ(shop.leftovers(), std::vector<std::string>{});
      if (HasFailure()) return 0;
    }
    return count;
  }
};

TEST_P(PackageFaults, LeaveNoPackageHalfInstalled) {
  const Shop shop;
  EXPECT_GE(break_command(shop, {"package install support", "package list", "package install"}), 200);
}

TEST_P(PackageFaults, LeaveNoPackageHalfUpdated) {
  const Shop shop;
  shop.must("package install core@=1.0.0 support");
  EXPECT_GE(break_command(shop, {"package update core", "package tree", "package install"}), 200);
}

TEST_P(PackageFaults, LeaveNoPackageHalfRemoved) {
  const Shop shop;
  shop.must("package install support");
  EXPECT_GE(break_command(shop, {"package uninstall support", "package list", "package install"}), 200);
}

/// One publishing makes few calls, so kills come into several: of a new version, and of packages that are
/// new.
TEST_P(PackageFaults, LeaveNoVersionHalfPublished) {
  const Shop shop;
  const auto break_publishing = [&](const std::string& name, const std::string& version) {
    const std::string publish = "package publish " + name + "-" + version + ".tar.gz";
    return break_command(shop, {publish, "package info core", publish});
  };
  int points = break_publishing("support", "1.1.0");
  for (const char* name : {"sales", "billing", "research", "travel"}) {
    if (GetParam().kind != "kill" || HasFailure()) return;
    shop.build(name, "1.0.0");
    points += break_publishing(name, "1.0.0");
  }
  EXPECT_GE(points, 200);
}

INSTANTIATE_TEST_SUITE_P(Disk, PackageFaults, testing::ValuesIn(test::faults),
                         [](const auto& parameter) { return std::string(parameter.param.name); });

}  // namespace
}  // namespace agentops
