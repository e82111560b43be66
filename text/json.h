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

/// Keys in the order of the map. Bytes that are not UTF-8 become U+FFFD; the output is always valid JSON,
/// without a final newline.
[[nodiscard]] std::string write_json(const Value& value, JsonLayout layout = JsonLayout::Compact);

/// Errors: Invalid with E-JSON and the byte position as column; nesting deeper than 64 and keys given twice
/// are refused.
[[nodiscard]] Result<Value> read_json(std::string_view bytes, std::string_view path);

}  // namespace agentops::text
