#include "index/entry.h"

#include <algorithm>

#include <gtest/gtest.h>

#include "index/terms.h"
#include "tests/index/shelf.h"

namespace agentops::index::test {
namespace {

std::uint32_t weight_of(const Entry& entry, std::string_view term) {
  const auto found = std::ranges::find(entry.terms, term, &EntryTerm::term);
  return found == entry.terms.end() ? 0 : found->weight;
}

bool has(const Entry& entry, std::string_view term) {
  return std::ranges::find(entry.terms, term, &EntryTerm::term) != entry.terms.end();
}

TEST(Entry, HoldsSortedTermsWithoutRepeats) {
  const Entry entry =
      entry_of({.path = "a/b.md", .text = "# Deploy deploys\ndeploying b a c\n", .name = "deploy"});
  EXPECT_TRUE(std::ranges::is_sorted(entry.terms, {}, &EntryTerm::term));
  EXPECT_EQ(std::ranges::adjacent_find(entry.terms, {}, &EntryTerm::term), entry.terms.end());
}

TEST(Entry, WeighsWordsByWhereTheyStand) {
  const std::string filler(500, '.');
  const Entry entry = entry_of({.path = "a.md",
                                .text = "# Rollback\nopening\n" + filler + "\n# Budget\nbody body\n",
                                .name = "deploy",
                                .description = "preview"});
  EXPECT_EQ(weight_of(entry, "deploy"), 5U);
  EXPECT_EQ(weight_of(entry, "preview"), 3U);
  EXPECT_EQ(weight_of(entry, "open"), 3U);
  EXPECT_EQ(weight_of(entry, "budget"), 2U);
  EXPECT_EQ(weight_of(entry, "bodi"), 2U);
  EXPECT_EQ(weight_of(entry, "rollback"), 5U + 1U + 3U) << "title, heading, and in the opening";
}

TEST(Entry, LeavesStopWordsOut) {
  const Entry entry = entry_of({.path = "a.md", .text = "the deploy of it\n"});
  EXPECT_TRUE(has(entry, "deploy"));
  EXPECT_FALSE(has(entry, "the"));
}

TEST(Entry, CarriesItsFilters) {
  const Entry entry = entry_of(
      {.path = "x/a.md",
       .text = "t\n",
       .kind = Kind::Skill,
       .model = "Opus",
       .uses = {.programs = {"kubectl"}, .env = {"HOME"}, .hosts = {"ci.example.com"}, .tools = {"Bash"}}});
  for (const std::string_view term : {"XKIND:skill", "XMODEL:opus", "XPROG:kubectl", "XENV:home",
                                      "XHOST:ci.example.com", "XTOOL:bash", "XHAS:tools", "XHAS:model"}) {
    EXPECT_TRUE(has(entry, term)) << term;
    EXPECT_EQ(weight_of(entry, term), 0U) << term;
  }
  EXPECT_TRUE(has(entry, key_term("x/a.md")));
  EXPECT_FALSE(has(entry, "XHAS:references"));
}

TEST(Entry, OfAPackageCarriesItsName) {
  const Document document = document_of({.path = "a.md", .text = "t\n"});
  const Entry entry = index::entry_of(document, "t\n", make_stemmer(), "core@1.0.0");
  EXPECT_TRUE(has(entry, "XPKG:core"));
  EXPECT_TRUE(has(entry, key_term("core@1.0.0/a.md")));
  EXPECT_EQ(full_key(entry.record), "core@1.0.0/a.md");
}

TEST(Entry, FindsTagsOfTheFrontmatter) {
  Document document = document_of({.path = "a.md", .text = "t\n"});
  document.meta = Map{{"tags", List{"infra", "sre"}}, {"owner", "Platform"}, {"name", "hidden"}};
  const Entry entry = index::entry_of(document, "t\n", make_stemmer());
  EXPECT_EQ(weight_of(entry, "infra"), 1U);
  EXPECT_EQ(weight_of(entry, "platform"), 1U);
  EXPECT_FALSE(has(entry, "hidden"));
}

TEST(Entry, StaysInBoundsOnHostileTexts) {
  std::string headings;
  for (int i = 0; i < 20'000; ++i) headings += "# heading" + std::to_string(i) + "\n";
  const Entry many = entry_of({.path = "a.md", .text = headings, .description = std::string(1'000'000, 'd')});
  EXPECT_LE(many.record.headings.size(), 16U * 1024);
  EXPECT_LE(many.record.description.size(), 4U * 1024);
  for (const EntryTerm& term : many.terms) ASSERT_LE(term.term.size(), 245U);

  const Entry bytes = entry_of(
      {.path = std::string(3000, '\xff'), .text = std::string(3000, '\0') + std::string(3000, '\xff')});
  for (const EntryTerm& term : bytes.terms) ASSERT_LE(term.term.size(), 245U);
}

}  // namespace
}  // namespace agentops::index::test
