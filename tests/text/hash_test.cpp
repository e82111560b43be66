#include "text/hash.h"

#include <gtest/gtest.h>

namespace agentops::text {
namespace {

// The first two are the examples of FIPS 180-2.
TEST(Sha256, GivesThePublishedDigests) {
  EXPECT_EQ(hex(sha256("abc")), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(hex(sha256("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq")),
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
  EXPECT_EQ(hex(sha256("")), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

// Test case 4 of RFC 4231; its key is shorter than ours, which HMAC fills up with zeros.
TEST(Seal, GivesThePublishedDigest) {
  Secret secret;
  for (std::uint8_t i = 0; i < 25; ++i) secret.bytes[i] = static_cast<std::uint8_t>(i + 1);
  EXPECT_EQ(hex(seal(secret, std::string(50, '\xcd'))),
            "82558a389a443c0ea4cc819899f2083a85f0faa3e578f8077a2e3ff46729665b");
}

TEST(DigestFromHex, IsTheInverseOfHex) {
  const Digest digest = sha256("abc");
  EXPECT_EQ(digest_from_hex(hex(digest)), digest);
}

TEST(DigestFromHex, TakesNothingButSixtyFourLowerCaseDigits) {
  const std::string digits = hex(sha256("abc"));
  EXPECT_FALSE(digest_from_hex(""));
  EXPECT_FALSE(digest_from_hex(digits.substr(1)));
  EXPECT_FALSE(digest_from_hex(digits + "0"));
  EXPECT_FALSE(digest_from_hex("B" + digits.substr(1)));
  EXPECT_FALSE(digest_from_hex("g" + digits.substr(1)));
}

// From the reference implementation: caches and mined results rest on these numbers staying the same.
TEST(QuickHash, IsXxh3WithSeedZero) {
  EXPECT_EQ(quick_hash(""), 0x2d06800538d394c2U);
  EXPECT_NE(quick_hash("a"), quick_hash("b"));
}

}  // namespace
}  // namespace agentops::text
