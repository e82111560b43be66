#include "actions/candidates.h"

#include <algorithm>
#include <filesystem>
#include <iterator>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "actions/package_files.h"
#include "actions/remote.h"
#include "disk/place.h"
#include "package/manifest.h"
#include "package/range.h"
#include "registry/address.h"
#include "text/escape.h"
#include "text/version.h"

namespace agentops::actions {
namespace {

namespace fs = std::filesystem;

/// `path` as the lock should name it: relative to the project where it lies in it.
std::string source_name(const Project& project, const std::string& path) {
  const fs::path inside =
      fs::path(disk::full_path(path)).lexically_relative(disk::full_path(project.root().path()));
  if (!inside.empty() && *inside.begin() != "..") return inside.generic_string();
  return fs::path(path).lexically_normal().generic_string();
}

/// NAME-VERSION.tar.gz
struct Archive {
  Version version;
  std::string path;
};

/// The archives of this very package in `folder`: core-1.0.0.tar.gz is one of "core",
/// core-2-tools-1.0.0.tar.gz is not.
std::vector<Archive> archives_of(const std::string& name, const std::string& folder) {
  constexpr std::string_view suffix = ".tar.gz";
  const std::string prefix = name + "-";
  std::vector<Archive> archives;
  for (const std::string& file : disk::names_in(folder)) {
    std::string_view rest = file;
    if (!rest.starts_with(prefix) || !rest.ends_with(suffix)) continue;
    rest.remove_prefix(prefix.size());
    rest.remove_suffix(std::min(suffix.size(), rest.size()));
    if (auto version = text::read_version(rest))
      archives.push_back({*std::move(version), (fs::path(folder) / file).string()});
  }
  return archives;
}

/// The newest in range; where none is, the newest, so that what is there can be told.
const Archive* best_of(const std::vector<Archive>& archives, std::string_view wanted) {
  const auto range = package::read_range(wanted);
  const auto rank = [&](const Archive& archive) {
    return range && package::satisfies(archive.version, *range);
  };
  const auto best = std::ranges::max_element(archives, [&](const Archive& a, const Archive& b) {
    return rank(a) != rank(b) ? rank(b) : text::compare(a.version, b.version) < 0;
  });
  return best == archives.end() ? nullptr : &*best;
}

}  // namespace

bool is_path(std::string_view named) {
  return named.contains('/') || named.ends_with(".tar.gz") || named == "." || named == "..";
}

std::string instead_of(const std::string& name, const std::string& near) {
  if (!near.empty()) return "did you mean  " + text::for_terminal(near);
  if (disk::what_is(fmt::format("{}/{}", name, package::manifest_path)) == disk::Found::File)
    return fmt::format("did you mean the folder  ./{}", text::for_terminal(name));
  return "agentops registry search  shows what there is; ./NAME is a folder";
}

Result<package::Candidate> read_candidate(const Project& project, const std::string& path) {
  if (registry::is_remote(path)) return read_remote_candidate(project, path);
  if (disk::what_is(path) == disk::Found::Folder) {
    const auto files = read_package_tree(path);
    if (!files) return fail(files);
    auto package = package::read_package(*files, path);
    if (!package) return fail(package);
    return package::Candidate{.package = *std::move(package), .source = source_name(project, path)};
  }
  if (disk::what_is(path) == disk::Found::Nothing)
    return fail({.kind = ErrorKind::NotFound,
                 .code = "E-PACKAGE-NOT-FOUND",
                 .message = "there is no such folder or archive",
                 .hint = "give a package's folder or a .tar.gz made by  agentops package build",
                 .where = {.path = path}});
  auto archive = read_archive(path);
  if (!archive) return fail(archive);
  return package::Candidate{.package = std::move(archive->package), .source = source_name(project, path)};
}

Result<std::optional<package::Candidate>> find_beside(const Project& project,
                                                      const std::vector<std::string>& from,
                                                      const Dependency& dependency) {
  std::vector<Archive> archives;
  std::set<fs::path> searched;
  for (const std::string& path : from) {
    if (registry::is_remote(path)) continue;
    const fs::path folder = fs::path(path).lexically_normal();
    const fs::path parent = (folder.has_filename() ? folder : folder.parent_path()).parent_path();
    if (!searched.insert(parent).second) continue;
    if (const fs::path sibling = parent / dependency.name;
        disk::what_is((sibling / package::manifest_path).string()) == disk::Found::File)
      return read_candidate(project, sibling.string());
    std::ranges::move(archives_of(dependency.name, parent.empty() ? "." : parent.string()),
                      std::back_inserter(archives));
  }
  const Archive* best = best_of(archives, dependency.range);
  if (best == nullptr) return std::nullopt;
  return read_candidate(project, best->path);
}

}  // namespace agentops::actions
