// The README is run: every `$ agentops ...` line of its ```console blocks, in order, in one copy of samples/,
// and what it shows is compared with what comes out.
//
// Shown lines are literal, but a line `...` stands for any lines and `...` within a line for any text. A
// command that is shown without output may print what it likes. It must exit 0, unless its line ends in `#
// exits N`.

#include <array>
#include <charconv>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/wait.h>

namespace agentops {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

struct Command {
  std::string line;                ///< without the prompt and the remark
  int code = 0;                    ///< that it should exit with
  std::vector<std::string> shown;  ///< the output that the README promises

  friend bool operator==(const Command&, const Command&) = default;
};

std::vector<std::string> lines_of(std::string_view text) {
  std::vector<std::string> lines;
  while (!text.empty()) {
    const auto end = text.find('\n');
    lines.emplace_back(text.substr(0, end));
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  }
  return lines;
}

std::string_view without_trailing_blanks(std::string_view text) {
  return text.substr(0, text.find_last_not_of(" \t\r") + 1);
}

/// `$ agentops check  # exits 1` -> {"agentops check", 1}
Command read_command(std::string_view line) {
  constexpr std::string_view remark = "# exits ";
  Command command;
  const auto at = line.find(remark);
  if (at != std::string_view::npos) {
    const auto number = line.substr(at + remark.size());
    std::from_chars(number.data(), number.data() + number.size(), command.code);
  }
  command.line = without_trailing_blanks(line.substr(2, at == std::string_view::npos ? at : at - 2));
  return command;
}

/// The commands of the ```console blocks, in order. Lines under a prompt that is not agentops's are passed
/// over.
std::vector<Command> commands_of(std::string_view markdown) {
  std::vector<Command> commands;
  bool in_block = false;
  bool in_command = false;
  for (const auto& line : lines_of(markdown)) {
    if (line.starts_with("```")) {
      in_block = !in_block && without_trailing_blanks(line) == "```console";
      in_command = false;
    } else if (in_block && line.starts_with("$ ")) {
      in_command = line.starts_with("$ agentops");
      if (in_command) commands.push_back(read_command(line));
    } else if (in_command) {
      commands.back().shown.emplace_back(without_trailing_blanks(line));
    }
  }
  // The blank line between a command's output and the next prompt is layout.
  for (auto& command : commands)
    while (!command.shown.empty() && command.shown.back().empty()) command.shown.pop_back();
  return commands;
}

/// Whether `text` is `pattern`, in which `...` stands for any text without a line end.
bool line_matches(std::string_view pattern, std::string_view text) {
  const auto dots = pattern.find("...");
  if (dots == std::string_view::npos) return pattern == text;
  if (!text.starts_with(pattern.substr(0, dots))) return false;
  const auto rest = pattern.substr(dots + 3);
  for (auto at = dots; at <= text.size(); ++at)
    if (line_matches(rest, text.substr(at))) return true;
  return false;
}

/// Whether the lines that came out are those shown, from line `s` and line `o` on.
bool output_matches(const std::vector<std::string>& shown, const std::vector<std::string>& out,
                    std::size_t s = 0, std::size_t o = 0) {
  if (s == shown.size()) return o == out.size();
  if (shown[s] == "...") {
    for (auto at = o; at <= out.size(); ++at)
      if (output_matches(shown, out, s + 1, at)) return true;
    return false;
  }
  return o < out.size() && line_matches(shown[s], without_trailing_blanks(out[o])) &&
         output_matches(shown, out, s + 1, o + 1);
}

struct Outcome {
  int code = -1;
  std::string text;  ///< stdout and stderr as a reader sees them
};

std::string quoted(const std::string& path) { return "'" + path + "'"; }

/// Runs a line of the README in `folder`, as at a prompt where agentops is on the PATH.
Outcome run(const std::string& line, const std::filesystem::path& program,
            const std::filesystem::path& folder) {
  const auto shell =
      fmt::format("cd {} && PATH={}:$PATH && export LC_ALL=C.UTF-8 COLUMNS=100 && {{ {}\n}} 2>&1 </dev/null",
                  quoted(folder.string()), quoted(program.parent_path().string()), line);
  Outcome outcome;
  std::FILE* pipe = popen(shell.c_str(), "r");  // NOLINT(cert-env33-c): a shell is what a reader has
  if (pipe == nullptr) return outcome;
  std::array<char, 4096> buffer{};
  while (const auto size = std::fread(buffer.data(), 1, buffer.size(), pipe))
    outcome.text.append(buffer.data(), size);
  const int status = pclose(pipe);
  outcome.code = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  return outcome;
}

std::string read_file(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator(file), {}};
}

