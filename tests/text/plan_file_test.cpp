#include "text/plan_file.h"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <random>
#include <sstream>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "text/diff.h"

namespace agentops::text {
namespace {

using testing::HasSubstr;

constexpr std::string_view edited = R"(# any comment of ours
together: agents/refund.md, "odd, name.md"   # as ever

[core] d0 meta          # generic: goes into the base package, others depend on it
. pattern  P1       escalation-rules                    # d0

[support] d3 process    # ticket, refund, customer
## owner: support team
. agent    77be901  agents/refund.md                    # d3
? workflow 3f9a1c2  flows/close ticket.md               # d3; words say billing
+ agent 0f52ac8 "agents/a # b.md" # d3

[billing]
=  agent  a41c0d2  agents/invoice.md  # d3

## a list to come back to
[unsorted]
[dropped]
~ doc      9e02b71  notes/old.md
## the end
)";

Plan read(std::string_view text) {
  auto plan = read_plan(text, "agentops.plan");
  EXPECT_TRUE(plan) << (plan ? "" : plan.error().message);
  return plan.value_or(Plan{});
}

TEST(ReadPlan, TakesWhatPeopleWrite) {
  const Plan plan = read(edited);
  const std::vector<PlanRule> rules = {
      {.together = true, .items = {"agents/refund.md", "odd, name.md"}, .notes = {}, .number = 2}};
  EXPECT_EQ(plan.rules, rules);
  ASSERT_EQ(plan.headings.size(), 5U);

  const PlanHeading& core = plan.headings[0];
  EXPECT_EQ(core.role, HeadingRole::Core);
  EXPECT_EQ(core.id, "d0");
  EXPECT_EQ(core.category, "meta");
  EXPECT_EQ(core.words, "generic: goes into the base package, others depend on it");
  EXPECT_EQ(core.lines.front(), (PlanLine{.mark = Mark::Suggested,
                                          .kind = Kind::Pattern,
                                          .id = "P1",
                                          .path = "escalation-rules",
                                          .home = "d0",
                                          .reason = {},
                                          .notes = {},
                                          .number = 5}));

  const std::vector<PlanLine> support = {
      {.mark = Mark::Suggested,
       .kind = Kind::Agent,
       .id = "77be901",
       .path = "agents/refund.md",
       .home = "d3",
       .reason = {},
       .notes = {"## owner: support team"},
       .number = 9},
      {.mark = Mark::CloseCall,
       .kind = Kind::Workflow,
       .id = "3f9a1c2",
       .path = "flows/close ticket.md",
       .home = "d3",
       .reason = "words say billing",
       .notes = {},
       .number = 10},
      {.mark = Mark::New,
       .kind = Kind::Agent,
       .id = "0f52ac8",
       .path = "agents/a # b.md",
       .home = "d3",
       .reason = {},
       .notes = {},
       .number = 11},
  };
  EXPECT_EQ(plan.headings[1].lines, support);
  EXPECT_EQ(plan.headings[1].category, "process");

  EXPECT_EQ(plan.headings[2].id, "");
  EXPECT_EQ(plan.headings[2].lines.front().mark, Mark::Decided);
  EXPECT_EQ(plan.headings[3].role, HeadingRole::Unsorted);
  EXPECT_EQ(plan.headings[3].notes, std::vector<std::string>{"## a list to come back to"});
  EXPECT_EQ(plan.headings[4].role, HeadingRole::Dropped);
  EXPECT_EQ(plan.headings[4].lines.front().mark, Mark::Changed);
  EXPECT_EQ(plan.closing_notes, std::vector<std::string>{"## the end"});
}

TEST(ReadPlan, TakesWindowsLineEndsAndNoText) {
  EXPECT_EQ(read(""), Plan{});
  std::string windows;
  for (const char c : edited) windows += c == '\n' ? std::string("\r\n") : std::string(1, c);
  EXPECT_EQ(read(windows), read(edited));
}

TEST(ReadPlan, KnowsHowTheItemsWereGrouped) {
  const Grouping asked{
      .domains = {}, .min_size = {}, .by = Lead::References, .seed_from = {"a, b"}, .keep_folders = true};
  Plan plan = read(edited);
  plan.grouping = asked;
  EXPECT_THAT(write_plan(plan), HasSubstr("\n# mined with --by refs\n"));
  EXPECT_EQ(read(write_plan(plan)).grouping, asked);
  EXPECT_EQ(read("# mined with --domains no\n# mined with luck\n[a]\n").grouping, Grouping{});
}

TEST(ReadPlan, DoesNotKnowTheHomeOfALineWithoutOne) {
  const Plan plan = read("[a]\n. agent 77be901 a.md\n. agent 77be902 b.md # I moved this here\n");
  EXPECT_EQ(plan.headings[0].lines[0].home, "");
  EXPECT_EQ(plan.headings[0].lines[1].home, "");
}

TEST(ReadPlan, SaysWhatItExpectedAndWhere) {
  struct {
    std::string_view text;
    std::uint32_t line;
    std::string_view message, hint;
  } const cases[] = {
      {"[a]\n\nsupport/x.md\n", 3,
       "expected an item, a [heading], together: or apart:, found \"support/x.md\"", "an item begins"},
      {"[a]\n. agnt 77be901 a.md\n", 2, "expected a kind after the mark, found \"agnt\"", "agent, workflow"},
      {"[a]\n.\n", 2, "expected a kind after the mark, found \"\"", "kinds are"},
      {"[a]\n. agent a.md\n", 2, "expected an id after the kind, found \"a.md\"", "looks like this"},
      {"[a]\n. agent 77be901   # d3\n", 2, "expected a path after the id", "looks like this"},
      {"[a]\n. agent 77be901 \"a.md\n", 2, "expected a closing quote", "inside of quotes"},
      {"[a]\n. agent 77be901 \"a\\q.md\"\n", 2, "expected a closing quote", "inside of quotes"},
      {"[a]\n. agent 77be901 \"a.md\" b\n", 2, "expected the end of the line, found \"b\"",
       "looks like this"},
      {". agent 77be901 a.md\n", 1, "expected a [heading] before the first item", "[name]"},
      {"[a\n", 1, "expected ] after the name", "looks like this"},
      {"[ ] d3\n", 1, "expected a name between [ and ]", "looks like this"},
      {"[a] d3 core team\n", 1, "expected an id such as d3 or a category after the name, found \"core\"",
       "##"},
      {"together: a.md\n", 1, "expected two items or more", "together:"},
      {"apart: a.md, , b.md\n", 1, "expected two items or more", "together:"},
      {"apart: \"a.md\" b.md\n", 1, "expected the end of the line, found \"b.md\"", "together:"},
      {"[a] d3\n[b] d4\n[c] d3\n", 3, "d3 is the id of two headings, on lines 1 and 3", "delete the id"},
      {"[a]\n. agent 77be901 a.md\n[b]\n= agent 77be901 a.md\n", 4,
       "\"a.md\" is listed twice, on lines 2 and 4", "delete one"},
      {"[a]\n<<<<<<< HEAD\n", 2, "a merge left this mark behind", "delete the marks"},
      {"[a]\n=======\n", 2, "a merge left this mark behind", "delete the marks"},
      {"[a]\n\x1b[2J\n", 2, "\\x1b[2J", "an item begins"},
  };
  for (const auto& [text, line, message, hint] : cases) {
    const auto plan = read_plan(text, "agentops.plan");
    ASSERT_FALSE(plan) << text;
    EXPECT_EQ(plan.error().code, "E-PLAN-SYNTAX") << text;
    EXPECT_EQ(plan.error().where.line, line) << text;
    EXPECT_THAT(plan.error().message, HasSubstr(message)) << text;
    EXPECT_THAT(plan.error().hint, HasSubstr(hint)) << text;
  }
}

TEST(ReadPlan, TakesRulesOfManyItemsForThoseThatBelongTogetherOnly) {
  std::string items = "0.md";
  for (int i = 1; i <= 100; ++i) items += ", " + std::to_string(i) + ".md";
  EXPECT_EQ(read("together: " + items + "\n").rules[0].items.size(), 101U);
  EXPECT_FALSE(read_plan("apart: " + items + "\n", "agentops.plan"));
}

TEST(ReadPlan, TellsAMinedPatternFromAFileOfTheSameName) {
  const Plan plan = read("[a]\n. pattern P1 rules\n. pattern 77be901 rules\n");
  EXPECT_EQ(plan.headings[0].lines.size(), 2U);
}

TEST(WritePlan, SortsAndAligns) {
  const std::string text = write_plan(read(edited));
  EXPECT_THAT(text, HasSubstr(R"(
together: agents/refund.md, "odd, name.md"

[core] d0 meta                          # generic: goes into the base package, others depend on it
. pattern  P1       escalation-rules    # d0

[support] d3 process                    # ticket, refund, customer
+ agent    0f52ac8  "agents/a # b.md"   # d3
## owner: support team
. agent    77be901  agents/refund.md    # d3
? workflow 3f9a1c2  flows/close ticket.md       # d3; words say billing

[billing]
= agent    a41c0d2  agents/invoice.md

## a list to come back to
[unsorted]

[dropped]
~ doc      9e02b71  notes/old.md

## the end
)"));
}

TEST(WritePlan, ExplainsItselfInTwelveLinesAtMost) {
  const std::string text = write_plan(Plan{});
  EXPECT_LE(std::ranges::count(text, '\n'), 12);
  EXPECT_EQ(read(text), Plan{});
}

/// Plans with names, notes and comments that are hard to read back.
class RandomPlan {
 public:
  explicit RandomPlan(unsigned seed) : random_(seed) {}

  Plan make() {
    Plan plan;
    for (std::size_t rule = below(3); rule > 0; --rule)
      plan.rules.push_back({.together = below(2) == 0, .items = {name(), name()}, .notes = notes()});
    if (below(2) == 0) plan.headings.push_back(heading(HeadingRole::Core, "core", "d0"));
    for (std::size_t domain = below(4); domain > 0; --domain)
      plan.headings.push_back(heading(HeadingRole::Domain, "domain " + std::to_string(domain),
                                      below(3) == 0 ? "" : fmt::format("d{}", domain)));
    plan.headings.push_back(heading(HeadingRole::Unsorted, "unsorted", ""));
    plan.headings.push_back(heading(HeadingRole::Dropped, "dropped", ""));
    plan.closing_notes = notes();
    return plan;
  }

 private:
  std::size_t below(std::size_t bound) { return random_() % bound; }

  std::string pick(std::initializer_list<std::string_view> choices) {
    return std::string(choices.begin()[below(choices.size())]);
  }

  std::string name() {
    std::string name;
    for (std::size_t parts = 1 + below(4); parts > 0; --parts)
      name += pick({"a",  "docs/", " ",      "#",   " # ", ",", "\"", "\\", "é",  "日本", "\n",
                    "\t", "\xff",  "\u202e", ".md", "[",   "]", ";",  "  ", "##", "\r"});
    return name;
  }

  std::string words() {
    return pick({"", "a, b", "# c", "a # b", "x; y", "two\nlines", " spaced ", "\x1b[2J"});
  }

  std::vector<std::string> notes() {
    std::vector<std::string> notes;
    for (std::size_t count = below(6); count > 3; --count)
      notes.push_back(pick({"##", "## note", "### more", "##  # [x] d3"}));
    return notes;
  }

  PlanHeading heading(HeadingRole role, std::string name_of_heading, std::string id) {
    PlanHeading made{.role = role,
                     .name = std::move(name_of_heading),
                     .id = std::move(id),
                     .category = pick({"", "meta", "industry"}),
                     .words = words(),
                     .notes = notes(),
                     .lines = {}};
    for (std::size_t count = below(4); count > 0; --count) made.lines.push_back(line());
    return made;
  }

  PlanLine line() {
    const bool is_pattern = below(4) == 0;
    PlanLine made{.mark = static_cast<Mark>(std::string_view(".=?+~")[below(5)]),
                  .kind = is_pattern ? Kind::Pattern : static_cast<Kind>(below(kind_names.size())),
                  .id = is_pattern ? fmt::format("P{}", below(20)) : fmt::format("{:07x}", below(1U << 28U)),
                  .path = fmt::format("{}{}", name(), ++lines_),
                  .home = pick({"d1", "d12", "unsorted"}),
                  .reason = words(),
                  .notes = notes()};
    return made;
  }

  std::mt19937 random_;
  std::size_t lines_ = 0;  ///< so that no path comes twice
};

/// What a reader can know again: no comment on decided lines, lines in their order, no numbers.
Plan as_read(Plan plan) {
  for (PlanHeading& heading : plan.headings) {
    heading.number = 0;
    heading.words.clear();
    for (PlanLine& line : heading.lines) {
      line.number = 0;
      line.reason.clear();
      if (line.mark == Mark::Decided || line.mark == Mark::Changed) line.home.clear();
    }
    std::ranges::sort(heading.lines, {}, &PlanLine::path);
  }
  for (PlanRule& rule : plan.rules) rule.number = 0;
  return plan;
}

TEST(PlanFile, ReadsBackWhatItWrote) {
  for (unsigned seed = 0; seed < 2000; ++seed) {
    const Plan plan = RandomPlan(seed).make();
    const std::string text = write_plan(plan);
    const auto again = read_plan(text, "agentops.plan");
    ASSERT_TRUE(again) << again.error().message << " on line " << again.error().where.line << " of\n" << text;
    ASSERT_EQ(as_read(*again), as_read(plan)) << text;
    ASSERT_EQ(write_plan(*again), text);
  }
}

/// Merges with git as `git merge` does; the lines that differ from `base` to `mine` and to `theirs` must lie
/// apart.
std::string merged_by_git(const std::string& mine, const std::string& base, const std::string& theirs,
                          int& conflicts) {
  const std::filesystem::path folder = std::filesystem::path(testing::TempDir()) / "agentops_plan_merge";
  std::filesystem::create_directories(folder);
  const auto put = [&](const char* name, const std::string& text) {
    std::ofstream(folder / name, std::ios::binary) << text;
  };
  put("mine", mine);
  put("base", base);
  put("theirs", theirs);
  const std::string in = "cd '" + folder.string() + "' && ";
  const int status = std::system((in + "git merge-file -p mine base theirs > merged").c_str());
  conflicts = WEXITSTATUS(status);
  std::ifstream merged(folder / "merged", std::ios::binary);
  std::ostringstream text;
  text << merged.rdbuf();
  return text.str();
}

PlanLine item(std::string path, std::string home) {
  return {.mark = Mark::Suggested,
          .kind = Kind::Agent,
          .id = "77be901",
          .path = std::move(path),
          .home = std::move(home),
          .reason = {},
          .notes = {}};
}

Plan of_three_domains() {
  Plan plan;
  for (const auto* id : {"d1", "d2", "d3"}) {
    PlanHeading heading{.name = fmt::format("domain-{}", id),
                        .id = id,
                        .category = {},
                        .words = "some, words",
                        .notes = {},
                        .lines = {}};
    for (char letter = 'a'; letter < 'g'; ++letter)
      heading.lines.push_back(item(fmt::format("{}/{}.md", id, letter), id));
    plan.headings.push_back(std::move(heading));
  }
  plan.headings.push_back({.role = HeadingRole::Unsorted,
                           .name = "unsorted",
                           .id = {},
                           .category = {},
                           .words = {},
                           .notes = {},
                           .lines = {}});
  plan.headings.push_back({.role = HeadingRole::Dropped,
                           .name = "dropped",
                           .id = {},
                           .category = {},
                           .words = {},
                           .notes = {},
                           .lines = {}});
  return plan;
}

/// The item at `index` of one heading as a decided one under another.
void move_item(Plan& plan, std::size_t from, std::size_t index, std::size_t to) {
  auto& lines = plan.headings[from].lines;
  PlanLine line = lines[index];
  lines.erase(lines.begin() + static_cast<std::ptrdiff_t>(index));
  line.mark = Mark::Decided;
  plan.headings[to].lines.push_back(std::move(line));
}

TEST(PlanFile, OfTwoBranchesMergesInGit) {
  if (std::system("git --version > /dev/null 2>&1") != 0) GTEST_SKIP() << "git is not installed";
  const Plan base = of_three_domains();

  Plan mine = base;
  move_item(mine, 0, 2, 2);
  mine.headings[2].lines.push_back(item("d3/a-much-longer-path-than-all-the-others-around-it.md", "d3"));

  Plan theirs = base;
  theirs.headings[1].name = "renamed";
  move_item(theirs, 1, 3, 4);

  Plan both = base;
  move_item(both, 0, 2, 2);
  both.headings[2].lines.push_back(item("d3/a-much-longer-path-than-all-the-others-around-it.md", "d3"));
  both.headings[1].name = "renamed";
  move_item(both, 1, 3, 4);

  int conflicts = -1;
  const std::string merged = merged_by_git(write_plan(mine), write_plan(base), write_plan(theirs), conflicts);
  EXPECT_EQ(conflicts, 0);
  EXPECT_EQ(merged, write_plan(both));
  EXPECT_EQ(write_plan(read(merged)), merged);
  EXPECT_EQ(merge_lines(write_plan(base), write_plan(mine), write_plan(theirs)).text, merged);
}

}  // namespace
}  // namespace agentops::text
