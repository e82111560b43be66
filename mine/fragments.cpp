// Words become numbers of the field of 2^61 - 1 elements, a text the polynomial of its words at a fixed base.
// prefix[i] is the value of the first i words, so the words [a, b) have the value prefix[b] - prefix[a] *
// base^(b - a).

#include "mine/fragments.h"

#include <algorithm>
#include <string>

#include "text/hash.h"
#include "text/words.h"

namespace agentops::mine {

namespace {

__extension__ using Wide = unsigned __int128;

constexpr std::uint64_t modulus = (1ULL << 61U) - 1;
constexpr std::uint64_t base = 1'470'231'798'104'521'909ULL;

/// Of a number below 2^62.
std::uint64_t reduced(std::uint64_t number) { return number >= modulus ? number - modulus : number; }

std::uint64_t times(std::uint64_t a, std::uint64_t b) {
  const Wide product = static_cast<Wide>(a) * b;
  return reduced(static_cast<std::uint64_t>(product & modulus) + static_cast<std::uint64_t>(product >> 61U));
}

/// Of any number.
std::uint64_t remainder(std::uint64_t number) { return reduced((number & modulus) + (number >> 61U)); }

std::uint64_t power(std::uint64_t exponent) {
  std::uint64_t result = 1;
  for (std::uint64_t square = base; exponent > 0; exponent >>= 1U, square = times(square, square))
    if ((exponent & 1U) != 0) result = times(result, square);
  return result;
}

struct Stretch {
  std::uint64_t hash = 0;
  std::uint32_t words = 0;
};

/// The words of a text, and the hash of any stretch of them.
class WordHashes {
 public:
  explicit WordHashes(std::string_view bytes) {
    begins_.reserve(bytes.size() / 5);  // more words than most texts have
    prefix_.reserve(bytes.size() / 5);
    text::for_each_word(bytes, [&](const text::Word& word) {
      begins_.push_back(word.span.begin);
      const std::uint64_t own = reduced(remainder(text::quick_hash(word.text)) + 1);
      prefix_.push_back(reduced(times(prefix_.back(), base) + own));
    });
  }

  [[nodiscard]] Stretch of(Span span) const {
    const std::size_t first = index(span.begin);
    const std::size_t last = std::max(first, index(span.end));
    const std::uint64_t before = times(prefix_[first], power(last - first));
    return {.hash = (prefix_[last] + modulus - before) % modulus,
            .words = static_cast<std::uint32_t>(last - first)};
  }

 private:
  [[nodiscard]] std::size_t index(std::uint32_t position) const {
    return static_cast<std::size_t>(std::ranges::lower_bound(begins_, position) - begins_.begin());
  }

  std::vector<std::uint32_t> begins_;
  std::vector<std::uint64_t> prefix_{0};
};

/// What a list item is about when its author says so in bold: "1. **Codebase**: one repository" ->
/// "Codebase".
std::string_view bold_lead(std::string_view item) {
  const std::size_t begin = item.find("**");
  if (begin > 12) return {};  // or nowhere
  const std::size_t end = item.find("**", begin + 2);
  return end == std::string_view::npos ? std::string_view{} : item.substr(begin + 2, end - begin - 2);
}

/// One line of a section's outline: where it stands and the hash of "level words".
struct OutlineLine {
  std::uint32_t position = 0;
  std::uint32_t depth = 0;  ///< of the heading; 7 and more for list items
  std::uint64_t words = 0;
};

constexpr std::size_t shortest_outline = 3;  ///< lines; two headings under a third are no outline yet

std::vector<OutlineLine> outline_lines(const Document& document, std::string_view bytes) {
  std::vector<OutlineLine> lines;
  for (const Section& section : document.sections)
    if (section.level > 0)
      lines.push_back({section.heading.begin, section.level, text::words_hash(section.title)});
  for (const Block& block : document.blocks) {
    if (block.kind != BlockKind::ListItem) continue;
    const std::string_view lead = bold_lead(slice(bytes, block.span));
    if (!lead.empty()) lines.push_back({block.span.begin, 6U + block.depth, text::words_hash(lead)});
  }
  std::ranges::stable_sort(lines, {}, &OutlineLine::position);
  return lines;
}

/// The outline of a section: its lines, with headings counted from the section's own level, so that a section
/// moved deeper keeps its outline.
std::uint64_t outline_of(const Section& section, const std::vector<OutlineLine>& lines) {
  const auto first = std::ranges::lower_bound(lines, section.body.begin, {}, &OutlineLine::position);
  const auto last = std::ranges::lower_bound(lines, section.body.end, {}, &OutlineLine::position);
  if (last - first < static_cast<std::ptrdiff_t>(shortest_outline)) return 0;
  std::uint64_t hash = 0;
  for (auto line = first; line < last; ++line) {
    const std::uint32_t depth =
        line->depth > 6 ? line->depth : line->depth - std::min<std::uint32_t>(section.level, line->depth);
    hash = (times(hash, base) + line->words % modulus) % modulus;
    hash = (times(hash, base) + depth + 1) % modulus;
  }
  return std::max<std::uint64_t>(hash, 1);
}

}  // namespace

std::vector<Fragment> fragments_of(const Document& document, std::string_view bytes,
                                   std::uint32_t fewest_words) {
  std::vector<Fragment> fragments;
  const WordHashes hashes(bytes);
  const std::vector<OutlineLine> lines = outline_lines(document, bytes);
  for (const Section& section : document.sections) {
    const Stretch words = hashes.of(section.body);
    const std::uint64_t outline = outline_of(section, lines);
    if (section.level == 0 || (words.words < fewest_words && outline == 0)) continue;
    fragments.push_back({.title = section.title,
                         .span = {section.heading.begin, section.body.end},
                         .line = section.line,
                         .words = words.words,
                         .text = words.hash,
                         .outline = outline});
  }
  return fragments;
}

}  // namespace agentops::mine
