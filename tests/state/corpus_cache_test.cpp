#include "state/corpus_cache.h"

#include <limits>

#include <gtest/gtest.h>

#include "tests/state/damage.h"
#include "text/hash.h"

namespace agentops::state {
namespace {

constexpr std::uint64_t largest = std::numeric_limits<std::uint64_t>::max();

std::vector<KnownRow> sample() {
  const CorpusRow row = {
      .key = "agents/a.md",
      .kind = Kind::Workflow,
      .name = "a",
      .description = "Does what A does.",
      .headings = {"Steps", "After"},
      .words = {.terms = {0, 7, 1ULL << 40, largest}, .counts = {1, 2, 3, 65535}},
      .pairs = {.terms = {5}, .counts = {9}},
      .lead = {},
      .fragments = {
          {.title = "Steps", .span = {3, 90}, .line = 4, .words = 12, .text = largest, .outline = 1}}};
  return {{text::sha256("a"), row}, {text::sha256("b"), {}}};
}

TEST(CorpusCache, ReadsWhatItWrote) { EXPECT_EQ(decode_corpus_cache(encode(sample())), sample()); }

TEST(CorpusCache, ReadsAnEmptyCache) { EXPECT_EQ(decode_corpus_cache(encode({})), std::vector<KnownRow>{}); }

TEST(CorpusCache, SurvivesDamage) {
  int refused = 0;
  damage(encode(sample()), [&](std::string_view bytes) {
    const auto rows = decode_corpus_cache(bytes);
    refused += rows ? 0 : 1;
    for (const KnownRow& known : rows.value_or(std::vector<KnownRow>{}))
      EXPECT_EQ(known.row.words.terms.size(), known.row.words.counts.size());
  });
  EXPECT_GT(refused, 200) << "every cut at least";
}

TEST(CorpusCache, RefusesTermsThatMiningCouldNotCountOn) {
  for (const TermBag& bag : {TermBag{{2, 1}, {1, 1}}, TermBag{{1, 1}, {1, 1}}, TermBag{{1, 2}, {1}}}) {
    auto rows = sample();
    rows[0].row.pairs = bag;
    EXPECT_EQ(decode_corpus_cache(encode(rows)), std::nullopt);
  }
}

}  // namespace
}  // namespace agentops::state
