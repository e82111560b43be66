#include "actions/tree.h"

#include "disk/place.h"
#include "disk/walk.h"
#include "package/layout.h"
#include "text/escape.h"

namespace agentops::actions {
namespace {

Error no_plain_tree(std::string message, std::string path) {
  return {.kind = ErrorKind::Unsafe,
          .code = "E-TREE",
          .message = std::move(message),
          .hint = "a package holds plain files only; remove it or put its content there",
          .where = {.path = std::move(path)}};
}

/// Why something in a tree stands in the way: it is no plain file, or it is one that cannot be read.
std::string trouble(const std::string& why) {
  const bool odd = why.contains("link") || why == "pipe" || why == "socket" || why == "device";
  return (odd ? "not a regular file: " : "cannot be read: ") + text::for_terminal(why);
}

/// True when no link leads away on the way from the root.
bool lies_below(const disk::Folder& root, const std::string& folder) {
  const std::string whole = disk::full_path(root.path());
  return disk::full_path(root.path() + "/" + folder) == (whole == "/" ? "" : whole) + "/" + folder;
}

Result<disk::Folder> open_tree(const disk::Folder& root, const std::string& folder) {
  return disk::Folder::open(folder.empty() ? root.path() : root.path() + "/" + folder);
}

}  // namespace

Result<std::vector<FileStamp>> list_tree(const disk::Folder& root, const std::string& folder) {
  if (!folder.empty() && !root.exists(folder)) return std::vector<FileStamp>{};
  if (!folder.empty() && !lies_below(root, folder))
    return fail(no_plain_tree("a link leads away from this folder", folder));
  auto below = open_tree(root, folder);
  if (!below) return fail(below);
  auto walked = disk::walk(*below, {.include = {}, .exclude = {}, .ignore_files = false, .skip = {}});
  if (!walked) return fail(walked);
  if (!walked->skipped.empty()) {
    const Skipped& odd = walked->skipped.front();
    return fail(no_plain_tree(trouble(odd.why), folder.empty() ? odd.path : folder + "/" + odd.path));
  }
  const package::Limits limits;
  std::uint64_t total = 0;
  for (const FileStamp& stamp : walked->files) total += stamp.size;
  if (walked->files.size() > limits.files || total > limits.tree_bytes)
    return fail(no_plain_tree("more than a package may hold", folder.empty() ? "." : folder));
  return std::move(walked->files);
}

Result<FileTree> read_tree(const disk::Folder& root, const std::string& folder, std::size_t file_limit) {
  const auto listed = list_tree(root, folder);
  if (!listed) return fail(listed);
  FileTree tree;
  if (listed->empty()) return tree;
  const auto below = open_tree(root, folder);
  if (!below) return fail(below);
  for (const FileStamp& stamp : *listed) {
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
