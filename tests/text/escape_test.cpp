#include "text/escape.h"

#include <gtest/gtest.h>

namespace agentops::text {
namespace {

struct EscapeCase {
  std::string_view untrusted, safe;
};

TEST(ForTerminal, ShowsWhatWouldNotBeSeen) {
  const EscapeCase cases[] = {
      {"plain text", "plain text"},
      {"a\nb\tc\rd", "a\\nb\\tc\\rd"},
      {"\x1b[31mred", "\\x1b[31mred"},
      {"bell\a del\x7f", "bell\\x07 del\\x7f"},
      {"c1\xc2\x9b"
       "31m",
       "c1\\u{9b}31m"},
      {"bidi\u202egnp", "bidi\\u{202e}gnp"},
      {"zero\u200bwidth", "zero\\u{200b}width"},
      {"tag\U000e0041", "tag\\u{e0041}"},
      {"filler\u3164", "filler\\u{3164}"},
      {"line\u2028end", "line\\u{2028}end"},
      {"soft\u00adhyphen", "soft\\u{ad}hyphen"},
      {"bad\xff\xc0\xaf", "bad\\xff\\xc0\\xaf"},
      {"surrogate\xed\xa0\x80", "surrogate\\xed\\xa0\\x80"},
  };
  for (const auto& [untrusted, safe] : cases) EXPECT_EQ(for_terminal(untrusted), safe);
  EXPECT_EQ(for_terminal(std::string_view("nul\0", 4)), "nul\\x00");
}

TEST(ForTerminal, LeavesTheWorldsWritingAlone) {
  for (const std::string_view text :
       {"Straße", "日本語", "שלום", "नमस्ते", "می\u200cخواهم", "👩\u200d💻", "❤\ufe0f", "1\ufe0f⃣", "∑ → ✓"})
    EXPECT_EQ(for_terminal(text), text);
}

TEST(ForTerminal, ShowsTextHiddenInJoinersAndSelectors) {
  EXPECT_EQ(for_terminal("a\u200d"), "a\\u{200d}");
  EXPECT_EQ(for_terminal("é\u200d\u200c\u200d"), "é\u200d\\u{200c}\\u{200d}");
  EXPECT_EQ(for_terminal("é\ufe01\ufe02"), "é\ufe01\\u{fe02}");
}

TEST(LinesForTerminal, KeepsNewlinesAndTabs) {
  EXPECT_EQ(lines_for_terminal("a\n\tb\r\x1b"), "a\n\tb\\r\\x1b");
}

TEST(ForMarkdown, StaysText) {
  const EscapeCase cases[] = {
      {"a | b", "a \\| b"},
      {"`code` *bold* [link](x)", "\\`code\\` \\*bold\\* \\[link\\](x)"},
      {"<script>", "\\<script\\>"},
      {"snake_case _em_", "snake_case \\_em\\_"},
      {"# heading", "\\# heading"},
      {"- item", "\\- item"},
      {"1. item", "1\\. item"},
      {"v1.2 is out", "v1.2 is out"},
      {"two\nlines\n\n", "two lines"},
      {"&amp; \\", "\\&amp; \\\\"},
  };
  for (const auto& [untrusted, safe] : cases) EXPECT_EQ(for_markdown(untrusted), safe);
}

TEST(ValidUtf8, ReplacesEachBadByte) {
  EXPECT_EQ(valid_utf8("good é"), "good é");
  EXPECT_EQ(valid_utf8("a\xff\xc0z"), "a\ufffd\ufffdz");
  EXPECT_EQ(valid_utf8("cut\xe2\x82"), "cut\ufffd\ufffd");
}

TEST(DisplayWidth, CountsColumns) {
  EXPECT_EQ(display_width("abc"), 3U);
  EXPECT_EQ(display_width("日本"), 4U);
  EXPECT_EQ(display_width("e\u0301"), 1U);
  EXPECT_EQ(display_width(""), 0U);
}

TEST(CutToWidth, SaysThatSomethingIsMissing) {
  EXPECT_EQ(cut_to_width("short", 5), "short");
  EXPECT_EQ(cut_to_width("longer text", 8), "longe...");
  EXPECT_EQ(cut_to_width("日本語日本語", 8), "日本...");
  EXPECT_EQ(cut_to_width("e\u0301e\u0301e\u0301e\u0301e\u0301", 4), "e\u0301...");
  EXPECT_EQ(cut_to_width("longer", 2), "..");
  EXPECT_EQ(cut_to_width("", 0), "");
}

}  // namespace
}  // namespace agentops::text
