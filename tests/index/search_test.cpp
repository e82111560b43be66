#include "index/search.h"

#include <algorithm>
#include <ctime>
#include <functional>

#include <gtest/gtest.h>

#include "tests/index/shelf.h"

namespace agentops::index::test {
namespace {

const std::vector<Leaf>& company() {
  static const std::vector<Leaf> leaves = {
      {.path = "agents/deploy-infra.md",
       .text =
           "# Deploy infrastructure\nRolls out the cluster with kubectl.\n# Rollback plan\nRevert when it fails.\n",
       .name = "deploy-infra",
       .description = "Deploy to the target environment with preview and rollback",
       .model = "opus",
       .uses = {.programs = {"kubectl"}, .tools = {"Bash", "Read"}}},
      {.path = "agents/incident.md",
       .text = "# Incident response\nFind the cause. Rollback the deploy if the error budget is spent.\n",
       .name = "incident",
       .description = "Handles an incident from page to review",
       .uses = {.tools = {"Read"}}},
      {.path = "docs/slo.md",
       .text = "# Error budget policy\nHow much may fail. The budget is an error of counting otherwise.\n",
       .kind = Kind::Doc,
       .name = "slo"},
      {.path = "skills/refund/SKILL.md",
       .text = "# Refunds\nPay money back to a customer in Kubernetes t-shirts.\n",
       .kind = Kind::Skill,
       .name = "refund",
       .description = "Refund a customer; kubernetes swag included"},
      {.path = "zh/guide.md", .text = "# 指南\n如何部署代码到生产环境\n", .kind = Kind::Doc, .name = "guide"},
  };
  return leaves;
}

struct Example {
  std::string_view query;
  Paths found;
};

TEST(Search, Finds) {
  const Shelf shelf(company());
  const std::string deploy = "agents/deploy-infra.md";
  const std::string incident = "agents/incident.md";
  const std::string slo = "docs/slo.md";
  const std::string refund = "skills/refund/SKILL.md";
  const std::string guide = "zh/guide.md";
  const Example examples[] = {
      {"deploying", {deploy, incident}},
      {"rollback kind:agent", {deploy, incident}},
      {"rollback kind:doc", {}},
      {"\"error budget\"", {slo, incident}},
      {"\"error budget\" kind:doc", {slo}},
      {"\"Rollback plan\"", {deploy}},
      {"\"rollback the deploy\"", {incident}},
      {"\"rollback deploy\"", {}},
      {"cause NEAR/3 rollback", {incident}},
      {"rollback NEAR cause", {incident}},
      {"cause NEAR/1 budget", {}},
      {"rollback in:heading", {deploy}},
      {"rollback in:description", {deploy}},
      {"response in:heading in:name", {incident}},
      {"\"error budget\" in:heading", {slo}},
      {"has:model", {deploy}},
      {"has:programs kind:agent", {deploy}},
      {"has:tools NOT has:model", {incident}},
      {"k8s", {refund}},
      {"infra rollback", {deploy}},
      {"\"plan rollback\"", {}},
      {"heading:rollback", {deploy}},
      {"description:rollback", {deploy}},
      {"name:deploy", {deploy}},
      {"heading:\"error budget\"", {slo}},
      {"name:\"error budget\"", {slo}},
      {"heading:poli*", {slo}},
      {"tool:Bash", {deploy}},
      {"tool:bash tool:read", {deploy, incident}},
      {"program:kubectl", {deploy}},
      {"tool:kubectl", {deploy}},
      {"tool:kube*", {deploy}},
      {"model:op*", {deploy}},
      {"path:agents", {deploy, incident}},
      {"path:agents/", {deploy, incident}},
      {"path:refund/SKILL.md", {refund}},
      {"path:docs/slo.md", {slo}},
      {"path:doc", {}},
      {"kind:agent NOT tool:Bash", {incident}},
      {"NOT kind:agent", {slo, refund, guide}},
      {"cluster OR customer", {refund, deploy}},
      {"(cluster OR customer) AND kind:skill", {refund}},
      {"refund*", {refund}},
      {"kuber*", {refund}},
      {"部署", {guide}},
      {"部署代码", {guide}},
      {"zzz", {}},
      {"++", {}},
  };
  for (const auto& [query, found] : examples) {
    Paths paths = shelf.find(query);
    if (query.find(" OR ") != std::string_view::npos) {
      std::ranges::sort(paths);
      Paths sorted = found;
      std::ranges::sort(sorted);
      EXPECT_EQ(paths, sorted) << query;
    } else {
      EXPECT_EQ(paths, found) << query;
    }
  }
}

/// "error budget" adds nothing here but a second phrase: kept apart from Finds because the first must lead.
TEST(Search, RanksNamesAboveTexts) {
  const Shelf shelf(company());
  const Hits hits = shelf.hits("incident rollback deploy page review budget");
  ASSERT_FALSE(hits.hits.empty());
  EXPECT_EQ(hits.hits.front().path, "agents/incident.md");
  EXPECT_EQ(hits.hits.front().percent, 100);
  EXPECT_TRUE(std::ranges::is_sorted(hits.hits, std::ranges::greater{}, &Hit::score));
}

TEST(Search, LoosensWhenNothingHasAllWords) {
  const Shelf shelf(company());
  const Hits hits = shelf.hits("refund cluster");
  EXPECT_TRUE(hits.loosened);
  EXPECT_EQ(hits.parsed, "refund OR cluster");
  EXPECT_EQ(hits.total, 2U);
  EXPECT_FALSE(shelf.hits("deploy rollback").loosened);
}

TEST(Search, SuggestsAKnownWord) {
  const Shelf shelf(company());
  const Hits hits = shelf.hits("Kuberntes kind:skill");
  EXPECT_TRUE(hits.hits.empty());
  EXPECT_EQ(hits.suggestion, "kubernetes kind:skill");
  EXPECT_EQ(shelf.hits("skuberntess").suggestion, "") << "three edits";
  EXPECT_EQ(shelf.hits("rollback kind:doc").suggestion, "") << "all words are known";
  EXPECT_EQ(shelf.hits("deploy").suggestion, "") << "something was found";
}

TEST(Search, CorrectsAWordBesideKnownOnes) {
  const Shelf shelf(company());
  const Hits hits = shelf.hits("refund kuberntes");
  ASSERT_EQ(hits.hits.size(), 1U);
  EXPECT_EQ(hits.hits.front().path, "skills/refund/SKILL.md");
  EXPECT_EQ(hits.corrected, (std::vector<Correction>{{"kuberntes", "kubernetes"}}));
  EXPECT_EQ(hits.suggestion, "");
  EXPECT_EQ(shelf.hits("refund customer").corrected, std::vector<Correction>{});
}

TEST(Search, CountsWhatASuggestionWouldFind) { EXPECT_EQ(Shelf(company()).hits("kuberntes").suggested, 1U); }

TEST(Search, ReadsTextsForPhrases) {
  std::vector<Leaf> leaves = company();
  leaves.push_back({.path = "box.md", .text = "It works out of the box. Error budget.\n"});
  const Shelf shelf(leaves);
  Query query{.words = "\"out of the box\""};
  EXPECT_EQ(shelf.search(query)->total, 1U);
  std::vector<std::string> read;
  query.text_of = [&](const Hit& hit) -> std::optional<std::string> {
    read.push_back(hit.path);
    return "It works inside the box.";
  };
  EXPECT_EQ(shelf.search(query)->total, 0U);
  EXPECT_EQ(read, Paths{"box.md"});
  query.text_of = [](const Hit&) -> std::optional<std::string> { return std::nullopt; };
  EXPECT_EQ(shelf.search(query)->total, 1U) << "a text that cannot be had";
}

TEST(Search, SaysWhenNotEveryTextWasRead) {
  std::vector<Leaf> leaves;
  for (int i = 0; i < 40; ++i)
    leaves.push_back({.path = std::to_string(i) + ".md", .text = "Mind the error budget.\n"});
  const Shelf shelf(leaves);
  Query query{.words = "\"error budget\"", .limit = 10};
  query.text_of = [](const Hit&) { return std::string("Mind the error budget."); };
  const auto some = shelf.search(query);
  EXPECT_EQ(some->total, 40U);
  EXPECT_FALSE(some->is_exact);
  query.limit = 50;
  const auto all = shelf.search(query);
  EXPECT_EQ(all->total, 40U);
  EXPECT_TRUE(all->is_exact);
}

TEST(Search, KeepsToADomain) {
  const Shelf shelf(company());
  const Domains domains = {{"agents/deploy-infra.md", "Releases"}, {"docs/slo.md", "incident-response"}};
  const auto find = [&](const std::string& words) {
    Paths paths;
    const auto hits = shelf.search({.words = words, .domains = &domains});
    for (const Hit& hit : hits->hits) paths.push_back(hit.path);
    return paths;
  };
  EXPECT_EQ(find("domain:releases"), Paths{"agents/deploy-infra.md"});
  EXPECT_EQ(find("budget domain:incident-response"), Paths{"docs/slo.md"});
  EXPECT_EQ(find("domain:inc*"), Paths{"docs/slo.md"});
  EXPECT_EQ(find("domain:nothing"), Paths{});
}

TEST(Search, CountsByFilters) {
  const Shelf shelf(company());
  const Domains domains = {{"docs/slo.md", "sre"}, {"zh/guide.md", "sre"}};
  const auto hits = shelf.search(
      {.words = "NOT zzz", .facets = {FieldId::Kind, FieldId::Domain, FieldId::Tool}, .domains = &domains});
  ASSERT_TRUE(hits) << hits.error().message;
  EXPECT_EQ(hits->facets, (std::vector<Facet>{{FieldId::Kind, {{"agent", 2}, {"doc", 2}, {"skill", 1}}},
                                              {FieldId::Domain, {{"sre", 2}}},
                                              {FieldId::Tool, {{"read", 2}, {"bash", 1}}}}));
}

TEST(Search, SaysWhyAnItemStandsWhereItDoes) {
  const Shelf shelf(company());
  for (const std::string words : {"rollback infra plan review", "\"rollback plan\"", "deploy* cluster"}) {
    const auto hits = shelf.search({.words = words, .explain = true});
    ASSERT_FALSE(hits->hits.empty()) << words;
    for (const Hit& hit : hits->hits) {
      double sum = 0;
      for (const Reason& reason : hit.reasons) sum += reason.score;
      EXPECT_NEAR(sum, hit.score, 1e-6) << words;
    }
  }
  const auto hits = shelf.search({.words = "rollback", .explain = true});
  const Hit& first = hits->hits.front();
  ASSERT_EQ(first.reasons.size(), 1U);
  EXPECT_EQ(first.reasons[0].what, "rollback");
  EXPECT_EQ(first.reasons[0].items, 2U);
  EXPECT_EQ(first.reasons[0].fields, (std::vector<FieldId>{FieldId::Description, FieldId::Heading}));
}

TEST(Search, OverSeveralIndexesRanksAsOverOne) {
  const std::vector<Leaf>& all = company();
  const Shelf whole(all);
  const Shelf front({all[0], all[1]});
  const Shelf back({all[2], all[3], all[4]});
  const std::vector<Home> homes = {home(front.folder()), home(back.folder())};
  auto searcher = Searcher::open(homes);
  ASSERT_TRUE(searcher) << searcher.error().message;
  EXPECT_EQ(searcher->size(), all.size());
  for (const std::string words :
       {"rollback deploy error budget", "kubernetes", "kind:agent", "path:docs", "heading:poli*"})
    EXPECT_EQ(searcher->search({.words = words})->hits, whole.hits(words).hits) << words;
}

TEST(Search, TellsHowManyThereAreBeyondThePage) {
  const Shelf shelf(company());
  const auto all = shelf.search({.words = "path:agents OR kind:doc"});
  const auto page = shelf.search({.words = "path:agents OR kind:doc", .limit = 2, .offset = 1});
  ASSERT_TRUE(all && page);
  EXPECT_EQ(page->total, 4U);
  ASSERT_EQ(page->hits.size(), 2U);
  EXPECT_EQ(page->hits[0], all->hits[1]);
  EXPECT_EQ(page->hits[1], all->hits[2]);
  EXPECT_TRUE(shelf.search({.words = "deploy", .limit = 4294967295U, .offset = 4294967295U})->hits.empty());
}

TEST(Search, GivesTheStemsForSnippets) {
  const Shelf shelf(company());
  EXPECT_EQ(shelf.hits("deploying \"Rollback plan\" NOT zzz").stems,
            (std::vector<std::string>{"deploy", "plan", "rollback"}));
}

TEST(Search, NeverFailsOnPlainWords) {
  const Shelf shelf(company());
  for (const std::string_view words : {"kind:(", "\"", "a AND", "((((", "", "NOT"}) {
    const auto hits = shelf.search({.words = std::string(words), .plain = true});
    EXPECT_TRUE(hits) << words;
  }
  EXPECT_EQ(shelf.search({.words = "\"incident", .plain = true})->hits.size(), 1U);
}

TEST(Search, EndsSoonOnHostileQueries) {
  const Shelf shelf(company());
  std::string many_words;
  for (int i = 0; i < 10'000; ++i) many_words += "word" + std::to_string(i) + " ";
  std::string wildcards;
  for (int i = 0; i < 8; ++i) wildcards += "a* ";
  const std::vector<std::string> queries = {std::string(100'000, 'a'),
                                            many_words,
                                            many_words.substr(0, 60'000),
                                            wildcards,
                                            std::string(50'000, '('),
                                            std::string("\0\0\0", 3),
                                            "\xff\xfe\xc0",
                                            "\"" + std::string(60'000, ' ') + "\"",
                                            "kind:*",
                                            "path:*",
                                            "*",
                                            "\"the of\""};
  for (const std::string& query : queries)
    for (const bool plain : {false, true}) {
      const std::clock_t begin = std::clock();
      const auto hits = shelf.search({.words = query, .plain = plain});
      EXPECT_LT(std::clock() - begin, CLOCKS_PER_SEC) << query.substr(0, 40);
      EXPECT_TRUE(hits || (!plain && hits.error().code == "E-QUERY")) << query.substr(0, 40);
    }
}

TEST(Search, OrdersEqualScoresByKey) {
  std::vector<Leaf> copies;
  for (int i = 0; i < 300; ++i)
    copies.push_back({.path = std::to_string(i) + ".md", .text = "same deploy text\n"});
  const Shelf shelf(copies);
  for (const std::string_view query : {"deploy", "kind:agent", "path:*"}) {
    const auto hits = shelf.search({.words = std::string(query), .limit = 400});
    ASSERT_TRUE(hits);
    EXPECT_EQ(hits->hits.size(), 300U) << query;
    EXPECT_TRUE(std::ranges::is_sorted(hits->hits, {}, &Hit::key)) << query;
  }
}

}  // namespace
}  // namespace agentops::index::test
