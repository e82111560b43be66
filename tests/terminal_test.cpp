// The program at a terminal of its own, with a person who types: what it asks, and what an answer does.

#include <array>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <poll.h>
#include <pty.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/support/temp_folder.h"

namespace agentops {
namespace {

namespace fs = std::filesystem;

using testing::HasSubstr;
using testing::Not;

/// What the person waits for, and what they type then.
struct Turn {
  std::string_view sees, types;
};

struct Screen {
  std::string text;  ///< all that the terminal showed
  int code = -1;     ///< the exit code; -1: killed after a minute without a word
};

/// In the child of forkpty: a shell in `folder`, in a plain environment.
[[noreturn]] void become_shell(const std::string& folder, const std::string& command) {
  const char* program = std::getenv("AGENTOPS_PROGRAM");  // NOLINT(concurrency-mt-unsafe)
  const std::string line = fmt::format("cd '{}' && PATH='{}':$PATH && {}", folder,
                                       fs::path(program).parent_path().string(), command);
  const std::string home = "HOME=" + folder + "/..";
  const std::array<const char*, 6> environment = {home.c_str(), "PATH=/usr/bin:/bin", "LC_ALL=C.UTF-8",
                                                  "TERM=dumb",  "COLUMNS=100",        nullptr};
  execle("/bin/sh", "sh", "-c", line.c_str(), nullptr, environment.data());
  _exit(127);
}

bool has_more(int terminal) {
  pollfd waiting{.fd = terminal, .events = POLLIN, .revents = 0};
  return poll(&waiting, 1, 60'000) > 0;
}

/// Runs `command` at a terminal in `folder`; each turn is taken when its words have appeared since the last.
Screen converse(const std::string& folder, const std::string& command, const std::vector<Turn>& turns) {
  int terminal = -1;
  winsize size{.ws_row = 40, .ws_col = 100, .ws_xpixel = 0, .ws_ypixel = 0};
  const pid_t child = forkpty(&terminal, nullptr, nullptr, &size);
  if (child == 0) become_shell(folder, command);
  Screen screen;
  std::size_t read_up_to = 0;
  auto turn = turns.begin();
  std::array<char, 4096> bytes{};
  while (has_more(terminal)) {
    const ssize_t count = read(terminal, bytes.data(), bytes.size());
    if (count <= 0) break;
    screen.text.append(bytes.data(), static_cast<std::size_t>(count));
    for (; turn != turns.end(); ++turn) {
      const auto at = screen.text.find(turn->sees, read_up_to);
      if (at == std::string::npos) break;
      read_up_to = at + turn->sees.size();
      EXPECT_EQ(write(terminal, turn->types.data(), turn->types.size()), std::ssize(turn->types));
    }
  }
  close(terminal);
  int status = 0;
  waitpid(child, &status, 0);
  screen.code = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  EXPECT_EQ(turn, turns.end()) << "never seen: " << (turn == turns.end() ? "" : turn->sees);
  return screen;
}

class Terminal : public testing::Test {
 protected:
  Terminal() {
    fs::copy("samples", project(), fs::copy_options::recursive);
    fs::remove_all(project() + "/.agentops");
    converse(project(), "agentops mine -q", {});
  }

  std::string project() const { return folder_.path("project"); }
  std::string plan() const { return folder_.read("project/agentops.plan"); }

 private:
  test::TempFolder folder_;
};

constexpr std::string_view patch = "printf 'drop refund-agent because old\\n' | agentops plan apply -";

TEST_F(Terminal, AsksBeforeAPatchIsAppliedThoughThePatchComesThroughAPipe) {
  const Screen screen =
      converse(project(), std::string(patch), {{"apply 1 change to agentops.plan? [y/N] ", "y\n"}});
  EXPECT_THAT(screen.text, HasSubstr(" drop "));
  EXPECT_EQ(screen.code, 0);
  EXPECT_THAT(plan(), HasSubstr("## old\n"));
}

TEST_F(Terminal, LeavesThePlanAsItWasWhenTheAnswerIsNotYes) {
  const std::string before = plan();
  const Screen screen = converse(project(), std::string(patch), {{"[y/N] ", "\n"}});
  EXPECT_THAT(screen.text, HasSubstr("nothing written"));
  EXPECT_EQ(screen.code, 1);
  EXPECT_EQ(plan(), before);
}

TEST_F(Terminal, DoesNotAskWithYes) {
  const Screen screen = converse(project(), std::string(patch) + " -y", {});
  EXPECT_THAT(screen.text, Not(HasSubstr("[y/N]")));
  EXPECT_THAT(plan(), HasSubstr("## old\n"));
}

TEST_F(Terminal, TakesOneKeyForOneQuestionInReview) {
  const Screen screen =
      converse(project(), "agentops review",
               {{"1 of ", "2"}, {"pinned ", ""}, {"> ", "d"}, {"because ", "of no use\n"}, {"> ", "q"}});
  EXPECT_THAT(screen.text, HasSubstr("dropped "));
  EXPECT_EQ(screen.code, 0);
  EXPECT_THAT(plan(), HasSubstr("## of no use\n"));
}

}  // namespace
}  // namespace agentops
