// An index whose files were changed behind the program's back: noticed, never a crash or another answer.

#include <algorithm>
#include <filesystem>
#include <random>

#include <gtest/gtest.h>

#include "index/generation.h"
#include "tests/index/shelf.h"

namespace agentops::index::test {
namespace {

namespace fs = std::filesystem;
using agentops::test::TempFolder;

class DamagedIndex : public ::testing::Test {
 protected:
  void SetUp() override {
    std::vector<Leaf> leaves;
    for (int i = 0; i < 60; ++i)
      leaves.push_back(
          {.path = std::to_string(i) + ".md", .text = "# Part\ndeploy number" + std::to_string(i) + "\n"});
    build(folder_.path(), leaves);
    for (const auto& entry : fs::recursive_directory_iterator(folder_.path())) {
      const std::string name = fs::relative(entry.path(), folder_.path());
      if (entry.is_regular_file() && entry.path().filename() != "in-use")
        whole_.emplace_back(name, folder_.read(name));
    }
    std::ranges::sort(whole_);
  }

  void restore() {
    for (const auto& [name, bytes] : whole_) folder_.write(name, bytes);
  }

  void expect_damaged(const std::string& what) {
    EXPECT_NE(state_of(home(folder_.path()), key("one")), State::Fresh) << what;
    const auto searcher = Searcher::open(home(folder_.path()));
    ASSERT_FALSE(searcher) << what;
    EXPECT_TRUE(mended_by_rebuild(searcher.error())) << what << ": " << searcher.error().message;
  }

  TempFolder folder_{TempFolder::in_memory()};
  std::vector<std::pair<std::string, std::string>> whole_;
};

TEST_F(DamagedIndex, IsNoticedAfterAnyFlip) {
  std::mt19937 random(1);
  for (const auto& [name, bytes] : whole_) {
    for (unsigned i = 0; i < 100; ++i) {
      std::string flipped = bytes;
      const std::size_t at = i < 40 ? std::min<std::size_t>(i, bytes.size() - 1) : random() % bytes.size();
      flipped[at] = static_cast<char>(static_cast<unsigned char>(flipped[at]) ^ (1U << random() % 8));
      folder_.write(name, flipped);
      expect_damaged(name + " at " + std::to_string(at));
    }
    folder_.write(name, bytes);
  }
}

TEST_F(DamagedIndex, IsNoticedAfterAnyCut) {
  std::mt19937 random(2);
  for (const auto& [name, bytes] : whole_) {
    for (unsigned i = 0; i < 30; ++i) {
      const std::size_t size = i == 0 ? 0 : random() % bytes.size();
      folder_.write(name, bytes.substr(0, size));
      expect_damaged(name + " cut to " + std::to_string(size));
    }
    folder_.write(name, bytes);
  }
}

TEST_F(DamagedIndex, IsNoticedWithoutOneOfItsFiles) {
  for (const auto& [name, bytes] : whole_) {
    folder_.remove(name);
    expect_damaged("without " + name);
    folder_.write(name, bytes);
  }
}

TEST_F(DamagedIndex, IsWholeAgainWhenTheSameBytesComeBack) {
  restore();
  EXPECT_EQ(state_of(home(folder_.path()), key("one")), State::Fresh) << "times differ, contents do not";
}

TEST_F(DamagedIndex, IsBuiltAnew) {
  for (const auto& [name, bytes] : whole_)
    if (name.ends_with("postlist.glass")) folder_.write(name, bytes.substr(0, bytes.size() / 2));
  expect_damaged("half a list");
  build(folder_.path(), {{.path = "a.md", .text = "deploy\n"}});
  EXPECT_EQ(state_of(home(folder_.path()), key("one")), State::Fresh);
  EXPECT_EQ(Searcher::open(home(folder_.path()))->size(), 1U);
}

TEST(Generation, ReadsBack) {
  const Generation generation{.name = "gen-1",
                              .key = key("x"),
                              .documents = 3,
                              .files = {{"a", 1, key("y"), 3}, {"b", 4, key("z"), -5}}};
  EXPECT_EQ(read_generation(write_generation(generation, secret), secret), generation);
}

TEST(Generation, RefusesWhatAnotherSecretSealed) {
  const Generation generation{.name = "gen-1", .key = key("x")};
  const auto read = read_generation(write_generation(generation, {.bytes = {8}}), secret);
  ASSERT_FALSE(read);
  EXPECT_EQ(read.error().code, "E-INDEX-FOREIGN");
}

TEST(Generation, RefusesOtherBytes) {
  for (const std::string_view bytes : {"", "sum ", "seal ", "agentops-index\nseal 0\nsum 0\n", "\xff\xff"}) {
    const auto generation = read_generation(bytes, secret);
    ASSERT_FALSE(generation) << bytes;
    EXPECT_EQ(generation.error().code, "E-INDEX-DAMAGED");
  }
}

}  // namespace
}  // namespace agentops::index::test
