#include "text/characters.h"

#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace agentops::text {
namespace {

TEST(ForEachCharacter, GivesCodePointsAndTheirBytes) {
  std::vector<std::int32_t> points;
  std::string bytes;
  const std::string_view text = "aé日\xff\U0001f680\xe2\x82";
  for_each_character(text, [&](const Character& character) {
    points.push_back(character.point);
    bytes += character.bytes;
  });
  EXPECT_THAT(points, testing::ElementsAre('a', 0xe9, 0x65e5, -1, 0x1f680, -1, -1));
  EXPECT_EQ(bytes, text);
}

TEST(Utf16Units, AreTwoBeyondTheFirstPlane) {
  EXPECT_EQ(utf16_units(""), 0U);
  EXPECT_EQ(utf16_units("ab\u00e9\u65e5"), 4U);
  EXPECT_EQ(utf16_units("\U0001f680x"), 3U);
  EXPECT_EQ(utf16_units("\xff\xe2\x82"), 3U);
}

TEST(IsUtf8, TakesWellFormedTextOnly) {
  for (const std::string_view good :
       {"", "ascii only, long enough", "é", "ascii then é", "日本語", "\U0010ffff"})
    EXPECT_TRUE(is_utf8(good)) << good;
  for (const std::string_view bad : {"\x80", "eight or more \xff", "\xc0\xaf", "\xed\xa0\x80",
                                     "\xf4\x90\x80\x80", "\xe2\x82", "abcdefg\xc3"})
    EXPECT_FALSE(is_utf8(bad));
}

TEST(IsHidden, HoldsForWhatAReaderCannotSee) {
  for (const std::int32_t point : {0x00, 0x1b, 0x7f, 0x85, 0xad, 0x34f, 0x115f, 0x200b, 0x202e, 0x2028,
                                   0x2066, 0x3164, 0xfe0f, 0xfeff, 0xfff9, 0xe0041, 0xe0100})
    EXPECT_TRUE(is_hidden(point)) << std::hex << point;
  for (const std::int32_t point : {0x20, 0x41, 0xa0, 0xe9, 0x301, 0x5d0, 0x65e5, 0x2192, 0x1f680})
    EXPECT_FALSE(is_hidden(point)) << std::hex << point;
}

TEST(IsLetter, HoldsForLettersDigitsAndTheirMarks) {
  for (const std::int32_t point : {0x61, 0x39, 0xe9, 0x301, 0x65e5, 0x5d0})
    EXPECT_TRUE(is_letter(point)) << std::hex << point;
  for (const std::int32_t point : {0x2d, 0x20, 0x2014, 0x201c, 0x1f680, 0x2192, 0xfe0f})
    EXPECT_FALSE(is_letter(point)) << std::hex << point;
}

}  // namespace
}  // namespace agentops::text
