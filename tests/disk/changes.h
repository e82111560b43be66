#pragma once

/// A change with every kind of step, for the tests of apply() and recover(): the folder before it, after it,
/// and ways to interrupt it.

#include <algorithm>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <utility>

#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include "disk/apply.h"
#include "tests/support/temp_folder.h"
#include "text/hash.h"

namespace agentops::disk {

using Contents = std::map<std::string, std::string>;

inline TreeFile file_with(std::string bytes) { return {.content = std::move(bytes)}; }

/// A SourceReader for changes that copy nothing.
inline Result<std::string> no_sources(const std::string& path) {
  return fail({.kind = ErrorKind::NotFound, .code = "E-READ", .message = path, .hint = {}, .where = {}});
}

/// One replaced, one removed with its folder, one created at the top and one in two new folders.
struct MixedChange {
  test::TempFolder folder{test::TempFolder::in_memory()};
  ChangeSet changes;
  Contents before;
  Contents after;

  MixedChange() {
    folder.write("keep.md", "as it was");
    folder.write("a.md", "old a");
    folder.write("gone/deep/c.md", "old c");
    before = folder.contents();
    changes.create = {{"b.md", file_with("new b")}, {"x/y/d.sh", {.content = "new d", .executable = true}}};
    changes.replace = {{"a.md", file_with("new a"), text::sha256("old a")}};
    changes.remove = {{"gone/deep/c.md", text::sha256("old c")}};
    after = {{"a.md", "new a"}, {"b.md", "new b"}, {"keep.md", "as it was"},
             {"x/", ""},        {"x/y/", ""},      {"x/y/d.sh", "new d"}};
  }

  [[nodiscard]] Folder root() const { return *Folder::open(folder.path()); }
  [[nodiscard]] Status apply(const BeforeStep& before_step = {}) const {
    return disk::apply(root(), changes, no_sources, before_step);
  }
  /// True when nothing of an interrupted change is left in the state folder.
  [[nodiscard]] bool is_clean() const {
    return std::ranges::all_of(std::filesystem::directory_iterator(folder.path(".agentops")),
                               [](const auto& entry) { return entry.path().filename() == ".gitignore"; });
  }
};

/// Runs `action` in a process of its own that ends, as if killed, before its step `number` (from 0). True
/// when it was killed, false when it needed fewer steps.
template <class Action>
bool killed_before_step(int number, Action action) {
  constexpr int killed = 9;
  const pid_t child = fork();
  if (child == 0) {
    int steps = 0;
    const Status status = action([&](std::string_view) -> Status {
      if (steps++ == number) _exit(killed);
      return {};
    });
    _exit(status ? 0 : 1);
  }
  int status = 0;
  waitpid(child, &status, 0);
  return WIFEXITED(status) && WEXITSTATUS(status) == killed;
}

/// Fails the step `number`; with `sticky` all that follow too.
inline BeforeStep failing_step(int number, bool sticky) {
  return [number, sticky, steps = 0](std::string_view step) mutable -> Status {
    const int current = steps++;
    const bool fails = current == number || (sticky && current > number);
    if (!fails) return {};
    return fail({.kind = ErrorKind::Unreadable,
                 .code = "E-WRITE",
                 .message = "no space: " + std::string(step),
                 .hint = {},
                 .where = {}});
  };
}

}  // namespace agentops::disk
