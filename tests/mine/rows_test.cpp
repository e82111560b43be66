#include "mine/rows.h"

#include <algorithm>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "mine/fragments.h"
#include "text/hash.h"

namespace agentops::mine {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

/// A document made by hand: a heading line, then blocks of the given kinds on lines of their own.
struct Written {
  std::string bytes;
  Document document;

  Written& heading(const std::string& title, std::uint8_t level = 2) {
    close(level);
    Section section{.title = title, .level = level, .line = line(), .heading = {}, .body = {}};
    section.heading.begin = end();
    bytes += std::string(level, '#') + " " + title + "\n";
    section.heading.end = end();
    section.body = {end(), end()};
    document.sections.push_back(section);
    return *this;
  }
  Written& block(const std::string& text, BlockKind kind = BlockKind::Paragraph) {
    Block block;
    block.kind = kind;
    block.section = static_cast<std::uint32_t>(document.sections.size() - 1);
    block.line = line();
    block.depth = kind == BlockKind::ListItem ? 1 : 0;
    block.span.begin = end();
    bytes += text + "\n";
    block.span.end = end();
    document.blocks.push_back(block);
    for (Section& section : document.sections)
      if (!is_closed(section)) section.body.end = end();
    return *this;
  }

 private:
  [[nodiscard]] std::uint32_t end() const { return static_cast<std::uint32_t>(bytes.size()); }
  [[nodiscard]] std::uint32_t line() const {
    return 1 + static_cast<std::uint32_t>(std::ranges::count(bytes, '\n'));
  }
  [[nodiscard]] bool is_closed(const Section& section) const {
    return std::ranges::find(closed_, section.line) != closed_.end();
  }
  void close(std::uint8_t level) {
    for (const Section& section : document.sections)
      if (section.level >= level) closed_.push_back(section.line);
    for (Section& section : document.sections)
      if (!is_closed(section)) section.body.end = end();
  }
  std::vector<std::uint32_t> closed_;
};

std::uint16_t count_of(const TermBag& bag, std::string_view word) {
  const auto found = std::ranges::find(bag.terms, text::quick_hash(word));
  return found == bag.terms.end() ? 0 : bag.counts[static_cast<std::size_t>(found - bag.terms.begin())];
}

TEST(RowOf, WeighsWordsByWhereTheyStand) {
  Written written;
  written.heading("Billing").block("Invoice customers.").block("refund()", BlockKind::Code);
  written.document.item.key = "a.md";
  written.document.item.name = "dunning";
  written.document.item.description = "Reminds";
  StemTable stems{{}};
  const CorpusRow row = row_of(written.document, written.bytes, stems);
  EXPECT_EQ(row.key, "a.md");
  EXPECT_THAT(row.headings, ElementsAre("Billing"));
  EXPECT_GT(count_of(row.words, "dunning"), count_of(row.words, "reminds"));
  EXPECT_GT(count_of(row.words, "reminds"), count_of(row.words, "billing"));
  EXPECT_GT(count_of(row.words, "billing"), count_of(row.words, "invoice"));
  EXPECT_GT(count_of(row.words, "invoice"), count_of(row.words, "refund"));
  EXPECT_EQ(count_of(row.lead, "invoice"), 0);
  EXPECT_GT(count_of(row.lead, "dunning"), 0);
  EXPECT_THAT(row.pairs.terms, SizeIs(1)) << "pairs do not reach across blocks";
  EXPECT_TRUE(std::ranges::is_sorted(row.words.terms));
}

TEST(RowOf, TakesAnEmptyDocument) {
  StemTable stems{{}};
  const CorpusRow row = row_of({}, "", stems);
  EXPECT_THAT(row.words.terms, IsEmpty());
  EXPECT_THAT(row.fragments, IsEmpty());
}

constexpr const char* law = "Say what you did and what you did not do.";

TEST(FragmentsOf, HaveEqualHashesForEqualWords) {
  Written one;
  one.heading("Laws").block(law);
  Written two;
  two.heading("Preface", 1)
      .block("Something else.")
      .heading("The Rules", 3)
      .block("Say what *you* did,\nand what you did NOT do");
  const auto first = fragments_of(one.document, one.bytes);
  const auto second = fragments_of(two.document, two.bytes);
  ASSERT_THAT(first, SizeIs(1));
  EXPECT_EQ(first[0].words, 10U);
  EXPECT_EQ(second.back().text, first[0].text);
  EXPECT_NE(second.front().text, first[0].text);
}

TEST(FragmentsOf, LeaveShortTextsOut) {
  Written written;
  written.heading("Laws").block("Be brief.");
  EXPECT_THAT(fragments_of(written.document, written.bytes), IsEmpty());
}

TEST(FragmentsOf, KnowAnOutlineByItsBoldItemsAndSubHeadings) {
  const auto outline = [](const std::vector<std::string>& items, std::uint8_t level) {
    Written written;
    written.heading("Factors", level);
    for (const std::string& item : items) written.block(item, BlockKind::ListItem);
    return fragments_of(written.document, written.bytes, 1).at(0).outline;
  };
  const auto one = outline(
      {"1. **Codebase**: one repository", "2. **Config**: in the environment", "3. **Logs**: as streams"}, 2);
  EXPECT_NE(one, 0U);
  EXPECT_EQ(one, outline({"- **codebase** many", "- **Config** other words", "- **Logs**"}, 4));
  EXPECT_NE(one, outline({"- **codebase**", "- **Logs**", "- **Config**"}, 2));
  EXPECT_EQ(outline({"- **Codebase**", "- **Config**"}, 2), 0U) << "two lines are no outline";

  Written headings;
  headings.heading("A", 1)
      .heading("Problem")
      .block("x")
      .heading("Context")
      .block("y")
      .heading("Forces")
      .block("z");
  EXPECT_NE(fragments_of(headings.document, headings.bytes, 1).at(0).outline, 0U);
}

TEST(CorpusOf, SortsRowsAndKeepsReferencesAmongThem) {
  std::vector<CorpusRow> rows(2);
  rows[0].key = "b";
  rows[1].key = "a";
  std::vector<Item> items(2);
  items[0].key = "b";
  items[0].references = {{.target = "a", .to = "a", .lines = {1, 5}},
                         {.target = "./a", .to = "a", .lines = {9}},
                         {.target = "b", .to = "b", .lines = {2}},
                         {.target = "gone", .to = "", .lines = {3}},
                         {.target = "logo", .to = "logo.png", .lines = {4}}};
  items[1].key = "hidden";
  items[1].references = {{.target = "a", .to = "a", .lines = {1}}};
  const Corpus corpus = corpus_of(rows, items);
  EXPECT_EQ(corpus.rows[0].key, "a");
  EXPECT_THAT(corpus.references, ElementsAre(ReferenceEdge{1, 0, 3}));
}

TEST(CorpusOf, OrdersRowsByTheNamesOfTheirFiles) {
  std::vector<CorpusRow> rows(3);
  rows[0].key = "a/z.md";
  rows[1].key = "y.md";
  rows[2].key = "b/y.md";
  const Corpus corpus = corpus_of(rows, {});
  EXPECT_EQ(corpus.rows[0].key, "b/y.md");
  EXPECT_EQ(corpus.rows[1].key, "y.md");
  EXPECT_EQ(place_of(corpus.rows, "a/z.md"), 2U);
  EXPECT_EQ(place_of(corpus.rows, "a/y.md"), 3U);
}

TEST(CorpusOf, KnowsWhatTheCodeOfSeveralRowsCalls) {
  std::vector<CorpusRow> rows(2);
  std::vector<Item> items(2);
  items[0].key = rows[0].key = "a";
  items[1].key = rows[1].key = "b";
  items[0].uses.programs = {"kubectl", "terraform"};
  items[1].uses.programs = {"kubectl"};
  items[1].uses.env = {"terraform"};
  EXPECT_THAT(corpus_of(rows, items).tools, ElementsAre(ElementsAre(0, 1)));
}

TEST(IsClustered, LeavesOutWhatHasNoSubject) {
  EXPECT_TRUE(is_clustered(Kind::Agent));
  EXPECT_TRUE(is_clustered(Kind::Other));
  for (const Kind kind : {Kind::Config, Kind::Hook, Kind::Readme}) EXPECT_FALSE(is_clustered(kind));
}

}  // namespace
}  // namespace agentops::mine
