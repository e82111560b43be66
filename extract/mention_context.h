#pragma once

/// What the words around a name in a line say about it.
///
///   "then use the `triage` agent"  ->  role_around: Agent;   "run /deploy"  ->  follows_call
///
/// `line` is the whole line, [begin, end) the name in it without its decoration. Linear in the line.

#include <cstddef>
#include <optional>
#include <string_view>

#include "models/kind.h"

namespace agentops::extract {

/// True right behind "run", "use", ...: what follows, with a '/' or backticks or not, is to be called. Not
/// behind "do not use", not in an example, not for "the /x flag".
[[nodiscard]] bool follows_call(std::string_view line, std::size_t begin, std::size_t end);

/// True right behind "with", "via", "try": ways to call by a slash name that say less of other words.
[[nodiscard]] bool follows_help(std::string_view line, std::size_t begin, std::size_t end);

/// True behind "e.g.", "such as" and the like: what follows need not be there.
[[nodiscard]] bool is_example(std::string_view line, std::size_t begin);

/// True right behind "see", "read", "in", ..., behind other paths that are ("see `a.md`, `b.md` and `c.md`"),
/// and at the head of a line or of a list's entry: the reader is sent to the path that follows, and it is no
/// example of one.
[[nodiscard]] bool follows_pointer(std::string_view line, std::size_t begin);

/// "the X agent", "`X` skill": the kind that stands beside the word. `marked`: it is quoted or bold.
[[nodiscard]] std::optional<Kind> role_around(std::string_view line, std::size_t begin, std::size_t end,
                                              bool marked);

/// "the /orders endpoint", "the /x flag".
[[nodiscard]] bool is_told_no_command(std::string_view line, std::size_t end);

/// "python scripts/weigh.py": the file is run.
[[nodiscard]] bool follows_interpreter(std::string_view line, std::size_t begin);

/// "GET /orders": what follows is a route of a web service, no command.
[[nodiscard]] bool follows_method(std::string_view line, std::size_t begin);

/// True at the head of a list's entry or of a table's cell.
[[nodiscard]] bool heads_an_entry(std::string_view line, std::size_t begin);

/// True in "Works well with: `a`, `b`": a paragraph of names behind a label.
[[nodiscard]] bool stands_in_series(std::string_view line, std::size_t begin);

/// True where a mark closes a name and an explanation follows: "**x**: why", "**x** - why".
[[nodiscard]] bool is_explained(std::string_view line, std::size_t end);

/// True where bold ends right behind the last of several names, or of a label: "**a / b**", "**Agent 2: b**".
[[nodiscard]] bool closes_bold(std::string_view line, std::size_t begin, std::size_t end);

/// True behind words of a description that hand over to another: "see X", "(use X)", "X or Y".
[[nodiscard]] bool is_handed_over_to(std::string_view line, std::size_t begin);

/// True for the text of a link: the address behind it is what leads there.
[[nodiscard]] bool is_label_of_link(std::string_view line, std::size_t end);

/// True behind a branch of a drawn tree of files: "├── agents/a.md".
[[nodiscard]] bool is_drawn(std::string_view line, std::size_t begin);

/// "`/X` command", "the /X slash command".
[[nodiscard]] bool is_told_a_command(std::string_view line, std::size_t end);

/// `subagent_type: "X"`, in whatever language.
[[nodiscard]] bool is_called_agent(std::string_view line, std::size_t begin);

}  // namespace agentops::extract
