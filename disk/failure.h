#pragma once

/// Failures of the system, told to a person.
///
///   unreadable("read", "agents/a.md", EACCES)  ->  E-READ "cannot read agents/a.md: permission denied"

#include <string>
#include <string_view>

#include "models/result.h"

namespace agentops::disk {

/// The system's reason in its own words, lower case: "permission denied", "no such file or directory".
[[nodiscard]] std::string reason(int number);

/// "cannot VERB PATH: REASON", code E-READ; NotFound when the path does not exist, otherwise Unreadable.
/// `path` may hold any bytes.
[[nodiscard]] Error unreadable(std::string_view verb, const std::string& path, int number);

/// The same for writing: code E-WRITE, always Unreadable.
[[nodiscard]] Error unwritable(std::string_view verb, const std::string& path, int number);

/// "PATH WHY" with any kind and code, for what the system allows and we do not.
[[nodiscard]] Error refusal(ErrorKind kind, std::string code, const std::string& path, std::string_view why);

/// Why alone, of an error that one of these made, for where its path is told anyway: "permission denied",
/// "over 4 MiB".
[[nodiscard]] std::string why_of(const Error& error);

}  // namespace agentops::disk
