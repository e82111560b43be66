#pragma once

/// The top-level `key = value` lines of a TOML file, read tolerantly: enough for commands and agents that are
/// written so.
///
///   description = "Plan a trip"
///   prompt = """            ->  {"description", "Plan a trip"}, {"prompt", "Go to ...\n"}
///   Go to ...
///   """

#include <string>
#include <string_view>
#include <vector>

#include "models/source.h"
#include "models/value.h"

namespace agentops::extract {

struct TomlEntry {
  std::string key;
  std::string value;   ///< of a string: its text as written between the quotes; else the raw value
  Span span;           ///< of the value in the file, without quotes
  bool block = false;  ///< a string over several lines

  friend bool operator==(const TomlEntry&, const TomlEntry&) = default;
};

/// Stops at the first `[table]`. Linear; any bytes are accepted.
[[nodiscard]] std::vector<TomlEntry> read_toml_entries(std::string_view text);

/// The entries as a map: strings with their escapes undone, true and false, lists of scalars on one line; all
/// else is text as written. A key given twice keeps its first value.
[[nodiscard]] Value read_toml(std::string_view text);

}  // namespace agentops::extract
