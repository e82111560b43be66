// Vectors, neighbours, focus, witnesses and copies: from rows to the graph that is grouped.

#include <algorithm>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "mine/copies.h"
#include "mine/focus.h"
#include "mine/neighbours.h"
#include "mine/vectors.h"
#include "mine/witnesses.h"
#include "tests/mine/support.h"

namespace agentops::mine {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using testing::row;
using testing::subjects;

TEST(Vectors, AreOfLengthOneAndAlikeByCommonWords) {
  const std::vector<CorpusRow> rows = {row("a", "alpha beta gamma delta"), row("b", "alpha beta gamma delta"),
                                       row("c", "alpha beta epsilon zeta"),
                                       row("d", "eta theta iota epsilon")};
  const Vectors vectors = vectors_of(rows, {.words = 100, .pairs = 0, .lead = 0});
  EXPECT_NEAR(likeness(vectors.row(0), vectors.row(1)), full_weight, full_weight / 100.0);
  EXPECT_GT(likeness(vectors.row(0), vectors.row(1)), likeness(vectors.row(0), vectors.row(2)));
  EXPECT_EQ(likeness(vectors.row(0), vectors.row(3)), 0U);
}

TEST(Vectors, LeaveOutTermsOfASingleItem) {
  const std::vector<CorpusRow> rows = {row("a", "alpha only"), row("b", "alpha")};
  const Vectors vectors = vectors_of(rows, {.words = 100, .pairs = 0, .lead = 0});
  ASSERT_EQ(vectors.size(), 2U);
  for (std::size_t i = 0; i < vectors.size(); ++i) EXPECT_LE(vectors.row(i).size(), 1U);
}

TEST(WholeRoot, IsExact) {
  for (const std::uint64_t value :
       {0ULL, 1ULL, 3ULL, 4ULL, 99ULL, 100ULL, 4'294'836'224ULL, 4'294'836'225ULL}) {
    const std::uint64_t root = whole_root(value);
    EXPECT_LE(root * root, value);
    EXPECT_GT((root + 1) * (root + 1), value);
  }
}

TEST(Neighbours, AreTheMostAlikeFirstAndTiesGoToTheEarlier) {
  const std::vector<CorpusRow> rows = {row("a", "alpha beta gamma"), row("b", "alpha beta gamma"),
                                       row("c", "alpha beta gamma"), row("d", "alpha other"),
                                       row("e", "other words")};
  const Vectors vectors = vectors_of(rows, {.words = 100, .pairs = 0, .lead = 0});
  const auto neighbours = neighbours_of(vectors, Postings(vectors), {.count = 2});
  ASSERT_EQ(neighbours[2].size(), 2U);
  EXPECT_EQ(neighbours[2][0].to, 0U);
  EXPECT_EQ(neighbours[2][1].to, 1U);
}

TEST(Neighbours, ByCandidatesAreMostlyTheExactOnes) {
  const Corpus corpus = subjects({"billing", "hiring", "incident", "kubernetes"}, 40);
  const Vectors vectors = vectors_of(corpus.rows, {});
  const Postings postings(vectors);
  const auto exact = neighbours_of(vectors, postings, {.count = 10});
  const auto candidates = neighbours_of(vectors, postings, {.count = 10, .exact_up_to = 10, .commonest = 30});
  std::size_t found = 0;
  std::size_t all = 0;
  for (std::size_t i = 0; i < exact.size(); ++i) {
    all += exact[i].size();
    for (const Link& link : exact[i])
      found += static_cast<std::size_t>(std::ranges::count(candidates[i], link));
  }
  EXPECT_GE(found * 10, all * 9);
}

TEST(Neighbours, AreAsAlikeAsTheirVectorsHoweverTheyWereFound) {
  const Corpus corpus = subjects({"billing", "hiring", "incident"}, 30);
  const Vectors vectors = vectors_of(corpus.rows, {});
  const auto neighbours = neighbours_of(vectors, Postings(vectors), {.exact_up_to = 10, .commonest = 20});
  for (std::size_t i = 0; i < neighbours.size(); ++i)
    for (const Link& link : neighbours[i])
      EXPECT_EQ(link.weight, likeness(vectors.row(i), vectors.row(link.to)));
}

TEST(Neighbours, AreTheMostAlikeOfAllPairs) {
  const Corpus corpus = subjects({"billing", "hiring", "incident"}, 100);
  const Vectors vectors = vectors_of(corpus.rows, {});
  const NeighbourOptions options{.count = 7, .least = 1};
  const auto neighbours = neighbours_of(vectors, Postings(vectors), options);
  for (std::uint32_t item = 0; item < vectors.size(); ++item) {
    std::vector<std::uint32_t> all;
    for (std::uint32_t other = 0; other < vectors.size(); ++other)
      if (other != item) all.push_back(likeness(vectors.row(item), vectors.row(other)));
    std::ranges::sort(all, std::ranges::greater{});
    all.resize(options.count);
    std::vector<std::uint32_t> found;
    for (const Link& link : neighbours[item]) found.push_back(link.weight);
    EXPECT_EQ(found, all);
  }
}

TEST(Neighbours, AreTheSameOnAnyNumberOfThreads) {
  const Corpus corpus = subjects({"billing", "hiring", "incident", "kubernetes"}, 100);
  const auto found_by = [&](unsigned threads) {
    const Vectors vectors = vectors_of(corpus.rows, {.threads = threads});
    return neighbours_of(vectors, Postings(vectors), {.exact_up_to = 10, .threads = threads});
  };
  EXPECT_TRUE(found_by(2) == found_by(1));
  EXPECT_TRUE(found_by(7) == found_by(1));
}

TEST(UnionGraph, JoinsTwoItemsOnce) {
  const Graph graph = union_graph({{{1, 5}}, {{0, 5}, {2, 3}}, {}});
  EXPECT_THAT(graph.of(1), ElementsAre(Link{0, 5}, Link{2, 3}));
  EXPECT_THAT(graph.of(2), ElementsAre(Link{1, 3}));
}

TEST(Focused, FadesWordsThatAreSpreadOverAllGroups) {
  const std::vector<CorpusRow> rows = {row("a", "style north"), row("b", "style north"),
                                       row("c", "style south"), row("d", "style south"),
                                       row("e", "west west2"),  row("f", "west west2")};
  const Vectors plain = vectors_of(rows, {.words = 100, .pairs = 0, .lead = 0});
  const Vectors sharp = focused(plain, Postings(plain), {0, 0, 1, 1, 2, 2}, {});
  EXPECT_LT(likeness(sharp.row(0), sharp.row(2)), likeness(plain.row(0), plain.row(2)));
  EXPECT_GE(likeness(sharp.row(0), sharp.row(1)), likeness(plain.row(0), plain.row(1)) - full_weight / 100);
}

TEST(Witnesses, CountLessWhereThereAreMany) {
  const std::vector<ReferenceEdge> references = {{0, 1, 1}, {2, 3, 1}, {2, 4, 1}, {2, 5, 1}, {2, 6, 1}};
  const Graph graph = joined(graph_of(7, {}), reference_edges(references, 7, {}));
  EXPECT_EQ(graph.of(0)[0], (Link{1, full_weight / 2}));
  EXPECT_EQ(graph.of(3)[0], (Link{2, full_weight / 4}));
}

TEST(Witnesses, JoinItemsThatReferToTheSame) {
  const Graph graph =
      joined(graph_of(3, {}), reference_edges(std::vector<ReferenceEdge>{{0, 2, 1}, {1, 2, 1}}, 3, {}));
  EXPECT_EQ(graph.of(0)[0].to, 1U);
  EXPECT_GT(graph.of(0)[0].weight, 0U);
}

TEST(Witnesses, JoinItemsWhoseCodeCallsTheSameTheRarerTheMore) {
  const std::vector<std::vector<std::uint32_t>> tools = {{0, 1}, {2, 3, 4}};
  const Graph graph = joined(graph_of(5, {}), tool_edges(tools, 5, {}));
  EXPECT_EQ(graph.of(0)[0].to, 1U);
  EXPECT_GT(graph.of(0)[0].weight, graph.of(2)[0].weight);
}

TEST(Originals, DoNotChainStrangers) {
  constexpr std::uint32_t near = full_weight - full_weight / 20;
  // b is a copy of a, c of b but not of a.
  const std::vector<std::vector<Link>> neighbours = {
      {{1, near}}, {{0, near}, {2, near}}, {{1, near}, {0, near / 2}}};
  EXPECT_THAT(originals_of(neighbours), ElementsAre(0, 0, 2));
  EXPECT_THAT(originals_of({}), IsEmpty());
}

}  // namespace
}  // namespace agentops::mine
