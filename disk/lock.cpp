#include "disk/lock.h"

#include <cerrno>
#include <optional>
#include <thread>
#include <utility>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "disk/failure.h"
#include "disk/state_folder.h"
#include "text/escape.h"

namespace agentops::disk {
namespace {

constexpr auto pause = std::chrono::milliseconds(20);
constexpr auto patience = std::chrono::seconds(1);  // before the user is told
constexpr std::size_t longest_note = 200;

/// The file is the one that the name stands for: somebody may have deleted it while we waited.
bool is_current(int state, int file) {
  struct stat ours {};
  struct stat named {};
  return fstat(file, &ours) == 0 && fstatat(state, "lock", &named, AT_SYMLINK_NOFOLLOW) == 0 &&
         ours.st_dev == named.st_dev && ours.st_ino == named.st_ino;
}

/// The lock, nothing when another process has it, or an error of the system.
Result<std::optional<Descriptor>> try_once(int state, const std::string& shown) {
  Descriptor file = open_below(state, "lock", O_RDWR | O_CREAT | O_NONBLOCK, Links::Refuse, 0666);
  if (!file) return fail(unwritable("open", shown, errno));
  if (flock(file.get(), LOCK_EX | LOCK_NB) != 0) {
    if (errno != EWOULDBLOCK && errno != EINTR) return fail(unwritable("lock", shown, errno));
    return std::nullopt;
  }
  if (!is_current(state, file.get())) return std::nullopt;
  return std::optional(std::move(file));
}

/// Who wrote the note in the lock file. It helps a person and decides nothing, so failures do not matter.
std::string holder_of(int state) {
  const Descriptor file = open_below(state, "lock", O_RDONLY | O_NONBLOCK, Links::Refuse);
  const auto note = file ? read_bytes(file.get(), longest_note, longest_note) : std::nullopt;
  if (!note || note->empty()) return "another process";
  return "process " + text::for_terminal(std::string_view(*note).substr(0, note->find('\n')));
}

void leave_note(int file, const std::string& purpose) {
  const std::string who = std::to_string(getpid());
  const std::string note = purpose.empty() ? who + "\n" : fmt::format("{} ({})\n", who, purpose);
  if (ftruncate(file, 0) == 0) static_cast<void>(write_bytes(file, note));
}

}  // namespace

Result<FolderLock> FolderLock::acquire(const Folder& root, const LockOptions& options) {
  if (const Status made = ensure_state_folder(root); !made) return fail(made);
  const auto state = open_state_folder(root);
  if (!state) return fail(state);

  const std::string shown = root.path() + "/.agentops/lock";
  bool told = false;
  for (std::chrono::milliseconds waited{0};; waited += pause) {
    auto file = try_once(state->get(), shown);
    if (!file) return fail(file);
    if (*file) {
      leave_note((*file)->get(), options.purpose);
      return FolderLock(std::move(**file));
    }
    if (waited >= options.wait) break;
    if (!told && waited >= patience && options.waiting) options.waiting(holder_of(state->get()));
    told = told || waited >= patience;
    std::this_thread::sleep_for(pause);
  }
  Error busy = refusal(ErrorKind::Unreadable, "E-LOCKED", root.path(),
                       "is being changed by " + holder_of(state->get()));
  busy.hint = "try again when it has ended";
  return fail(std::move(busy));
}

}  // namespace agentops::disk
