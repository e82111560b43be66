#pragma once

/// Values as JSON and back: the door to nlohmann-json.
///
///   write_json(Map{{"a", List{1, true}}})  -> {"a":[1,true]}

#include <string>
#include <string_view>

#include "models/result.h"
#include "models/value.h"

namespace agentops::text {

/// How JSON is laid out: on one line, or over lines with two spaces of indent.
enum class JsonLayout : bool { Compact, Indented };

/// Keys in the order of the map, without a final newline. Always valid JSON, and safe on a terminal:
/// characters that cannot be seen are written as \u202e, bytes that are not UTF-8 as U+FFFD, infinities and
/// NaN as null.
[[nodiscard]] std::string write_json(const Value& value, JsonLayout layout = JsonLayout::Compact);

/// Errors: Invalid, E-JSON, with line and column of the byte where reading stopped. Nesting deeper than 64
/// and keys given twice are refused. Integers over 63 bits become reals.
[[nodiscard]] Result<Value> read_json(std::string_view bytes, std::string_view path);

}  // namespace agentops::text
