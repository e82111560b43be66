#include "index/failure.h"

#include <exception>

#include <fmt/format.h>
#include <xapian.h>

#include "text/escape.h"

namespace agentops::index {
namespace {

constexpr std::string_view rebuild_hint = "run the command again: it builds the index anew";

/// What Xapian says of an exception, in one line.
std::string words_of(const Xapian::Error& error) {
  std::string words = error.get_msg();
  if (const char* reason = error.get_error_string()) words.append(": ").append(reason);
  return text::for_terminal(words);
}

std::string shown(const std::filesystem::path& path) { return text::for_terminal(path.native()); }

}  // namespace

Error damaged(std::string_view how) {
  return {.kind = ErrorKind::Invalid,
          .code = "E-INDEX-DAMAGED",
          .message = fmt::format("the search index is damaged: {}", how),
          .hint = std::string(rebuild_hint),
          .where = {}};
}

Error unwritable(const std::filesystem::path& path, std::string_view why) {
  return {.kind = ErrorKind::Unreadable,
          .code = "E-INDEX-WRITE",
          .message = fmt::format("cannot write the search index {}: {}", shown(path), why),
          .hint = "check its permissions and the space on its disk",
          .where = {.path = path.native()}};
}

Error unreadable(const std::filesystem::path& path, std::string_view why) {
  return {.kind = ErrorKind::Unreadable,
          .code = "E-INDEX-READ",
          .message = fmt::format("cannot read the search index {}: {}", shown(path), why),
          .hint = "check its permissions",
          .where = {.path = path.native()}};
}

// What Xapian or the library throw while they read a file that opened well is for us one thing: these bytes
// are not what was written. A damaged length may show as a failed allocation.
Error caught_reading() {
  try {
    throw;
  } catch (const Xapian::Error& error) {
    return damaged(words_of(error));
  } catch (const std::exception& error) {
    return damaged(text::for_terminal(error.what()));
  }
}

Error caught_writing(const std::filesystem::path& path) {
  try {
    throw;
  } catch (const Xapian::Error& error) {
    return unwritable(path, words_of(error));
  } catch (const std::exception& error) {
    return unwritable(path, text::for_terminal(error.what()));
  }
}

}  // namespace agentops::index
