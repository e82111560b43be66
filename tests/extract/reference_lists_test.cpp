#include <string>

#include <gmock/gmock.h>

#include "extract/references.h"
#include "tests/extract/reading.h"

namespace agentops::extract {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

struct Row {
  std::string_view text;
  std::vector<std::string> references;
};

const std::string ovens = "skills/clean-ovens/SKILL.md";

/// What a skill of a bakery refers to: `text` below its frontmatter, to which `meta` is added.
std::vector<std::string> references_in_skill(std::string_view text, std::string_view meta = "") {
  std::vector<std::pair<std::string, std::string>> files = {
      {"agents/dough-keeper.md", "---\nname: dough-keeper\ndescription: x\n---\nYou are x.\n"},
      {"commands/count-loaves.md", "---\ndescription: x\n---\nCount $ARGUMENTS\n"},
      {ovens, "---\nname: clean-ovens\ndescription: x\n---\nClean.\n"},
      {"skills/proofing/SKILL.md", "---\nname: proofing\ndescription: x\n---\nWait.\n"},
      {"skills/rolls/SKILL.md",
       "---\nname: rolls\n" + std::string(meta) + "---\n# Rolls\n\nText.\n\n" + std::string(text) + "\n"},
      {"skills/rolls/assets/forms/old/list.md", "x\n"},
      {"skills/rolls/assets/forms/order.md", "x\n"},
      {"skills/rolls/references/flour.md", "x\n"}};
  return references_of(inventory_of(files), "skills/rolls/SKILL.md");
}

TEST(References, UnderTheNameOfAFolderAreItsFiles) {
  const Row rows[] = {
      {"### references/\n\n- `flour.md`: kinds\n- **yeast.md** - kinds",
       {"flour.md->skills/rolls/references/flour.md", "yeast.md->?"}},
      {"## Scripts (`scripts/`)\n\n- `weigh.rb` weighs", {"weigh.rb->?"}},
      {"### assets/\n\n- `label.docx`\n- `forms/`\n- `boxes/`", {"label.docx->?", "boxes/->?"}},
      {"### assets/\n\n- `order.md`\n- `old/`\n- `gone.md`",
       {"order.md->skills/rolls/assets/forms/order.md", "gone.md->?"}},
      {"Complete ones are in `examples/`:\n\n- `monday.tex`", {"monday.tex->?"}},
      {"### Usage\n\n- `label.docx`\n- `boxes/`", {}},
      {"### assets/\n\n- [`label.docx`](https://example.com/label.docx)\n- Say what `order.docx` is", {}},
  };
  for (const auto& row : rows) EXPECT_EQ(references_in_skill(row.text), row.references) << row.text;
}

TEST(References, InADrawnTreeAreFilesOfTheSkillWhenItIsItsOwn) {
  const Row rows[] = {
      {"```\nrolls/\n├── SKILL.md\n├── references/   # kinds\n│   ├── flour.md   What flour is\n│   │              and is not\n"
       "│   └── yeast.md\n└── assets/\n    └── forms/\n        └── order.md\n```",
       {"references/flour.md->skills/rolls/references/flour.md", "references/yeast.md->?",
        "assets/forms/order.md->skills/rolls/assets/forms/order.md"}},
      {"```\nscripts/\n├── weigh.py    weighs\n└── knead.mjs   kneads\n```",
       {"scripts/weigh.py->?", "scripts/knead.mjs->?"}},
      {"```text\nskills/rolls\n|-- SKILL.md\n|-- scripts\n|   `-- weigh.py\n`-- <name>.md\n```",
       {"scripts/weigh.py->?"}},
      {"```\nrolls/\n└── package.json\n```", {}},
      {"```\nyour-skill/\n├── SKILL.md\n└── scripts/\n    └── weigh.py\n```", {}},
      {"```\nbakery/\n└── scripts/\n    └── weigh.py\nREADME.md\n```", {}},
      {"```\nscripts/\nweigh.py\n```", {}},
  };
  for (const auto& row : rows) EXPECT_EQ(references_in_skill(row.text), row.references) << row.text;
}

TEST(References, BelowALongNameInADrawnTreeAreNone) {
  std::string tree = "```\nscripts/\n├── weigh.py\n└── " + std::string(60'000, 'x') + "/\n";
  for (unsigned i = 0; i < 50'000; ++i) tree += "    ├── a.py\n";
  EXPECT_THAT(references_in_skill(tree + "```"), ElementsAre("scripts/weigh.py->?"));
}

TEST(References, AreFoundInLinearTimeInOneLine) {
  std::string names = "## Works with these skills\n\n- ";
  for (unsigned i = 0; i < 100'000; ++i) names += "`no-oven` ";
  EXPECT_THAT(references_in_skill(names + "`clean-ovens`"),
              ElementsAre("clean-ovens->" + ovens, "no-oven->?"));
  std::string slashes = "```\n" + std::string(500'000, ' ');
  for (unsigned i = 0; i < 50'000; ++i) slashes += "/no-oven ";
  EXPECT_THAT(references_in_skill(slashes + "/clean-ovens\n```"), ElementsAre("clean-ovens->" + ovens));
}

TEST(References, ACommonWordIsNoNameInAFolderOfManyItems) {
  const auto references_among = [](int others) {
    std::vector<std::pair<std::string, std::string>> files = {
        {"rolls.md", "---\nname: rolls\ndescription: x\n---\nThen `weigh` and see `weigh-flour`.\n"},
        {"weigh.md", "---\nname: weigh\ndescription: x\n---\nWeigh.\n"},
        {"weigh-flour.md", "---\nname: weigh-flour\ndescription: x\n---\nWeigh.\n"}};
    for (int i = 0; i < others; ++i) {
      const auto name = "bread-" + std::to_string(i);
      files.emplace_back(name + ".md", "---\nname: " + name + "\ndescription: x\n---\nBake.\n");
    }
    return references_of(inventory_of(files), "rolls.md");
  };
  EXPECT_THAT(references_among(3), ElementsAre("weigh->weigh.md", "weigh-flour->weigh-flour.md"));
  EXPECT_THAT(references_among(300), ElementsAre("weigh-flour->weigh-flour.md"));
}

TEST(References, ARouteOfAWebServiceIsNoCommand) {
  EXPECT_THAT(references_in_skill("Ask `GET /count-loaves` first."), IsEmpty());
  EXPECT_THAT(references_in_skill("Run `/count-loaves` first."),
              ElementsAre("count-loaves->commands/count-loaves.md"));
}

TEST(References, OfAWebServiceOrACompoundAreNoNames) {
  const auto references_of_text = [](const std::string& text) {
    return references_of(
        inventory_of({{"auth.md", "---\nname: auth\ndescription: x\n---\nSign in.\n"},
                      {"open-source.md", "---\nname: open-source\ndescription: x\n---\nPublish.\n"},
                      {"rolls.md", "---\nname: rolls\ndescription: x\n---\n" + text + "\n"}}),
        "rolls.md");
  };
  EXPECT_THAT(references_of_text("Ask the /auth endpoint of an open-source library."), IsEmpty());
  EXPECT_THAT(references_of_text("Type /auth and use the `open-source` skill."),
              ElementsAre("auth->auth.md", "open-source->open-source.md"));
}

TEST(References, ToOtherSkillsBelowTheirHeadingNeedNotBeginTheEntry) {
  EXPECT_THAT(references_in_skill("## Boundaries with other skills\n\n- Use **`bake-bread`** for loaves"),
              ElementsAre("bake-bread->?"));
  EXPECT_THAT(references_in_skill("## Boundaries\n\n- Use **`bake-bread`** for loaves"), IsEmpty());
}

TEST(References, UnderTheNameOfAFolderNeedNotBeThereWhenTheTextIsNoSkill) {
  const auto inventory =
      inventory_of({{"docs/a.md", "# A\n\nText.\n\n## scripts/\n\n- `weigh.rb` weighs\n"}});
  EXPECT_THAT(references_of(inventory, "docs/a.md"), IsEmpty());
}

TEST(References, ToFilesOfTheSkillAreMeantInBoldBehindALabelAndWithoutQuotes) {
  const Row rows[] = {
      {"- **references/yeast.md**: kinds", {"references/yeast.md->?"}},
      {"- **Yeast**: `references/yeast.md` has its kinds", {"references/yeast.md->?"}},
      {"- Follow references/yeast.md here", {"references/yeast.md->?"}},
      {"See `assets/a.docx` and `assets/b.xlsx`.", {"assets/a.docx->?", "assets/b.xlsx->?"}},
      {"- **Example**: `references/yeast.md` has kinds", {}},
      {"Write what you found to references/yeast.md", {}},
      {"- Run scripts/weigh.py first", {}},  // without quotes it may be a script of the reader's
  };
  for (const auto& row : rows) EXPECT_EQ(references_in_skill(row.text), row.references) << row.text;
}

TEST(References, ThatClimbOutOfTheFolderAreMeant) {
  EXPECT_THAT(references_in_skill("Read `../clean-ovens/SKILL.md` first."),
              ElementsAre("../clean-ovens/SKILL.md->" + ovens));
  EXPECT_THAT(references_in_skill("Read `../gone/SKILL.md` first."), ElementsAre("../gone/SKILL.md->?"));
}

TEST(References, InListsOfItemsTakeTitlesSeveralNamesAndPlainWords) {
  const Row rows[] = {
      {"## Related Skills\n\n- **Clean Ovens** - daily", {"Clean Ovens->" + ovens}},
      {"**Related Skills**:\n- **Clean Ovens** - daily\n- **Paint Ovens** - never",
       {"Clean Ovens->" + ovens}},
      {"## Related Skills\n\n- **proofing**: when it is to rise\n- **patience**: always",
       {"proofing->skills/proofing/SKILL.md"}},
      {"## Other skills\n\n- **old-rolls / clean-ovens** - daily", {"clean-ovens->" + ovens}},
      {"**Agent 1: dough-keeper**", {"dough-keeper->agents/dough-keeper.md"}},
      {"#### Skills to Invoke\n\n- `clean-ovens` - daily\n- `light-ovens` - daily",
       {"clean-ovens->" + ovens, "light-ovens->?"}},
      {"## Related Skills\n\nWorks well with: `clean-ovens`, `light-ovens`",
       {"clean-ovens->" + ovens, "light-ovens->?"}},
      {"## Related Skills\n\n- `dough-keeper` - keeps", {"dough-keeper->agents/dough-keeper.md"}},
      {"Ask these agents:\n\n- `oven-keeper` - keeps", {}},
      {"Tell **all about clean-ovens** and **/x**.", {}},
  };
  for (const auto& row : rows) EXPECT_EQ(references_in_skill(row.text), row.references) << row.text;
}

TEST(References, StandInDescriptionsThatHandOver) {
  const auto with = [](std::string_view description) {
    return references_in_skill("", "description: " + std::string(description) + "\n");
  };
  EXPECT_THAT(with("Bake rolls. For dirt, see clean-ovens."), ElementsAre("clean-ovens->" + ovens));
  EXPECT_THAT(with("Bake rolls (use the dough-keeper agent for dough)."),
              ElementsAre("dough-keeper->agents/dough-keeper.md"));
  EXPECT_THAT(with(">-\n  Bake rolls; not for dirt\n  (use clean-ovens)."),
              ElementsAre("clean-ovens->" + ovens));
  EXPECT_THAT(with("Bake rolls in a clean-ovens kind of way, from references/yeast.md."), IsEmpty());
  EXPECT_THAT(with("Bake rolls. For boxes, see pack-boxes."), IsEmpty());
}

TEST(References, AreNoPackagesThatACodeNeeds) {
  EXPECT_THAT(references_in_skill("", "dependencies: [clean-ovens, numbers, letters]\n"), IsEmpty());
  EXPECT_THAT(references_in_skill("", "dependencies: [rolls, proofing]\n"), IsEmpty());
  EXPECT_THAT(references_in_skill("", "dependencies: [clean-ovens, proofing, gone]\n"),
              ElementsAre("clean-ovens->" + ovens, "proofing->skills/proofing/SKILL.md"));
}

TEST(References, AreNoSwitchesOfPrograms) {
  EXPECT_THAT(references_in_skill("```\nopen /door:wide /skills:gone\n```"), IsEmpty());
  EXPECT_THAT(references_in_skill("```\n/skills:gone 3\n```"), ElementsAre("skills:gone->?"));
  EXPECT_THAT(references_in_skill("The commands `/count-<what>` and `/count-*` count."), IsEmpty());
}

}  // namespace
}  // namespace agentops::extract
