#include "mine/why.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "mine/rows.h"
#include "tests/mine/support.h"

namespace agentops::mine {
namespace {

using ::testing::ElementsAre;
using ::testing::Field;
using ::testing::IsEmpty;
using ::testing::SizeIs;

Item item(const std::string& name, std::vector<Reference> references = {}) {
  Item result;
  result.key = result.path = name;
  result.name = name;
  result.references = std::move(references);
  return result;
}

Member member(const std::string& key, double score, double margin, const std::string& runner_up) {
  Member result;
  result.key = key;
  result.score = score;
  result.margin = margin;
  result.words = score;
  result.runner_up_words = score - margin;
  result.runner_up = runner_up;
  return result;
}

/// Two of money, two of people; bank/pay calls `pix` and is referred to by people/hire.
struct Company {
  std::vector<Item> items = {item("bank/invoice"), item("bank/pay"),
                             item("people/hire", {{.target = "pay", .to = "bank/pay", .lines = {4}}}),
                             item("people/onboard")};
  Corpus corpus;
  Mining mining;

  Company() {
    items[0].uses.programs = {"pix"};
    items[1].uses.programs = {"pix"};
    items[3].uses.programs = {"pix"};
    for (const auto& [key, words] :
         {std::pair("bank/invoice", "money ledger invoice"), std::pair("bank/pay", "money ledger salary"),
          std::pair("people/hire", "salary interview offer"),
          std::pair("people/onboard", "interview laptop salary")})
      corpus.rows.push_back(testing::row(key, words));
    corpus = corpus_of(std::move(corpus.rows), items);
    Domain bank;
    bank.id = "d1";
    bank.members = {member("bank/invoice", 1, 1, ""), member("bank/pay", .6, .2, "d2")};
    Domain people;
    people.id = "d2";
    people.members = {member("people/hire", 1, 1, ""), member("people/onboard", 1, 1, "")};
    mining.domains = {bank, people};
  }
};

constexpr std::string_view pay_text = "Pay the salary\nfrom the ledger\nwith pix, from the ledger\n";

TEST(Why, TellsTheOwnDomainFirstAndThenTheRunnerUp) {
  const Company company;
  const auto reasons =
      reasons_of_place(company.corpus, company.mining, company.items, {company.items[1], pay_text}, {});
  ASSERT_THAT(reasons.voices, ElementsAre(Field(&Voice::domain, "d1"), Field(&Voice::domain, "d2")));
  EXPECT_EQ(reasons.voices[0].of(Witness::Words).share, .6);
  EXPECT_EQ(reasons.voices[1].of(Witness::Words).share, .4);
}

TEST(Why, ShowsTheLinesInWhichAWordOfTheDomainStands) {
  const Company company;
  const auto reasons =
      reasons_of_place(company.corpus, company.mining, company.items, {company.items[1], pay_text}, {});
  EXPECT_THAT(reasons.voices[0].of(Witness::Words).signs, ElementsAre(Sign{"ledger", {2, 3}, {}}));
  EXPECT_THAT(reasons.voices[1].of(Witness::Words).signs, ElementsAre(Sign{"salary", {1}, {}}));
}

TEST(Why, CountsReferencesBothWaysAndSharesOutProgramsAmongTheirOwners) {
  const Company company;
  const auto reasons =
      reasons_of_place(company.corpus, company.mining, company.items, {company.items[1], pay_text}, {});
  EXPECT_EQ(reasons.voices[1].of(Witness::References).share, 1);
  EXPECT_THAT(reasons.voices[1].of(Witness::References).signs, ElementsAre(Sign{"people/hire", {}, {4}}));
  EXPECT_EQ(reasons.voices[0].of(Witness::Tools).share, .5);
  EXPECT_THAT(reasons.voices[0].of(Witness::Tools).signs, ElementsAre(Sign{"pix", {3}, {}}));
  EXPECT_EQ(reasons.voices[0].of(Witness::Folder).share, 1);
  EXPECT_EQ(reasons.voices[1].of(Witness::Folder).share, 0);
}

TEST(Why, SaysWhatTwoItemsHaveInCommonWithTheLinesOfBoth) {
  const Company company;
  const auto reasons = reasons_of_pair(company.corpus, {company.items[0], "with pix\nledger"},
                                       {company.items[1], pay_text}, {});
  EXPECT_EQ(reasons.says[0].signs, std::vector<Sign>({{"ledger", {2}, {2, 3}}}));
  EXPECT_THAT(reasons.says[1].signs, IsEmpty());
  EXPECT_EQ(reasons.says[2].share, 1);
  EXPECT_EQ(reasons.says[2].signs, std::vector<Sign>({{"pix", {1}, {3}}}));
}

TEST(Why, CountsAThingThatOneNamesToTheOther) {
  const Company company;
  const auto reasons = reasons_of_pair(company.corpus, {company.items[1], pay_text},
                                       {company.items[2], "x\n\n\nsee pay\n"}, {});
  EXPECT_EQ(reasons.says[1].signs, std::vector<Sign>({{"bank/pay", {}, {4}}}));
}

}  // namespace
}  // namespace agentops::mine
