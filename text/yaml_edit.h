#pragma once

/// Edits of a YAML file that somebody keeps by hand: every byte that the edit is not about stays.
///
///   with_value("config:\n  days: 30  # a month\n", {"config", "limit"}, "$500")
///   -> "config:\n  days: 30  # a month\n  limit: $500\n"
///
/// Each edit is read back before it is given: a file that is laid out in another way than one key a line is
/// never damaged, the Error says what to write by hand. What with_value or with_entry added, without_value
/// and without_entry take out to the byte; a map or list that becomes empty goes with it.

#include <string>
#include <string_view>
#include <vector>

#include "models/result.h"
#include "models/value.h"

namespace agentops::text {

using KeyPath = std::vector<std::string>;

/// `yaml` with `value` at `path`, whose maps are made as needed. Errors: those of read_yaml; Invalid,
/// E-YAML-LAYOUT.
[[nodiscard]] Result<std::string> with_value(std::string_view yaml, const KeyPath& path, const Value& value);

/// `yaml` without the key at `path`; as it is when there is none.
[[nodiscard]] Result<std::string> without_value(std::string_view yaml, const KeyPath& path);

/// `yaml` with `entry` at the end of the list at `path`, unless it is in it.
[[nodiscard]] Result<std::string> with_entry(std::string_view yaml, const KeyPath& path,
                                             std::string_view entry);

/// `yaml` without `entry` in the list at `path`; as it is when it is not in it.
[[nodiscard]] Result<std::string> without_entry(std::string_view yaml, const KeyPath& path,
                                                std::string_view entry);

}  // namespace agentops::text
