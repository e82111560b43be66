#pragma once

/// How every part of agentops says that it could not do something.
///
/// What the world can make fail returns a Result. An Error is written for the person who reads it: what was
/// tried, on what, why it failed, and in `hint` what they can type next.
///
///   return fail({.kind = ErrorKind::Unreadable, .code = "E-READ", .message = "cannot read agents/a.md: ...",
///                .hint = "check its permissions", .where = {.path = "agents/a.md"}});

#include <cstdint>
#include <expected>
#include <string>
#include <utility>

namespace agentops {

/// The family of a failure; it decides the exit code of a command.
enum class ErrorKind : std::uint8_t {
  Usage,       ///< the words of the command are wrong: exit 2
  NotFound,    ///< what was named does not exist: exit 2
  Unreadable,  ///< the system refused: permissions, disk, another process: exit 2
  Invalid,     ///< our own input (plan, manifest, settings) does not parse or hold: exit 2, or 1 where the answer is "no"
  Conflict,    ///< a person has to decide; nothing was overwritten: exit 3
  Unsafe,      ///< refused as hostile or not intact: exit 4
  Internal,    ///< our own bug: exit 70
};

/// A point in a file. Lines and columns count from 1, columns in bytes; 0 means "not known".
struct Place {
  std::string path;
  std::uint32_t line = 0;
  std::uint32_t column = 0;

  friend bool operator==(const Place&, const Place&) = default;
};

/// A failure, told to a person.
struct Error {
  ErrorKind kind = ErrorKind::Internal;
  std::string code;     ///< stable, for scripts: "E-PLAN-SYNTAX"
  std::string message;  ///< what was tried, on what, and why it failed; one line, already escaped
  std::string hint;     ///< what the reader can do; may be empty
  Place where;          ///< the file that has to change; may be empty

  friend bool operator==(const Error&, const Error&) = default;
};

template <class T>
using Result = std::expected<T, Error>;

/// A Result without a value: done, or why not.
using Status = Result<void>;

/// Makes a failed Result of any type.
[[nodiscard]] inline std::unexpected<Error> fail(Error error) { return std::unexpected(std::move(error)); }

/// Hands the failure of one Result on as that of another type. `failed` must hold an error.
template <class T>
[[nodiscard]] std::unexpected<Error> fail(const Result<T>& failed) {
  return std::unexpected(failed.error());
}

}  // namespace agentops
