// What a project changes of a package: read, merged and put into what is deployed.

#include "package/overrides.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "package/deploy.h"
#include "package/layout.h"
#include "package/standing_validations.h"
#include "tests/package/trees.h"
#include "text/hash.h"
#include "text/yaml.h"

namespace agentops::package {
namespace {

using testing::HasSubstr;

constexpr std::string_view manifest =
    "name: support\nversion: 1.0.0\nagents: [agents/a.md]\nworkflows: [workflows/w.md]\n"
    "config: { defaults: config/d.yaml, validation_rules: config/v.yaml }\n";

FileTree files() {
  return tree(
      {{"package.yaml", std::string(manifest)},
       {"agents/a.md", "---\nname: a\nmodel: haiku\n---\n# A\n\nStop at {{ settings.limits.amount }}.\n"},
       {"workflows/w.md", "# W\n\n1. Ask [a](../agents/a.md).\n"},
       {"config/d.yaml", "limits:\n  amount: $200\n  days: 3\nhosts: [a, b]\nowner:\n"},
       {"config/v.yaml", "rules:\n  - id: short\n    max_tokens: 900\n"}});
}

Package package_of(const FileTree& files) {
  auto package = read_package(files, "support");
  EXPECT_TRUE(package) << package.error().message;
  return *std::move(package);
}

/// The package with `yaml` as its overrides, and `local` as the project's files.
Installed localized(std::string_view yaml, FileTree local = {}, const FileTree& from = files()) {
  const std::string path = overrides_path("support");
  auto overrides = read_overrides(yaml, path);
  EXPECT_TRUE(overrides) << overrides.error().message;
  return {.package = package_of(from),
          .target = Target::Generic,
          .local = {.path = path, .overrides = overrides.value_or(Overrides{}), .files = std::move(local)}};
}

std::string text_at(const Deployment& deployed, const std::string& path) {
  const auto file = deployed.find(path);
  return file == deployed.end() ? "(nothing)" : std::get<std::string>(file->second.file.content);
}

std::string deployed_text(const Installed& installed, const std::string& path) {
  const auto deployed = deployment({installed});
  return deployed ? text_at(*deployed, path) : deployed.error().code + " " + deployed.error().message;
}

TEST(Overrides, ReadTheBriefsExample) {
  const auto read = read_overrides(
      "# Customizations for this specific deployment\n\nconfig:\n  escalation_threshold: $500\n\n"
      "  custom_validations:\n    - require_satisfaction_check: true\n    - enforce_follow_up: true\n\n"
      "agents:\n  custom_agents:\n    - local/agents/vip-customer-handler.md\n\n"
      "workflows:\n  disabled:\n    - workflows/proactive-outreach.md\n",
      "x");
  ASSERT_TRUE(read) << read.error().message;
  EXPECT_EQ(read->settings, (Map{{"escalation_threshold", "$500"}}));
  EXPECT_EQ(read->validations, (Map{{"require_satisfaction_check", true}, {"enforce_follow_up", true}}));
  EXPECT_EQ(read->added, (std::vector<AddedItem>{{"agents", {"local/agents/vip-customer-handler.md", 12}}}));
  EXPECT_EQ(read->disabled, (std::vector<WrittenPath>{{"workflows/proactive-outreach.md", 16}}));
}

struct Refused {
  std::string_view yaml;
  std::string_view message;
  std::string_view hint;
  std::uint32_t line;
};

TEST(Overrides, AreRefusedWithLineAndRemedy) {
  const Refused table[] = {
      {"confg:\n  a: 1\n", "unknown key `confg`", "did you mean `config`?", 2},
      {"agents:\n  custom_agnts: []\n", "unknown key `custom_agnts`", "did you mean `custom_agents`?", 2},
      {"agents:\n  disabled: agents/a.md\n", "`disabled` is not a list", "lines below", 2},
      {"agents:\n  disabled: [../a.md]\n", "leaves the package", "name a file", 2},
      {"agents:\n  patch:\n    agents/a.md: { against: 12 }\n", "`against` is no digest", "64 digits", 3},
      {"config:\n  custom_validations:\n    - 1\n", "an entry is not one rule", "as in", 3},
      {"- a\n", "it is no map", "config:", 1},
  };
  for (const auto& [yaml, message, hint, line] : table) {
    const auto read = read_overrides(yaml, "packages/support.local.yaml");
    ASSERT_FALSE(read) << yaml;
    EXPECT_EQ(read.error().kind, ErrorKind::Unsafe) << yaml;
    EXPECT_THAT(read.error().message, HasSubstr(message));
    EXPECT_THAT(read.error().hint, HasSubstr(hint));
    EXPECT_EQ(read.error().where.line, line) << yaml;
  }
}

TEST(Overrides, ThatFitNothingAreRefusedWithLineAndRemedy) {
  const Refused table[] = {
      {"config:\n  limits:\n    amont: $5\n", "`limits.amont` is no setting of support",
       "did you mean limits.amount?", 3},
      {"config:\n  limits: { amount: 500 }\n",
       "`limits.amount` is integer here and text in packages/support/config/d.yaml:2", "write it in quotes",
       2},
      {"config: { hosts: a }\n", "`hosts` is text here and list in packages/support/config/d.yaml:4",
       "type list", 1},
      {"workflows:\n  disabled: [workflows/x.md]\n", "support has no item `workflows/x.md`",
       "did you mean workflows/w.md?", 2},
      {"config:\n  custom_validations: [{ shrt: off }]\n", "support has no validation `shrt`",
       "did you mean short?", 2},
      {"config:\n  custom_validations:\n    - short: ten\n", "`short` is `ten` here", "a number above 0", 3},
      {"config:\n  custom_validations:\n    - short: 0\n", "`short` is `0` here", "a number above 0", 3},
  };
  for (const auto& [yaml, message, hint, line] : table) {
    const auto deployed = deployment({localized(yaml)});
    ASSERT_FALSE(deployed) << yaml;
    EXPECT_EQ(deployed.error().message.find(message), 0U) << deployed.error().message;
    EXPECT_THAT(deployed.error().hint, HasSubstr(hint));
    EXPECT_EQ(deployed.error().where.path, "packages/support.local.yaml");
    EXPECT_EQ(deployed.error().where.line, line) << yaml;
  }
}

TEST(Overrides, FillInSettingsOfTheirOwn) {
  EXPECT_THAT(deployed_text(localized(""), "agents/a.md"), HasSubstr("Stop at $200."));
  const auto changed = localized("config: { limits: { amount: $500 } }\n");
  EXPECT_THAT(deployed_text(changed, "agents/a.md"), HasSubstr("Stop at $500."));
  EXPECT_THAT(deployed_text(changed, "config/agentops.yaml"),
              HasSubstr("    amount: \"$500\"\n    days: 3\n"));
}

TEST(Overrides, TakeSettingsOut) {
  const auto without = localized("config: { limits: { amount: null } }\n");
  EXPECT_THAT(deployed_text(without, "agents/a.md"), HasSubstr("{{ settings.limits.amount }}"));
}

TEST(Overrides, DisableAndAddItems) {
  const auto changed =
      localized("agents: { custom_agents: [local/vip.md] }\nworkflows: { disabled: [workflows/w.md] }\n",
                tree({{"local/vip.md", "# VIP {{ settings.limits.days }}\n"}}));
  EXPECT_EQ(deployed_text(changed, "agents/vip.md"), "# VIP 3\n");
  EXPECT_EQ(deployed_text(changed, "workflows/w.md"), "(nothing)");
}

TEST(Overrides, PatchFrontmatterAndAppend) {
  const auto changed = localized(
      "agents: { patch: { agents/a.md: { frontmatter: { model: opus, tools: [Read] }, append: local/n.md } } }\n",
      tree({{"local/n.md", "See [w](../packages/support/workflows/w.md), {{ settings.limits.amount }}.\n"}}));
  EXPECT_EQ(deployed_text(changed, "agents/a.md"),
            "---\nname: a\nmodel: opus\ntools:\n  - Read\n---\n# A\n\nStop at $200.\n"
            "See [w](../workflows/w.md), $200.\n");
}

constexpr std::string_view edited =
    "agents: { patch: { agents/a.md: { text: packages/support.local/y.md, base: packages/support.local/b.md } } }\n";

FileTree edit_of(const std::string& base, const std::string& yours) {
  return tree({{"packages/support.local/y.md", yours}, {"packages/support.local/b.md", base}});
}

TEST(Overrides, CarryAnEditThroughAnUpdate) {
  const std::string base = deployed_text(localized(""), "agents/a.md");
  const std::string yours = base + "Our own line.\n";
  EXPECT_EQ(deployed_text(localized(edited, edit_of(base, yours)), "agents/a.md"), yours);

  FileTree next = files();
  next["agents/a.md"].content =
      "---\nname: a\nmodel: sonnet\n---\n# A\n\nStop at {{ settings.limits.amount }}.\n";
  EXPECT_EQ(deployed_text(localized(edited, edit_of(base, yours), next), "agents/a.md"),
            "---\nname: a\nmodel: sonnet\n---\n# A\n\nStop at $200.\nOur own line.\n");
}

TEST(Overrides, KeepAnEditThatClashesAndShowAllThreeTexts) {
  const std::string base = deployed_text(localized(""), "agents/a.md");
  const std::string yours = "---\nname: a\nmodel: haiku\n---\n# A\n\nNever stop.\n";
  FileTree next = files();
  next["agents/a.md"].content = "---\nname: a\nmodel: haiku\n---\n# A\n\nStop at once.\n";
  const auto deployed = deployment({localized(edited, edit_of(base, yours), next)});
  ASSERT_TRUE(deployed) << deployed.error().message;
  EXPECT_EQ(text_at(*deployed, "agents/a.md"), yours);
  const auto& stale = deployed->at("agents/a.md").stale;
  ASSERT_TRUE(stale);
  EXPECT_EQ(stale->place, (Place{"packages/support.local.yaml", 1, 1}));
  EXPECT_EQ(stale->clashes,
            (std::vector<text::Clash>{{"Stop at $200.\n", "Never stop.\n", "Stop at once.\n"}}));
}

TEST(Overrides, TellThatTheTextUnderThemChanged) {
  const std::string yaml =
      "agents: { patch: { agents/a.md: { against: " + text::digest_text(text::sha256("old")) +
      ", append: local/n.md } } }\n";
  const auto deployed = deployment({localized(yaml, tree({{"local/n.md", "More.\n"}}))});
  ASSERT_TRUE(deployed);
  ASSERT_TRUE(deployed->at("agents/a.md").stale);
  EXPECT_TRUE(deployed->at("agents/a.md").stale->clashes.empty());
  EXPECT_THAT(text_at(*deployed, "agents/a.md"), HasSubstr("More.\n"));
}

TEST(Overrides, AdjustValidations) {
  const auto read = read_overrides("config: { custom_validations: [{ short: 100 }] }\n", "x");
  ASSERT_TRUE(read);
  const auto package = package_of(files());
  const auto changed = with_validations(package.files, package.manifest, *read);
  EXPECT_EQ(*text::read_yaml(std::get<std::string>(changed.at("config/v.yaml").content), ""),
            Value(Map{{"rules", List{Map{{"id", "short"}, {"max_tokens", 100}, {"enabled", true}}}}}));
}

/// What the items of `installed` do not keep: "path:line message" lines.
std::string broken(const Installed& installed, const std::string& asked = "support") {
  const auto deployed = deployment({installed});
  EXPECT_TRUE(deployed) << deployed.error().message;
  const ReadFacts read = [](const FileTree& files, const Manifest&) {
    return [&files](const std::string& path) {
      return ItemFacts{
          .sections = {}, .tokens = static_cast<std::uint32_t>(bytes_of(files.at(path)).size()), .dead = {}};
    };
  };
  std::string lines;
  for (const Finding& finding : standing_validations({installed}, *deployed, {asked}, read))
    lines += finding.place.path + " " + finding.message + "\n";
  return lines;
}

TEST(Overrides, AreHeldToTheRulesAsTheProjectHasThem) {
  const std::string shorter = "config: { custom_validations: [{ short: 20 }] }\n";
  const std::string a = "agents/a.md short: it has about 48 tokens, and 20 are allowed\n";
  const std::string w = "workflows/w.md short: it has about 33 tokens, and 20 are allowed\n";
  EXPECT_EQ(broken(localized(shorter)), a + w);
  EXPECT_EQ(broken(localized(shorter), "core"), "") << "nobody asked";
  EXPECT_EQ(broken(localized("config: { custom_validations: [{ short: false }] }\n")), "");
}

TEST(Overrides, AreCheckedOnWhatThePatchesAndTheProjectMakeOfThePackage) {
  const FileTree local =
      tree({{"local/vip.md", std::string(1000, 'x')}, {"local/n.md", std::string(950, 'y')}});
  EXPECT_EQ(broken(localized("agents: { custom_agents: [local/vip.md], disabled: [agents/a.md] }\n", local)),
            "agents/vip.md short: it has about 1000 tokens, and 900 are allowed\n");
  auto patched = localized("agents: { patch: { agents/a.md: { append: local/n.md } } }\n", local);
  patched.target = Target::Claude;
  EXPECT_THAT(broken(patched), testing::StartsWith(".claude/agents/a.md short: it has about "));
}

// --- Configuration

TEST(Configuration, SaysWhoSetWhat) {
  const Layer layers[] = {{.by = "sales",
                           .path = "packages/sales/c.yaml",
                           .values = {{"limits", Map{{"days", 5}}}},
                           .is_package = true},
                          {.by = "--set", .path = "", .values = {{"owner", "Ada"}}}};
  const auto configured = configure(package_of(files()), layers);
  ASSERT_TRUE(configured) << configured.error().message;
  std::vector<std::string> lines;
  for (const Setting& setting : configured->settings) lines.push_back(setting.key + " by " + setting.by);
  EXPECT_THAT(lines, testing::ElementsAre("limits.amount by ", "limits.days by sales", "hosts by ",
                                          "owner by --set"));
  EXPECT_EQ(configured->settings[1].declared, (Place{"packages/support/config/d.yaml", 3, 1}));
  EXPECT_EQ(*Value(configured->tree).find("owner"), Value("Ada"));
}

TEST(Configuration, LetsPackagesDisagreeOnlyUntilTheProjectDecides) {
  const auto says = [](std::string who, int days) {
    return Layer{
        .by = std::move(who), .path = "x", .values = {{"limits", Map{{"days", days}}}}, .is_package = true};
  };
  const auto refused = configure(package_of(files()), std::vector{says("a", 4), says("b", 5)});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, ErrorKind::Conflict);
  Layer project = says("project", 6);
  project.is_package = false;
  const auto decided = configure(package_of(files()), std::vector{says("a", 4), says("b", 5), project});
  ASSERT_TRUE(decided);
  EXPECT_EQ(decided->settings[1].value, Value(6));
}

TEST(Configuration, TakesWordsForTheTypeAtHand) {
  EXPECT_EQ(value_like(Value("$5"), "007"), Value("007"));
  EXPECT_EQ(value_like(Value(5), "7"), Value(7));
  EXPECT_EQ(value_like(Value(5), "seven"), std::nullopt);
  EXPECT_EQ(value_like(Value(1.5), "2"), Value(2));
  EXPECT_EQ(value_like(Value(List{}), "[a, b]"), Value(List{"a", "b"}));
  EXPECT_EQ(value_like(Value(), "true"), Value(true));
}

}  // namespace
}  // namespace agentops::package
