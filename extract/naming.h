#pragma once

/// What an item is called and what it says it is for. Both always come from somewhere, and say from where.

#include <string>
#include <string_view>

#include "models/document.h"

namespace agentops::extract {

/// A text and where it came from; both empty when there is none.
struct Told {
  std::string text;
  std::string from;

  friend bool operator==(const Told&, const Told&) = default;
};

/// `name:` (or `command:`, `skill:`) of the frontmatter, else the file's stem without `.agent`, `.prompt` and
/// the like; a file whose name says nothing (SKILL.md, AGENT.md, index.md) is called like its folder.
[[nodiscard]] Told name_of_item(const Document& document, std::string_view path);

/// `description:` of the frontmatter without its dialogs; else `**Purpose:** ...`, a title "name - text", the
/// first bold line, the first sentence, the first list item, the headings; of data without one its keys. One
/// line, at most 2,000 bytes. `name` is the item's.
[[nodiscard]] Told description_of_item(const Document& document, std::string_view name,
                                       std::string_view text);

/// A name as names are compared: in lower case, with '-' for '_' and blanks.
[[nodiscard]] std::string folded_name(std::string_view name);

/// The name that a path alone gives: "skills/pdf/SKILL.md" -> "pdf", "a/b.prompt.md" -> "b".
[[nodiscard]] std::string name_from_path(std::string_view path);

/// The value of `key` in the frontmatter as text, "" when there is none. Truths become words.
[[nodiscard]] std::string meta_text(const Value& meta, std::string_view key);

/// The words of a list or comma list: `[Read, Bash]`, "Read, Bash(git:*)" -> {"Read", "Bash"}; arguments are
/// cut off.
[[nodiscard]] std::vector<std::string> meta_words(const Value* value);

}  // namespace agentops::extract
