#include "actions/demo.h"

#include <filesystem>
#include <system_error>

#include "actions/sample_files.h"
#include "disk/apply.h"
#include "disk/folder.h"
#include "text/escape.h"

namespace agentops::actions {

FileTree sample_tree() {
  FileTree tree;
  for (const SampleFile& file : sample_files())
    tree.emplace(std::string(file.path),
                 TreeFile{.content = std::string(file.bytes), .executable = file.executable});
  return tree;
}

Result<std::size_t> write_sample(const std::string& folder) {
  std::error_code error;
  if (std::filesystem::exists(folder, error))
    return fail({.kind = ErrorKind::Conflict,
                 .code = "E-DEMO-EXISTS",
                 .message = "there is something of this name already; it is untouched",
                 .hint = "name another folder:  agentops demo FOLDER",
                 .where = {.path = text::for_terminal(folder)}});
  if (!std::filesystem::create_directories(folder, error))
    return fail({.kind = ErrorKind::Unreadable,
                 .code = "E-WRITE",
                 .message = "cannot make the folder: " + error.message(),
                 .hint = {},
                 .where = {.path = text::for_terminal(folder)}});
  const auto root = disk::Folder::open(folder);
  if (!root) return fail(root);
  ChangeSet changes;
  for (auto& [path, file] : sample_tree()) changes.create.push_back({.path = path, .file = file});
  if (const Status applied = disk::apply(*root, changes, {}); !applied) return fail(applied);
  std::filesystem::remove_all(std::filesystem::path(folder) / ".agentops", error);
  return changes.create.size();
}

}  // namespace agentops::actions
