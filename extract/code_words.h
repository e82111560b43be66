#pragma once

/// What a single word or line of code can be, by its letters alone: a program, a command, a file, a variable.
///
///   is_program("kubectl"), is_command_line("npm test"), is_file_path("overlays/prod"),
///   is_variable_name("HOME")

#include <string_view>

namespace agentops::extract {

/// True for words that can be the name of a program: lower case, no paths, options, placeholders or the names
/// that functions of a script have.
[[nodiscard]] bool is_program(std::string_view word);

/// True for the shell's own words: "cd", "export".
[[nodiscard]] bool is_shell_builtin(std::string_view word);

/// True for files that are run by their own name: "./x", "run.sh".
[[nodiscard]] bool is_script_name(std::string_view word);

/// True for a line that begins with a command that everybody knows ("git status"), unless the command is an
/// English word too and the line reads as prose ("make sure that it works").
[[nodiscard]] bool is_command_line(std::string_view line);

/// True when `name` ends like a file that people keep beside such texts: ".md", ".yaml", ".sh".
[[nodiscard]] bool has_usual_suffix(std::string_view name);

/// True for words that are a path by their look: "./x", "a/b.yaml", "overlays/prod/". No placeholders,
/// options or URLs.
[[nodiscard]] bool is_file_path(std::string_view word);

/// True for names that environment variables have and that no assistant fills in itself.
[[nodiscard]] bool is_variable_name(std::string_view name);

/// Calls visit(line) for each line of `text`, without its end.
template <class Visit>
void for_each_line(std::string_view text, const Visit& visit) {
  while (!text.empty()) {
    const auto newline = text.find('\n');
    visit(text.substr(0, newline));
    text.remove_prefix(newline == std::string_view::npos ? text.size() : newline + 1);
  }
}

}  // namespace agentops::extract
