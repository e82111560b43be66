// The plan of the house (docs/architecture.md), held: floors, doors, sizes and opening comments.
//
// The plan stands in the three tables below. Rules read a tree of sources from memory, so that this file can
// also plant each fault and see it found.

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace agentops {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

/// Path from the root -> text of every C++ file.
using Sources = std::map<std::string, std::string>;
using Names = std::vector<std::string_view>;

// --- The plan
// ------------------------------------------------------------------------------------------------

struct Room {
  std::string_view name;
  int floor;
};

constexpr int siblings = 3;  ///< on this floor no room includes another
constexpr int faces = 5;     ///< rooms of this floor see actions, text and models, not the rooms between

const std::vector<Room> rooms = {
    {"models", 1},  {"text", 2},  {"disk", 3},  {"state", 3},   {"extract", 3},  {"index", 3},
    {"mine", 3},    {"draft", 3}, {"check", 3}, {"package", 3}, {"registry", 3}, {"report", 3},
    {"actions", 4}, {"cli", 5},   {"serve", 5}, {"tests", 7},   {"fuzz", 6},     {"bench", 6},
};

/// Who may include what. A test may use what the room it tests may use.
struct Door {
  std::string_view library;
  Names includes;           ///< what an include of it begins with
  Names paths;              ///< what a path that may include it begins with
  bool in_headers = false;  ///< also in headers there
};

const std::vector<Door> doors = {
    {"cmark-gfm", {"cmark-gfm"}, {"extract/markdown"}},
    {"tree-sitter", {"tree_sitter/"}, {"extract/code", "extract/grammars"}},
    {"yaml-cpp", {"yaml-cpp/"}, {"text/yaml"}},
    {"nlohmann-json", {"nlohmann/"}, {"text/json"}},
    {"Xapian", {"xapian"}, {"index/"}},
    {"Eigen", {"Eigen/"}, {"mine/"}},
    {"libarchive and zlib", {"archive.h", "archive_entry.h", "zlib.h"}, {"package/archive"}},
    {"OpenSSL and xxHash", {"openssl/", "xxhash.h"}, {"text/hash"}},
    {"libcurl", {"curl/"}, {"registry/"}},
    {"CLI11", {"CLI/"}, {"cli/"}},
    {"RE2", {"re2/"}, {"text/", "extract/", "check/"}},
    {"utf8proc", {"utf8proc.h"}, {"text/"}},
    {"fmt", {"fmt/"}, {""}},
    {"GoogleTest", {"gtest/", "gmock/"}, {"tests/"}, true},
    {"igraph", {"igraph/", "igraph.h"}, {"tests/"}},
    {"Google Benchmark", {"benchmark/"}, {"bench/"}},
    // Not libraries, but doors too. Whoever names a folder needs paths (see path_fault); few touch what is
    // there.
    {"std::filesystem",
     {"filesystem"},
     {"disk/", "state/", "index/", "actions/", "cli/", "serve/", "tests/", "fuzz/", "bench/"},
     true},
    {"the operating system",
     {"fstream", "dirent.h", "fcntl.h", "ftw.h", "glob.h", "linux/", "poll.h", "pty.h", "signal.h", "spawn.h",
      "sys/", "termios.h", "unistd.h"},
     {"disk/", "state/", "index/", "cli/", "serve/", "tests/", "fuzz/", "bench/"},
     true},
    {"<regex>, which recurses on what it reads", {"regex"}, {}},
};

constexpr std::size_t long_source = 500;
constexpr std::string_view excuse = "why this file is long";

// --- Reading sources
// -----------------------------------------------------------------------------------------

bool begins_with_any(std::string_view text, const Names& beginnings) {
  return std::ranges::any_of(beginnings, [&](std::string_view b) { return text.starts_with(b); });
}

std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const auto end = std::min(text.find('\n'), text.size() - 1);
    lines.push_back(text.substr(0, text[end] == '\n' ? end : end + 1));
    text.remove_prefix(end + 1);
  }
  return lines;
}

struct Include {
  std::size_t line;
  std::string target;
  bool quoted;
};

