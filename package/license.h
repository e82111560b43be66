#pragma once

/// Licences as SPDX writes them: `MIT`, `Apache-2.0 OR MIT`, `GPL-2.0-or-later WITH Classpath-exception-2.0`.
///
/// Only ids that packages of text and scripts are commonly published under are known, and `LicenseRef-...`
/// for all others.
///
///   check_license("MIT OR Apache-2.0")  -> nothing
///   check_license("Apache 2")           -> "`Apache` is not an SPDX licence id; did you mean `Apache-2.0`?"

#include <optional>
#include <string>
#include <string_view>

namespace agentops::package {

/// Why `expression` is not a valid licence, or nothing. Blank and "TODO" are not valid. AND, OR, WITH and
/// brackets are understood; `UNLICENSED` stands for "not for others". Bytes from outside are escaped in the
/// answer.
[[nodiscard]] std::optional<std::string> check_license(std::string_view expression);

/// True when nobody has chosen yet: empty, "TODO", or underscores.
[[nodiscard]] bool is_blank(std::string_view value);

}  // namespace agentops::package
