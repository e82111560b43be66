#include "mine/folders.h"

#include <array>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/mine/support.h"

namespace agentops::mine {
namespace {

using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

constexpr std::uint32_t groups = 4;
constexpr std::uint32_t size = 10;

/// Ten items on each of four subjects, linked by their words.
Graph words() { return testing::planted(groups, size, 60, 4, 5); }

/// Their rows, each in the folder that `folder_of(item)` says.
template <class FolderOf>
std::vector<CorpusRow> rows_in(const FolderOf& folder_of) {
  std::vector<CorpusRow> rows(std::size_t{groups} * size);
  for (std::uint32_t i = 0; i < rows.size(); ++i) rows[i].key = folder_of(i) + std::to_string(i) + ".md";
  return rows;
}

std::string subject(std::uint32_t number) {
  constexpr std::array<const char*, groups> names = {"billing", "hiring", "shipping", "tax"};
  return names.at(number);
}

TEST(FolderEdges, LinkTheItemsOfATopicalFolderWithItsThreeMostTypical) {
  const auto edges =
      folder_edges(rows_in([](std::uint32_t i) { return subject(i / size) + "/"; }), words(), {});
  EXPECT_THAT(edges, SizeIs(groups * (3 * size - 3)));
  for (const Edge& edge : edges) EXPECT_EQ(edge.from / size, edge.to / size);
}

TEST(FolderEdges, CountTheFoldersAboveToo) {
  const auto nested = rows_in([](std::uint32_t i) { return "all/" + subject(i / size) + "/agents/"; });
  EXPECT_THAT(folder_edges(nested, words(), {}), SizeIs(groups * (3 * size - 3)));
}

TEST(FolderEdges, AreThereOnceForAChainOfFolders) {
  const auto chained = rows_in([](std::uint32_t i) { return subject(i / size) + "/north/agents/harbour/"; });
  EXPECT_THAT(folder_edges(chained, words(), {}), SizeIs(groups * (3 * size - 3)));
  const auto forked = rows_in([](std::uint32_t i) {
    return subject(i / size) + (i % size < size / 2 ? "/north/harbour/" : "/south/");
  });
  EXPECT_GT(folder_edges(forked, words(), {}).size(), groups * (3 * size - 3)) << "two folders in one";
}

TEST(FolderEdges, AreNoneWhereFoldersWereFilledByChance) {
  testing::Chance chance(11);
  EXPECT_THAT(
      folder_edges(rows_in([&](std::uint32_t) { return subject(chance.below(groups)) + "/"; }), words(), {}),
      IsEmpty());
}

TEST(FolderEdges, AreNoneOfFoldersForKindsOfItemsNorOfTheRoot) {
  EXPECT_THAT(
      folder_edges(rows_in([](std::uint32_t i) { return i < size ? "agents/" : "commands/"; }), words(), {}),
      IsEmpty());
  EXPECT_THAT(folder_edges(rows_in([](std::uint32_t) { return std::string(); }), words(), {}), IsEmpty());
}

TEST(FolderEdges, AreNoneWhenMostFoldersMeanSomethingElse) {
  testing::Chance chance(11);
  const auto mixed = rows_in([&](std::uint32_t i) {
    return i < size ? subject(0) + "/" : subject(1 + chance.below(groups - 1)) + "-stage/";
  });
  EXPECT_THAT(folder_edges(mixed, words(), {}), IsEmpty());
  EXPECT_THAT(folder_edges(mixed, words(), {.topical = 0.2}), Not(IsEmpty()));
}

}  // namespace
}  // namespace agentops::mine
