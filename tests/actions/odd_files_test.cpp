// What lies in a tree and is no plain file, or one that may not be read: told with why, and never opened.

#include <filesystem>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/inotify.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <sys/un.h>
#include <unistd.h>

#include "actions/scan.h"
#include "tests/support/temp_folder.h"

namespace agentops::actions {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Not;

constexpr std::string_view agent = "---\nname: a\ndescription: Helps.\n---\nYou help.\n";

Scanned scanned(const test::TempFolder& folder) {
  auto project = Project::open({.root = folder.path(), .threads = 2});
  EXPECT_TRUE(project) << project.error().message;
  auto result = scan(*project, {}, {});
  EXPECT_TRUE(result) << result.error().message;
  return *std::move(result);
}

/// "path: why", sorted as the inventory is.
std::vector<std::string> skipped(const Scanned& scanned) {
  std::vector<std::string> told;
  for (const auto& [path, why] : scanned.inventory.skipped) told.push_back(fmt::format("{}: {}", path, why));
  return told;
}

/// Listens for files of one folder that are opened.
class Openings {
 public:
  explicit Openings(const std::string& folder) : notifier_(inotify_init1(IN_NONBLOCK)) {
    EXPECT_GE(inotify_add_watch(notifier_, folder.c_str(), IN_OPEN), 0);
  }
  Openings(const Openings&) = delete;
  Openings& operator=(const Openings&) = delete;
  ~Openings() { close(notifier_); }

  /// The names that were opened since, with "" for the folder itself.
  [[nodiscard]] std::vector<std::string> names() const {
    std::vector<std::string> opened;
    alignas(inotify_event) char bytes[16384];
    for (ssize_t size = 0; (size = read(notifier_, bytes, sizeof bytes)) > 0;)
      for (ssize_t at = 0; at < size;) {
        const auto* event = reinterpret_cast<const inotify_event*>(bytes + at);
        opened.emplace_back(event->len > 0 ? event->name : "");
        at += static_cast<ssize_t>(sizeof *event + event->len);
      }
    return opened;
  }

 private:
  int notifier_;
};

void make_socket(const std::string& path) {
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  ASSERT_LT(path.size(), sizeof address.sun_path);
  path.copy(address.sun_path, path.size());
  const int socket = ::socket(AF_UNIX, SOCK_STREAM, 0);
  EXPECT_EQ(bind(socket, reinterpret_cast<const sockaddr*>(&address), sizeof address), 0);
  close(socket);
}

TEST(OddFiles, AreToldWithWhyAndNeverOpened) {
  const test::TempFolder folder;
  folder.write("agents/a.md", agent);
  ASSERT_EQ(mkfifo(folder.path("agents/pipe.md").c_str(), 0600), 0);
  make_socket(folder.path("agents/socket.md"));
  std::filesystem::create_symlink("loop-b.md", folder.path("agents/loop-a.md"));
  std::filesystem::create_symlink("loop-a.md", folder.path("agents/loop-b.md"));
  const Openings openings(folder.path("agents"));
  const Scanned result = scanned(folder);
  EXPECT_THAT(skipped(result), ElementsAre("agents/loop-a.md: link loop", "agents/loop-b.md: link loop",
                                           "agents/pipe.md: pipe", "agents/socket.md: socket"));
  EXPECT_EQ(result.inventory.items.size(), 1U);
  const auto opened = openings.names();
  EXPECT_THAT(opened, Contains("a.md"));
  for (const char* odd : {"pipe.md", "socket.md", "loop-a.md", "loop-b.md"})
    EXPECT_THAT(opened, Not(Contains(odd)));
}

TEST(OddFiles, OfDevicesAreNeverOpened) {
  const test::TempFolder folder;
  folder.write("agents/a.md", agent);
  if (mknod(folder.path("agents/zero.md").c_str(), S_IFCHR | 0600, makedev(1, 5)) != 0)
    GTEST_SKIP() << "only root may make a device";
  const Openings openings(folder.path("agents"));
  EXPECT_THAT(skipped(scanned(folder)), ElementsAre("agents/zero.md: device"));
  EXPECT_THAT(openings.names(), Not(Contains("zero.md")));
}

TEST(OddFiles, ThatMayNotBeReadAreToldAndTheRestIsRead) {
  const test::TempFolder folder;
  folder.write("agents/a.md", agent);
  folder.write("agents/b.md", agent);
  ASSERT_EQ(chmod(folder.path("agents/b.md").c_str(), 0), 0);
  constexpr uid_t nobody = 65534;
  const bool root = geteuid() == 0;
  if (root) {
    ASSERT_EQ(chown(folder.path().c_str(), nobody, static_cast<gid_t>(-1)), 0);
    if (seteuid(nobody) != 0) GTEST_SKIP() << "root may read everything";
  }
  const Scanned result = scanned(folder);
  ASSERT_EQ(root ? seteuid(0) : 0, 0);
  EXPECT_THAT(skipped(result), ElementsAre("agents/b.md: permission denied"));
  ASSERT_EQ(result.inventory.items.size(), 1U);
  EXPECT_EQ(result.inventory.items.front().path, "agents/a.md");
}

TEST(OddFiles, ThatGoAwayComeBackAsPlainOnes) {
  const test::TempFolder folder;
  folder.write("agents/a.md", agent);
  ASSERT_EQ(mkfifo(folder.path("agents/b.md").c_str(), 0600), 0);
  EXPECT_THAT(skipped(scanned(folder)), ElementsAre("agents/b.md: pipe"));
  std::filesystem::remove(folder.path("agents/b.md"));
  folder.write("agents/b.md", agent);
  const Scanned again = scanned(folder);
  EXPECT_THAT(skipped(again), IsEmpty());
  EXPECT_EQ(again.inventory.items.size(), 2U);
}

}  // namespace
}  // namespace agentops::actions
