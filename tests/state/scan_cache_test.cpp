#include "state/scan_cache.h"

#include <gtest/gtest.h>

#include "tests/state/damage.h"
#include "text/hash.h"

namespace agentops::state {
namespace {

constexpr std::int64_t second = 1'000'000'000;

/// Every field of an item differs from its default, so that one that is forgotten shows.
Item full_item() {
  return {
      .key = "agents/a.md#2",
      .path = "agents/a.md",
      .id = "0123abc",
      .line = 7,
      .kind = Kind::Agent,
      .kind_from = {"path.agents", "frontmatter.tools"},
      .kind_confidence = .875,
      .runner_up = Kind::Doc,
      .runner_up_from = {"body.index"},
      .name = "a",
      .name_from = "frontmatter",
      .title = "The A",
      .description = "Does what A does, in more words than fit beside a pointer.",
      .description_from = "first sentence",
      .model = "large",
      .lines = 300,
      .tokens = 70'000,
      .digest = text::sha256("item"),
      .body_digest = text::sha256("body"),
      .mentions = {{.form = MentionForm::Link,
                    .target = "b.md",
                    .anchor = "top",
                    .span = {10, 14},
                    .line = 8,
                    .in_code = true,
                    .quoted = true,
                    .called = true,
                    .wanted = Kind::Skill},
                   {.form = MentionForm::Listing, .target = "c", .anchor = "", .span = {20, 21}, .line = 9}},
      .references =
          {{.target = "b", .to = "agents/b.md", .form = MentionForm::Path, .lines = {8, 1'000'000}}},
      .uses = {.programs = {"kubectl"},
               .files = {"overlays/prod"},
               .env = {"KUBECONFIG"},
               .hosts = {"ci.example.com"},
               .tools = {"Bash", "Read"},
               .literals = {{.type = LiteralType::Model,
                             .value = "x",
                             .context = "uses",
                             .span = {1, 2},
                             .line = 3}}},
      .findings = {{.rule = "AO101",
                    .severity = Severity::Error,
                    .place = {.path = "agents/a.md", .line = 1, .column = 2},
                    .message = "no YAML",
                    .fix = "quote it",
                    .width = 7,
                    .edits = {{.span = {.begin = 3, .end = 5}, .text = "x"}}}}};
}

KnownFile known_file(const std::string& path, std::int64_t modified_ns) {
  return {.stamp = {.path = path,
                    .size = 5'000'000'000,
                    .modified_ns = modified_ns,
                    .inode = 77,
                    .executable = true},
          .entry = {.path = path,
                    .kind = Kind::Doc,
                    .item = path,
                    .owner = "skills/x/SKILL.md",
                    .size = 12,
                    .executable = true,
                    .digest = text::sha256(path)},
          .items = {full_item(), {}},
          .skipped = "binary"};
}

ScanCache sample() {
  return {.begun_ns = 100 * second, .files = {known_file("a.md", 5 * second), known_file("b\xff\n.md", -1)}};
}

TEST(ScanCache, ReadsWhatItWrote) { EXPECT_EQ(decode_scan_cache(encode(sample())), sample()); }

TEST(ScanCache, ReadsAnEmptyCache) { EXPECT_EQ(decode_scan_cache(encode(ScanCache{})), ScanCache{}); }

TEST(ScanCache, SurvivesDamage) {
  int refused = 0;
  damage(encode(sample()), [&](std::string_view bytes) { refused += decode_scan_cache(bytes) ? 0 : 1; });
  EXPECT_GT(refused, 1000) << "every cut at least";
}

TEST(ScanCache, RefusesFilesOutOfOrder) {
  ScanCache cache = sample();
  std::swap(cache.files[0], cache.files[1]);
  EXPECT_EQ(decode_scan_cache(encode(cache)), std::nullopt);
}

TEST(ScanCache, KnowsAFileByItsWholeStamp) {
  const ScanCache cache = sample();
  const FileStamp same = cache.files[0].stamp;
  EXPECT_EQ(known(cache, same), cache.files.data());
  for (const auto& change : {+[](FileStamp& s) { s.path = "c.md"; }, +[](FileStamp& s) { ++s.size; },
                             +[](FileStamp& s) { --s.modified_ns; }, +[](FileStamp& s) { ++s.inode; },
                             +[](FileStamp& s) { s.executable = false; }}) {
    FileStamp other = same;
    change(other);
    EXPECT_EQ(known(cache, other), nullptr);
  }
}

TEST(ScanCache, DoesNotKnowAFileChangedAroundTheScan) {
  struct Row {
    std::int64_t modified_ns;
    bool is_known;
  };
  for (const Row& row : {Row{98 * second, true}, Row{98 * second + 1, false}, Row{100 * second, false},
                         Row{200 * second, false}}) {
    const ScanCache cache{.begun_ns = 100 * second, .files = {known_file("a.md", row.modified_ns)}};
    EXPECT_EQ(known(cache, cache.files[0].stamp) != nullptr, row.is_known) << row.modified_ns;
  }
}

}  // namespace
}  // namespace agentops::state
