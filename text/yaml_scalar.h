#pragma once

/// Single values of YAML: what an unquoted one means, and how text has to be written to be read as text.
///
///   plain_scalar("1.5")  -> 1.5          yaml_scalar("1.5")    -> "\"1.5\""
///   plain_scalar("off")  -> "off"        yaml_scalar("ship it") -> "ship it"

#include <optional>
#include <string>
#include <string_view>

#include "models/value.h"

namespace agentops::text {

/// An unquoted scalar as the core schema of YAML 1.2 reads it: null, true/false, integer, real, else text.
/// Nothing for a number that does not fit into 64 bits, and for infinities and NaN.
[[nodiscard]] std::optional<Value> plain_scalar(std::string_view text);

/// `text` as a scalar that every YAML reader takes as text, inside [] and {} as well: plain where that is
/// sure, else in double quotes on one line. Bytes that are not UTF-8 become U+FFFD.
[[nodiscard]] std::string yaml_scalar(std::string_view text);

}  // namespace agentops::text
