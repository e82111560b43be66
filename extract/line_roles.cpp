#include "extract/line_roles.h"

#include <algorithm>

#include "extract/mention_words.h"
#include "extract/scan.h"
#include "extract/well_known.h"

namespace agentops::extract {

namespace {

/// "5 Specialized Skills", "Skills to Invoke" -> Skill: the last word of a heading says what stands under it,
/// or the one before "to".
Kind kind_headed(std::string_view title) {
  const auto kind = kind_of_word(title.substr(title.find_last_of(' ') + 1));  // npos + 1 == 0
  if (kind) return *kind;
  const auto first = title.substr(0, title.find(' '));
  return title.substr(first.size()).starts_with(" to ") ? kind_of_word(first).value_or(Kind::Other)
                                                        : Kind::Other;
}

/// "Scripts (`scripts/`)": names a folder that lies beside the text.
bool names_folder_beside(std::string_view title) {
  for (auto slash = title.find('/'); slash != std::string_view::npos; slash = title.find('/', slash + 1)) {
    const bool ends = slash + 1 == title.size() || !is_word(title[slash + 1]);
    const auto begin = title.substr(0, slash).find_last_of(" /`*([\"") + 1;  // npos + 1 == 0
    if (ends && is_folder_beside(title.substr(begin, slash - begin))) return true;
  }
  return false;
}

Listed listed_below(std::string_view title) {
  return {.kind = kind_headed(title), .headed = true, .files = names_folder_beside(title)};
}

/// "Works with these agents:" speaks of the list that follows.
Listed labelled(std::string_view paragraph) {
  constexpr std::string_view marks = "*: \t\r\n";
  const auto end = paragraph.find_last_not_of(marks);
  if (end == std::string_view::npos || paragraph.find(':', end) == std::string_view::npos) return {};
  auto label = paragraph.substr(0, end + 1);
  label.remove_prefix(label.find_last_of('\n') + 1);  // npos + 1 == 0
  return {.kind = kind_headed(label), .headed = false, .files = names_folder_beside(label)};
}

/// "| Agent | Purpose |" -> Agent
Kind kind_of_column(std::string_view row) {
  const auto cell = row.starts_with('|') ? row.substr(1) : row;
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

std::vector<Listed> listed_lines(std::string_view text, const Document& document, const Lines& lines) {
  std::vector<Listed> listed(lines.count());
  std::vector<Listed> sections;
  sections.reserve(document.sections.size());
  for (const auto& section : document.sections) sections.push_back(listed_below(section.title));
  Listed label;  // what the last paragraph says of the list behind it
  for (const auto& block : document.blocks) {
    if (block.span.empty()) continue;
    const auto own = slice(text, block.span);
    auto here = block.section < sections.size() ? sections[block.section] : Listed{};
    if (block.kind == BlockKind::Table) {
      if (const auto kind = kind_of_column(slice(text, lines.whole(block.line))); kind != Kind::Other)
        here = {.kind = kind, .headed = true};
    } else if (block.kind == BlockKind::ListItem) {
      if (here.kind == Kind::Other && !here.files) here = label;
    } else if (block.kind != BlockKind::Paragraph) {
      continue;
    }
    if (block.kind != BlockKind::ListItem)
      label = block.kind == BlockKind::Paragraph ? labelled(own) : Listed{};
    const auto last = std::min(lines.at(block.span.end - 1), lines.count());
    for (auto number = block.line; number <= last; ++number) listed[number - 1] = here;
  }
  return listed;
}

}  // namespace agentops::extract
