#include "mine/labels.h"

#include <algorithm>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "mine/bonds.h"
#include "tests/mine/support.h"

namespace agentops::mine {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::Not;
using testing::row;

Corpus corpus() {
  Corpus result;
  result.rows = {row("invoice-agent", "", "Sends GraphQL invoices"),
                 row("invoice-checker", "", "Checks every invoice"),
                 row("invoice-export-agent", "", "Exports an invoice"),
                 row("interview-agent", "", "Plans the interview with a GraphQL client"),
                 row("interview-notes-agent", "", "Notes of an interview"),
                 row("stray", "", "Nothing")};
  return result;
}

const Partition two = {0, 0, 0, 1, 1, nowhere};

TEST(Labels, AreWordsThatTheItemsOfADomainShare) {
  const auto labels = labels_of(corpus(), two, std::vector<std::string>(2), {}, {});
  EXPECT_EQ(labels[0].name, "invoice");
  EXPECT_EQ(labels[1].name, "interview");
  EXPECT_THAT(labels[0].terms, Contains("invoice"));
}

TEST(Labels, AreNeverKindsOfItems) {
  for (const Label& label : labels_of(corpus(), two, std::vector<std::string>(2), {}, {})) {
    EXPECT_THAT(label.name, Not(HasSubstr("agent")));
    EXPECT_THAT(label.terms, Not(Contains("agent")));
  }
}

TEST(Labels, KeepGivenNamesAndAvoidOthers) {
  const std::vector<std::string> given = {"", "people"};
  const std::vector<std::string> avoided = {"invoice"};
  const auto labels = labels_of(corpus(), two, given, avoided, {});
  EXPECT_EQ(labels[1].name, "people");
  EXPECT_NE(labels[0].name, "invoice");
  EXPECT_FALSE(labels[0].name.empty());
}

TEST(Labels, PutWordsInTheOrderInWhichTextsHaveThem) {
  Corpus hunts;
  hunts.rows = {row("a", "", "Threat hunting for mail"), row("b", "", "Threat hunting at night"),
                row("c", "", "Hunting in logs, a sort of hunting"), row("d", "", "Hiring people"),
                row("e", "", "Paying people")};
  const auto labels = labels_of(hunts, {0, 0, 0, 1, 1}, std::vector<std::string>(2), {}, {});
  EXPECT_EQ(labels[0].name, "threat-hunting");
  EXPECT_EQ(labels[0].terms.front(), "hunting");
}

TEST(Labels, SayTheFieldOfWorkWhereItemsNameIt) {
  Corpus books;
  books.rows = {row("ledger-a", "", "Ledger accruals journal postings for finance"),
                row("ledger-b", "", "Ledger accruals journal postings"),
                row("ledger-c", "", "Ledger accruals journal entries, finance"), row("hunt-a", "", "Hunting"),
                row("hunt-b", "", "Hunting")};
  const auto labels = labels_of(books, {0, 0, 0, 1, 1}, std::vector<std::string>(2), {}, {});
  EXPECT_THAT(labels[0].name, HasSubstr("ledger"));
  EXPECT_THAT(labels[0].name, HasSubstr("finance"));
  EXPECT_EQ(std::ranges::count(labels[0].name, '-'), 2);
}

TEST(Labels, HoldNoSigns) {
  Corpus warned;
  warned.rows = {row("a", "", "⚠️ Deploy"), row("b", "", "⚠️ Deploy"), row("c", "", "Invoice"),
                 row("d", "", "Invoice")};
  EXPECT_EQ(labels_of(warned, {0, 0, 1, 1}, std::vector<std::string>(2), {}, {})[0].name, "deploy");
}

TEST(Labels, FallBackToANumber) {
  Corpus silent;
  silent.rows = {row("agent", ""), row("skill", ""), row("rule", "")};
  EXPECT_EQ(labels_of(silent, {0, 0, 0}, std::vector<std::string>(1), {}, {})[0].name, "group-1");
}

}  // namespace
}  // namespace agentops::mine