/// The target of `#include <target>` or `#include "target"`, or nothing for any other line.
std::optional<Include> read_include(std::string_view line, std::size_t number) {
  const auto hash = line.find_first_not_of(" \t");
  if (hash == std::string_view::npos || line[hash] != '#') return std::nullopt;
  const auto word = line.find_first_not_of(" \t", hash + 1);
  if (word == std::string_view::npos || !line.substr(word).starts_with("include")) return std::nullopt;
  const auto open = line.find_first_of("<\"", word);
  if (open == std::string_view::npos) return std::nullopt;
  const bool quoted = line[open] == '"';
  const auto close = line.find(quoted ? '"' : '>', open + 1);
  if (close == std::string_view::npos) return std::nullopt;
  return Include{number, std::string(line.substr(open + 1, close - open - 1)), quoted};
}

std::vector<Include> includes_of(std::string_view text) {
  std::vector<Include> found;
  std::size_t number = 0;
  for (const auto line : lines_of(text))
    if (auto include = read_include(line, ++number)) found.push_back(std::move(*include));
  return found;
}

/// The comment that a file opens with, before any other code; `#pragma once` may stand above it.
std::string opening_comment(std::string_view text) {
  std::string comment;
  for (const auto line : lines_of(text)) {
    if (line.starts_with("//")) {
      comment.append(line).push_back('\n');
    } else if (!line.empty() && line != "#pragma once") {
      break;
    }
  }
  return comment;
}

bool is_header(std::string_view path) { return path.ends_with(".h"); }

const Room* room_of(std::string_view path) {
  const auto found = std::ranges::find(rooms, path.substr(0, path.find('/')), &Room::name);
  return path.contains('/') && found != rooms.end() ? &*found : nullptr;
}

/// For the doors, a file of tests/ stands in the room that it tests as well.
std::string_view room_path(std::string_view path) {
  constexpr std::string_view tests = "tests/";
  return path.starts_with(tests) ? path.substr(tests.size()) : path;
}

// --- The rules
// -----------------------------------------------------------------------------------------------

/// The program's entry joins the faces.
constexpr std::string_view program_entry = "cli/main.cpp";

/// Why a file of `from` may not include one of `to`, or nothing.
std::optional<std::string> floor_fault(const Room& from, const Room& to) {
  if (from.name == to.name) return std::nullopt;
  if (to.floor > from.floor) return fmt::format("{} is above {}", to.name, from.name);
  if (to.floor == from.floor) return fmt::format("{} is a sibling of {}", to.name, from.name);
  if (from.floor == faces && to.floor == siblings)
    return fmt::format("{} is reached through actions only", to.name);
  return std::nullopt;
}

/// Why this file may not include that library, or nothing. Other names in <> are the standard library's.
std::optional<std::string> door_fault(std::string_view path, const Include& include) {
  const auto door =
      std::ranges::find_if(doors, [&](const Door& d) { return begins_with_any(include.target, d.includes); });
  if (door == doors.end()) {
    if (include.target.find_first_of("/.") == std::string::npos) return std::nullopt;
    return "the plan has no door for it";
  }
  if (!begins_with_any(path, door->paths) && !begins_with_any(room_path(path), door->paths))
    return fmt::format("{} has its door elsewhere", door->library);
  if (is_header(path) && !door->in_headers)
    return fmt::format("{} belongs into sources, not headers", door->library);
  return std::nullopt;
}

std::optional<std::string> include_fault(std::string_view path, const Include& include) {
  if (!include.quoted) return door_fault(path, include);
  const Room* from = room_of(path);
  const Room* to = room_of(include.target);
  if (to == nullptr) return "includes are spelled from the root";
  if (path == program_entry && to->floor == faces) return std::nullopt;
  return floor_fault(*from, *to);
}

/// Actions name folders with std::filesystem::path and leave what is in them to the rooms below.
std::optional<std::string> path_fault(std::string_view line) {
  constexpr std::string_view name = "filesystem::";
  for (auto at = line.find(name); at != std::string_view::npos; at = line.find(name, at + 1))
    if (!line.substr(at + name.size()).starts_with("path"))
      return "touches the disk: that is what disk/ is for";
  return std::nullopt;
}

