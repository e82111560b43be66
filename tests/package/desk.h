#pragma once

/// A project in memory in which packages are installed, and chances that are the same in each run.
///
///   Desk desk;
///   desk.install(small_package("support"));
///   desk.files.at("agents/triage.md")

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "package/install.h"
#include "package/layout.h"
#include "package/lock.h"
#include "tests/package/trees.h"
#include "text/hash.h"

namespace agentops::package {

using Files = std::map<std::string, std::string>;

/// A project in memory: a tree of files, packages that lie beside, and the two plans applied at once.
class Desk {
 public:
  Files files;
  std::map<std::string, FileTree> beside;
  Proposal last;

  Project project() {
    return {.lock = lock(),
            .look_at = [this](const std::string& path) -> std::optional<PresentFile> {
              const auto file = files.find(path);
              if (file == files.end()) return std::nullopt;
              return PresentFile{text::sha256(file->second)};
            },
            .read_folder = [this](const std::string& folder) -> Result<FileTree> { return below(folder); },
            .read_file = [this](const std::string& path) -> Result<std::optional<std::string>> {
              const auto file = files.find(path);
              return file == files.end() ? std::nullopt : std::optional(file->second);
            },
            .beside = [this](const Dependency& dependency) -> Result<std::optional<Candidate>> {
              const auto found = beside.find(dependency.name);
              if (found == beside.end()) return std::nullopt;
              auto package = read_package(found->second, dependency.name);
              if (!package) return fail(package);
              return Candidate{.package = *std::move(package), .source = "../drafts/" + dependency.name};
            },
            .today = "2025-01-27"};
  }

  Lock lock() {
    const auto bytes = files.find("agentops.lock");
    if (bytes == files.end()) return {};
    auto read = read_lock(bytes->second);
    EXPECT_TRUE(read) << read.error().message << bytes->second;
    return read.value_or(Lock{});
  }

  FileTree below(const std::string& folder) const {
    FileTree result;
    for (const auto& [path, bytes] : files)
      if (path.starts_with(folder + "/"))
        result.emplace(path.substr(folder.size() + 1), TreeFile{.content = bytes});
    return result;
  }

  void put(const std::string& folder, const FileTree& package) {
    for (const auto& [path, file] : package) files[folder + "/" + path] = bytes_of(file);
  }

  /// "" or the code of the refusal.
  std::string install(const FileTree& package, const std::string& source = "../elsewhere",
                      Target target = Target::Generic) {
    auto read = read_package(package, source);
    if (!read) return apply(fail(read));
    return apply(plan_install(
        {.candidates = {{.package = *std::move(read), .source = source}}, .target = target}, project()));
  }
  std::string install_in_place(const std::string& name) {
    return install(below("packages/" + name), "packages/" + name);
  }
  std::string uninstall(const std::vector<std::string>& names) {
    return apply(plan_uninstall(names, project()));
  }

  std::string apply(Result<Proposal> proposal) {
    if (!proposal) {
      message = proposal.error().message + " | " + proposal.error().hint;
      return proposal.error().code;
    }
    last = std::move(*proposal);
    EXPECT_THAT(last.changes.conflicts, testing::IsEmpty());
    for (const auto& [path, expected] : last.changes.remove) {
      EXPECT_EQ(text::sha256(files.at(path)), expected) << path;
      files.erase(path);
    }
    for (const auto& [path, file, expected] : last.changes.replace) {
      EXPECT_EQ(text::sha256(files.at(path)), expected) << path;
      files[path] = bytes_of(file);
    }
    for (const auto& [path, file] : last.changes.create)
      EXPECT_TRUE(files.emplace(path, bytes_of(file)).second) << path;
    EXPECT_EQ(lock(), last.lock);
    return "";
  }

  [[nodiscard]] std::vector<std::string> paths() const {
    std::vector<std::string> result;
    for (const auto& [path, bytes] : files) result.push_back(path);
    return result;
  }

  std::string message;
};

/// A small generator of choices (xorshift), so that each run is the same.
class Dice {
 public:
  std::size_t below(std::size_t limit) {
    state_ ^= state_ << 13;
    state_ ^= state_ >> 7;
    state_ ^= state_ << 17;
    return state_ % limit;
  }

 private:
  std::uint64_t state_ = 0x9e3779b97f4a7c15ULL;
};

}  // namespace agentops::package
