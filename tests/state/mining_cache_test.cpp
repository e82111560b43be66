#include "state/mining_cache.h"

#include <gtest/gtest.h>

#include "tests/state/damage.h"
#include "text/hash.h"

namespace agentops::state {
namespace {

Mining sample() {
  return {.domains = {{.id = "d1",
                       .name = "incident-response",
                       .terms = {"incident", "page"},
                       .representatives = {"agents/a.md"},
                       .cohesion = .5,
                       .members = {{.key = "agents/a.md",
                                    .score = .1,
                                    .margin = -.25,
                                    .runner_up = "d2",
                                    .close_call = true,
                                    .doubt = "its words lie between",
                                    .decided = true,
                                    .teacher = "agents/b.md",
                                    .likeness = .4}},
                       .area = "operations",
                       .parts = {{.name = "pager", .members = {"agents/a.md"}}}}},
          .unassigned = {"notes.md"},
          .questions = {{.key = "agents/a.md", .choices = {{.domain = "d1", .words = .42, .references = 5}}}},
          .patterns = {{.id = "P1",
                        .name = "before-you-start",
                        .form = PatternForm::Outline,
                        .uses = {{.key = "agents/a.md",
                                  .title = "Before",
                                  .span = {1, 2},
                                  .line = 3,
                                  .text = 1ULL << 63,
                                  .domain = "d1",
                                  .line_end = 4,
                                  .values = {"a", ""}}},
                        .items = 1,
                        .of = 9,
                        .domains = 3,
                        .wordings = 2,
                        .generic = true,
                        .stage = PatternStage::General,
                        .bits_saved = 70,
                        .parts = {{.text = "Run "}, {.text = "what", .is_slot = true, .type = SlotType::Path}},
                        .links = {"agents/a.md", "agents/b.md"},
                        .content = 1ULL << 62}},
          .more_patterns = {{.id = "P2", .name = "less"}},
          .copies = {"agents/c.md"},
          .clear = false,
          .numbers = {7, 12}};
}

TEST(MiningCache, ReadsWhatItWrote) {
  const Digest key = text::sha256("inputs");
  const auto mining = decode_mining_cache(encode(sample(), key), key);
  ASSERT_TRUE(mining);
  EXPECT_EQ(mining->domains, sample().domains);
  EXPECT_EQ(mining->unassigned, sample().unassigned);
  EXPECT_EQ(mining->patterns, sample().patterns);
  EXPECT_EQ(mining->more_patterns, sample().more_patterns);
  EXPECT_EQ(mining->copies, sample().copies);
  EXPECT_EQ(mining->clear, sample().clear);
  EXPECT_EQ(mining->numbers, sample().numbers);
}

TEST(MiningCache, IsNotTakenForThatOfOtherInputs) {
  EXPECT_FALSE(decode_mining_cache(encode(sample(), text::sha256("inputs")), text::sha256("others")));
}

TEST(MiningCache, SurvivesDamage) {
  const Digest key = text::sha256("inputs");
  int refused = 0;
  damage(encode(sample(), key),
         [&](std::string_view bytes) { refused += decode_mining_cache(bytes, key) ? 0 : 1; });
  EXPECT_GT(refused, 200) << "every cut at least";
}

}  // namespace
}  // namespace agentops::state
