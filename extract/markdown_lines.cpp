// The line scanner: what a reader sees at a glance. Used where cmark would take long, so it never looks back
// or ahead.

#include <algorithm>

#include "extract/markdown_leaves.h"
#include "extract/scan.h"

namespace agentops::extract {

namespace {

/// How many bytes a list marker with its blank takes at the start of `line`, or 0.
std::size_t marker_size(std::string_view line, bool& ordered) {
  ordered = false;
  if (line.size() > 1 && (line[0] == '-' || line[0] == '*' || line[0] == '+') && is_blank(line[1])) return 2;
  std::size_t digits = 0;
  while (digits < line.size() && digits < 9 && is_digit(line[digits])) ++digits;
  ordered = digits > 0 && digits + 1 < line.size() && (line[digits] == '.' || line[digits] == ')') &&
            is_blank(line[digits + 1]);
  return ordered ? digits + 2 : 0;
}

std::uint8_t heading_level(std::string_view line) {
  const auto level = std::min(line.find_first_not_of('#'), line.size());
  const bool heading = level >= 1 && level <= 6 && (level == line.size() || is_blank(line[level]));
  return heading ? static_cast<std::uint8_t>(level) : std::uint8_t{0};
}

std::string_view fence_of(std::string_view line) {
  if (!line.starts_with("```") && !line.starts_with("~~~")) return {};
  return line.substr(0, std::min(line.find_first_not_of(line.front()), line.size()));
}

class LineScanner {
 public:
  LineScanner(std::string_view text, const Lines& lines) : text_(text), lines_(lines) {}

  std::vector<Leaf> scan(std::uint32_t first, std::uint32_t last) {
    for (auto number = first; number <= last; ++number) look_at(number);
    return std::move(leaves_);
  }

 private:
  void look_at(std::uint32_t number) {
    const auto whole = lines_.text(text_, number);
    const auto line = trim_left(whole);
    if (!fence_.empty()) return inside_fence(number, line);
    if (line.empty()) {
      open_ = false;
    } else if (const auto fence = fence_of(line); !fence.empty()) {
      fence_ = fence;
      add({.kind = BlockKind::Code,
           .first = number,
           .last = number,
           .fenced = true,
           .info = std::string(trim(line.substr(fence.size())))});
    } else if (const auto level = heading_level(line)) {
      add({.heading = level, .first = number, .last = number});
      open_ = false;
    } else {
      prose(number, line, whole.size() - line.size());
    }
  }

  void inside_fence(std::uint32_t number, std::string_view line) {
    leaves_.back().last = number;
    if (line.starts_with(fence_) && trim(line.substr(fence_.size())).empty()) {
      fence_ = {};
      open_ = false;
    }
  }

  void prose(std::uint32_t number, std::string_view line, std::size_t indent) {
    bool ordered = false;
    if (const auto size = marker_size(line, ordered)) {
      const auto rest = trim_left(line.substr(size));
      add({.kind = BlockKind::ListItem,
           .first = number,
           .last = number,
           .depth = static_cast<std::uint8_t>(std::min<std::size_t>(indent / 2, 31) + 1),
           .ordered = ordered,
           .task = rest.starts_with("[ ]") || rest.starts_with("[x]") || rest.starts_with("[X]")});
    } else if (open_) {
      leaves_.back().last = number;
    } else {
      add({.kind = line.front() == '>'   ? BlockKind::Quote
                   : line.front() == '|' ? BlockKind::Table
                   : line.front() == '<' ? BlockKind::Html
                                         : BlockKind::Paragraph,
           .first = number,
           .last = number});
    }
  }

  void add(Leaf leaf) {
    leaves_.push_back(std::move(leaf));
    open_ = true;
  }

  std::string_view text_;
  const Lines& lines_;
  std::vector<Leaf> leaves_;
  std::string_view fence_;  ///< of the open code block
  bool open_ = false;       ///< the last leaf goes on with the next line
};

}  // namespace

std::vector<Leaf> leaves_by_line(std::string_view text, Span body, const Lines& lines) {
  if (body.empty()) return {};
  return LineScanner(text, lines).scan(lines.at(body.begin), lines.at(body.end - 1));
}

}  // namespace agentops::extract
