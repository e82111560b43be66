#include "draft/lift.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/draft/invented.h"
#include "text/placeholders.h"
#include "text/yaml.h"

namespace agentops::draft {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

const DraftOptions lifting = {.lift_config = true};

/// "rates.discount=20%" for each setting.
std::vector<std::string> settings_of(const DraftedPackage& package) {
  std::vector<std::string> settings;
  for (const Lifted& lifted : package.lifted) settings.push_back(lifted.key + "=" + lifted.value);
  return settings;
}

/// A file of the package as `package install` renders it.
std::string installed(const Invented& folder, const DraftedPackage& package, const std::string& path) {
  const auto tree =
      text::read_yaml(text_in(folder, package, "config/default-settings.yaml"), "default-settings.yaml");
  EXPECT_TRUE(tree);
  return text::render(text_in(folder, package, path), text::single_values(*tree));
}

TEST(Lift, MakesATemplateOfWhatWasDoneOnce) {
  Invented folder;
  folder.agent("sorry.md", "# Sorry\n\nWe gave customer #1234 a 20% discount.\n");
  folder.literal("sorry.md", LiteralType::Record, "#1234").literal("sorry.md", LiteralType::Percent, "20%");
  folder.domain("support", {"sorry.md"});
  const Draft draft = folder.draft(lifting);
  const DraftedPackage& package = package_in(draft, "support");
  EXPECT_EQ(text_in(folder, package, "agents/sorry.md"),
            "# Sorry\n\nWe gave customer {{ settings.records.customer }} a {{ settings.rates.discount }} "
            "discount.\n");
  EXPECT_THAT(settings_of(package), ElementsAre("rates.discount=20%", "records.customer=#1234"));
  EXPECT_EQ(installed(folder, package, "agents/sorry.md"), *folder.reader()("sorry.md"));
}

/// Two agents with an amount each.
Invented two(const std::string& first, const std::string& second, const std::string& other = "$500") {
  Invented folder;
  folder.agent("a.md", "# A\n" + first + " $500 ask.\n")
      .agent("b.md", "# B\n" + second + " " + other + " ask.\n");
  folder.literal("a.md", LiteralType::Money, "$500").literal("b.md", LiteralType::Money, other);
  folder.domain("support", {"a.md", "b.md"});
  return folder;
}

TEST(Lift, GivesOneKeyToOneValueOfOneMeaning) {
  const Invented folder = two("When a refund exceeds", "For a refund of more than");
  const Draft draft = folder.draft(lifting);
  const DraftedPackage& package = package_in(draft, "support");
  EXPECT_THAT(settings_of(package), ElementsAre("limits.refund_above=$500"));
  for (const std::string path : {"agents/a.md", "agents/b.md"})
    EXPECT_THAT(text_in(folder, package, path), HasSubstr("{{ settings.limits.refund_above }}"));
}

TEST(Lift, GivesDifferentMeaningsDifferentKeys) {
  const Invented folder = two("When a refund exceeds", "With an order above");
  EXPECT_THAT(settings_of(package_in(folder.draft(lifting), "support")),
              ElementsAre("limits.order_above=$500", "limits.refund_above=$500"));
}

TEST(Lift, TellsValuesOfOneNameApartByTheirItems) {
  const Invented folder = two("When a refund exceeds", "When a refund exceeds", "$900");
  EXPECT_THAT(settings_of(package_in(folder.draft(lifting), "support")),
              ElementsAre("limits.a_refund_above=$500", "limits.b_refund_above=$900"));
}

TEST(Lift, LeavesTextsThatHoldBracesAsTheyAre) {
  Invented together;
  together.agent("a.md", "# A\nWhen a refund exceeds $500 ask.\n")
      .agent("c.md", "# C\nWrite {{ settings.limits.refund_above }}.\nAn order above $700 waits.\n");
  together.literal("a.md", LiteralType::Money, "$500").literal("c.md", LiteralType::Money, "$700");
  together.domain("support", {"a.md", "c.md"});
  const Draft both = together.draft(lifting);
  const DraftedPackage& package = package_in(both, "support");
  EXPECT_THAT(settings_of(package), ElementsAre("limits.order_above=$700"));
  for (const std::string path : {"a.md", "c.md"})
    EXPECT_EQ(installed(together, package, "agents/" + path), *together.reader()(path)) << path;
}

TEST(Lift, DropsWhatItCouldPutNowhere) {
  Invented folder;
  folder.skill("s/SKILL.md", "# S\nPost to #alerts-desk.\n");
  folder.literal("s/SKILL.md", LiteralType::Channel, "#alerts-desk");
  folder.at("s/SKILL.md").uses.literals[0].span.begin += 1;  // stands elsewhere
  folder.domain("support", {"s/SKILL.md"});
  const Draft draft = folder.draft(lifting);
  const DraftedPackage& package = package_in(draft, "support");
  EXPECT_THAT(package.lifted, IsEmpty());
  EXPECT_FALSE(package.tree.contains("config/default-settings.yaml"));
}

TEST(Lift, KeepsWhatItsOwnerSetWhenDraftedAgain) {
  const Invented folder = two("When a refund exceeds", "With an order above");
  Shelf shelf;
  shelf.put(folder, package_in(folder.draft(lifting), "support"));
  std::string& config = shelf.files.at("config/default-settings.yaml");
  config.replace(config.find("$500"), 4, "$300");
  shelf.put(folder, package_in(folder.draft(lifting), "support"));
  EXPECT_THAT(shelf.files.at("config/default-settings.yaml"), HasSubstr("$300"));
}

TEST(Lift, ReadsABlockOfCodeOnceForAllItsValues) {
  const std::string code = "a = \"ops.lan\"\nb = \"ci.lan\"\n";
  Item item;
  const PlacedItem placed{.item = &item, .path = "agents/a.md"};
  std::vector<ReadItem> items(1);
  items.front() = {
      .placed = &placed, .document = {}, .source = code, .extent = {0, 27}, .edits = {}, .lost = {}};
  items.front().document.code.push_back({.language = "python", .span = {0, 27}});
  std::vector<Lifted> settings = {
      {.key = "hosts.a", .value = "ops.lan", .places = {{.span = {5, 12}}}, .others = {}},
      {.key = "hosts.b", .value = "ci.lan", .places = {{.span = {19, 25}}}, .others = {}}};
  int readings = 0;
  const Plan plan;
  const Inventory inventory;
  const Mining mining;
  const DraftInput input{.plan = plan,
                         .inventory = inventory,
                         .mining = mining,
                         .read = {},
                         .document = {},
                         .code_values =
                             [&](const std::string&, std::string_view) {
                               ++readings;
                               return std::vector<Span>{{5, 12}, {19, 25}};
                             },
                         .options = lifting};
  lift(items, settings, {}, input);
  EXPECT_EQ(items.front().text(), "a = \"{{ settings.hosts.a }}\"\nb = \"{{ settings.hosts.b }}\"\n");
  EXPECT_EQ(readings, 1);
}

TEST(Lift, IsUndoneByADraftWithoutIt) {
  const Invented folder = two("When a refund exceeds", "With an order above");
  Shelf shelf;
  shelf.put(folder, package_in(folder.draft(lifting), "support"));
  shelf.put(folder, package_in(folder.draft(), "support"));
  EXPECT_EQ(shelf.files.at("agents/a.md"), *folder.reader()("a.md"));
  EXPECT_THAT(shelf.files.at("config/default-settings.yaml"), Not(HasSubstr("taken out")));
}

}  // namespace
}  // namespace agentops::draft