std::vector<std::string> file_faults(const std::string& path, std::string_view text) {
  if (room_of(path) == nullptr) return {fmt::format("{}: in a folder that the plan does not have", path)};
  std::vector<std::string> faults;
  for (const auto& include : includes_of(text))
    if (const auto fault = include_fault(path, include))
      faults.push_back(fmt::format("{}:{}: {}: {}", path, include.line, include.target, *fault));

  std::size_t number = 0;
  for (const auto line : lines_of(text)) {
    ++number;
    if (const auto fault = path_fault(line); fault && path.starts_with("actions/"))
      faults.push_back(fmt::format("{}:{}: {}", path, number, *fault));
  }

  const auto comment = opening_comment(text);
  if (is_header(path) && comment.empty()) faults.push_back(path + ": opens without saying what it is for");
  const auto length = lines_of(text).size();
  if (length > long_source && !comment.contains(excuse))
    faults.push_back(fmt::format("{}: {} lines, and its opening does not say {}", path, length, excuse));
  return faults;
}

std::vector<std::string> faults_of(const Sources& sources) {
  std::vector<std::string> all;
  for (const auto& [path, text] : sources)
    std::ranges::move(file_faults(path, text), std::back_inserter(all));
  return all;
}

// --- The house as it stands
// ----------------------------------------------------------------------------------

/// Every C++ file below `root`, without what is built, fetched or hidden.
Sources read_sources(const std::filesystem::path& root) {
  const Names skipped = {"build", "node_modules", "samples"};
  Sources sources;
  for (auto entry = std::filesystem::recursive_directory_iterator(root); entry != end(entry); ++entry) {
    const auto name = entry->path().filename().string();
    if (entry->is_directory() &&
        (name.starts_with('.') || std::ranges::find(skipped, name) != skipped.end())) {
      entry.disable_recursion_pending();
    } else if (entry->is_regular_file() && (name.ends_with(".h") || name.ends_with(".cpp"))) {
      std::ifstream file(entry->path(), std::ios::binary);
      sources[entry->path().lexically_relative(root).generic_string()] = {std::istreambuf_iterator(file), {}};
    }
  }
  return sources;
}

TEST(House, StandsAsPlanned) {
  const auto sources = read_sources(".");
  ASSERT_TRUE(sources.contains("tests/house_test.cpp")) << "run me in the root of the project";
  EXPECT_EQ(fmt::to_string(fmt::join(faults_of(sources), "\n")), "");
}

// --- Planted faults
// ------------------------------------------------------------------------------------------

struct Plant {
  std::string_view path;
  std::string_view include;
  std::string_view fault;  ///< a part of it; empty: this include is allowed
};

class Includes : public testing::TestWithParam<Plant> {};

TEST_P(Includes, AreJudgedByThePlan) {
  const auto& [path, include, fault] = GetParam();
  const Sources sources = {{std::string(path), fmt::format("// What it is for.\n#include {}\n", include)}};
  if (fault.empty()) {
    EXPECT_THAT(faults_of(sources), IsEmpty());
  } else {
    EXPECT_THAT(faults_of(sources), ElementsAre(HasSubstr(std::string(fault))));
  }
}

