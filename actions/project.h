#pragma once

/// The folder that a command works on, opened: its root, its settings, its caches, and how busy the command
/// may be.
///
/// Everything a command reads or writes lies under the root: agentops.yaml (settings), agentops.plan,
/// agentops.lock, packages/ and .agentops/ (caches). Reading commands also work where nothing can be written:
/// then nothing is cached.

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "actions/settings.h"
#include "disk/folder.h"
#include "models/finding.h"
#include "models/result.h"
#include "state/store.h"

namespace agentops::actions {

/// How far a long stage has come. Called on one thread at a time.
struct Progress {
  std::string_view stage;  ///< "reading"
  std::size_t done = 0;
  std::size_t total = 0;
};

using ProgressListener = std::function<void(const Progress&)>;

struct ProjectOptions {
  std::filesystem::path root = ".";
  std::string state;     ///< folder for index and caches; empty: ROOT/.agentops
  unsigned threads = 0;  ///< 0: as many as the machine has cores
  bool offline = false;  ///< no server is asked: what was fetched before has to do
  ProgressListener progress;
};

class Project {
 public:
  /// Opens the folder and reads its settings. Errors: NotFound or Unreadable for the folder, Invalid for the
  /// settings.
  [[nodiscard]] static Result<Project> open(const ProjectOptions& options);

  [[nodiscard]] const disk::Folder& root() const { return root_; }
  [[nodiscard]] const state::Store& store() const { return store_; }
  [[nodiscard]] const std::filesystem::path& state_folder() const { return state_folder_; }
  [[nodiscard]] const Settings& settings() const { return settings_; }
  [[nodiscard]] const std::vector<Finding>& findings() const { return findings_; }  ///< about the settings
  [[nodiscard]] const text::Secret& secret() const { return secret_; }              ///< that seals the caches
  /// Why caches are not kept from one run to the next; nothing when they are.
  [[nodiscard]] const std::optional<Error>& unkept() const { return unkept_; }
  [[nodiscard]] unsigned threads() const { return threads_; }
  [[nodiscard]] bool offline() const { return offline_; }
  void report(const Progress& progress) const;

  /// Makes the state folder. Reading commands go on without it when this fails.
  [[nodiscard]] Status prepare_state() const;

 private:
  Project(disk::Folder root, state::Store store, const text::Secret& secret)
      : root_(std::move(root)), store_(std::move(store)), secret_(secret) {}

  disk::Folder root_;
  state::Store store_;
  text::Secret secret_;  ///< the user's; of this run alone when that cannot be kept
  std::optional<Error> unkept_;
  std::filesystem::path state_folder_;
  Settings settings_;
  std::vector<Finding> findings_;
  unsigned threads_ = 1;
  bool offline_ = false;
  bool own_state_ = true;  ///< the state folder is ROOT/.agentops
  ProgressListener progress_;
};

/// True when there is a file or folder at `path`, as a person typed it.
[[nodiscard]] bool exists(const std::string& path);

}  // namespace agentops::actions
