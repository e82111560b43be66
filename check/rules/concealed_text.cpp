// First the places where a text can stand unseen are found, then those that hold an order, or a stretch of
// emptiness too long to be layout, are told.

#include <algorithm>

#include <fmt/format.h>

#include "check/orders.h"
#include "check/rules.h"

namespace agentops::check {
namespace {

constexpr std::size_t blank_lines = 60;
constexpr std::size_t blank_columns = 300;

const Patterns& hiding_places() {
  static const Patterns patterns({
      {.regex = R"(<!--([^>]+)-->)", .says = "an order in a comment that is not shown"},
      {.regex = R"((?:^|\n)\[[^\]\n]{1,40}\]:\s*(?:#|<>)\s*([("'][^\n]+))",
       .says = "an order in a link that is not shown"},
      {.regex =
           R"((?i)<[a-z]+\s[^>\n]*style\s*=\s*["'][^"'\n]*(?:display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0|opacity\s*:\s*0[;"'\s]|color\s*:\s*(?:white|#fff(?:fff)?)\b)[^>\n]*>([^<]+))",
       .says = "an order in text that is not shown"},
      {.regex = R"((?i)<[a-z]+\s[^>\n]*\bhidden\b[^>\n]*>([^<]+))",
       .says = "an order in text that is not shown"},
      {.regex = R"((?i)<details>\s*<summary>[^<]*</summary>([^<]+))",
       .says = "an order in a part that is folded"},
      {.regex = R"(!\[[^\]\n]*\]\([^\s)]+\s+["']([^"'\n]+)["']\))",
       .says = "an order in the title of an image"},
      {.regex = R"(!\[([^\]\n]{20,})\]\()", .says = "an order in the text of an image"},
  });
  return patterns;
}

bool holds_an_order(const Text& text, const Match& match) {
  const Text inside{.path = text.path, .bytes = slice(text.bytes, match.span)};
  return std::ranges::any_of(orders().matches(inside.bytes),
                             [&](const Match& order) { return is_an_order(inside, order); });
}

bool is_in_table(std::string_view text, std::size_t at) {
  return line_around(text, static_cast<std::uint32_t>(at)).find('|') != std::string_view::npos;
}

/// Many empty lines, or blanks, with text behind them: out of sight for who does not scroll.
void find_padding(const Text& text, Sightings& sightings) {
  const std::string_view bytes = text.bytes;
  for (std::size_t at = 0; at < bytes.size();) {
    if (bytes[at] != ' ' && bytes[at] != '\n' && bytes[at] != '\t' && bytes[at] != '\r') {
      ++at;
      continue;
    }
    const auto end = std::min(bytes.find_first_not_of(" \t\r\n", at), bytes.size());
    const std::string_view gap = bytes.substr(at, end - at);
    const auto lines = static_cast<std::size_t>(std::ranges::count(gap, '\n'));
    const std::size_t columns = gap.size() - (lines == 0 ? 0 : gap.rfind('\n') + 1);
    if (end < bytes.size() && (lines >= blank_lines || (columns >= blank_columns && !is_in_table(bytes, at))))
      sightings.push_back({.message = lines >= blank_lines
                                          ? fmt::format("text behind {} empty lines", lines - 1)
                                          : fmt::format("text behind {} blanks", columns),
                           .span = {static_cast<std::uint32_t>(end), static_cast<std::uint32_t>(end + 1)}});
    at = end;
  }
}

void find(const Text& text, Sightings& sightings) {
  find_patterns(hiding_places(), text, holds_an_order, sightings);
  find_padding(text, sightings);
}

}  // namespace

Rule concealed_text() {
  return {
      .card =
          {.id = "AO708",
           .title = "text that a reader does not see",
           .severity = Severity::Warning,
           .what =
               "An order to the assistant (see AO709) in an HTML comment, an unused link, invisible or folded markup, or the "
               "title of an image; or text behind many empty lines or hundreds of blanks.",
           .why = "Who reviews the rendered page does not see it. The assistant does.",
           .bad = {},
           .good = {},
           .mend = "write it where it can be seen, or take it out"},
      .look_at_text = find};
}

}  // namespace agentops::check
