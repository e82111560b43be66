#pragma once

/// The differences between two texts as people read them in patches: hunks with three lines around each
/// change.
///
///   unified_hunks("a\nb\nc\n", "a\nx\nc\n")  ->  "@@ -1,3 +1,3 @@\n a\n-b\n+x\n c\n"
///
/// As costly as text::diff_lines. Pure and safe on any thread.

#include <string>
#include <string_view>

namespace agentops::text {

/// Hunks as `diff -u` writes them, without the two lines that name the files; empty when the texts are equal.
/// A last line without newline is followed by "\ No newline at end of file".
[[nodiscard]] std::string unified_hunks(std::string_view old_text, std::string_view new_text);

}  // namespace agentops::text
