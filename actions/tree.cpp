#include "actions/tree.h"

#include "disk/apply.h"
#include "disk/lock.h"
#include "disk/state_folder.h"
#include "disk/walk.h"
#include "text/escape.h"

namespace agentops::actions {

Result<FileTree> read_tree(const disk::Folder& root, const std::string& folder, std::size_t file_limit) {
  if (!folder.empty() && !root.exists(folder)) return FileTree{};
  const std::string path = folder.empty() ? root.path() : root.path() + "/" + folder;
  auto below = disk::Folder::open(path);
  if (!below) return fail(below);
  const auto walked = disk::walk(*below, {.include = {}, .exclude = {}, .ignore_files = false, .skip = {}});
  if (!walked) return fail(walked);
  if (!walked->skipped.empty()) {
    const Skipped& odd = walked->skipped.front();
    return fail({.kind = ErrorKind::Unsafe,
                 .code = "E-TREE",
                 .message = "not a regular file: " + text::for_terminal(odd.why),
                 .hint = "a package holds plain files only; remove it or put its content there",
                 .where = {.path = folder.empty() ? odd.path : folder + "/" + odd.path}});
  }
  FileTree tree;
  for (const FileStamp& stamp : walked->files) {
    auto bytes = below->read(stamp.path, file_limit);
    if (!bytes) return fail(bytes);
    tree.emplace(stamp.path, TreeFile{.content = *std::move(bytes), .executable = stamp.executable});
  }
  return tree;
}

Status recover_project(const Project& project) {
  if (!project.root().exists(std::string(disk::state_folder_name))) return {};
  auto lock = disk::FolderLock::acquire(project.root(), {.purpose = "recover", .waiting = {}});
  if (!lock) return fail(lock);
  return disk::recover(project.root());
}

}  // namespace agentops::actions
