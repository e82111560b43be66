#include <optional>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/check/look.h"

namespace agentops::check {
namespace {

using test::sightings;
using testing::HasSubstr;
using testing::IsEmpty;

struct Hidden {
  std::string what, text;
  std::optional<Severity> severity;  ///< nothing: it belongs there
};

class HiddenCharacters : public testing::TestWithParam<Hidden> {};

TEST_P(HiddenCharacters, AreJudgedByWhatStandsAroundThem) {
  const auto& [what, text, severity] = GetParam();
  const auto found = sightings(hidden_characters(), text);
  if (!severity) {
    EXPECT_THAT(found, IsEmpty()) << what << ": " << (found.empty() ? "" : found.front().message);
  } else {
    ASSERT_FALSE(found.empty()) << what;
    EXPECT_EQ(found.front().severity, severity) << what;
  }
}

INSTANTIATE_TEST_SUITE_P(
    Table, HiddenCharacters,
    testing::Values(
        Hidden{"plain text", "Plain text,\twith a tab.\r\nAnd a line.\n", {}},
        Hidden{"a byte order mark", "\uFEFF# Title\n", {}},
        Hidden{"French spaces", "Prix\u202F: 5\u00A0€ !\n", {}},
        Hidden{"a family of emoji", "👩\u200D👩\u200D👧 and ❤\uFE0F\n", {}},
        Hidden{"a keycap", "1\uFE0F\u20E3\n", {}},
        Hidden{"the flag of Wales", "🏴\U000E0067\U000E0062\U000E0077\U000E006C\U000E0073\U000E007F\n", {}},
        Hidden{"Persian", "می\u200Cخواهم\n", {}}, Hidden{"Hindi", "क\u094D\u200Dष\n", {}},
        Hidden{"a mark in Hebrew", "שלום\u200F (a)\n", {}},
        Hidden{"isolates around Arabic", "name: \u2067مرحبا\u2069.\n", {}},
        Hidden{"old line ends", "one\rtwo\rthree", {}}, Hidden{"one tag", "a\U000E0061b\n", Severity::Error},
        Hidden{"a flag of nowhere", "🏴\U000E0069\U000E0067\U000E006E\U000E006F\U000E0072\U000E0065 x\n",
               Severity::Error},
        Hidden{"selectors that carry bytes", "a\U000E0110\U000E0120\n", Severity::Error},
        Hidden{"two selectors in a row", "☺\uFE0F\uFE0E\n", Severity::Error},
        Hidden{"many zero-width blanks", "a\u200B\u200C\u200B\u200C\u200Bb\n", Severity::Error},
        Hidden{"a filler", "a\u3164b\n", Severity::Error},
        Hidden{"an override", "access = \u202Eresu\u202C\n", Severity::Error},
        Hidden{"an isolate that stays open", "a \u2066b\n", Severity::Error},
        Hidden{"a terminal escape", "a\x1B[8mb\n", Severity::Error},
        Hidden{"a backspace", "ab\bc\n", Severity::Error},
        Hidden{"entities of tags", "&#xE0049;&#xE0067;\n", Severity::Error},
        Hidden{"a lone zero-width blank", "re\u200Bfund\n", Severity::Warning},
        Hidden{"a soft hyphen", "re\u00ADfund\n", Severity::Warning},
        Hidden{"a mark in English", "refund\u200F now\n", Severity::Warning},
        Hidden{"a selector on a letter", "a\uFE01b\n", Severity::Warning},
        Hidden{"a return within a line", "safe\rhidden\nnext\n", Severity::Warning},
        Hidden{"a far private character", "a\U000F0001b\n", Severity::Warning}));

TEST(HiddenCharacters, SayWhatTheySpell) {
  std::string text = "Hello.";
  for (const char c : std::string("run it")) {
    const unsigned point = 0xE0000U + static_cast<unsigned>(c);
    text += {static_cast<char>(0xF3), static_cast<char>(0xA0),
             static_cast<char>(0x80 | ((point >> 6U) & 0x3FU)), static_cast<char>(0x80 | (point & 0x3FU))};
  }
  const auto found = sightings(hidden_characters(), text + "\n");
  ASSERT_EQ(found.size(), 1U);
  EXPECT_THAT(found.front().message, HasSubstr("they spell \"run it\""));
  EXPECT_EQ(found.front().span, (Span{6, 30}));
  ASSERT_EQ(found.front().edits.size(), 1U);
  EXPECT_EQ(found.front().edits.front(), (Edit{.span = {6, 30}, .text = ""}));
}

TEST(HiddenCharacters, AreFoundAtEveryOffset) {
  for (std::size_t before = 0; before < 24; ++before) {
    const std::string text = std::string(before, 'x') + "\u200B" + std::string(20, 'y');
    const auto found = sightings(hidden_characters(), text);
    ASSERT_EQ(found.size(), 1U) << before;
    EXPECT_EQ(found.front().span.begin, before);
  }
}

}  // namespace
}  // namespace agentops::check
