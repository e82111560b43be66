#include "index/query.h"

#include <string>

#include <gtest/gtest.h>

namespace agentops::index {
namespace {

std::string understood(std::string_view query, bool loosely = false) {
  const auto tree = read_query(query);
  return tree ? write_query(settled(*tree, loosely)) : tree.error().message;
}

struct Example {
  std::string_view query;
  std::string_view meaning;
};

TEST(Query, IsUnderstood) {
  constexpr Example examples[] = {
      {"rollback", "rollback"},
      {"Rollback PLAN", "rollback AND plan"},
      {"one two three four", "two AND three AND four"},
      {"alpha beta gamma delta", "alpha OR beta OR gamma OR delta"},
      {"rollback kind:agent", "rollback AND kind:agent"},
      {"kind:agent kind:skill tool:Bash", "(kind:agent OR kind:skill) AND tool:Bash"},
      {"x OR y AND z", "x OR (y AND z)"},
      {"deploy OR release kind:agent", "(deploy OR release) AND kind:agent"},
      {"(deploy plan) OR undo", "(deploy AND plan) OR undo"},
      {"deploy (plan undo)", "deploy AND plan AND undo"},
      {"deploy NOT plan", "deploy AND NOT (plan)"},
      {"NOT kind:doc", "NOT (kind:doc)"},
      {"\"error budget\" slo", "slo AND \"error budget\""},
      {"\"budget\"", "budget"},
      {"name:deploy heading:\"error budget\"", "name:deploy AND heading:\"error budget\""},
      {"deploy* path:agents/*", "deploy* AND path:agents/*"},
      {"the deploy of a plan", "deploy AND plan"},
      {"the of", "the AND of"},
      {"plan plan Plan", "plan"},
      {"next.js", "next AND js"},
      {"run_unit_tests", "run AND unit AND tests"},
      {"model:\"gpt 5\"", "model:\"gpt 5\""},
      {"Note: deploy", "note AND deploy"},
      {"https://example.com deploy", "https OR example OR com OR deploy"},
      {"**deploy", "deploy"},
      {"deploy NEAR plan", "deploy NEAR/10 plan"},
      {"deploy NEAR/3 plan NEAR/5 undo kind:doc", "deploy NEAR/5 plan NEAR/5 undo AND kind:doc"},
      {"deploy NEAR deploy", "deploy"},
      {"NEARBY deploy", "nearby AND deploy"},
      {"rollback plan in:heading", "heading:rollback AND heading:plan"},
      {"in:name rollback name:x kind:doc", "name:rollback AND name:x AND kind:doc"},
      {"rollback in:name in:heading", "name:rollback OR heading:rollback"},
      {"(rollback in:name) plan", "plan AND name:rollback"},
      {"has:Tools deploy", "deploy AND has:Tools"},
  };
  for (const auto& [query, meaning] : examples) EXPECT_EQ(understood(query), meaning) << query;
}

TEST(Query, OnlyRanksByTheOperatorsOfALongText) {
  EXPECT_EQ(understood("alpha beta gamma delta \"epsilon zeta\" kind:doc"),
            "(alpha OR beta OR gamma OR delta OR epsilon OR zeta) AND kind:doc");
  EXPECT_EQ(understood("alpha beta gamma zeta delta AND epsilon"),
            "alpha OR beta OR gamma OR zeta OR (delta AND epsilon)");
  EXPECT_EQ(understood("alpha beta gamma delta NOT epsilon"),
            "(alpha OR beta OR gamma OR delta) AND NOT (epsilon)");
  EXPECT_EQ(understood("alpha beta gamma delta, NOT for this"), "alpha OR beta OR gamma OR delta");
}

TEST(Query, IsLoosened) {
  EXPECT_EQ(understood("rollback plan kind:agent", true), "(rollback OR plan) AND kind:agent");
  EXPECT_EQ(understood("\"error budget\" slo page", true), "error OR budget OR slo OR page");
  EXPECT_EQ(understood("\"error budget\"", true), "\"error budget\"") << "quotes alone hold";
  EXPECT_EQ(understood("name:deploy", true), "name:deploy");
}

TEST(Query, ReadsBackAsTheSameQuestion) {
  for (const std::string_view query :
       {"a1 OR b1 AND c1", "rollback kind:agent kind:doc", "x1 NOT (y1 z1)", "name:\"error budget\" roll*"}) {
    const std::string once = understood(query);
    EXPECT_EQ(understood(once), once) << query;
  }
}

struct Refusal {
  std::string_view query;
  unsigned column;
  std::string_view why;
};

TEST(Query, IsRefusedWithTheColumn) {
  constexpr Refusal refusals[] = {
      {"", 1, "nothing to search for"},
      {"   ", 4, "nothing to search for"},
      {"deploy AND", 11, "missing at the end"},
      {"OR deploy", 1, "missing before"},
      {"a AND OR b", 7, "missing before"},
      {"(deploy", 1, "'(' is not closed"},
      {"deploy (plan (undo)", 8, "'(' is not closed"},
      {"deploy )", 8, "')' closes nothing"},
      {"deploy ()", 9, "nothing to search for"},
      {"say \"error budget", 5, "quote is not closed"},
      {"knd:agent", 1, "no field \"knd\""},
      {"deploy kind:agnet", 13, "no kind \"agnet\""},
      {"kind:(agent OR skill)", 6, "a field takes"},
      {"de*ploy", 3, "end of a word"},
      {"deploy has:money", 12, "cannot have \"money\""},
      {"deploy in:tool", 11, "not looked for in \"tool\""},
      {"deploy AND in:name", 12, "stands beside words"},
      {"in:name", 8, "nothing to search for"},
      {"kind:doc NEAR deploy", 1, "stands between words"},
      {"deploy NEAR", 12, "missing at the end"},
      {"deploy NEAR/0 plan", 8, "a number of words up to 100"},
      {"a1* b1* c1* d1* e1* f1* g1* h1* i1*", 33, "8 words with '*'"},
  };
  for (const auto& [query, column, why] : refusals) {
    const auto tree = read_query(query);
    ASSERT_FALSE(tree) << query;
    EXPECT_EQ(tree.error().code, "E-QUERY");
    EXPECT_EQ(tree.error().kind, ErrorKind::Usage);
    EXPECT_EQ(tree.error().where.column, column) << query;
    EXPECT_NE(tree.error().message.find(why), std::string::npos) << query << ": " << tree.error().message;
  }
}

std::string repeated(std::string_view part, std::size_t times) {
  std::string text;
  for (std::size_t i = 0; i < times; ++i) text += part;
  return text;
}

TEST(Query, IsBounded) {
  EXPECT_FALSE(read_query(std::string(100'000, 'a')));
  EXPECT_FALSE(read_query(repeated("(", 10'000)));
  EXPECT_FALSE(read_query(repeated("NOT ", 10'000) + "a"));
  EXPECT_FALSE(read_query(repeated("a AND ", 1000) + "a"));
  EXPECT_FALSE(read_query("\"" + repeated("word ", 1000) + "\""));
  EXPECT_TRUE(read_query(repeated("(", 30) + "a" + repeated(")", 30)));
  EXPECT_EQ(settled(plain_query(repeated("a ", 10'000)), false).text, "a");
}

TEST(Query, TakesAnyBytesAsPlainWords) {
  for (const std::string_view bytes :
       {std::string_view("\0\xff(\"*:", 6), std::string_view("((( AND"), std::string_view()})
    EXPECT_NE(settled(plain_query(bytes), false).form, NodeForm::Beside);
  EXPECT_EQ(write_query(settled(plain_query("kind:(agent \"x"), false)), "kind AND agent AND x");
}

TEST(Query, KnowsTheWordsThatItAsksFor) {
  const auto tree = read_query("deploy \"error budget\" NOT undo kind:agent roll*");
  ASSERT_TRUE(tree);
  EXPECT_EQ(words_of(settled(*tree, false)), (std::vector<std::string>{"deploy", "error", "budget", "roll"}));
}

}  // namespace
}  // namespace agentops::index
