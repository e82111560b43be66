#include "mine/template_text.h"

#include <algorithm>

#include "text/hash.h"
#include "text/words.h"

namespace agentops::mine {

namespace {

bool is_blank(std::string_view line) { return line.find_first_not_of(" \t\r\f\v") == std::string_view::npos; }

/// Index of the first line after a frontmatter between fences "---" or "+++"; 0 when there is none.
std::size_t after_frontmatter(const std::vector<TextLine>& lines) {
  if (lines.empty() || (lines[0].text != "---" && lines[0].text != "+++")) return 0;
  for (std::size_t i = 1; i < lines.size(); ++i)
    if (lines[i].text == lines[0].text) return i + 1;
  return 0;
}

}  // namespace

FileLines::FileLines(std::string_view file) : file_(file) {
  for (std::size_t begin = 0; begin < file.size();) {
    begins_.push_back(static_cast<std::uint32_t>(begin));
    begin = std::min(file.find('\n', begin), file.size() - 1) + 1;
  }
}

std::vector<TextLine> FileLines::of(const TextItem& item) const {
  std::vector<TextLine> lines;
  const std::size_t first = item.line - 1;
  const std::size_t last = std::min<std::size_t>(begins_.size(), first + item.lines);
  for (std::size_t i = first; i < last; ++i) {
    const std::size_t end = i + 1 < begins_.size() ? begins_[i + 1] : file_.size();
    std::string_view text = file_.substr(begins_[i], end - begins_[i]);
    if (text.ends_with('\n')) text.remove_suffix(1);
    if (text.ends_with('\r')) text.remove_suffix(1);
    if (is_blank(text)) continue;
    lines.push_back({.text = text, .number = static_cast<std::uint32_t>(i + 1), .begin = begins_[i]});
  }
  lines.erase(lines.begin(), lines.begin() + static_cast<std::ptrdiff_t>(after_frontmatter(lines)));
  return lines;
}

void line_words(std::string_view line, std::size_t most, std::vector<LineWord>& words) {
  words.clear();
  for (std::size_t at = 0; at < line.size() && words.size() < most;) {
    if (!is_word_byte(line[at])) {
      ++at;
      continue;
    }
    const std::size_t begin = at;
    while (at < line.size() && is_word_byte(line[at])) ++at;
    words.push_back({.hash = text::quick_hash(line.substr(begin, at - begin)),
                     .span = {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(at)}});
  }
}

bool is_word_byte(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
         static_cast<unsigned char>(c) >= 0x80;
}

}  // namespace agentops::mine
