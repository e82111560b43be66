#include "text/bytes.h"

#include <cmath>
#include <limits>

#include <gtest/gtest.h>

namespace agentops::text {
namespace {

TEST(ByteWriter, LaysNumbersOutAsDocumented) {
  ByteWriter writer;
  writer.number(300);
  writer.text("ab");
  writer.fixed64(0x0102030405060708U);
  EXPECT_EQ(writer.bytes(),
            "\xac\x02\x02"
            "ab"
            "\x08\x07\x06\x05\x04\x03\x02\x01");
}

TEST(ByteReader, ReadsBackWhatWasWritten) {
  constexpr auto largest = std::numeric_limits<std::uint64_t>::max();
  for (const std::uint64_t number :
       {std::uint64_t{0}, std::uint64_t{127}, std::uint64_t{128}, largest - 1, largest}) {
    ByteWriter writer;
    writer.number(number);
    writer.fixed64(number);
    writer.real(-0.1);
    writer.text(std::string("a\0b", 3));
    writer.raw("tail");
    const std::string bytes = writer.take();

    ByteReader reader(bytes);
    EXPECT_EQ(reader.number(), number);
    EXPECT_EQ(reader.fixed64(), number);
    EXPECT_EQ(reader.real(), -0.1);
    EXPECT_EQ(reader.text(), std::string("a\0b", 3));
    EXPECT_EQ(reader.raw(4), "tail");
    EXPECT_TRUE(reader.ok());
    EXPECT_TRUE(reader.at_end());
  }
}

TEST(ByteReader, NoticesEveryCut) {
  ByteWriter writer;
  writer.number(1000);
  writer.text("name");
  writer.fixed64(7);
  writer.real(0.5);
  const std::string whole = writer.take();
  for (std::size_t size = 0; size < whole.size(); ++size) {
    ByteReader reader(std::string_view(whole).substr(0, size));
    reader.number();
    const std::string name = reader.text();
    EXPECT_TRUE(name.empty() || name == "name");
    reader.fixed64();
    EXPECT_EQ(reader.real(), 0);
    EXPECT_FALSE(reader.ok()) << "cut to " << size << " bytes";
  }
}

TEST(ByteReader, GivesNothingAfterAShortRead) {
  ByteReader reader(
      "\x05"
      "ab");
  EXPECT_EQ(reader.text(), "");
  EXPECT_FALSE(reader.ok());
  EXPECT_EQ(reader.raw(1), "");
  EXPECT_EQ(reader.number(), 0U);
}

TEST(ByteReader, RefusesNumbersOverSixtyFourBits) {
  for (const std::string& bytes :
       {std::string(9, '\xff') + "\x02", std::string(20, '\xff'), std::string(10, '\x80') + "\x01"}) {
    ByteReader reader(bytes);
    EXPECT_EQ(reader.number(), 0U);
    EXPECT_FALSE(reader.ok());
  }
}

TEST(ByteReader, RefusesCountsThatTheRestCannotHold) {
  ByteWriter writer;
  writer.number(3);
  writer.raw("123456");
  ByteReader fits(writer.bytes());
  EXPECT_EQ(fits.count(2), 3U);
  EXPECT_TRUE(fits.ok());
  ByteReader too_many(writer.bytes());
  EXPECT_EQ(too_many.count(3), 0U);
  EXPECT_FALSE(too_many.ok());
}

}  // namespace
}  // namespace agentops::text
