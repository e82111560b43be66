// The small pure parts of the room: terms, words, pairs, spelling, records.

#include <algorithm>
#include <span>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "index/field_check.h"
#include "index/pairs.h"
#include "index/record.h"
#include "index/rerank.h"
#include "index/search_words.h"
#include "index/spelling.h"
#include "index/stemmer.h"
#include "index/synonyms.h"
#include "index/terms.h"
#include "index/text_check.h"
#include "index/vocabulary.h"

namespace agentops::index {
namespace {

using Words = std::vector<std::string>;

TEST(FilterTerm, IsTheSameInAnyCase) {
  EXPECT_EQ(filter_term(FieldId::Tool, "Bash"), "XTOOL:bash");
  EXPECT_EQ(filter_term(FieldId::Tool, "BASH"), filter_term(FieldId::Tool, "bash"));
}

TEST(FilterTerm, StaysShortAndApart) {
  const std::string long_value(5000, 'a');
  EXPECT_LE(filter_term(FieldId::Tool, long_value).size(), 245U);
  EXPECT_NE(filter_term(FieldId::Tool, long_value), filter_term(FieldId::Tool, long_value + "b"));
  EXPECT_EQ(key_term(long_value).size(), 11U);
  EXPECT_NE(key_term(long_value), key_term(long_value + "b"));
}

struct OnPath {
  std::string_view key;
  std::string_view value;
  bool whole;
  bool start;
};

TEST(IsOnPath, HoldsForFilesFoldersAndWhatFollowsThem) {
  constexpr OnPath table[] = {
      {"a.md", "a.md", true, true},
      {"docs/agents/a.md", "agents", true, true},
      {"docs/agents/a.md", "agents/", true, true},
      {"docs/agents/a.md", "Docs/Agents", true, true},
      {"docs/agents/a.md", "agents/a.md", true, true},
      {"docs/agents/a.md", "docs/a.md", false, false},
      {"docs/agents/a.md", "age", false, true},
      {"docs/agents/a.md", "gents", false, false},
      {"docs/agents/a.md", "docs/agents/a.md/b", false, false},
      {"docs/a.md#2", "a.md", true, true},
      {"docs/a.md", "", false, true},
      {"", "a", false, false},
  };
  for (const auto& [key, value, whole, start] : table) {
    EXPECT_EQ(is_on_path(key, value, false), whole) << key << ' ' << value;
    EXPECT_EQ(is_on_path(key, value, true), start) << key << ' ' << value;
  }
}

TEST(Vocabulary, ReadsBack) {
  const Vocabulary words = {{"deploy", 3}, {"deployed", 1}, {"depot", 200}, {"\xc3\xbc", 1}};
  EXPECT_EQ(read_vocabulary(write_vocabulary(words)), words);
  EXPECT_EQ(read_vocabulary(write_vocabulary({})), Vocabulary{});
}

TEST(Vocabulary, IsNoneOfOtherBytes) {
  const std::string whole = write_vocabulary({{"deploy", 3}, {"depot", 2}});
  for (std::size_t size = 0; size < whole.size(); ++size)
    EXPECT_FALSE(read_vocabulary(whole.substr(0, size)));
  EXPECT_FALSE(read_vocabulary(whole + "x"));
  EXPECT_FALSE(read_vocabulary("\xff\xff\xff\xff\xff\xff"));
}

TEST(Vocabulary, ForgetsWhatWasAdded) {
  const Record one{.key = "a", .path = "a", .name = "deploy\nDeploying it", .description = "deploy"};
  const Record two{.key = "b", .path = "b", .name = "undo", .description = "deploy"};
  Vocabulary words;
  add_words(one, words);
  add_words(two, words);
  EXPECT_EQ(words, (Vocabulary{{"deploy", 2}, {"deploying", 1}, {"undo", 1}}));
  remove_words(one, words);
  EXPECT_EQ(words, (Vocabulary{{"deploy", 1}, {"undo", 1}}));
}

TEST(Synonyms, AreNamesOfTheSame) {
  EXPECT_EQ(synonyms_of("k8s"), Words{"kubernetes"});
  EXPECT_EQ(synonyms_of("configuration"), (Words{"config", "conf", "cfg"}));
  EXPECT_EQ(synonyms_of("deploy"), Words{});
  EXPECT_EQ(synonyms_of(""), Words{});
}

struct Check {
  std::string_view text;
  bool phrase;
  bool near;
};

TEST(TextCheck, LooksForWordsThatFollowEachOtherOrAreNear) {
  const text::Stemmer stem = make_stemmer();
  const TextCheck phrase{.words = {"out", "of", "the", "box"}};
  const TextCheck near{.words = {"box", "open"}, .distance = 3};
  constexpr Check table[] = {
      {"Works out of\nthe **box**.", true, false},
      {"out of the way box", false, false},
      {"open that box", false, true},
      {"boxes are opened", false, true},
      {"open one two box", false, true},
      {"open one two three box", false, false},
      {"box one two three open box", false, true},
      {"", false, false},
  };
  for (const auto& [text, is_phrase, is_near] : table) {
    EXPECT_EQ(holds(phrase, text, stem), is_phrase) << text;
    EXPECT_EQ(holds(near, text, stem), is_near) << text;
  }
}

TEST(SearchWords, AreThePartsOfJointsAndPairsOfDenseScripts) {
  EXPECT_EQ(search_words("run_all_tests now"), (Words{"run", "all", "tests", "now"}));
  EXPECT_EQ(search_words("runTests"), (Words{"runtests", "run", "tests"}));
  EXPECT_EQ(search_words("a_b"), Words{"a_b"});
  EXPECT_EQ(search_words("部署代码"), (Words{"部署", "署代", "代码"}));
  EXPECT_EQ(search_words("用"), Words{"用"});
  EXPECT_EQ(search_words("naïve"), Words{"naïve"});
  EXPECT_EQ(search_words("naïve用"), (Words{"naïve", "用"}));
}

TEST(Stemmer, LeavesOtherScriptsAlone) {
  const text::Stemmer stem = make_stemmer();
  EXPECT_EQ(stem("deploying"), "deploy");
  EXPECT_EQ(stem("deploying"), "deploy") << "remembered";
  EXPECT_EQ(stem("übungen"), "übungen");
  EXPECT_EQ(stem(std::string(100, 's')), std::string(100, 's'));
  EXPECT_EQ(stem(""), "");
}

TEST(Pairs, AreRemembered) {
  const std::vector<std::uint64_t> stems = {11, 22, 33, 22, 11};
  const std::vector<PairHash> pairs = read_pairs(make_pairs(stems));
  EXPECT_TRUE(std::ranges::is_sorted(pairs));
  for (std::size_t i = 1; i < stems.size(); ++i)
    EXPECT_TRUE(std::ranges::binary_search(pairs, pair_hash(stems[i - 1], stems[i])));
  EXPECT_EQ(pairs.size(), 4U);
  EXPECT_NE(pair_hash(11, 22), pair_hash(22, 11));
}

TEST(Pairs, OfNothingAreNone) {
  EXPECT_TRUE(make_pairs({}).empty());
  EXPECT_TRUE(make_pairs(std::vector<std::uint64_t>{1}).empty());
  EXPECT_TRUE(read_pairs("").empty());
}

TEST(Pairs, TakeABoundedSize) {
  std::vector<std::uint64_t> stems;
  for (std::uint64_t i = 0; i < 100'000; ++i) stems.push_back(i * 7919);
  EXPECT_LE(make_pairs(stems).size(), 2 * most_pairs);
}

TEST(Pairs, SurviveDamage) {
  EXPECT_TRUE(read_pairs("\xff\xff\xff\xff\xff\xff").empty());
  const std::string whole = make_pairs(std::vector<std::uint64_t>{1, 2, 3, 4, 5, 6});
  const std::vector<PairHash> all = read_pairs(whole);
  for (std::size_t size = 0; size <= whole.size(); ++size) {
    const std::vector<PairHash> some = read_pairs(std::string_view(whole).substr(0, size));
    EXPECT_TRUE(std::ranges::equal(some, std::span(all).first(some.size()))) << size;
  }
}

TEST(Rerank, RaisesWhatHasThePair) {
  const std::string with = make_pairs(std::vector<std::uint64_t>{1, 2});
  std::vector<Candidate> candidates = {{1, 2.0, "a", ""}, {2, 1.0, "b", with}};
  raise_by_pairs(candidates, std::vector<AskedPair>{{pair_hash(1, 2), 3}}, 1000);
  EXPECT_EQ(candidates[0].score, 2.0);
  EXPECT_GT(candidates[1].score, 2.0);
}

TEST(Rerank, ReadsKeysForTiesOnly) {
  std::vector<Candidate> candidates = {{1, 1.0, "", ""}, {2, 3.0, "", ""}, {3, 1.0, "", ""}};
  sort_by_score(candidates, [](std::uint32_t document) { return document == 1 ? "z" : "a"; });
  EXPECT_EQ(candidates, (std::vector<Candidate>{{2, 3.0, "", ""}, {3, 1.0, "a", ""}, {1, 1.0, "z", ""}}));
}

struct Edits {
  std::string_view from;
  std::string_view to;
  std::size_t distance;
};

TEST(EditDistance, CountsEdits) {
  constexpr Edits table[] = {
      {"", "", 0},       {"a", "a", 0},        {"a", "", 1},           {"abc", "abd", 1},
      {"abc", "acb", 1}, {"abcd", "badc", 2},  {"deploy", "deplo", 1}, {"kuberntes", "kubernetes", 1},
      {"abc", "xyz", 3}, {"abc", "abcdef", 3}, {"abcdefgh", "z", 3},
  };
  for (const auto& [from, to, distance] : table) {
    EXPECT_EQ(edit_distance(from, to, 2), distance) << from << ' ' << to;
    EXPECT_EQ(edit_distance(to, from, 2), distance) << to << ' ' << from;
  }
}

TEST(NearestWord, IsNearThenFrequentThenFirst) {
  const std::vector<KnownWord> known = {
      {"deployed", 5}, {"deploys", 2}, {"deploy", 9}, {"depots", 9}, {"zebra", 1}};
  EXPECT_EQ(nearest_word("deplyo", known), "deploy");
  EXPECT_EQ(nearest_word("deployx", known), "deploy");
  EXPECT_EQ(nearest_word("zebta", known), "zebra");
  EXPECT_EQ(nearest_word("zbrea", known), "") << "two edits of a short word";
  EXPECT_EQ(nearest_word("unlike", known), "");
  EXPECT_EQ(nearest_word("deploy", {}), "");
}

TEST(Record, ReadsBack) {
  const Record record{
      .key = "a.md#2", .path = "a.md", .line = 7, .name = "a\nA", .description = "d", .headings = "x\ny\n"};
  EXPECT_EQ(read_record(write_record(record), "a.md#2"), record);
  const Record plain{.key = "a.md", .path = "a.md", .name = "", .description = "", .headings = ""};
  EXPECT_EQ(read_record(write_record(plain), "a.md"), plain);
  const Record placed{.place = "core@1.0.0", .key = "a.md", .path = "a.md"};
  EXPECT_EQ(read_record(write_record(placed), full_key(placed)), placed);
  EXPECT_FALSE(read_record(write_record(placed), "web@1.0.0/a.md"));
}

TEST(Record, IsDamagedWhenCutOrLonger) {
  const std::string whole =
      write_record({.key = "a.md", .path = "b.md", .name = "n", .description = "d", .headings = "h"});
  for (std::size_t size = 0; size < whole.size(); ++size)
    EXPECT_FALSE(read_record(std::string_view(whole).substr(0, size), "a.md")) << size;
  EXPECT_FALSE(read_record(whole + "x", "a.md"));
}

TEST(FieldCheck, LooksInItsFieldOnly) {
  const text::Stemmer stem = make_stemmer();
  const Record record{.key = "",
                      .path = "",
                      .name = "deploy-infra\nDeploy it",
                      .description = "Rolls\nout services",
                      .headings = "Error budget\nPolicy review\n"};
  EXPECT_TRUE(holds({FieldId::Name, Comparison::Stem, {"deploy"}}, record, stem));
  EXPECT_TRUE(holds({FieldId::Description, Comparison::Stem, {"servic"}}, record, stem));
  EXPECT_FALSE(holds({FieldId::Heading, Comparison::Stem, {"deploy"}}, record, stem));
  EXPECT_TRUE(holds({FieldId::Heading, Comparison::Start, {"bud"}}, record, stem));
  EXPECT_TRUE(holds({std::nullopt, Comparison::Phrase, {"error", "budget"}}, record, stem));
  EXPECT_TRUE(holds({std::nullopt, Comparison::Phrase, {"rolls", "out"}}, record, stem))
      << "over a line break";
  EXPECT_FALSE(holds({std::nullopt, Comparison::Phrase, {"budget", "error"}}, record, stem));
  EXPECT_FALSE(holds({std::nullopt, Comparison::Phrase, {"budget", "policy"}}, record, stem))
      << "two headings";
}

}  // namespace
}  // namespace agentops::index
