#pragma once

/// A line of text while mentions are sought in it, and what stands around a place in it.
///
///   "- `triage`: sorts" in a list of agents  ->  is_entry(3)
///
/// Places are offsets in the line; [begin, end) is a word in it without its decoration. Linear in the line.

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "extract/line_roles.h"
#include "models/document.h"

namespace agentops::extract {

[[nodiscard]] bool is_name_char(char c);
/// What a path is written with, besides names: '/', '.', '~' and '+'.
[[nodiscard]] bool is_path_char(char c);

struct MentionLine {
  std::string_view text;
  std::uint32_t offset = 0;  ///< of the line in the text
  std::uint32_t number = 0;
  std::size_t ticks = 0;  ///< backticks read so far
  bool in_code = false;
  bool in_commands = false;     ///< in code that is typed, not shown
  bool in_description = false;  ///< of the frontmatter
  Listed listed = {};           ///< what the entries of the line's list are said to be

  /// The end of what belongs, from `at` on.
  [[nodiscard]] std::size_t end_of(std::size_t at, bool (*belongs)(char)) const;
  /// A line break behind the end.
  [[nodiscard]] char char_at(std::size_t at) const { return at < text.size() ? text[at] : '\n'; }
  /// Behind a '*', so that one that follows closes it and is no pattern.
  [[nodiscard]] bool is_marked(std::size_t at) const { return at > 0 && text[at - 1] == '*'; }
  [[nodiscard]] bool in_ticks() const { return ticks % 2 == 1; }
  [[nodiscard]] bool is_bold(std::size_t begin, std::size_t end) const;

  /// The text around it says that it is to be called, run or read.
  [[nodiscard]] bool is_called(MentionForm form, std::size_t begin, std::size_t end) const;

  /// At the head of an entry of a list or table of skills or agents, or in a paragraph of their names.
  [[nodiscard]] bool is_entry(std::size_t begin) const;

  /// "Use `x-y` for ..." below "## Boundaries with other skills".
  [[nodiscard]] bool is_told_of_below(std::size_t begin, std::size_t end) const;

  /// In a drawn tree of files, or at the head of an entry below the name of the folder that holds it.
  [[nodiscard]] bool is_listed_file(std::size_t begin, std::size_t end) const;

  /// "assets/form.docx", or "form.docx" and "forms/" in a list of what a folder holds.
  [[nodiscard]] bool is_file_beside(std::size_t begin, std::size_t end) const;
};

}  // namespace agentops::extract
