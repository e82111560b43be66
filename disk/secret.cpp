#include "disk/secret.h"

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <system_error>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

#include "disk/descriptor.h"
#include "disk/failure.h"
#include "disk/spot.h"

namespace agentops::disk {
namespace {

constexpr const char* file_name = "secret";
constexpr const char* new_name = "secret.new";
constexpr mode_t for_others = 077;

std::unexpected<Error> unkept(const std::string& path, std::string_view why) {
  Error error = refusal(ErrorKind::Unreadable, "E-SECRET", path, why);
  error.hint = "answers stay the same, but nothing is kept from one run to the next";
  return fail(std::move(error));
}

std::string_view bytes_of(const text::Secret& secret) {
  return {reinterpret_cast<const char*>(secret.bytes.data()), secret.bytes.size()};
}

Result<text::Secret> read_secret(int folder, const std::string& path) {
  const Descriptor file = open_below(folder, file_name, O_RDONLY | O_NONBLOCK, Links::Refuse);
  struct stat facts {};
  if (!file || fstat(file.get(), &facts) != 0)
    return unkept(path, fmt::format("cannot be read: {}", reason(errno)));
  if (!S_ISREG(facts.st_mode) || facts.st_uid != geteuid())
    return unkept(path, "is not a file of the user who runs agentops");
  if ((facts.st_mode & for_others) != 0) return unkept(path, "may be read by other users: chmod 600 it");
  text::Secret secret;
  const auto bytes = read_bytes(file.get(), secret.bytes.size(), secret.bytes.size() + 1);
  if (!bytes || bytes->size() != secret.bytes.size())
    return unkept(path, "does not hold 32 bytes: remove it, another is made");
  std::ranges::copy(*bytes, secret.bytes.begin());
  return secret;
}

/// Under another name first, then linked: whoever sees the name sees all of it, and it is never replaced.
Status make_secret(int folder, const std::string& path) {
  const auto secret = fresh_secret();
  if (!secret) return fail(secret);
  unlinkat(folder, new_name, 0);
  const Descriptor file = open_below(folder, new_name, O_WRONLY | O_CREAT | O_EXCL, Links::Refuse, 0600);
  if (!file) return unkept(path, fmt::format("cannot be made: {}", reason(errno)));
  const bool written = write_bytes(file.get(), bytes_of(*secret)) && fsync(file.get()) == 0;
  const bool linked = written && (linkat(folder, new_name, folder, file_name, 0) == 0 || errno == EEXIST);
  const int number = errno;
  unlinkat(folder, new_name, 0);
  if (!linked) return unkept(path, fmt::format("cannot be made: {}", reason(number)));
  return {};
}

}  // namespace

Result<text::Secret> fresh_secret() {
  text::Secret secret;
  if (getrandom(secret.bytes.data(), secret.bytes.size(), 0) == static_cast<ssize_t>(secret.bytes.size()))
    return secret;
  return fail({.kind = ErrorKind::Internal,
               .code = "E-SECRET",
               .message = fmt::format("the system gives no random numbers: {}", reason(errno)),
               .hint = {},
               .where = {}});
}

Result<text::Secret> kept_secret(const std::string& folder) {
  const std::string path = folder + "/" + file_name;
  std::error_code failed;
  std::filesystem::create_directories(folder, failed);
  if (failed) return unkept(path, fmt::format("cannot be made: {}", reason(failed.value())));
  const Descriptor opened(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (!opened) return unkept(path, fmt::format("cannot be read: {}", reason(errno)));
  if (!is_taken(opened.get(), file_name)) {
    // Who makes one waits for who is making one. Without locks (NFS) two at once may see each other's half.
    static_cast<void>(flock(opened.get(), LOCK_EX));
    if (!is_taken(opened.get(), file_name))
      if (const Status made = make_secret(opened.get(), path); !made) return fail(made);
  }
  return read_secret(opened.get(), path);
}

}  // namespace agentops::disk
