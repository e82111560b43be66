#include "disk/state_folder.h"

#include <cerrno>
#include <filesystem>
#include <system_error>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "disk/failure.h"
#include "disk/listing.h"
#include "disk/spot.h"

namespace agentops::disk {
namespace {

bool is_empty(int folder) {
  const auto entries = list_folder(open_below(folder, ".", O_RDONLY | O_DIRECTORY, Links::Refuse));
  return entries && entries->empty();
}

Status hide_from_git(int folder, const std::string& shown) {
  if (!is_empty(folder) || write_new(folder, ".gitignore", "*\n", false) || errno == EEXIST) return {};
  return fail(unwritable("write", shown + "/.gitignore", errno));
}

}  // namespace

Status ensure_state_folder(const Folder& root) {
  const std::string name(state_folder_name);
  const std::string shown = root.path() + "/" + name;
  if (mkdirat(root.descriptor(), name.c_str(), 0755) != 0 && errno != EEXIST)
    return fail(unwritable("make the folder", shown, errno));
  const auto folder = open_state_folder(root);
  if (!folder) return fail(folder);
  return hide_from_git(folder->get(), shown);
}

Result<Descriptor> open_state_folder(const Folder& root) {
  const std::string name(state_folder_name);
  const std::string shown = root.path() + "/" + name;
  Descriptor folder = open_below(root.descriptor(), name, O_RDONLY | O_DIRECTORY, Links::Refuse);
  if (folder) return folder;
  if (errno == ELOOP || errno == ENOTDIR)
    return fail(
        refusal(ErrorKind::Unsafe, "E-STATE", shown, "is not a folder: agentops keeps its state there"));
  return fail(unreadable("open the folder", shown, errno));
}

Status ensure_state_folder_at(const std::string& path) {
  std::error_code failed;
  std::filesystem::create_directories(path, failed);
  if (failed) return fail(unwritable("make the folder", path, failed.value()));
  const Descriptor folder(::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (!folder) return fail(unreadable("open the folder", path, errno));
  return hide_from_git(folder.get(), path);
}

}  // namespace agentops::disk
