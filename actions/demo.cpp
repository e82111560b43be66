#include "actions/demo.h"

#include "actions/sample_files.h"
#include "disk/apply.h"
#include "disk/folder.h"
#include "disk/place.h"

namespace agentops::actions {

FileTree sample_tree() {
  FileTree tree;
  for (const SampleFile& file : sample_files())
    tree.emplace(std::string(file.path),
                 TreeFile{.content = std::string(file.bytes), .executable = file.executable});
  return tree;
}

Result<std::size_t> write_sample(const std::string& folder) {
  if (const Status made = disk::make_folder(folder); !made) {
    Error error = made.error();
    if (error.kind == ErrorKind::Conflict) error.hint = "name another folder:  agentops demo FOLDER";
    return fail(error);
  }
  const auto root = disk::Folder::open(folder);
  if (!root) return fail(root);
  ChangeSet changes;
  for (auto& [path, file] : sample_tree()) changes.create.push_back({.path = path, .file = file});
  if (const Status applied = disk::apply(*root, changes, {}); !applied) return fail(applied);
  return changes.create.size();
}

}  // namespace agentops::actions
