#include "disk/journal.h"

#include <gtest/gtest.h>

#include "text/hash.h"

namespace agentops::disk {
namespace {

Journal sample() {
  return {.staging = "staging-2",
          .new_folders = {"x", "x/y"},
          .steps = {{.path = "a.md", .brings = text::sha256("new"), .takes = text::sha256("old")},
                    {.path = "gone.md", .brings = {}, .takes = text::sha256("gone")},
                    {.path = "x/y/run.sh", .brings = text::sha256("run"), .takes = {}, .executable = true}}};
}

TEST(Journal, ReadsWhatItWrote) { EXPECT_EQ(decode_journal(encode(sample())), sample()); }

TEST(Journal, RefusesEveryCutAndEveryChangedByte) {
  const std::string bytes = encode(sample());
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    EXPECT_EQ(decode_journal(std::string_view(bytes).substr(0, i)), std::nullopt) << i;
    std::string changed = bytes;
    changed[i] = static_cast<char>(changed[i] ^ 0x20);
    EXPECT_EQ(decode_journal(changed), std::nullopt) << i;
  }
}

TEST(Journal, RefusesPathsThatMustNotBeWritten) {
  for (const std::string path :
       {"../a.md", "/a.md", ".git/hooks/pre-commit", "x/.Git/config", ".agentops/journal", ""}) {
    Journal journal = sample();
    journal.steps[1].path = path;
    EXPECT_EQ(decode_journal(encode(journal)), std::nullopt) << path;
    journal = sample();
    journal.new_folders[0] = path;
    EXPECT_EQ(decode_journal(encode(journal)), std::nullopt) << path;
  }
}

TEST(Journal, RefusesAStagingFolderElsewhere) {
  for (const std::string staging : {"", "staging-", "../staging-1", "staging-1/..", "kept-1"}) {
    Journal journal = sample();
    journal.staging = staging;
    EXPECT_EQ(decode_journal(encode(journal)), std::nullopt) << staging;
  }
}

}  // namespace
}  // namespace agentops::disk
