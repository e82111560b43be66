#include "state/store.h"

#include <array>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/support/temp_folder.h"

namespace agentops::state {
namespace {

using test::TempFolder;
using Loaded = std::expected<std::string, Miss>;

constexpr text::Secret ours = {.bytes = {1, 2, 3}};
constexpr text::Secret theirs = {.bytes = {1, 2, 4}};

TEST(Store, GivesBackWhatItSaved) {
  for (const std::size_t size :
       {0UL, 1UL, 5UL, 6UL, 7UL, 100UL, 1UL << 20U}) {  // around the sizes at which strings find room
    const TempFolder folder;
    const Store store(folder.path(), ours);
    const std::string bytes(size, '\xff');
    ASSERT_TRUE(store.save("scan", 3, bytes));
    EXPECT_EQ(store.load("scan", 3), bytes) << size;
  }
}

TEST(Store, ReplacesWhatItHeldAndLeavesNothingElse) {
  const TempFolder folder;
  const Store store(folder.path(), ours);
  ASSERT_TRUE(store.save("scan", 1, "a longer text"));
  ASSERT_TRUE(store.save("scan", 1, "new"));
  EXPECT_EQ(store.load("scan", 1), "new");
  EXPECT_EQ(folder.contents().size(), 1U);
}

TEST(Store, SaysWhyThereIsNothing) {
  const TempFolder folder;
  const Store store(folder.path(), ours);
  EXPECT_EQ(store.load("scan", 1), Loaded(std::unexpected(Miss::Absent)));
  ASSERT_TRUE(store.save("scan", 1, "text"));
  EXPECT_EQ(store.load("scan", 2), Loaded(std::unexpected(Miss::OtherVersion)));
  folder.write("scan.cache", "text");
  EXPECT_EQ(store.load("scan", 1), Loaded(std::unexpected(Miss::Damaged)));
  EXPECT_EQ(name_of(Miss::Damaged), "damaged");
}

TEST(Store, NoticesEveryCutAndEveryChangedByte) {
  const TempFolder folder;
  const Store store(folder.path(), ours);
  ASSERT_TRUE(store.save("scan", 1, "some text"));
  const std::string bytes = folder.read("scan.cache");
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    folder.write("scan.cache", std::string_view(bytes).substr(0, i));
    EXPECT_EQ(store.load("scan", 1), Loaded(std::unexpected(Miss::Damaged))) << "cut at " << i;
    std::string changed = bytes;
    changed[i] = static_cast<char>(changed[i] ^ 1);
    folder.write("scan.cache", changed);
    EXPECT_EQ(store.load("scan", 1), Loaded(std::unexpected(Miss::Damaged))) << "byte " << i;
  }
}

TEST(Store, DoesNotTakeOneStageForAnother) {
  const TempFolder folder;
  const Store store(folder.path(), ours);
  ASSERT_TRUE(store.save("scan", 1, "text"));
  std::filesystem::rename(folder.path("scan.cache"), folder.path("corpus.cache"));
  EXPECT_EQ(store.load("corpus", 1), Loaded(std::unexpected(Miss::Damaged)));
}

TEST(Store, TakesNothingThatSomebodyElseSealed) {
  const TempFolder folder;
  ASSERT_TRUE(Store(folder.path(), theirs).save("scan", 1, "text"));
  EXPECT_EQ(Store(folder.path(), ours).load("scan", 1), Loaded(std::unexpected(Miss::Foreign)));
  EXPECT_EQ(Store(folder.path(), theirs).load("scan", 1), "text");
  EXPECT_EQ(name_of(Miss::Foreign), "made elsewhere");
}

TEST(Store, KeepsNothingWithoutASecret) {
  const TempFolder folder;
  ASSERT_TRUE(Store(folder.path(), ours).save("scan", 1, "text"));
  const Store store(folder.path(), std::nullopt);
  EXPECT_EQ(store.load("scan", 1), Loaded(std::unexpected(Miss::Absent)));
  EXPECT_FALSE(store.save("mining", 1, "text"));
  EXPECT_FALSE(folder.exists("mining.cache"));
}

TEST(Store, NeitherReadsNorWritesThroughLinks) {
  const TempFolder elsewhere;
  elsewhere.write("target", "outside");
  const TempFolder folder;
  const Store store(folder.path(), ours);
  folder.link("scan.cache", elsewhere.path("target"));
  EXPECT_FALSE(store.load("scan", 1));
  ASSERT_TRUE(store.save("scan", 1, "text"));
  EXPECT_EQ(store.load("scan", 1), "text");
  folder.link("mining.cache.new", elsewhere.path("target"));
  EXPECT_FALSE(store.save("mining", 1, "text"));
  EXPECT_EQ(elsewhere.read("target"), "outside");
}

TEST(Store, SaysWhatItCouldNotSave) {
  const TempFolder folder;
  const Status status = Store(folder.path("none"), ours).save("scan", 1, "text");
  ASSERT_FALSE(status);
  EXPECT_EQ(status.error().code, "E-WRITE");
  EXPECT_THAT(status.error().message, testing::HasSubstr("none/scan.cache: No such file or directory"));
}

TEST(Store, StaysWholeWhileProcessesSaveAndLoadAtOnce) {
  const TempFolder folder;
  const Store store(folder.path(), ours);
  ASSERT_TRUE(store.save("scan", 1, std::string(50'000, '0')));
  constexpr int rounds = 50;
  std::array<pid_t, 4> writers{};
  for (std::size_t i = 0; i < writers.size(); ++i) {
    writers[i] = fork();
    if (writers[i] != 0) continue;
    const std::string bytes(50'000 + 1'000 * i, static_cast<char>('a' + i));
    for (int round = 0; round < rounds; ++round)
      if (!store.save("scan", 1, bytes)) _exit(1);
    _exit(0);
  }
  for (int round = 0; round < rounds; ++round) {
    const auto bytes = store.load("scan", 1);
    ASSERT_TRUE(bytes) << name_of(bytes.error());
    EXPECT_EQ(bytes->find_first_not_of(bytes->front()), std::string::npos);
  }
  for (const pid_t writer : writers) {
    int status = 0;
    waitpid(writer, &status, 0);
    EXPECT_EQ(status, 0) << "a save failed";
  }
  EXPECT_EQ(folder.contents().size(), 1U);
}

}  // namespace
}  // namespace agentops::state
