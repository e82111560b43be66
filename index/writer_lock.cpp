#include "index/writer_lock.h"

#include <cerrno>
#include <cstring>
#include <system_error>
#include <thread>
#include <utility>

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include "index/failure.h"
#include "text/escape.h"

namespace agentops::index {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;

Error still_locked(const fs::path& folder) {
  return {.kind = ErrorKind::Unreadable,
          .code = "E-LOCKED",
          .message = fmt::format("another process has been writing the search index {} all the time",
                                 text::for_terminal(folder.native())),
          .hint = "wait for it, or end it, and run the command again",
          .where = {.path = folder.native()}};
}

/// Makes the file that is locked, and the folder around it.
Status prepare(const fs::path& folder, const fs::path& file) {
  std::error_code failure;
  if (fs::is_symlink(fs::symlink_status(folder, failure)))
    return fail(unwritable(folder, "it is a link, which is not written through"));
  fs::create_directories(folder, failure);
  if (failure) return fail(unwritable(folder, failure.message()));
  const int made = open(file.c_str(), O_RDONLY | O_CREAT | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC, 0644);
  if (made < 0) return fail(unwritable(file, std::strerror(errno)));
  close(made);
  return {};
}

}  // namespace

Result<WriterLock> WriterLock::wait(const Home& home, const std::function<void()>& told,
                                    std::chrono::milliseconds patience) {
  const fs::path file = home.folder / "writer";
  if (const Status prepared = prepare(home.folder, file); !prepared) return fail(prepared);
  constexpr auto pause = 10ms;
  constexpr auto noticeable = 1s;
  for (auto waited = 0ms; waited <= patience; waited += pause) {
    if (FileLock lock = FileLock::exclusive(file); lock.held()) return WriterLock(std::move(lock));
    if (waited == noticeable && told) told();
    std::this_thread::sleep_for(pause);
  }
  return fail(still_locked(home.folder));
}

}  // namespace agentops::index
