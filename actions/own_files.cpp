#include "actions/own_files.h"

#include <algorithm>
#include <array>

#include "disk/place.h"
#include "draft/provenance.h"
#include "package/lock.h"
#include "package/manifest.h"

namespace agentops::actions {
namespace {

constexpr std::array<std::string_view, 7> fixed_paths = {
    ".agentops/",      "./agentops.plan", "./agentops.plan~",        "./agentops.plan.new",
    "./agentops.lock", "./agentops.yaml", "./agentops.baseline.json"};

bool has_manifest(const Project& project, const std::string& folder) {
  return project.root().exists(folder + "package.yaml");
}

bool has_provenance(const Project& project, const std::string& folder) {
  return project.root().exists(folder + std::string(draft::provenance_path));
}

/// A manifest of other tools may have the same name: it lists nothing of ours and has keys of its own.
bool has_our_manifest(const Project& project, const std::string& folder) {
  if (!has_manifest(project, folder)) return false;
  const auto bytes = project.root().read(folder + "package.yaml", own_file_limit);
  const auto reading = bytes ? package::inspect_manifest(*bytes, folder) : fail(bytes);
  if (!reading) return true;  // a broken one is more likely ours than a folder full of copies is input
  const Manifest& manifest = reading->manifest;
  const bool lists =
      std::ranges::any_of(item_lists, [&](const ItemList& list) { return !(manifest.*list.paths).empty(); });
  return lists || std::ranges::find(reading->findings, Severity::Warning, &Finding::severity) ==
                      reading->findings.end();
}

/// Packages, and what this project changes of them.
void add_packages(const Project& project, std::vector<std::string>& paths) {
  for (const std::string& name : disk::names_in(project.root().path() + "/packages")) {
    if (name.ends_with(".local.yaml")) paths.push_back("./packages/" + name);
    if (name.ends_with(".local")) paths.push_back("packages/" + name + "/");
    const std::string folder = "packages/" + name + "/";
    if (has_our_manifest(project, folder) || has_provenance(project, folder)) paths.push_back(folder);
  }
}

void add_deployed_files(const Project& project, std::vector<std::string>& paths,
                        std::vector<std::string>& words) {
  const std::string path(package::lock_path);
  if (!project.root().exists(path)) return;
  const auto bytes = project.root().read(path, own_file_limit);
  const auto lock = bytes ? package::read_lock(*bytes) : fail(bytes);
  if (!lock)
    words.push_back(lock.error().message + "; the files that it names are read as if they were yours");
  else
    for (const DeployedFile& file : lock->files) paths.push_back("./" + file.path);
}

}  // namespace

std::vector<std::string> own_paths(const Project& project, std::vector<std::string>& words) {
  std::vector<std::string> paths(fixed_paths.begin(), fixed_paths.end());
  if (has_manifest(project, "") && has_provenance(project, "")) paths.emplace_back("./.draft/");
  add_packages(project, paths);
  add_deployed_files(project, paths, words);
  return paths;
}

DraftedFolders::DraftedFolders(const Project& project, const std::vector<std::string>& paths) {
  std::string last;
  for (const std::string& path : paths) {
    const auto mark = path.find("/.draft/");
    if (mark == std::string::npos || path.compare(0, mark + 1, last) == 0) continue;
    last = path.substr(0, mark + 1);
    if (has_manifest(project, last) && has_provenance(project, last)) folders_.insert(last);
  }
}

bool DraftedFolders::hold(std::string_view path) const {
  if (folders_.empty()) return false;
  for (auto slash = path.rfind('/'); slash != std::string_view::npos; slash = path.rfind('/')) {
    if (folders_.contains(path.substr(0, slash + 1))) return true;
    path = path.substr(0, slash);
  }
  return false;
}

}  // namespace agentops::actions
