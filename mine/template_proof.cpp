#include "mine/template_proof.h"

#include <algorithm>

namespace agentops::mine {

std::string rendered(const Pattern& pattern, const Use& use) {
  std::string text;
  std::size_t slot = 0;
  for (const PatternPart& part : pattern.parts)
    text += part.is_slot ? (slot < use.values.size() ? use.values[slot++] : "") : part.text;
  return text;
}

std::string_view lines_between(std::string_view file, std::uint32_t first, std::uint32_t last) {
  std::size_t begin = 0;
  for (std::uint32_t line = 1; line < first; ++line) {
    begin = file.find('\n', begin);
    if (begin == std::string_view::npos) return {};
    ++begin;
  }
  std::size_t end = begin;
  for (std::uint32_t line = first; line <= last; ++line) {
    if (line > first) {
      if (end >= file.size()) return {};
      ++end;
    }
    end = std::min(file.find('\n', end), file.size());
  }
  std::string_view lines = file.substr(begin, end - begin);
  if (lines.ends_with('\r')) lines.remove_suffix(1);
  return lines;
}

bool is_proved(const Pattern& pattern, const Use& use, std::string_view file) {
  const auto slots = static_cast<std::size_t>(std::ranges::count(pattern.parts, true, &PatternPart::is_slot));
  return slots == use.values.size() && rendered(pattern, use) == lines_between(file, use.line, use.line_end);
}

}  // namespace agentops::mine
