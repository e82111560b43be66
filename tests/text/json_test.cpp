#include "text/json.h"

#include <limits>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace agentops::text {
namespace {

TEST(WriteJson, LaysValuesOut) {
  const Value value =
      Map{{"b", List{1, true, Value()}}, {"a", Map{{"x", "é"}}}, {"none", List{}}, {"empty", Map{}}};
  EXPECT_EQ(write_json(value), R"({"b":[1,true,null],"a":{"x":"é"},"none":[],"empty":{}})");
  EXPECT_EQ(write_json(value, JsonLayout::Indented), R"({
  "b": [
    1,
    true,
    null
  ],
  "a": {
    "x": "é"
  },
  "none": [],
  "empty": {}
})");
}

TEST(WriteJson, LetsNoCharacterReachATerminalRaw) {
  struct {
    std::string_view text, json;
  } const cases[] = {
      {"say \"x\\y\"\n\t", R"("say \"x\\y\"\n\t")"},
      {"\x1b[2J\r\x7f", R"("\u001b[2J\u000d\u007f")"},
      {"\u009b\u202e\u200b", R"("\u009b\u202e\u200b")"},
      {"\U000e0041", R"("\udb40\udc41")"},
      {"bad\xff", "\"bad\ufffd\""},
  };
  for (const auto& [text, json] : cases) EXPECT_EQ(write_json(text), json);
}

TEST(WriteJson, KeepsRealsReal) {
  EXPECT_EQ(write_json(1.0), "1.0");
  EXPECT_EQ(write_json(0.1), "0.1");
  EXPECT_EQ(write_json(-1e300), "-1e+300");
  EXPECT_EQ(write_json(std::numeric_limits<double>::infinity()), "null");
  EXPECT_EQ(write_json(std::numeric_limits<std::int64_t>::min()), "-9223372036854775808");
}

TEST(ReadJson, ReadsBackWhatWasWritten) {
  const Value value = Map{{"b", List{1, -2, 1.5, 1.0, 1e300, true, false, Value()}},
                          {"", "quotes \" and \\ and \u202e and \U000e0041 and \x01"},
                          {"a", Map{{"x", List{Map{}, List{}}}}}};
  for (const JsonLayout layout : {JsonLayout::Compact, JsonLayout::Indented}) {
    const auto read = read_json(write_json(value, layout), "a.json");
    ASSERT_TRUE(read) << read.error().message;
    EXPECT_EQ(*read, value);
  }
}

TEST(ReadJson, TurnsIntegersThatDoNotFitIntoReals) {
  EXPECT_EQ(read_json("9223372036854775807", "a.json"), Value(std::int64_t{9223372036854775807}));
  EXPECT_EQ(read_json("9223372036854775808", "a.json"), Value(9223372036854775808.0));
}

TEST(ReadJson, RefusesWithThePlace) {
  struct {
    std::string_view json;
    std::uint32_t line, column;
    std::string_view message;
  } const cases[] = {
      {"", 1, 1, "not valid JSON"},
      {"{\"a\": 1,\n \"b\": }", 2, 7, "not valid JSON"},
      {"[1, 2", 1, 5, "not valid JSON"},
      {"[1] x", 1, 5, "not valid JSON"},
      {"\"\xff\"", 1, 2, "not valid JSON"},
      {"\"\x1b\"", 1, 2, "not valid JSON"},
      {"NaN", 1, 1, "not valid JSON"},
      {"1e999", 1, 5, "not valid JSON"},
      {"{\"a\": 1, \"a\": 2}", 1, 12, "\"a\" is given twice"},
  };
  for (const auto& [json, line, column, message] : cases) {
    const auto value = read_json(json, "a.json");
    ASSERT_FALSE(value) << json;
    EXPECT_EQ(value.error().code, "E-JSON") << json;
    EXPECT_EQ(value.error().where, (Place{.path = "a.json", .line = line, .column = column})) << json;
    EXPECT_THAT(value.error().message, testing::HasSubstr(message)) << json;
  }
}

TEST(ReadJson, TakesSixtyFourLevelsAndNoMore) {
  const auto nested = [](std::size_t depth) { return std::string(depth, '[') + std::string(depth, ']'); };
  EXPECT_TRUE(read_json(nested(64), "a.json"));
  const auto refused = read_json(nested(65), "a.json");
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().message, "nested deeper than 64");
  EXPECT_FALSE(read_json(std::string(1'000'000, '['), "a.json"));
}

}  // namespace
}  // namespace agentops::text
