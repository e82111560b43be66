#include "text/words.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace agentops::text {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::vector<std::string> scanned(std::string_view bytes) {
  std::vector<std::string> words;
  for_each_word(bytes, [&](const Word& word) { words.emplace_back(word.text); });
  return words;
}

TEST(ForEachWord, GivesLowerCasedRunsInOrder) {
  EXPECT_THAT(scanned("Deploy to K8s, now!"), ElementsAre("deploy", "to", "k8s", "now"));
  EXPECT_THAT(scanned("a-b_c.D"), ElementsAre("a", "b_c", "d"));
  EXPECT_THAT(scanned("Über café"), ElementsAre("Über", "café"));
}

TEST(ForEachWord, FindsNothingWhereThereIsNone) {
  EXPECT_THAT(scanned(""), IsEmpty());
  EXPECT_THAT(scanned(" .,-\n\t"), IsEmpty());
}

TEST(ForEachWord, TakesAnyBytes) {
  std::string all;
  for (int byte = 0; byte < 256; ++byte) all += static_cast<char>(byte);
  EXPECT_THAT(scanned(all), testing::SizeIs(5));  // digits, upper case, '_', lower case, beyond ASCII
}

TEST(ForEachWord, SaysWhereEachWordStands) {
  const std::string_view text = "  One, TWO three";
  std::vector<std::string_view> written;
  for_each_word(text, [&](const Word& word) { written.push_back(slice(text, word.span)); });
  EXPECT_THAT(written, ElementsAre("One", "TWO", "three"));
}

struct ContentCase {
  std::string_view text;
  std::vector<std::string> words;
};

TEST(ForEachWord, SaysWhichWordsJoinNoOthers) {
  std::vector<std::string> plain;
  for_each_word("Deploy k8s 2x a deployInfra APIs snake_case _x caf\xc3\xa9", [&](const Word& word) {
    if (word.is_plain) plain.emplace_back(word.text);
  });
  EXPECT_THAT(plain, ElementsAre("deploy", "k8s", "2x", "a"));
}

TEST(ContentWords, GivesIdentifiersWholeAndInParts) {
  const ContentCase cases[] = {
      {"snake_case", {"snake_case", "snake", "case"}},
      {"camelCase", {"camelcase", "camel", "case"}},
      {"HTTPServer", {"httpserver", "http", "server"}},
      {"read_HTTPBody", {"read_httpbody", "read", "http", "body"}},
      {"KUBECONFIG", {"kubeconfig"}},
      {"APIs and URLs", {"apis", "and", "urls"}},
      {"k8s oauth2", {"k8s", "oauth2"}},
      {"__init__ ___", {"init"}},
      {"a__b_cd", {"a__b_cd", "cd"}},
  };
  for (const auto& [text, words] : cases) EXPECT_EQ(content_words(text), words) << text;
}

TEST(ContentWords, PartsWordsAtPunctuationBeyondAscii) {
  EXPECT_THAT(content_words("plan—then “build”…"), ElementsAre("plan", "then", "build"));
  EXPECT_THAT(content_words("🚀Launch→done ✅"), ElementsAre("launch", "done"));
  EXPECT_THAT(content_words("naïve Straße"), ElementsAre("naïve", "straße"));
}

TEST(ContentWords, LeavesOutDigestsAndLongNumbers) {
  EXPECT_THAT(content_words("2024 20241231 8080"), ElementsAre("2024", "8080"));
  EXPECT_THAT(content_words("commit da39a3ee5e6b4b0d3255bfef95601890afd80709 facade"),
              ElementsAre("commit", "facade"));
}

TEST(ContentWords, CutsAtACharacterBorder) {
  EXPECT_EQ(content_words(std::string(100, 'x')), std::vector{std::string(64, 'x')});
  std::string long_word = "x";
  for (int i = 0; i < 50; ++i) long_word += "é";
  EXPECT_EQ(content_words(long_word).front().size(), 63U);
}

TEST(ContentWords, TakesBytesThatAreNotUtf8) {
  EXPECT_THAT(content_words("a\xff z\x80\xe2\x82"), ElementsAre("a\xff", "z\x80\xe2\x82"));
}

TEST(IsStopWord, KnowsWordsWithoutASubject) {
  for (const auto* word : {"the", "with", "please", "yourself", "a"}) EXPECT_TRUE(is_stop_word(word)) << word;
  for (const auto* word : {"deploy", "agent", "The", "", "zebra"}) EXPECT_FALSE(is_stop_word(word)) << word;
}

TEST(Normalised, JoinsWordsBySingleSpaces) {
  EXPECT_EQ(normalised("  Run,\n\nthe `Tests` first. "), "run the tests first");
  EXPECT_EQ(normalised(" .. "), "");
}

TEST(WordsHash, CountsNeitherSpacingNorCaseNorPunctuation) {
  EXPECT_EQ(words_hash("Run the tests."), words_hash("* run THE\n  tests"));
  EXPECT_NE(words_hash("run the tests"), words_hash("runthe tests"));
}

}  // namespace
}  // namespace agentops::text
