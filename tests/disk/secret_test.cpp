#include "disk/secret.h"

#include <array>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/support/temp_folder.h"

namespace agentops::disk {
namespace {

using test::TempFolder;

/// Why there is no secret; "" when there is one.
std::string complaint(const TempFolder& home) {
  const auto secret = kept_secret(home.path());
  return secret ? "" : secret.error().message;
}

TEST(KeptSecret, IsMadeOnceForItsUserAlone) {
  const TempFolder home;
  const auto first = kept_secret(home.path("state/agentops"));
  ASSERT_TRUE(first) << first.error().message;
  const auto second = kept_secret(home.path("state/agentops"));
  ASSERT_TRUE(second);
  EXPECT_EQ(first->bytes, second->bytes);
  struct stat facts {};
  ASSERT_EQ(stat(home.path("state/agentops/secret").c_str(), &facts), 0);
  EXPECT_EQ(facts.st_mode & 0777U, 0600U);
  EXPECT_EQ(home.contents().size(), 3U) << "two folders and a file";
}

TEST(KeptSecret, DiffersFromHomeToHome) {
  const TempFolder one;
  const TempFolder other;
  EXPECT_NE(kept_secret(one.path())->bytes, kept_secret(other.path())->bytes);
  EXPECT_NE(fresh_secret()->bytes, fresh_secret()->bytes);
}

TEST(KeptSecret, IsTheSameForProcessesThatMakeItAtOnce) {
  const TempFolder home;
  std::array<pid_t, 8> makers{};
  for (std::size_t i = 0; i < makers.size(); ++i) {
    makers[i] = fork();
    if (makers[i] != 0) continue;
    const auto secret = kept_secret(home.path("agentops"));
    if (!secret) _exit(1);
    home.write("seen-" + std::to_string(i), {reinterpret_cast<const char*>(secret->bytes.data()), 32});
    _exit(0);
  }
  for (std::size_t i = 0; i < makers.size(); ++i) {
    int status = 0;
    waitpid(makers[i], &status, 0);
    ASSERT_EQ(status, 0) << "no secret";
    EXPECT_EQ(home.read("seen-" + std::to_string(i)), home.read("agentops/secret"));
  }
}

TEST(KeptSecret, OutlivesAKillWhileItWasMade) {
  const TempFolder home;
  home.write("secret.new", "half");
  EXPECT_EQ(complaint(home), "");
  EXPECT_FALSE(home.exists("secret.new"));
}

TEST(KeptSecret, IsNotTakenFromWhatOthersMayReadOrHavePlaced) {
  const std::string bytes(32, 'x');
  const TempFolder home;
  home.write("secret", bytes);
  ASSERT_EQ(chmod(home.path("secret").c_str(), 0644), 0);
  EXPECT_THAT(complaint(home), testing::HasSubstr("may be read by other users: chmod 600"));

  ASSERT_EQ(chmod(home.path("secret").c_str(), 0600), 0);
  EXPECT_EQ(complaint(home), "");
  home.write("secret", bytes + "x");
  EXPECT_THAT(complaint(home), testing::HasSubstr("does not hold 32 bytes"));
  home.write("secret", "");
  EXPECT_THAT(complaint(home), testing::HasSubstr("does not hold 32 bytes"));

  home.remove("secret");
  home.write("elsewhere", bytes);
  home.link("secret", "elsewhere");
  EXPECT_THAT(complaint(home), testing::HasSubstr("cannot be read"));
  home.remove("secret");
  home.make_folder("secret");
  EXPECT_THAT(complaint(home), testing::HasSubstr("is not a file of the user"));
}

TEST(KeptSecret, IsNotThatOfAnotherUser) {
  if (geteuid() != 0) GTEST_SKIP() << "only root may give a file away";
  const TempFolder home;
  ASSERT_EQ(complaint(home), "");
  ASSERT_EQ(chown(home.path("secret").c_str(), 65534, 65534), 0);
  EXPECT_THAT(complaint(home), testing::HasSubstr("is not a file of the user"));
}

TEST(KeptSecret, NeedsAFolderThatCanBeWritten) {
  const TempFolder home;
  home.write("file", "");
  const auto secret = kept_secret(home.path("file/agentops"));
  ASSERT_FALSE(secret);
  EXPECT_EQ(secret.error().code, "E-SECRET");
  if (geteuid() == 0) GTEST_SKIP() << "root may write everywhere";
  ASSERT_EQ(chmod(home.path().c_str(), 0555), 0);
  EXPECT_THAT(complaint(home), testing::HasSubstr("permission denied"));
  ASSERT_EQ(chmod(home.path().c_str(), 0755), 0);
}

}  // namespace
}  // namespace agentops::disk
