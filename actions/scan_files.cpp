#include "actions/scan_files.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "actions/own_files.h"
#include "disk/walk.h"
#include "extract/attachments.h"
#include "extract/document.h"
#include "extract/mirrors.h"
#include "extract/uses.h"

namespace agentops::actions {
namespace {

disk::WalkOptions walk_options(const Project& project, const ScanOptions& options,
                               std::vector<std::string>& words) {
  disk::WalkOptions walk;
  walk.include = project.settings().include;
  walk.exclude = project.settings().exclude;
  std::ranges::copy(options.include, std::back_inserter(walk.include));
  std::ranges::copy(options.exclude, std::back_inserter(walk.exclude));
  walk.ignore_files = !options.no_ignore;
  walk.follow_links = options.follow;
  std::ranges::move(own_paths(project, words), std::back_inserter(walk.skip));
  return walk;
}

/// A skill is given at most so many of its scripts.
constexpr std::size_t most_scripts = 200;

std::string_view path_of_file(const FileToRead& file) { return file.stamp.path; }

void hand_scripts_to_skills(std::vector<FileToRead>& files) {
  for (const FileToRead& file : files) {
    if (file.owner.empty() || !extract::is_script_path(file.stamp.path)) continue;
    const std::size_t skill = place_of(files, file.owner);
    if (skill < files.size() && files[skill].scripts.size() < most_scripts)
      files[skill].scripts.push_back(file.stamp.path);
  }
}

std::vector<FileToRead> files_to_read(const Project& project, std::vector<FileStamp> stamps) {
  std::vector<std::string> paths;
  for (const FileStamp& stamp : stamps) paths.push_back(stamp.path);
  const DraftedFolders drafts(project, paths);
  std::vector<std::string> owners = extract::owners_of(paths);
  const std::vector<bool> beside = extract::beside_skill_folders(paths);
  std::vector<FileToRead> files;
  for (std::size_t i = 0; i < stamps.size(); ++i)
    if ((!owners[i].empty() || extract::is_known_format(paths[i])) && !drafts.hold(paths[i]))
      files.push_back(
          {.stamp = std::move(stamps[i]), .owner = std::move(owners[i]), .beside_skill_folders = beside[i]});
  hand_scripts_to_skills(files);
  return files;
}

}  // namespace

Result<ScanFiles> find_files(const Project& project, const ScanOptions& options,
                             std::vector<std::string>& words) {
  auto walked = disk::walk(project.root(), walk_options(project, options, words));
  if (!walked) return fail(walked);
  return ScanFiles{.files = files_to_read(project, std::move(walked->files)),
                   .skipped = std::move(walked->skipped)};
}

std::size_t place_of(const std::vector<FileToRead>& files, std::string_view path) {
  const auto found = std::ranges::lower_bound(files, path, {}, path_of_file);
  const bool is_there = found != files.end() && found->stamp.path == path;
  return is_there ? static_cast<std::size_t>(found - files.begin()) : files.size();
}

}  // namespace agentops::actions
