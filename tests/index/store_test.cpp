#include "index/store.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <random>
#include <thread>

#include <gtest/gtest.h>
#include <sys/stat.h>

#include "index/generation.h"
#include "tests/index/shelf.h"

namespace agentops::index::test {
namespace {

namespace fs = std::filesystem;
using agentops::test::TempFolder;

constexpr std::string_view vocabulary[] = {"deploy", "rollback", "incident", "budget", "review",  "cluster",
                                           "refund", "customer", "policy",   "metric", "release", "branch"};

/// Document `number` of a collection that tests can make as large as they like.
Leaf leaf(unsigned number, unsigned version = 0) {
  std::mt19937 random(number * 7919 + version);
  std::string text = "# Item " + std::to_string(number) + "\n";
  for (int i = 0; i < 40; ++i) text.append(vocabulary[random() % std::size(vocabulary)]).append(" ");
  return {.path = "items/" + std::to_string(number) + ".md",
          .text = text,
          .name = "item-" + std::to_string(number)};
}

std::vector<Leaf> leaves(unsigned count) {
  std::vector<Leaf> all;
  for (unsigned i = 0; i < count; ++i) all.push_back(leaf(i));
  std::ranges::sort(all, {}, &Leaf::path);
  return all;
}

/// Answers to a fixed set of questions, or the error.
std::vector<std::string> answers(const fs::path& folder) {
  auto searcher = Searcher::open(home(folder));
  if (!searcher) return {searcher.error().code};
  std::vector<std::string> lines;
  for (const std::string_view words :
       {"deploy rollback", "incident budget review cluster refund", "name:item", "path:items", "\"item 7\"",
        "customer NOT policy", "relaese"}) {
    const auto hits = searcher->search({.words = std::string(words), .limit = 50});
    if (!hits) return {hits.error().code};
    lines.push_back(std::to_string(hits->total) + hits->suggestion);
    for (const Hit& hit : hits->hits) lines.push_back(hit.key + " " + std::to_string(hit.score));
  }
  return lines;
}

Paths generations(const fs::path& folder) {
  Paths names;
  for (const auto& entry : fs::directory_iterator(folder)) names.push_back(entry.path().filename());
  std::ranges::sort(names);
  return names;
}

TEST(Build, GivesTheSameAnswersWithAnyNumberOfThreads) {
  constexpr std::size_t per_shard = 20;
  const std::vector<Entry> entries = entries_of(leaves(200));
  std::vector<std::vector<std::string>> all;
  for (const unsigned threads : {1U, 2U, 7U}) {
    const TempFolder folder(TempFolder::in_memory());
    auto build = Build::begin(home(folder.path()));
    ASSERT_TRUE(build);
    {
      std::vector<std::jthread> workers;
      for (unsigned worker = 0; worker < threads; ++worker)
        workers.emplace_back([&, worker] {
          for (std::size_t shard = worker; shard * per_shard < entries.size(); shard += threads)
            EXPECT_TRUE(build->write(static_cast<std::uint32_t>(shard),
                                     std::span(entries).subspan(shard * per_shard, per_shard)));
        });
    }
    ASSERT_TRUE(build->finish(key("one")));
    all.push_back(answers(folder.path()));
  }
  EXPECT_GT(all[0].size(), 100U);
  EXPECT_EQ(all[0], all[1]);
  EXPECT_EQ(all[0], all[2]);
}

TEST(Build, MergesMoreShardsThanCanBeOpenAtOnce) {
  const std::vector<Entry> entries = entries_of(leaves(150));
  const TempFolder one(TempFolder::in_memory());
  const TempFolder many(TempFolder::in_memory());
  auto build = Build::begin(home(many.path()));
  ASSERT_TRUE(build);
  for (std::uint32_t i = 0; i < entries.size(); ++i)
    ASSERT_TRUE(build->write(i, std::span(entries).subspan(i, 1)));
  ASSERT_TRUE(build->finish(key("one")));
  test::build(one.path(), leaves(150));
  EXPECT_EQ(answers(many.path()), answers(one.path()));
}

TEST(Build, MakesAnIndexOfNothing) {
  const TempFolder folder;
  build(folder.path(), {});
  EXPECT_EQ(state_of(home(folder.path()), key("one")), State::Fresh);
  const auto searcher = Searcher::open(home(folder.path()));
  ASSERT_TRUE(searcher);
  EXPECT_EQ(searcher->size(), 0U);
}

TEST(Build, LeavesNothingWhenItIsNotFinished) {
  const TempFolder folder;
  {
    auto build = Build::begin(home(folder.path()));
    ASSERT_TRUE(build);
    ASSERT_TRUE(build->write(0, entries_of(leaves(3))));
  }
  EXPECT_EQ(generations(folder.path()), Paths{});
  EXPECT_EQ(state_of(home(folder.path()), key("one")), State::Missing);
}

TEST(Build, ClearsAwayWhatAKilledOneLeft) {
  const TempFolder folder;
  folder.write("building-abc123/shard-0/postlist.glass", "half");
  folder.write("building-abc123/in-use", "");
  folder.write("current.new", "half");
  build(folder.path(), leaves(3));
  build(folder.path(), leaves(4), "two");
  EXPECT_EQ(generations(folder.path()).size(), 2U) << "current and one generation";
}

TEST(Build, RefusesAFolderThatCannotBeMade) {
  const TempFolder folder;
  folder.write("file", "");
  const auto build = Build::begin(home(folder.path("file/index")));
  ASSERT_FALSE(build);
  EXPECT_EQ(build.error().code, "E-INDEX-WRITE");
}

TEST(Update, EqualsARebuild) {
  const TempFolder updated(TempFolder::in_memory());
  const TempFolder rebuilt(TempFolder::in_memory());
  std::vector<Leaf> after = leaves(120);
  build(updated.path(), after);

  std::vector<std::string> removed;
  std::vector<Leaf> changed;
  for (unsigned number = 3; number < 120; number += 11)
    removed.push_back("items/" + std::to_string(number) + ".md");
  for (unsigned number = 5; number < 140; number += 9) changed.push_back(leaf(number, 1));
  std::erase_if(after,
                [&](const Leaf& one) { return std::ranges::find(removed, one.path) != removed.end(); });
  for (const Leaf& change : changed) {
    std::erase_if(after, [&](const Leaf& one) { return one.path == change.path; });
    after.push_back(change);
  }
  std::ranges::sort(after, {}, &Leaf::path);
  build(rebuilt.path(), after);

  auto update = Update::begin(home(updated.path()));
  ASSERT_TRUE(update) << update.error().message;
  ASSERT_TRUE(update->remove(removed));
  ASSERT_TRUE(update->remove(std::vector<std::string>{"never/there.md"}));
  ASSERT_TRUE(update->put(entries_of(changed)));
  const auto written = update->finish(key("two"));
  ASSERT_TRUE(written) << written.error().message;
  EXPECT_EQ(written->documents, after.size());
  EXPECT_EQ(answers(updated.path()), answers(rebuilt.path()));
  EXPECT_EQ(state_of(home(updated.path()), key("two")), State::Fresh);
}

TEST(Update, ChangesNothingUntilItIsFinished) {
  const TempFolder folder;
  build(folder.path(), leaves(10));
  const auto before = answers(folder.path());
  {
    auto update = Update::begin(home(folder.path()));
    ASSERT_TRUE(update);
    ASSERT_TRUE(update->remove(std::vector<std::string>{"items/1.md"}));
  }
  EXPECT_EQ(answers(folder.path()), before);
}

TEST(Update, NeedsAnIndex) {
  const TempFolder folder;
  const auto update = Update::begin(home(folder.path()));
  ASSERT_FALSE(update);
  EXPECT_TRUE(mended_by_rebuild(update.error()));
}

TEST(State, TellsFreshFromStale) {
  const TempFolder folder;
  EXPECT_EQ(state_of(home(folder.path()), key("one")), State::Missing);
  build(folder.path(), leaves(3));
  EXPECT_EQ(state_of(home(folder.path()), key("one")), State::Fresh);
  EXPECT_EQ(state_of(home(folder.path()), key("two")), State::Stale);
  EXPECT_EQ(key_of(home(folder.path())), key("one"));
}

TEST(State, KnowsAnotherVersion) {
  const TempFolder folder;
  build(folder.path(), leaves(3));
  Generation generation = *read_generation(folder.read("current"), secret);
  ++generation.entries;
  folder.write("current", write_generation(generation, secret));
  EXPECT_EQ(state_of(home(folder.path()), key("one")), State::OtherVersion);
  EXPECT_EQ(answers(folder.path()), std::vector<std::string>{"E-INDEX-VERSION"});
  build(folder.path(), leaves(3));
  EXPECT_EQ(state_of(home(folder.path()), key("one")), State::Fresh);
}

TEST(State, KnowsAnIndexThatSomebodyElseMade) {
  const TempFolder folder;
  build(folder.path(), leaves(3));
  const Home theirs = {.folder = folder.path(), .secret = {.bytes = {8}}};
  EXPECT_EQ(state_of(theirs, key("one")), State::Foreign);
  const auto searcher = Searcher::open(theirs);
  ASSERT_FALSE(searcher);
  EXPECT_TRUE(mended_by_rebuild(searcher.error()));
}

// A repository may bring an index folder of its own.
TEST(Build, WritesNeitherThroughLinksNorIntoThem) {
  const TempFolder elsewhere;
  elsewhere.write("target", "outside");
  const TempFolder folder;
  folder.link("current.new", elsewhere.path("target"));
  folder.link("current", elsewhere.path("target"));
  build(folder.path(), leaves(3));
  EXPECT_EQ(state_of(home(folder.path()), key("one")), State::Fresh);
  EXPECT_EQ(elsewhere.read("target"), "outside");

  elsewhere.write("gen-theirs/file", "outside");
  folder.link("index", elsewhere.path());
  EXPECT_FALSE(Build::begin(home(folder.path("index"))));
  EXPECT_TRUE(elsewhere.exists("gen-theirs/file"));
}

TEST(State, WaitsForNoPipe) {
  const TempFolder folder;
  ASSERT_EQ(mkfifo(folder.path("current").c_str(), 0600), 0);
  EXPECT_EQ(state_of(home(folder.path()), key("one")), State::Damaged);
}

TEST(Reader, KeepsItsGenerationDuringASwap) {
  const TempFolder folder;
  build(folder.path(), leaves(50));
  auto reader = Searcher::open(home(folder.path()));
  ASSERT_TRUE(reader);
  const auto before = reader->search({.words = "path:items", .limit = 60});
  build(folder.path(), leaves(20), "two");
  build(folder.path(), leaves(30), "three");
  EXPECT_EQ(reader->search({.words = "path:items", .limit = 60}), before);
  EXPECT_EQ(Searcher::open(home(folder.path()))->size(), 30U);
  EXPECT_EQ(generations(folder.path()).size(), 3U) << "current, the new generation, the one that is read";
}

TEST(Reader, SeesOneOrTheOtherGenerationWhileTheyAreSwapped) {
  const TempFolder folder(TempFolder::in_memory());
  build(folder.path(), leaves(10));
  std::jthread writer([&] {
    for (unsigned round = 0; round < 20; ++round)
      build(folder.path(), leaves(10 + round % 2), round % 2 == 0 ? "one" : "two");
  });
  for (int i = 0; i < 200; ++i) {
    auto searcher = Searcher::open(home(folder.path()));
    ASSERT_TRUE(searcher) << searcher.error().message;
    const auto hits = searcher->search({.words = "path:items", .limit = 20});
    ASSERT_TRUE(hits) << hits.error().message;
    EXPECT_TRUE(hits->total == 10 || hits->total == 11) << hits->total;
    EXPECT_EQ(hits->hits.size(), hits->total);
  }
}

}  // namespace
}  // namespace agentops::index::test
