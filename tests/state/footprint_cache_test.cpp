#include "state/footprint_cache.h"

#include <utility>

#include <gtest/gtest.h>

#include "tests/state/damage.h"
#include "text/hash.h"

namespace agentops::state {
namespace {

constexpr std::int64_t second = 1'000'000'000;

SeenFile seen(const std::string& path, std::int64_t modified_ns, std::int64_t changed_ns) {
  return {.trace =
              {.stamp = {.path = path, .size = 7, .modified_ns = modified_ns, .inode = 3, .executable = true},
               .changed_ns = changed_ns},
          .digest = text::sha256(path)};
}

Footprint sample() {
  return {.seen_ns = 100 * second,
          .files = {seen("agents/a.md", second, 2 * second), seen("packages/b\xff\n", -1, 0)},
          .absent = {"packages/b.local.yaml"},
          .folders = {"packages/b"}};
}

TEST(FootprintCache, ReadsWhatItWrote) { EXPECT_EQ(decode_footprint_cache(encode(sample())), sample()); }

TEST(FootprintCache, SurvivesDamage) {
  int refused = 0;
  damage(encode(sample()), [&](std::string_view bytes) { refused += decode_footprint_cache(bytes) ? 0 : 1; });
  EXPECT_GT(refused, 200) << "every cut at least";
}

TEST(FootprintCache, RefusesFilesOutOfOrder) {
  Footprint footprint = sample();
  std::swap(footprint.files[0], footprint.files[1]);
  EXPECT_EQ(decode_footprint_cache(encode(footprint)), std::nullopt);
}

TEST(FootprintCache, IsUncertainOfFilesThatChangedAroundTheLook) {
  struct Row {
    std::int64_t modified_ns;
    std::int64_t changed_ns;
    bool certain;
  };
  for (const Row& row : {Row{0, 98 * second, true}, Row{98 * second, 0, true}, Row{0, 98 * second + 1, false},
                         Row{98 * second + 1, 0, false}, Row{200 * second, 200 * second, false}})
    EXPECT_EQ(is_certain(sample(), seen("a", row.modified_ns, row.changed_ns)), row.certain)
        << row.modified_ns << " " << row.changed_ns;
}

}  // namespace
}  // namespace agentops::state
