#include "text/placeholders.h"

#include <gtest/gtest.h>

namespace agentops::text {
namespace {

TEST(SingleValues, HaveDottedKeys) {
  const Value settings(
      Map{{"a", Map{{"b", "x"}, {"c", true}}}, {"n", 5}, {"r", 1.5}, {"list", List{1}}, {"none", Value()}});
  EXPECT_EQ(single_values(settings),
            (SettingValues{{"a.b", "x"}, {"a.c", "true"}, {"n", "5"}, {"r", "1.5"}}));
}

TEST(Placeholders, AreReplacedWhereTheirKeyIsDeclared) {
  const SettingValues values = {{"refund.limit", "$500"}, {"brace", "{{ settings.brace }}"}};
  struct {
    std::string_view text, rendered;
  } const cases[] = {
      {"", ""},
      {"no braces", "no braces"},
      {"up to {{ settings.refund.limit }}.", "up to $500."},
      {"{{settings.refund.limit}}{{\tsettings.refund.limit }}", "$500$500"},
      {"{{ settings.unknown }} {{ refund.limit }} {{x}} ${y} $ARGUMENTS @file",
       "{{ settings.unknown }} {{ refund.limit }} {{x}} ${y} $ARGUMENTS @file"},
      {"{{{ settings.refund.limit }}}", "{$500}"},
      {"{{ {{ settings.refund.limit }}", "{{ $500"},
      {"{{ settings.refund.limit", "{{ settings.refund.limit"},
      {"{{ settings.brace }}", "{{ settings.brace }}"},
      {"{{ settings.refund limit }}", "{{ settings.refund limit }}"},
      {"}}{{", "}}{{"},
  };
  for (const auto& [text, rendered] : cases) EXPECT_EQ(render(text, values), rendered);
}

TEST(Placeholders, TakeLinearTime) {
  const std::string braces(2'000'000, '{');
  EXPECT_EQ(render(braces, {{"a", "b"}}), braces);
}

TEST(Placeholders, TellTheKeysThatTheyAskForAndWhereFirst) {
  EXPECT_EQ(
      settings_asked_for("{{ settings.a.b }} and {{settings.c}}, {{ d }} {{ settings. }} {{settings.a.b}}"),
      (std::map<std::string, std::size_t, std::less<>>{{"a.b", 0}, {"c", 23}}));
}

TEST(Placeholders, RenderToTheirValue) {
  EXPECT_EQ(placeholder("a.b"), "{{ settings.a.b }}");
  EXPECT_EQ(render("x " + placeholder("a.b"), {{"a.b", "1"}}), "x 1");
}

}  // namespace
}  // namespace agentops::text