INSTANTIATE_TEST_SUITE_P(
    Planted, Includes,
    testing::Values(
        // Down is fine, up and sideways are not.
        Plant{"text/words.cpp", "\"models/value.h\"", ""}, Plant{"text/words.cpp", "\"text/escape.h\"", ""},
        Plant{"text/words.cpp", "\"extract/document.h\"",
              "text/words.cpp:2: extract/document.h: extract is above text"},
        Plant{"models/plan.h", "\"text/words.h\"", "text is above models"},
        Plant{"mine/domains.cpp", "\"actions/mine.h\"", "actions is above mine"},
        Plant{"mine/domains.cpp", "\"text/words.h\"", ""},
        Plant{"mine/domains.cpp", "\"extract/document.h\"", "extract is a sibling of mine"},
        Plant{"disk/walk.h", "\"state/cache.h\"", "state is a sibling of disk"},
        Plant{"actions/mine.cpp", "\"mine/domains.h\"", ""},
        Plant{"actions/mine.cpp", "\"cli/print.h\"", "cli is above actions"},
        // A face sees actions, text and models.
        Plant{"cli/print.cpp", "\"actions/mine.h\"", ""}, Plant{"cli/print.cpp", "\"models/plan.h\"", ""},
        Plant{"cli/print.cpp", "\"mine/domains.h\"", "mine is reached through actions only"},
        Plant{"serve/mcp.cpp", "\"cli/print.h\"", "cli is a sibling of serve"},
        Plant{"cli/app.cpp", "\"serve/stdio.h\"", "serve is a sibling of cli"},
        Plant{"cli/main.cpp", "\"serve/stdio.h\"", ""},
        // Tests see every room, and no room sees tests.
        Plant{"tests/mine/domains_test.cpp", "\"mine/domains.h\"", ""},
        Plant{"mine/domains.cpp", "\"tests/support/tree.h\"", "tests is above mine"},
        // From the root, and from a folder of the plan.
        Plant{"mine/domains.cpp", "\"domains.h\"", "spelled from the root"},
        Plant{"mine/domains.cpp", "\"../text/words.h\"", "spelled from the root"},
        Plant{"util/strings.cpp", "<string>", "in a folder that the plan does not have"},
        // One door per library.
        Plant{"extract/markdown.cpp", "<cmark-gfm.h>", ""},
        Plant{"extract/references.cpp", "<cmark-gfm.h>", "cmark-gfm has its door elsewhere"},
        Plant{"text/json.cpp", "<nlohmann/json.hpp>", ""},
        Plant{"cli/print.cpp", "<nlohmann/json.hpp>", "nlohmann-json has its door elsewhere"},
        Plant{"tests/text/json_test.cpp", "<nlohmann/json.hpp>", ""},
        Plant{"tests/cli/json_test.cpp", "<nlohmann/json.hpp>", "nlohmann-json has its door elsewhere"},
        Plant{"index/search.cpp", "<xapian.h>", ""},
        Plant{"actions/search.cpp", "<xapian.h>", "Xapian has its door elsewhere"},
        Plant{"mine/oracle.cpp", "<igraph/igraph.h>", "igraph has its door elsewhere"},
        Plant{"tests/mine/leiden_test.cpp", "<igraph/igraph.h>", ""},
        Plant{"text/words.cpp", "<boost/regex.hpp>", "the plan has no door for it"},
        Plant{"extract/code.cpp", "<regex>", "has its door elsewhere"},
        Plant{"mine/domains.cpp", "<filesystem>", "std::filesystem has its door elsewhere"},
        Plant{"disk/walk.h", "<filesystem>", ""}, Plant{"actions/mine.h", "<filesystem>", ""},
        Plant{"actions/mine.cpp", "<fstream>", "the operating system has its door elsewhere"},
        // Heavy headers stay in sources.
        Plant{"text/words.cpp", "<fmt/format.h>", ""},
        Plant{"text/words.h", "<fmt/format.h>", "belongs into sources"},
        Plant{"index/store.h", "<xapian.h>", "belongs into sources"},
        Plant{"text/words.h", "<string_view>", ""}));

TEST(House, SeesAnIncludeHoweverItIsSpaced) {
  const Sources sources = {{"text/words.cpp", "  #  include   \"mine/domains.h\" // why"}};
  EXPECT_THAT(faults_of(sources), ElementsAre(HasSubstr("mine is above text")));
}

TEST(House, LetsActionsNamePathsButNotTouchThem) {
  const Sources sources = {
      {"actions/scan.cpp", "std::filesystem::path root;\nstd::filesystem::remove(root);\n"},
      {"disk/apply.cpp", "std::filesystem::remove(root);\n"}};
  EXPECT_THAT(faults_of(sources), ElementsAre(HasSubstr("actions/scan.cpp:2: touches the disk")));
}

TEST(House, AsksEachHeaderToOpenWithAComment) {
  const Sources sources = {{"text/good.h", "#pragma once\n\n/// What it is for.\n\n#include <string>\n"},
                           {"text/late.h", "#pragma once\n#include <string>\n/// Too late.\n"}};
  EXPECT_THAT(faults_of(sources), ElementsAre("text/late.h: opens without saying what it is for"));
}

TEST(House, AsksALongSourceWhy) {
  std::string lines;
  for (std::size_t i = 0; i < long_source; ++i) lines += "\n";
  const Sources sources = {{"text/fits.cpp", lines},
                           {"text/long.cpp", lines + "\n"},
                           {"text/table.cpp", "// A table: why this file is long.\n" + lines}};
  EXPECT_THAT(faults_of(sources), ElementsAre(HasSubstr("text/long.cpp: 501 lines")));
}

TEST(House, HasDoorsOnlyInRoomsOfThePlan) {
  for (const auto& door : doors)
    for (const auto path : door.paths) {
      if (!path.empty()) {
        EXPECT_NE(room_of(path), nullptr) << door.library << ": " << path;
      }
    }
}

}  // namespace
}  // namespace agentops
