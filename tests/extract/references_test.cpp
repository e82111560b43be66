#include "extract/references.h"

#include <algorithm>
#include <string>

#include <gmock/gmock.h>

#include "tests/extract/reading.h"

namespace agentops::extract {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::vector<std::string> targets(const Document& document) {
  std::vector<std::string> found;
  for (const auto& mention : document.item.mentions) found.push_back(mention.target);
  return found;
}

TEST(Mentions, PointAtTheBytesThatARewriteReplaces) {
  const std::string_view text =
      "---\nskills: [pdf-fill, xlsx]\n---\nUse the `triage` agent, then /deploy-infra; see [x](../a.md#top) and @docs/guide.md,\n"
      "`agents/one.md`, code-review, and the writer agent.\n";
  const auto document = read_one("agents/a.md", text);
  EXPECT_THAT(targets(document), ElementsAre("pdf-fill", "xlsx", "triage", "deploy-infra", "../a.md",
                                             "docs/guide.md", "agents/one.md", "code-review", "writer"));
  for (const auto& mention : document.item.mentions) EXPECT_EQ(slice(text, mention.span), mention.target);
  EXPECT_EQ(document.item.mentions[4].anchor, "top");
  EXPECT_EQ(document.item.mentions[2].wanted, Kind::Agent);
}

TEST(Mentions, AreNotUrlsRoutesOrPackages) {
  for (const std::string_view text :
       {"See https://example.com/a/b.md and [x](https://example.com/y.md).",
        "GET /users/list and /usr/bin/env", "npm i @scope/package", "[top](#top) [m](mailto:a@b.com)",
        "write to me@docs.md", "src/*.md and {name}.md", "either/or and and/or"})
    EXPECT_THAT(targets(read_one("a.md", text)), IsEmpty()) << text;
}

TEST(References, ResolveInAllTheirShapes) {
  const auto inventory = inventory_of(
      {{".claude/agents/code-reviewer.md",
        "---\nname: code-reviewer\ndescription: x\ntools: Read\n---\nYou are x.\n"},
       {".claude/agents/lead.md",
        "---\nname: lead\ndescription: x\ntools: Task\nskills: [pdf-fill]\n---\nYou are x. Ask the code-reviewer agent.\nRun /deploy-infra.\n"
        "See [guide](../../docs/guide.md#x) and @docs/guide.md.\nRead `commands/deploy-infra.md` twice.\n"},
       {".claude/commands/deploy-infra.md", "Deploy $ARGUMENTS\n"},
       {".claude/skills/pdf-fill/SKILL.md",
        "---\nname: pdf-fill\ndescription: x\n---\nRead references/forms.md\n"},
       {".claude/skills/pdf-fill/references/forms.md", "x\n"},
       {"docs/guide.md", "# Guide\n"}});
  EXPECT_THAT(references_of(inventory, ".claude/agents/lead.md"),
              ElementsAre("pdf-fill->.claude/skills/pdf-fill/SKILL.md",
                          "code-reviewer->.claude/agents/code-reviewer.md",
                          "deploy-infra->.claude/commands/deploy-infra.md",
                          "../../docs/guide.md->docs/guide.md", "docs/guide.md->docs/guide.md",
                          "commands/deploy-infra.md->.claude/commands/deploy-infra.md"));
  EXPECT_THAT(references_of(inventory, ".claude/skills/pdf-fill/SKILL.md"),
              ElementsAre("references/forms.md->.claude/skills/pdf-fill/references/forms.md"));
}

TEST(References, ReachFilesWithBlanksInTheirNames) {
  const auto inventory =
      inventory_of({{"a.md",
                     "See [x](my%20doc.md), [y](<my doc.md>), [z][z] and [w](100%25.md).\n\n"
                     "[z]: <my doc.md>\n"},
                    {"my doc.md", "# Doc\n"}});
  EXPECT_THAT(references_of(inventory, "a.md"),
              ElementsAre("100%25.md->?", "my doc.md->my doc.md", "my%20doc.md->my doc.md"));
}

TEST(References, CollectTheLinesOfEachWayToSayATarget) {
  const auto inventory =
      inventory_of({{"agents/a.md", "Ask the b-two agent.\n\nThe b-two agent knows; see [it](b-two.md).\n"},
                    {"agents/b-two.md", "x\n"}});
  EXPECT_THAT(references_of(inventory, "agents/a.md"),
              ElementsAre("b-two->agents/b-two.md", "b-two.md->agents/b-two.md"));
  EXPECT_THAT(inventory.items[0].references[0].lines, ElementsAre(1U, 3U));
  EXPECT_THAT(inventory.items[0].references[1].lines, ElementsAre(3U));
}

TEST(References, AreDeadOnlyWhenTheyClearlyMeantSomething) {
  const auto inventory = inventory_of(
      {{"agents/a.md",
        "Use the `old-helper` agent and [gone](gone.md).\nSee [code](src/x.py), [route](/api/x), /help, read-only agents, `some-name`, docs/plan.md.\n"},
       {"agents/b.md", "x\n"}});
  EXPECT_THAT(references_of(inventory, "agents/a.md"), ElementsAre("gone.md->?", "old-helper->?"));
}

TEST(References, OfCallsAreDeadWhenNothingHasTheName) {
  struct Row {
    std::string_view text;
    std::vector<std::string> references;
  };
  const Row rows[] = {
      {"Run /close-books and lock.", {"close-books->?"}},
      {"Then use `/close-books` now.", {"close-books->?"}},
      {"- Invoke /close twice", {"close->?"}},
      {"Run /review-all.", {"review-all->commands/review-all.md"}},
      {"Use /tmp, run /etc/x, call /api/x, call /health and start /bin/sh.", {}},
      {"Run /help or type /clear.", {}},
      {"Of /close-books we speak; rerun /close-books.", {}},
      {"```\nrun /close-books\n```", {}},
  };
  for (const auto& row : rows)
    EXPECT_EQ(references_of(inventory_of({{"commands/review-all.md", "x $ARGUMENTS\n"},
                                          {"docs/a.md", std::string(row.text) + "\n"}}),
                            "docs/a.md"),
              row.references)
        << row.text;
}

TEST(References, OfCallsReachDocumentsByName) {
  const auto inventory =
      inventory_of({{"finance/bank-reconciliation.md", "x\n"},
                    {"finance/close.md", "Run bank-reconciliation daily.\n"},
                    {"finance/talk.md", "The bank-reconciliation is done, run overview.\n"},
                    {"finance/overview.md", "x\n"}});
  EXPECT_THAT(references_of(inventory, "finance/close.md"),
              ElementsAre("bank-reconciliation->finance/bank-reconciliation.md"));
  EXPECT_THAT(references_of(inventory, "finance/talk.md"), IsEmpty());
}

TEST(References, ReachTheOnlyItemOfADistinctNameWhateverItIsCalled) {
  const auto inventory =
      inventory_of({{"agents/code-helper.md", "x\n"},
                    {"commands/deploy-all.md", "x $ARGUMENTS\n"},
                    {"skills/lead/SKILL.md",
                     "---\nname: lead\ndescription: x\n---\nUse the **code-helper** skill, then the "
                     "`deploy-all` skill, then the **ghost-writer** skill.\n"}});
  EXPECT_THAT(references_of(inventory, "skills/lead/SKILL.md"),
              ElementsAre("code-helper->agents/code-helper.md", "deploy-all->commands/deploy-all.md",
                          "ghost-writer->?"));
}

TEST(References, NeverComeFromPlainWordsOrOnesOwnName) {
  const auto inventory =
      inventory_of({{"agents/deploy.md", "We deploy and review daily. The deploy agent is here.\n"},
                    {"commands/review.md", "x $ARGUMENTS\n"}});
  EXPECT_THAT(references_of(inventory, "agents/deploy.md"), IsEmpty());
}

TEST(References, TakeTheNearestOfSeveralAndNoneOfEquals) {
  const auto inventory = inventory_of({{"a/agents/code-helper.md", "x\n"},
                                       {"a/agents/lead.md", "Ask the code-helper agent.\n"},
                                       {"b/agents/code-helper.md", "x\n"},
                                       {"c/agents/lead.md", "Ask the code-helper agent.\n"}});
  EXPECT_THAT(references_of(inventory, "a/agents/lead.md"),
              ElementsAre("code-helper->a/agents/code-helper.md"));
  EXPECT_THAT(references_of(inventory, "c/agents/lead.md"), IsEmpty());
}

TEST(References, ToOneOfSeveralEqualsAreNotDead) {
  const auto inventory = inventory_of(
      {{"README.md",
        "# All\n\nText.\n\n## Commands\n\n- `/count-stock` counts\n- `/order` orders\n\nAsk the `code-helper` agent.\n"},
       {"a/agents/code-helper.md", "x\n"},
       {"a/commands/order.md", "x $ARGUMENTS\n"},
       {"b/agents/code-helper.md", "x\n"},
       {"b/commands/order.md", "x $ARGUMENTS\n"}});
  EXPECT_THAT(references_of(inventory, "README.md"), ElementsAre("count-stock->?"));
}

TEST(References, NeverLeaveTheRoot) {
  EXPECT_THAT(references_of(inventory_of({{"a.md", "[x](../../etc/passwd.md)\n"}}), "a.md"), IsEmpty());
}

/// A shop's assistants, and one more text among them.
std::vector<std::string> references_in(std::string_view path, std::string_view text) {
  std::vector<std::pair<std::string, std::string>> files = {
      {"plugins/shop/agents/stock-keeper.md",
       "---\nname: shop-stock-keeper\ndescription: x\n---\nYou are x.\n"},
      {"plugins/shop/commands/count-stock.md", "---\ndescription: x\n---\nCount $ARGUMENTS\n"},
      {"plugins/shop/commands/order.md", "---\ndescription: x\n---\nOrder $ARGUMENTS\n"},
      {"plugins/shop/skills/price-lists/SKILL.md", "---\nname: price-lists\ndescription: x\n---\nRead.\n"},
      {"docs/guide.md", "# Guide\n\nText about it all.\n"},
      {std::string(path), std::string(text)}};
  std::ranges::sort(files);
  return references_of(inventory_of(files), path);
}

TEST(References, AreFoundInBoldInCodeAndBehindANamespace) {
  struct Row {
    std::string_view text;
    std::vector<std::string> references;
  };
  const std::string keeper = "plugins/shop/agents/stock-keeper.md";
  const Row rows[] = {
      {"- **price-lists** - what it costs", {"price-lists->plugins/shop/skills/price-lists/SKILL.md"}},
      {"Run **/count-stock** first.", {"count-stock->plugins/shop/commands/count-stock.md"}},
      {"```\nTask:\n  subagent_type: \"shop-stock-keeper\"\n```", {"shop-stock-keeper->" + keeper}},
      {"Use the Task tool with subagent_type=\"shop-gone-agent\".", {"shop-gone-agent->?"}},
      {"```\nsubagent_type: \"general-purpose\"\n```", {}},
      {"```\nsubagent_type: \"shop:stock-keeper\"\n```", {"shop:stock-keeper->" + keeper}},
      {"```\nsubagent_type: \"other-shop:buyer\"\n```", {}},
      {"Use `Task(subagent_type=\"other-shop:buyer\")` first.", {}},
      {"```\nsubagent_type: \"...\"\n```", {}},
      {"```\n/shop:order 3\n/shop:gone 4\n/other:gone\n```",
       {"shop:order->plugins/shop/commands/order.md", "shop:gone->?"}},
      {"| `/order` | orders |\n| `/refund <id>` | refunds |",
       {"order->plugins/shop/commands/order.md", "refund->?"}},
      {"src/**/*.md and **/*.md and *emphasis*", {}},
  };
  for (const auto& row : rows)
    EXPECT_EQ(references_in("plugins/shop/README.md", "# Shop\n\n" + std::string(row.text) + "\n"),
              row.references)
        << row.text;
}

TEST(References, BehindANamespaceAreOfThatPlugin) {
  const std::string command = "---\ndescription: x\n---\nWrite $ARGUMENTS\n";
  const auto references_to = [&](const std::string& name) {
    return references_of(inventory_of({{".claude-plugin/plugin.json", "{\"name\": \"office\"}"},
                                       {"commands/brief.md", command},
                                       {"commands/long-brief.md", command},
                                       {"docs/guide.md", "# Guide\n\nRun `/" + name + "` first.\n"},
                                       {"plugins/law/.claude-plugin/plugin.json", "{\"name\": \"law\"}"},
                                       {"plugins/law/commands/brief.md", command},
                                       {"plugins/law/commands/memo.md", command}}),
                         "docs/guide.md");
  };
  EXPECT_THAT(references_to("office:brief"), ElementsAre("office:brief->commands/brief.md"));
  EXPECT_THAT(references_to("law:brief"), ElementsAre("law:brief->plugins/law/commands/brief.md"));
  EXPECT_THAT(references_to("project:memo"), ElementsAre("project:memo->plugins/law/commands/memo.md"));
  EXPECT_THAT(references_to("other:brief"), IsEmpty());  // a common word: that of some other plugin
  EXPECT_THAT(references_to("other:long-brief"), ElementsAre("other:long-brief->commands/long-brief.md"));
  EXPECT_THAT(references_to("law:gone"), ElementsAre("law:gone->?"));
}

TEST(References, AreDeadWhereTheTextSendsItsReaderToAMissingFile) {
  const auto in_skill = [](std::string_view line) {
    return references_in("plugins/shop/skills/returns/SKILL.md",
                         "---\nname: returns\ndescription: x\n---\n" + std::string(line) + "\n");
  };
  EXPECT_THAT(in_skill("Details live in `references/details.md`."), ElementsAre("references/details.md->?"));
  EXPECT_THAT(in_skill("- Run `scripts/check.py` on it."), ElementsAre("scripts/check.py->?"));
  EXPECT_THAT(in_skill("Skills keep texts in files such as `references/details.md`."), IsEmpty());
  EXPECT_THAT(in_skill("Save what you found to `references/found.md`."), IsEmpty());
  EXPECT_THAT(in_skill("```\npython scripts/check.py\n```"), ElementsAre("scripts/check.py->?"));
  EXPECT_THAT(in_skill("```yaml\nrun: python scripts/check.py\n```"), IsEmpty());
  EXPECT_THAT(in_skill("```\nopen('scripts/check.py')\n```"), IsEmpty());
  EXPECT_THAT(in_skill("See `./references/details.md`."), ElementsAre("./references/details.md->?"));
  EXPECT_THAT(in_skill("#### strings - @rules/strings.md"), ElementsAre("rules/strings.md->?"));
  EXPECT_THAT(references_in("docs/more.md", "# More\n\nSee `docs/gone.md`, not `docs/YYYY-plan.md`.\n"),
              ElementsAre("docs/gone.md->?"));
  EXPECT_THAT(references_in("plugins/shop/agents/buyer.md",
                            "---\nname: buyer\ndescription: x\n---\nSee `docs/gone.md`.\n"),
              IsEmpty());  // it may speak of its reader's project
}

TEST(References, ListedUnderTheirKindAreMeantAsSuch) {
  struct Row {
    std::string_view text;
    std::vector<std::string> references;
  };
  const std::string lists = "price-lists->plugins/shop/skills/price-lists/SKILL.md";
  const Row rows[] = {
      {"## Three Skills\n\n- **price-lists** - costs\n- **stock-take** - counts", {lists, "stock-take->?"}},
      {"## Parts\n\n| Skill | What |\n|---|---|\n| `price-lists` | costs |\n| `returns` | x |",
       {lists, "returns->?"}},
      {"## Agents\n\n- `stock-keeper`: counts\n- `buyer`: buys\n- `general-purpose`: all",
       {"stock-keeper->plugins/shop/agents/stock-keeper.md", "buyer->?"}},
      {"## Skills\n\n- **Patience** and `grace`", {}},
      {"## Tools\n\n- **stock-take** - counts\n- `returns`", {}},
      {"## Usage\n\n```\nshop/\n├── commands/count-stock.md\n├── commands/gone.md\n└── notes/gone.md\n```",
       {"commands/count-stock.md->plugins/shop/commands/count-stock.md", "commands/gone.md->?"}},
      {"## Usage\n\n```\nyours/\n├── commands/your.md\n```", {}},
      {"## Links\n\n[x](skills/gone/) [y](skills/price-lists/) [z](gone/)",
       {"skills/gone/->?", "skills/price-lists/->plugins/shop/skills/price-lists/SKILL.md"}},
  };
  for (const auto& row : rows)
    EXPECT_EQ(references_in("plugins/shop/README.md", "# Shop\n\nText.\n\n" + std::string(row.text) + "\n"),
              row.references)
        << row.text;
}

TEST(References, ListedOnAPageMeanWhatLiesBelowIt) {
  const std::vector<std::pair<std::string, std::string>> files = {
      {"a/README.md", "# A\n\n## Skills\n\n- `pack-boxes` packs\n- `count-boxes` counts\n"},
      {"a/skills/count-boxes/SKILL.md", "---\nname: count-boxes\ndescription: x\n---\nCount.\n"},
      {"b/skills/pack-boxes/SKILL.md", "---\nname: pack-boxes\ndescription: x\n---\nPack.\n"}};
  EXPECT_THAT(references_of(inventory_of(files), "a/README.md"),
              ElementsAre("pack-boxes->?", "count-boxes->a/skills/count-boxes/SKILL.md"));
}

TEST(References, OfOneSentenceShareItsVerb) {
  const auto in_skill = [](std::string_view line) {
    return references_in("plugins/shop/skills/returns/SKILL.md",
                         "---\nname: returns\ndescription: x\n---\n" + std::string(line) + "\n");
  };
  EXPECT_THAT(in_skill("See `references/a.md`, `references/b.md`, and `references/c.md` for more."),
              ElementsAre("references/a.md->?", "references/b.md->?", "references/c.md->?"));
  EXPECT_THAT(in_skill("Save to `references/a.md` and `references/b.md`."), IsEmpty());
  EXPECT_THAT(in_skill("Package it with /ship-boxes."), ElementsAre("ship-boxes->?"));
  EXPECT_THAT(in_skill("Package it with /ship, or with /command-name."), IsEmpty());
}

TEST(References, AreNotDeadInExamplesRefusalsAndHistory) {
  const auto in_doc = [](std::string_view path, std::string_view line) {
    return references_in(path, "# Text\n\n" + std::string(line) + "\n");
  };
  EXPECT_THAT(in_doc("docs/a.md", "Example: when writing a `big-order` skill, ask."), IsEmpty());
  EXPECT_THAT(in_doc("docs/a.md", "The `big-order` skill asks."), ElementsAre("big-order->?"));
  EXPECT_THAT(in_doc("docs/a.md", "Do not use `/big-order` here."), IsEmpty());
  EXPECT_THAT(in_doc("docs/a.md", "Use the /rc4 flag, use /rc4 flag."), IsEmpty());
  EXPECT_THAT(in_doc("docs/a.md", "Then run /big-order."), ElementsAre("big-order->?"));
  EXPECT_THAT(in_doc("CHANGELOG.md", "- Added the `big-order` skill."), IsEmpty());
}

}  // namespace
}  // namespace agentops::extract
