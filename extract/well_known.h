#pragma once

/// Names that every project or assistant has, so that a text which says them seldom means an item of ours.
///
///   "run /help", "read README.md", "use /tmp"  ->  the assistant's help, the reader's README, a folder

#include <span>
#include <string_view>

namespace agentops::extract {

/// Files that a bare name means in the reader's own project: "README.md".
[[nodiscard]] bool is_file_everywhere(std::string_view name);

/// Folders that are meant beside the text that names them: "references".
[[nodiscard]] bool is_folder_beside(std::string_view name);
[[nodiscard]] std::span<const std::string_view> folders_beside();

/// Folders that are called after the items in them: "agents".
[[nodiscard]] bool is_item_folder(std::string_view name);

/// Folders at the root of a system, and the first part of most routes: "tmp", "api".
[[nodiscard]] bool is_root_folder(std::string_view name);

/// Slash commands (without the '/') that assistants bring along: "help".
[[nodiscard]] bool is_built_in_command(std::string_view name);

/// What stands before the name of a command of whose project or user it is: "/project:deploy".
[[nodiscard]] bool is_scope(std::string_view name);

/// Agents that assistants bring along: "general-purpose".
[[nodiscard]] bool is_built_in_agent(std::string_view name);

}  // namespace agentops::extract
