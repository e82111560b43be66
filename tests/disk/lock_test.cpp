#include "disk/lock.h"

#include <array>
#include <csignal>

#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/support/temp_folder.h"

namespace agentops::disk {
namespace {

using test::TempFolder;

const LockOptions at_once = {.wait = std::chrono::milliseconds(0), .purpose = "draft"};

/// A process that holds the lock until it is killed.
class Holder {
 public:
  explicit Holder(const Folder& root) {
    std::array<int, 2> ready{};
    if (pipe(ready.data()) != 0) ADD_FAILURE() << "no pipe";
    process_ = fork();
    if (process_ == 0) {
      const auto lock =
          FolderLock::acquire(root, {.wait = std::chrono::milliseconds(0), .purpose = "install"});
      if (lock && write(ready[1], "x", 1) == 1) pause();
      _exit(1);
    }
    char byte = 0;
    EXPECT_EQ(read(ready[0], &byte, 1), 1);
    close(ready[0]);
    close(ready[1]);
  }
  Holder(const Holder&) = delete;
  Holder& operator=(const Holder&) = delete;
  ~Holder() { end(); }

  void end() {
    if (process_ <= 0) return;
    kill(process_, SIGKILL);
    waitpid(process_, nullptr, 0);
    process_ = 0;
  }
  [[nodiscard]] pid_t process() const { return process_; }

 private:
  pid_t process_ = 0;
};

TEST(FolderLock, IsHeldByOneAtATime) {
  const TempFolder folder;
  const Folder root = *Folder::open(folder.path());
  const auto first = FolderLock::acquire(root, at_once);
  ASSERT_TRUE(first) << first.error().message;
  EXPECT_FALSE(FolderLock::acquire(root, at_once));
}

TEST(FolderLock, IsFreeAfterItsScope) {
  const TempFolder folder;
  const Folder root = *Folder::open(folder.path());
  { ASSERT_TRUE(FolderLock::acquire(root, at_once)); }
  EXPECT_TRUE(FolderLock::acquire(root, at_once));
  EXPECT_TRUE(folder.exists(".agentops/lock"));
}

TEST(FolderLock, NamesFolderAndHolderWhenItGivesUp) {
  const TempFolder folder;
  const Folder root = *Folder::open(folder.path());
  const Holder holder(root);
  const auto refused = FolderLock::acquire(root, at_once);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, "E-LOCKED");
  EXPECT_EQ(refused.error().kind, ErrorKind::Unreadable);
  EXPECT_EQ(refused.error().message, folder.path() + " is being changed by process " +
                                         std::to_string(holder.process()) + " (install)");
}

TEST(FolderLock, IsFreedWhenItsHolderIsKilled) {
  const TempFolder folder;
  const Folder root = *Folder::open(folder.path());
  Holder holder(root);
  EXPECT_FALSE(FolderLock::acquire(root, at_once));
  holder.end();
  EXPECT_TRUE(FolderLock::acquire(root, at_once));
}

TEST(FolderLock, IsNotFooledByADeletedFile) {
  const TempFolder folder;
  const Folder root = *Folder::open(folder.path());
  const auto lock = FolderLock::acquire(root, at_once);
  ASSERT_TRUE(lock);
  folder.remove(".agentops/lock");
  EXPECT_TRUE(FolderLock::acquire(root, at_once)) << "the name is free: it is locked anew";
}

TEST(FolderLock, RefusesALinkInItsPlace) {
  const TempFolder elsewhere;
  const TempFolder folder;
  folder.link(".agentops/lock", elsewhere.path("made"));
  EXPECT_FALSE(FolderLock::acquire(*Folder::open(folder.path()), at_once));
  EXPECT_FALSE(elsewhere.exists("made"));
}

}  // namespace
}  // namespace agentops::disk
