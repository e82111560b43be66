#include "extract/line_roles.h"

#include <algorithm>

namespace agentops::extract {

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

}  // namespace agentops::extract
