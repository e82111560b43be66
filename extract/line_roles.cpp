#include "extract/line_roles.h"

#include <algorithm>

#include "extract/mention_words.h"
#include "extract/scan.h"

namespace agentops::extract {

namespace {

/// "5 Specialized Skills" -> Skill: the last word of a heading says what stands under it.
Kind kind_headed(std::string_view title) {
  const auto kind = kind_of_word(title.substr(title.find_last_of(' ') + 1));  // npos + 1 == 0
  return kind.value_or(Kind::Other);
}

/// "| Agent | Purpose |" -> Agent
Kind kind_of_column(std::string_view row) {
  const auto cell = row.find('|') == 0 ? row.substr(1) : row;
  return kind_headed(trim(cell.substr(0, cell.find('|'))));
}

}  // namespace

std::vector<LineRole> line_roles(const Document& document, const Lines& lines) {
  std::vector<LineRole> roles(lines.count(), LineRole::Text);
  const auto mark = [&](std::uint32_t first, std::uint32_t last, LineRole role) {
    for (auto number = first; number <= std::min(last, lines.count()); ++number) roles[number - 1] = role;
  };
  if (const Span head = document.frontmatter; !head.empty())
    mark(lines.at(head.begin), lines.at(head.end - 1), LineRole::Frontmatter);
  for (const auto& code : document.code) {
    const auto last = code.span.empty() ? code.line : lines.at(code.span.end - 1);
    mark(code.line, last + 1, LineRole::Code);
  }
  return roles;
}

std::vector<Kind> listed_kinds(std::string_view text, const Document& document, const Lines& lines) {
  std::vector<Kind> kinds(lines.count(), Kind::Other);
  for (const auto& block : document.blocks) {
    const bool table = block.kind == BlockKind::Table;
    if ((!table && block.kind != BlockKind::ListItem) || block.span.empty()) continue;
    auto kind = table ? kind_of_column(slice(text, lines.whole(block.line))) : Kind::Other;
    if (kind == Kind::Other && block.section < document.sections.size())
      kind = kind_headed(document.sections[block.section].title);
    const auto last = std::min(lines.at(block.span.end - 1), lines.count());
    for (auto number = block.line; number <= last; ++number) kinds[number - 1] = kind;
  }
  return kinds;
}

}  // namespace agentops::extract
