#pragma once

/// What a single word or target of a text can be, by its letters alone.
///
///   is_distinctive("deploy-infra"), kind_of_word("subagent") == Kind::Agent, has_scheme("mailto:a")

#include <cstddef>
#include <optional>
#include <string_view>

#include "models/kind.h"

namespace agentops::extract {

/// Bytes of a name, path or address; what is longer is none.
inline constexpr std::size_t longest_target = 200;

/// A word that could only be a name: two or more parts of lower-case letters and digits joined by '-' or '_'.
[[nodiscard]] bool is_distinctive(std::string_view word);

/// "multi-agent", "open-source": two words that make an adjective more often than a name.
[[nodiscard]] bool is_compound(std::string_view word);

/// The kind that a common word means, in any case: "agents" -> Agent, "playbook" -> Workflow.
[[nodiscard]] std::optional<Kind> kind_of_word(std::string_view word);

/// True for a suffix of files that items are or that items point to.
[[nodiscard]] bool has_file_suffix(std::string_view path);

/// "notes.tex": any name of a file with a short suffix, without folders.
[[nodiscard]] bool is_file_name(std::string_view word);

/// True for a target with room for something else: "{name}.md", "src/*.md", "...".
[[nodiscard]] bool is_pattern_target(std::string_view target);

/// The same for the destination of a link, which may hold blanks: `[x](<my notes.md>)`.
[[nodiscard]] bool is_pattern_destination(std::string_view target);

/// "https:", "mailto:" and other schemes; a single letter is a drive and no scheme.
[[nodiscard]] bool has_scheme(std::string_view target);

}  // namespace agentops::extract
