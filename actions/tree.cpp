#include "actions/tree.h"

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

std::function<void(const std::string& holder)> waiting_listener(const Project& project) {
  return [&project](const std::string& holder) {
    const std::string stage = "waiting for " + holder;
    project.report({.stage = stage, .done = 0, .total = 1});
  };
}

}  // namespace agentops::actions
