#include "check/judge.h"

#include <algorithm>
#include <map>
#include <string>
#include <tuple>
#include <utility>

#include "text/characters.h"
#include "text/hash.h"
#include "text/words.h"

namespace agentops::check {
namespace {

constexpr std::size_t digits = 16;
constexpr std::size_t most_line_bytes = 4096;  ///< of a line's words in a fingerprint

std::vector<std::uint32_t> line_starts(std::string_view text) {
  std::vector<std::uint32_t> starts = {0};
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool lone_return = text[i] == '\r' && (i + 1 == text.size() || text[i + 1] != '\n');
    if (text[i] == '\n' || lone_return) starts.push_back(static_cast<std::uint32_t>(i + 1));
  }
  return starts;
}

/// The bytes of a line from 1, its end included; empty when there is no such line.
std::string_view line_of(std::string_view text, const std::vector<std::uint32_t>& starts,
                         std::uint32_t line) {
  if (line == 0 || line > starts.size()) return {};
  const std::size_t begin = starts[line - 1];
  const std::size_t end = line < starts.size() ? starts[line] : text.size();
  return text.substr(begin, end - begin);
}

/// Counts columns from the place before on, so that many findings of one long line are placed in one walk.
class Columns {
 public:
  explicit Columns(std::string_view text) : text_(text) {}

  /// The column, from 1, of the byte `at` in the line that begins at `begin`.
  std::uint32_t of(std::uint32_t begin, std::uint32_t at) {
    if (begin != begin_ || at < at_) *this = Columns(text_, begin);
    const std::uint32_t units = units_ + text::utf16_units(slice(text_, {at_, at}));
    const bool inside_character = (static_cast<unsigned char>(text_[at]) & 0xc0U) == 0x80;
    if (!inside_character) at_ = at, units_ = units;
    return units + 1;
  }

 private:
  Columns(std::string_view text, std::uint32_t begin) : text_(text), begin_(begin), at_(begin) {}

  std::string_view text_;
  std::uint32_t begin_ = 0;  ///< of the line
  std::uint32_t at_ = 0;     ///< on it, and what stands before
  std::uint32_t units_ = 0;
};

void place(Noticed& noticed, std::string_view text, const std::vector<std::uint32_t>& starts,
           Columns& columns) {
  const Span span = noticed.span;
  if (span.empty() || span.end > text.size()) return;
  const auto line = std::ranges::upper_bound(starts, span.begin) - starts.begin();
  noticed.finding.place.line = static_cast<std::uint32_t>(line);
  const std::uint32_t begin = starts[static_cast<std::size_t>(line - 1)];
  noticed.finding.place.column = columns.of(begin, span.begin);
  const auto words = static_cast<std::uint32_t>(
      line_of(text, starts, static_cast<std::uint32_t>(line)).find_last_not_of("\r\n") + 1);
  const std::uint32_t end = std::min(span.end, std::max(begin + words, span.begin + 1));
  noticed.finding.width = text::utf16_units(text.substr(span.begin, end - span.begin));
}

/// What stands on the line of a finding that has a column; of others, nothing that could move.
std::string words_of(const Finding& finding, std::string_view text,
                     const std::vector<std::uint32_t>& starts) {
  if (finding.place.column == 0) return {};
  return text::normalised(line_of(text, starts, finding.place.line).substr(0, most_line_bytes));
}

}  // namespace

std::vector<KnownFinding> place_in_file(std::vector<Noticed> noticed, std::string_view bytes) {
  if (noticed.empty()) return {};
  const std::vector<std::uint32_t> starts = line_starts(bytes);
  std::ranges::stable_sort(noticed, {}, [](const Noticed& each) { return each.span.begin; });
  Columns columns(bytes);
  for (Noticed& each : noticed) place(each, bytes, starts, columns);
  std::ranges::stable_sort(noticed, {}, [](const Noticed& each) {
    const Finding& finding = each.finding;
    return std::tie(finding.place.line, finding.place.column, finding.rule, finding.message);
  });
  std::vector<KnownFinding> findings;
  std::map<std::string, unsigned> alike;
  for (Noticed& each : noticed) {
    const std::string name =
        each.finding.rule + '\n' + each.finding.place.path + '\n' + words_of(each.finding, bytes, starts);
    const std::string numbered = name + '\n' + std::to_string(alike[name]++);
    findings.push_back({.finding = std::move(each.finding),
                        .fingerprint = text::hex(text::sha256(numbered)).substr(0, digits)});
  }
  return findings;
}

}  // namespace agentops::check
