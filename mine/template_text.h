#pragma once

/// The text of items as mining of templates sees it: lines, and words in them.
///
///   "---\nname: a\n---\n# A\n\nRun the tests.\n"  ->  line 4 "# A", line 6 "Run the tests."
///
/// Frontmatter is no text: it is a table of fields, alike in all items by nature.

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "models/result.h"
#include "models/source.h"

namespace agentops::mine {

/// An item whose text is looked at: `lines` lines of the file `path`, from `line` on.
struct TextItem {
  std::string key;
  std::string path;
  std::string name;
  std::string domain;  ///< id; empty: unassigned
  std::uint32_t line = 1;
  std::uint32_t lines = 0;
  std::uint32_t kind = 0;  ///< equal numbers, equal kinds
};

/// Items [first, last) that stand in one file.
struct FileOfItems {
  std::uint32_t first = 0;
  std::uint32_t last = 0;
};

/// The files of `items`, which are sorted by path.
[[nodiscard]] std::vector<FileOfItems> files_of(std::span<const TextItem> items);

/// Reads each file once and hands it to `visit`, on `threads` threads, in any order. The first file that
/// cannot be read is the error; the others are visited all the same.
[[nodiscard]] Status visit_files(std::span<const TextItem> items, const SourceReader& read, unsigned threads,
                                 const std::function<void(const FileOfItems&, std::string_view)>& visit);

/// A line that is not blank. `text` lies in the file's bytes.
struct TextLine {
  std::string_view text;     ///< without its line end
  std::uint32_t number = 0;  ///< from 1, in the file
  std::uint32_t begin = 0;   ///< where `text` begins in the file

  [[nodiscard]] std::uint32_t end() const { return begin + static_cast<std::uint32_t>(text.size()); }
};

/// The lines of one file, for the items in it.
class FileLines {
 public:
  /// `file` must stay where it is.
  explicit FileLines(std::string_view file);

  /// The lines of an item without frontmatter and blank lines, in reading order.
  [[nodiscard]] std::vector<TextLine> of(const TextItem& item) const;

 private:
  std::string_view file_;
  std::vector<std::uint32_t> begins_;  ///< of each line
};

/// A word of a line, as it is written.
struct LineWord {
  std::uint64_t hash = 0;
  Span span;  ///< in the line
};

/// Fills `words` with the words of `line`, at most `most`.
void line_words(std::string_view line, std::size_t most, std::vector<LineWord>& words);

/// True for a byte that can be part of a word.
[[nodiscard]] constexpr bool is_word_byte(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
         static_cast<unsigned char>(c) >= 0x80;
}

}  // namespace agentops::mine
