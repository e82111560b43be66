#include "mine/template_text.h"

#include <algorithm>
#include <optional>

#include "mine/share_out.h"
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

std::vector<FileOfItems> files_of(std::span<const TextItem> items) {
  std::vector<FileOfItems> files;
  for (std::uint32_t i = 0; i < items.size(); ++i) {
    if (i == 0 || items[i].path != items[i - 1].path) files.push_back({i, i});
    files.back().last = i + 1;
  }
  return files;
}

Status visit_files(std::span<const TextItem> items, const SourceReader& read, unsigned threads,
                   const std::function<void(const FileOfItems&, std::string_view)>& visit) {
  const std::vector<FileOfItems> files = files_of(items);
  std::vector<std::optional<Error>> failed(files.size());
  share_out(
      files.size(), threads,
      [&](std::size_t first, std::size_t last) {
        for (std::size_t i = first; i < last; ++i) {
          const auto bytes = read(items[files[i].first].path);
          if (bytes)
            visit(files[i], *bytes);
          else
            failed[i] = bytes.error();
        }
      },
      16);
  for (const auto& error : failed)
    if (error) return fail(*error);
  return {};
}

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

}  // namespace agentops::mine
