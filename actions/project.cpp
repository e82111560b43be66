#include "actions/project.h"

#include <algorithm>
#include <thread>

#include <fmt/format.h>

#include "actions/user_folders.h"
#include "disk/place.h"
#include "disk/secret.h"
#include "disk/state_folder.h"

namespace agentops::actions {
namespace {

/// The user's secret, where the XDG base directories say that a program's state belongs.
Result<text::Secret> users_secret() {
  if (const auto folder = user_folder(UserFolder::State)) return disk::kept_secret(*folder);
  return fail({.kind = ErrorKind::Unreadable,
               .code = "E-SECRET",
               .message = "neither XDG_STATE_HOME nor HOME names a folder",
               .hint = {},
               .where = {}});
}

unsigned cores() { return std::max(1U, std::thread::hardware_concurrency()); }

}  // namespace

Result<Project> Project::open(const ProjectOptions& options) {
  auto root = disk::Folder::open(options.root.string());
  if (!root) return fail(root);
  const std::filesystem::path state =
      options.state.empty() ? options.root / disk::state_folder_name : std::filesystem::path(options.state);
  const Result<text::Secret> users = users_secret();
  const Result<text::Secret> secret = users ? users : disk::fresh_secret();
  if (!secret) return fail(secret);
  state::Store store(state.string(), users ? std::optional(*users) : std::nullopt);
  Project project(*std::move(root), std::move(store), *secret);
  if (!users) project.unkept_ = users.error();
  project.state_folder_ = state;
  project.own_state_ = options.state.empty();
  project.threads_ = options.threads == 0 ? cores() : options.threads;
  project.offline_ = options.offline;
  project.progress_ = options.progress;
  auto settings = read_settings(project.root_, project.findings_);
  if (!settings) return fail(settings);
  project.settings_ = *std::move(settings);
  return project;
}

void Project::report(const Progress& progress) const {
  if (progress_) progress_(progress);
}

Status Project::prepare_state() const {
  return own_state_ ? disk::ensure_state_folder(root_) : disk::ensure_state_folder_at(state_folder_.string());
}

bool exists(const std::string& path) { return disk::what_is(path) != disk::Found::Nothing; }

}  // namespace agentops::actions
