#include "mine/shared_items.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace agentops::mine {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

constexpr std::uint32_t voice_row = 12;

/// Four domains of three agents each, "a1".."d3", and voice, to which the agents in `referrers` refer.
struct Collection {
  Corpus corpus;
  Mining mining;

  explicit Collection(const std::vector<std::string>& referrers) {
    for (const char* domain : {"a", "b", "c", "d"}) {
      Domain& added = mining.domains.emplace_back();
      added.id = domain;
      for (const char* number : {"1", "2", "3"}) {
        Member member;
        member.key = std::string(domain) + number;
        add_row(member.key);
        added.members.push_back(member);
      }
    }
    add_row("voice");
    for (std::uint32_t row = 0; row < corpus.rows.size(); ++row)
      if (std::ranges::find(referrers, corpus.rows[row].key) != referrers.end())
        corpus.references.push_back({.from = row, .to = voice_row, .count = 1});
  }

  void add_row(const std::string& key) {
    corpus.rows.emplace_back();
    corpus.rows.back().key = key;
  }

  /// Puts voice at the end of the domain d.
  Member& voice_in_d() {
    Member voice;
    voice.key = "voice";
    return mining.domains.back().members.emplace_back(voice);
  }
};

const std::vector<std::string> one_of_each = {"a1", "b1", "c1"};

TEST(SharedItems, AreUnsortedOnesThatThreeDomainsReferTo) {
  Collection collection(one_of_each);
  collection.mining.unassigned = {"voice"};
  EXPECT_THAT(shared_items(collection.corpus, collection.mining, {}),
              ElementsAre(SharedItem{.key = "voice", .domains = 3}));
}

TEST(SharedItems, AreInDoubtWhenTheyHaveADomain) {
  Collection collection(one_of_each);
  Member& voice = collection.voice_in_d();
  EXPECT_THAT(shared_items(collection.corpus, collection.mining, {}), IsEmpty());
  voice.close_call = true;
  EXPECT_THAT(shared_items(collection.corpus, collection.mining, {}),
              ElementsAre(SharedItem{.key = "voice", .domains = 3}));
}

TEST(SharedItems, AreNeitherDecidedNorCopies) {
  Collection decided(one_of_each);
  Member& voice = decided.voice_in_d();
  voice.close_call = voice.decided = true;
  EXPECT_THAT(shared_items(decided.corpus, decided.mining, {}), IsEmpty());
  Collection copied(one_of_each);
  copied.mining.unassigned = copied.mining.copies = {"voice"};
  EXPECT_THAT(shared_items(copied.corpus, copied.mining, {}), IsEmpty());
}

TEST(SharedItems, AreUsedByOtherDomainsThanTheirOwn) {
  Collection collection({"a1", "b1", "d1"});
  collection.voice_in_d().close_call = true;
  EXPECT_THAT(shared_items(collection.corpus, collection.mining, {}), IsEmpty());
}

TEST(SharedItems, AreNotUsedByTwoDomainsOrMostlyByOne) {
  for (const std::vector<std::string>& referrers :
       {std::vector<std::string>{"a1", "a2", "b1", "b2"}, {"a1", "a2", "a3", "b1", "c1"}}) {
    Collection collection(referrers);
    collection.mining.unassigned = {"voice"};
    EXPECT_THAT(shared_items(collection.corpus, collection.mining, {}), IsEmpty());
  }
}

TEST(SharedItems, ReferToNoItemOfADomain) {
  Collection collection(one_of_each);
  collection.mining.unassigned = {"voice"};
  collection.corpus.references.push_back({.from = voice_row, .to = voice_row, .count = 1});
  EXPECT_THAT(shared_items(collection.corpus, collection.mining, {}), testing::SizeIs(1)) << "to itself";
  collection.corpus.references.push_back({.from = voice_row, .to = 0, .count = 1});
  EXPECT_THAT(shared_items(collection.corpus, collection.mining, {}), IsEmpty());
}

TEST(SharedItems, LeaveADomainItsLeastSize) {
  Collection collection(one_of_each);
  collection.voice_in_d().close_call = true;
  EXPECT_THAT(shared_items(collection.corpus, collection.mining, {.min_size = 4}), IsEmpty());
}

TEST(SetApart, TakesItemsOutOfDomainsAndQuestions) {
  Collection collection(one_of_each);
  collection.voice_in_d().close_call = true;
  collection.mining.questions = {{.key = "voice", .choices = {}}, {.key = "a2", .choices = {}}};
  set_apart({{.key = "voice", .domains = 3}}, collection.mining);
  EXPECT_THAT(collection.mining.shared, ElementsAre(SharedItem{.key = "voice", .domains = 3}));
  EXPECT_EQ(collection.mining.domains.back().members.size(), 3U);
  EXPECT_THAT(collection.mining.questions, ElementsAre(Question{.key = "a2", .choices = {}}));
}

TEST(SetApart, LeavesNoPartOfADomainEmpty) {
  Collection collection(one_of_each);
  Domain& domain = collection.mining.domains.back();
  domain.parts = {{.name = "said", .members = {"d1", "voice"}}, {.name = "sung", .members = {"voice"}}};
  set_apart({{.key = "voice", .domains = 3}}, collection.mining);
  EXPECT_THAT(domain.parts, ElementsAre(DomainPart{.name = "said", .members = {"d1"}}));
}

}  // namespace
}  // namespace agentops::mine
