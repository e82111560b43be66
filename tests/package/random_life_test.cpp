// Installs, updates, removals and edits in random order, against a model that knows nothing of diffs: a file
// is nine slots with fixed lines between them, so that what becomes of a slot never depends on its
// neighbours.

#include <array>
#include <map>
#include <optional>
#include <string>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "tests/package/desk.h"

namespace agentops::package {
namespace {

constexpr std::size_t slot_count = 9;

using Slots = std::array<std::string, slot_count>;

std::string text_of(const Slots& slots) {
  std::string text;
  for (std::size_t i = 0; i < slot_count; ++i)
    text += fmt::format("# Part {0}\n\n{1}\n\nEnd of {0}.\n\n", i, slots.at(i));
  return text;
}

/// What each version of a package says; neighbours share most of it.
Slots version_of(const std::string& name, std::size_t version) {
  Slots slots;
  for (std::size_t i = 0; i < slot_count; ++i)
    slots.at(i) = fmt::format("{} says {}.", name, (version + i) / 3);
  return slots;
}

/// One package's file as it has to be.
struct Expected {
  std::optional<Slots> installed;  ///< what its package says
  std::optional<Slots> there;      ///< what lies at its place
  std::optional<Slots> deployed;   ///< what was put there last, while it is ours

  /// Whatever is installed or removed, every installed package gets its file.
  void deploy() {
    if (!installed) return;
    if (!there) {
      there = deployed = installed;
    } else if (deployed) {
      for (std::size_t i = 0; i < slot_count; ++i)
        if (there->at(i) == deployed->at(i)) there->at(i) = installed->at(i);
      deployed = installed;
    }
  }

  void uninstall() {
    if (deployed && there == deployed) there.reset();
    deployed.reset();
    installed.reset();
  }
};

TEST(Life, GoesAsTheModelInRandomOrder) {
  Dice dice;
  Desk desk;
  std::map<std::string, Expected> model = {{"a", {}}, {"b", {}}, {"c", {}}};
  std::map<std::string, std::size_t> edits;
  for (int operation = 0; operation < 2'000; ++operation) {
    const std::string name(1, static_cast<char>('a' + dice.below(model.size())));
    const std::string path = fmt::format("agents/{}.md", name);
    Expected& expected = model.at(name);
    const auto pick = dice.below(8);
    if (pick < 3) {
      const Slots theirs = version_of(name, dice.below(12));
      const auto version = dice.below(5);
      ASSERT_EQ(
          desk.install(tree({{"package.yaml", fmt::format("name: {}\nversion: 0.{}.0\n", name, version)},
                             {path, text_of(theirs)}})),
          "")
          << desk.message;
      expected.installed = theirs;
      for (auto& [owner, file] : model) file.deploy();
    } else if (pick == 3) {
      if (find_package(desk.lock(), name) == nullptr) continue;
      ASSERT_EQ(desk.uninstall({name}), "") << desk.message;
      expected.uninstall();
      for (auto& [owner, file] : model) file.deploy();
    } else if (pick == 4) {
      desk.files.erase(path);
      expected.there.reset();
    } else {
      if (!expected.there) expected.there = version_of(name, dice.below(12));
      expected.there->at(dice.below(slot_count)) = fmt::format("Edit {}.", ++edits[name]);
      desk.files[path] = text_of(*expected.there);
    }
    for (const auto& [owner, file] : model) {
      const auto now = desk.files.find(fmt::format("agents/{}.md", owner));
      ASSERT_EQ(now == desk.files.end() ? "" : now->second, file.there ? text_of(*file.there) : "")
          << owner << " after operation " << operation;
    }
  }
}

}  // namespace
}  // namespace agentops::package
