#pragma once

/// The proof of a template: its parts with a source's values are the bytes of the source's lines.

#include <string>
#include <string_view>

#include "models/pattern.h"

namespace agentops::mine {

/// The template with the values of one source in its slots. `use` has as many values as the pattern has
/// slots.
[[nodiscard]] std::string rendered(const Pattern& pattern, const Use& use);

/// The lines `first` to `last` (from 1) of a file, without the last one's line end; empty when it has fewer.
[[nodiscard]] std::string_view lines_between(std::string_view file, std::uint32_t first, std::uint32_t last);

/// True when the lines of `file` at a source of a template are what the template renders to.
[[nodiscard]] bool is_proved(const Pattern& pattern, const Use& use, std::string_view file);

}  // namespace agentops::mine