/// A copy of samples/ in a folder of its own, gone with the test.
class SampleCopy {
 public:
  SampleCopy() : folder_(std::filesystem::path(testing::TempDir()) / "agentops_readme_XXXXXX") {
    std::string name = folder_.string();
    if (mkdtemp(name.data()) == nullptr) return;
    folder_ = name;
    std::filesystem::copy("samples", folder_, std::filesystem::copy_options::recursive);
  }
  SampleCopy(const SampleCopy&) = delete;
  SampleCopy& operator=(const SampleCopy&) = delete;
  ~SampleCopy() {
    std::error_code ignored;
    std::filesystem::remove_all(folder_, ignored);
  }
  [[nodiscard]] const std::filesystem::path& folder() const { return folder_; }

 private:
  std::filesystem::path folder_;
};

TEST(Readme, DoesWhatItShows) {
  const char* program = std::getenv("AGENTOPS_PROGRAM");
  ASSERT_NE(program, nullptr) << "run me through ctest";
  const auto commands = commands_of(read_file("README.md"));
  ASSERT_FALSE(commands.empty()) << "README.md has no ```console block with a line `$ agentops ...`";

  const SampleCopy sample;
  for (const auto& command : commands) {
    const auto outcome = run(command.line, program, sample.folder());
    EXPECT_EQ(outcome.code, command.code) << command.line << '\n' << outcome.text;
    EXPECT_TRUE(command.shown.empty() || output_matches(command.shown, lines_of(outcome.text)))
        << "$ " << command.line << "\nshown:\n"
        << fmt::to_string(fmt::join(command.shown, "\n")) << "\n\nprinted:\n"
        << outcome.text;
  }
}

TEST(ReadmeCommands, AreTheAgentopsLinesOfConsoleBlocks) {
  EXPECT_THAT(
      commands_of("Text\n"
                  "```console\n$ agentops mine\n2 domains\n\n$ ls\nfile\n$ agentops check  # exits 1\n```\n"
                  "```sh\n$ agentops never\n```\n"
                  "$ agentops prose\n"),
      ElementsAre(Command{"agentops mine", 0, {"2 domains"}}, Command{"agentops check", 1, {}}));
}

TEST(ReadmeCommands, AreNoneWithoutABlock) { EXPECT_THAT(commands_of("# Title\n\nText\n"), IsEmpty()); }

struct Comparison {
  std::vector<std::string> shown;
  std::vector<std::string> out;
  bool same;
};

class ReadmeOutput : public testing::TestWithParam<Comparison> {};

TEST_P(ReadmeOutput, IsComparedLineByLine) {
  EXPECT_EQ(output_matches(GetParam().shown, GetParam().out), GetParam().same);
}

INSTANTIATE_TEST_SUITE_P(Table, ReadmeOutput,
                         testing::Values(Comparison{{"a", "b"}, {"a", "b"}, true},  //
                                         Comparison{{"a"}, {"a", "b"}, false},      //
                                         Comparison{{"a", "b"}, {"a"}, false},      //
                                         Comparison{{"a"}, {"a  "}, true},          //
                                         Comparison{{"a", "..."}, {"a"}, true},     //
                                         Comparison{{"...", "z"}, {"a", "b", "z"}, true},
                                         Comparison{{"...", "z"}, {"a", "z", "b"}, false},
                                         Comparison{{"took ... s"}, {"took 0.3 s"}, true},
                                         Comparison{{"took ... s"}, {"took 0.3 ms!"}, false}));

TEST(ReadmeRun, SeesOutputAndExitCode) {
  const auto outcome = run("echo seen; echo too >&2; exit 3", "/nowhere/agentops", testing::TempDir());
  EXPECT_EQ(outcome.code, 3);
  EXPECT_EQ(outcome.text, "seen\ntoo\n");
}

}  // namespace
}  // namespace agentops
