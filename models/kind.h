#pragma once

/// What an item is: the twelve kinds that agentops tells apart, and their names in screens, JSON and plan files.

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace agentops {

enum class Kind : std::uint8_t {
  Agent,
  Workflow,
  Command,
  Skill,
  Rule,
  Prompt,
  Pattern,
  Config,
  Hook,
  Readme,
  Doc,
  Other,
};

/// Names in the order of the enumerators.
inline constexpr std::array<std::string_view, 12> kind_names = {
    "agent", "workflow", "command", "skill", "rule", "prompt", "pattern", "config", "hook", "readme", "doc", "other"};

[[nodiscard]] constexpr std::string_view name_of(Kind kind) { return kind_names[static_cast<std::size_t>(kind)]; }

/// The kind with this name, or nothing.
[[nodiscard]] constexpr std::optional<Kind> kind_named(std::string_view name) {
  for (std::size_t i = 0; i < kind_names.size(); ++i)
    if (kind_names[i] == name) return static_cast<Kind>(i);
  return std::nullopt;
}

}  // namespace agentops
