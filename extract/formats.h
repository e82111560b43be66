#pragma once

/// Which files are worth opening, and how they are read, by their names alone.

#include <cstdint>
#include <string_view>

namespace agentops::extract {

enum class Format : std::uint8_t {
  Unknown,   ///< not opened
  Markdown,  ///< .md .mdc .markdown .txt and instruction files without a suffix
  Toml,
  Json,
  Yaml,
};

[[nodiscard]] Format format_of(std::string_view path);

}  // namespace agentops::extract
