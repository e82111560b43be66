#pragma once

/// Between the two readers of Markdown (cmark's tree and the line scanner) and what is made of their
/// findings: the leaves of a text in reading order, each a range of lines.

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "extract/lines.h"
#include "models/document.h"

namespace agentops::extract {

struct Leaf {
  BlockKind kind = BlockKind::Paragraph;
  std::uint8_t heading = 0;  ///< level; 0: no heading
  std::uint32_t first = 0;   ///< line in the file, from 1
  std::uint32_t last = 0;    ///< the last one, itself included
  std::uint8_t depth = 0;    ///< of a list item, from 1
  bool ordered = false;
  bool task = false;
  bool fenced = false;
  std::string info{};                       ///< behind the fence
  bool knows_links = false;                 ///< `links` is complete: what is not in it is no link
  std::unordered_set<std::string> links{};  ///< destinations of its links and images, unescaped
};

/// The leaves of `text` between lines `first` and `last` by cmark-gfm.
[[nodiscard]] std::vector<Leaf> leaves_by_tree(std::string_view text, Span body, const Lines& lines);

/// The same by a look at each line: no lazy continuation, no nesting beyond list items.
[[nodiscard]] std::vector<Leaf> leaves_by_line(std::string_view text, Span body, const Lines& lines);

/// True when cmark would take long for `body`: a bound on nesting, delimiters in one paragraph, columns and
/// references.
[[nodiscard]] bool is_slow_markdown(std::string_view body);

/// A destination as CommonMark reads it: backslash escapes and `&amp;` undone.
[[nodiscard]] std::string unescaped_destination(std::string_view written);

/// Where the destination that `text` begins with ends: at a blank or at the parenthesis that closes the link.
[[nodiscard]] inline std::size_t end_of_destination(std::string_view text) {
  int open = 0;
  std::size_t end = 0;
  for (; end < text.size() && text[end] != ' ' && text[end] != '\t'; ++end) {
    if (text[end] == '\\' && end + 1 < text.size())
      ++end;
    else if (text[end] == '(')
      ++open;
    else if (text[end] == ')' && open-- == 0)
      break;
  }
  return std::min(end, text.size());
}

/// Calls visit(begin, end, bracket) for each `](destination` of a line, in order: [begin, end) is the
/// destination without `<>`, bracket the place of the `]`. Linear, because a destination of more than 2,000
/// bytes is none.
template <class Visit>
void for_each_inline_link(std::string_view line, const Visit& visit) {
  for (auto at = line.find("]("); at != std::string_view::npos; at = line.find("](", at + 2)) {
    const auto begin = line.find_first_not_of(" \t", at + 2);
    if (begin == std::string_view::npos) return;
    const auto rest = line.substr(begin, 2000);
    const std::size_t skipped = rest.front() == '<' ? 1 : 0;
    const auto end = skipped ? rest.find('>') : end_of_destination(rest);
    if (end != std::string_view::npos && end > skipped && end < 2000) visit(begin + skipped, begin + end, at);
  }
}

}  // namespace agentops::extract
