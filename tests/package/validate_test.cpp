#include "package/validate.h"

#include <algorithm>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "package/contents.h"
#include "tests/package/trees.h"

namespace agentops::package {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::IsSupersetOf;

/// "error AO502 package.yaml:7 agents/b.md is listed ..."
std::vector<std::string> lines_of(const std::vector<Finding>& findings) {
  constexpr std::string_view names[] = {"note", "warning", "error"};
  std::vector<std::string> lines;
  for (const auto& finding : findings) {
    EXPECT_FALSE(finding.fix.empty()) << finding.message;
    lines.push_back(fmt::format("{} {} {}:{} {}", names[static_cast<std::size_t>(finding.severity)],
                                finding.rule, finding.place.path, finding.place.line, finding.message));
  }
  return lines;
}

TEST(Validate, FindsLinksIntoPackagesThatAreNoDependencies) {
  const std::string head = "name: support\nversion: 0.1.0\ndescription: x\nlicense: MIT\n";
  const std::string links =
      "# A\n\n[p](../../core/patterns/p.md), [i](../../billing/agents/i.md) and [j](../../billing/agents/j.md).\n"
      "[own](../docs/x.md) [away](../../../x/y.md) `[code](../../lost/x.md)`\n";
  const auto crossed = [&](const std::string& manifest) {
    std::vector<std::string> found;
    for (const auto& line : lines_of(validate(tree({{"package.yaml", manifest}, {"agents/a.md", links}}))))
      if (line.contains("AO305")) found.push_back(line);
    return found;
  };
  EXPECT_THAT(
      crossed(head + "dependencies:\n  - core@^0.1\n"),
      ElementsAre(
          "warning AO305 agents/a.md:3 links to billing/agents/i.md, which is no dependency of support"));
  EXPECT_THAT(crossed(head + "dependencies:\n  - core@^0.1\n  - billing@^1.0\n"), IsEmpty());
  EXPECT_THAT(crossed("name: Our Support\nversion: 0.1.0\ndescription: x\n"), IsEmpty())
      << "a name that is none makes no folder foreign";
}

FileTree whole_package() {
  return tree({{"package.yaml",
                "name: core\nversion: 0.1.0\ndescription: Patterns\nlicense: MIT\n"
                "agents:\n  - agents/a.md\nskills:\n  - skills/s/SKILL.md\n  - skills/t\n"
                "config:\n  defaults: config/d.yaml\ndocumentation:\n  start: docs/start.md\n"},
               {"agents/a.md", "# A\nSearch for TODO and fill in ________.\n"},
               {"skills/s/SKILL.md", "# S\n"},
               {"skills/s/notes.md", "# N\n"},
               {"skills/t/SKILL.md", "# T\n"},
               {"config/d.yaml", "limit: 5\n"},
               {"docs/start.md", "# Start\n"},
               {"README.md", "# Core\n"},
               {"LICENSE", "MIT\n"},
               {".draft/provenance.yaml", "x: 1\n"}});
}

TEST(Validate, HasNothingToSayAboutAWholePackage) {
  EXPECT_THAT(lines_of(validate(whole_package())), IsEmpty());
  EXPECT_THAT(lines_of(validate(whole_package(), Gate::Publish)),
              ElementsAre("note AO511 package.yaml:0 nothing says where the package lives"));
}

TEST(Validate, WarnsOfOnePackageForEverything) {
  FileTree folder = whole_package();
  std::string manifest = "name: core\nversion: 0.1.0\nlicense: MIT\nagents:\n";
  for (int i = 0; i <= 100; ++i) manifest += fmt::format("  - agents/{}.md\n", i);
  folder["package.yaml"].content = manifest;
  EXPECT_THAT(
      lines_of(validate(folder)),
      Contains(
          "warning AO509 package.yaml:0 101 items in one package: who wants one of them has to take all"));
}

TEST(Validate, WarnsOfSettingsThatNothingDeclares) {
  FileTree folder = whole_package();
  folder["config/limits.yaml"].content = "limits:\n  amount: $5\n  days:\n";
  folder["package.yaml"].content =
      "name: core\nversion: 0.1.0\nlicense: MIT\nagents:\n  - agents/a.md\nconfig:\n  limits: config/limits.yaml\n";
  folder["agents/a.md"].content =
      "{{ settings.limits.amount }} {{ settings.limits.amounts }}\n\n{{ settings.limits.amou }} {{ x }}\n{{ settings.limits.days }}\n";
  EXPECT_THAT(lines_of(validate(folder)),
              IsSupersetOf({"warning AO512 agents/a.md:1 {{ settings.limits.amounts }} is declared nowhere",
                            "warning AO512 agents/a.md:3 {{ settings.limits.amou }} is declared nowhere",
                            "warning AO512 agents/a.md:4 {{ settings.limits.days }} has no value"}));
}

TEST(Validate, TakesLinearTimeOnManySettingsAndLinks) {
  FileTree folder = whole_package();
  std::string text;
  for (int i = 0; i < 20'000; ++i)
    text += fmt::format("{{{{ settings.key_{} }}}} [other](../../other-{}/./agents/a.md)\n", i, i);
  folder["agents/a.md"].content = text;
  const auto findings = validate(folder);
  EXPECT_EQ(std::ranges::count(findings, "AO512", &Finding::rule), 20'000);
  EXPECT_EQ(std::ranges::count(findings, "AO305", &Finding::rule), 20'000);
}

TEST(Validate, FindsEachPlantedFault) {
  struct {
    std::string_view what;
    std::function<void(FileTree&)> plant;
    std::vector<std::string> found;
  } const cases[] = {
      {"no manifest",
       [](FileTree& t) { t.erase("package.yaml"); },
       {"error AO501 package.yaml:0 there is no package.yaml"}},
      {"missing file",
       [](FileTree& t) { t.erase("agents/a.md"); },
       {"error AO502 package.yaml:6 agents/a.md is listed under `agents` and not there"}},
      {"missing skill",
       [](FileTree& t) { t.erase("skills/t/SKILL.md"); },
       {"error AO502 package.yaml:9 skills/t is listed under `skills` and not there"}},
      {"unlisted",
       [](FileTree& t) {
         t["agents/b.md"].content = "# B\n";
         t["docs/more.md"].content = "# More\n";
         t["notes.txt"].content = "x\n";
         t["skills/u/SKILL.md"].content = "# U\n";
       },
       {"warning AO503 agents/b.md:0 is not listed in package.yaml",
        "warning AO503 docs/more.md:0 is not listed in package.yaml",
        "warning AO503 notes.txt:0 lies in none of the package's folders",
        "warning AO503 skills/u/SKILL.md:0 is not listed in package.yaml"}},
      {"no readme",
       [](FileTree& t) { t["README.md"].content = " \n"; },
       {"warning AO506 README.md:0 there is no README, or it is empty"}},
      {"empty documentation",
       [](FileTree& t) { t["docs/start.md"].content = ""; },
       {"warning AO506 docs/start.md:0 is empty"}},
      {"blanks",
       [](FileTree& t) {
         t["README.md"].content = "# Core\nOwns ________.\n";
         t["config/d.yaml"].content = "limit: TODO  # ask\nname: TODOs\n";
       },
       {"warning AO510 README.md:2 a blank is left", "warning AO510 config/d.yaml:1 a blank is left"}},
      {"script",
       [](FileTree& t) { t["skills/s/notes.md"].executable = true; },
       {"warning AO704 skills/s/notes.md:0 is executable; agentops never runs it"}},
      {"program",
       [](FileTree& t) {
         t["skills/s/tool"].content =
             "\x7f"
             "ELF";
       },
       {"error AO704 skills/s/tool:0 a native program (Linux); packages hold text"}},
      {"reserved",
       [](FileTree& t) { t["skills/s/.env"].content = "x"; },
       {"error AO703 skills/s/.env:0 `.env` would take effect where it lands"}},
      {"same name",
       [](FileTree& t) { t["skills/s/NOTES.md"].content = "x"; },
       {"error AO703 skills/s/notes.md:0 another file has the same name on some systems"}},
  };
  for (const auto& [what, plant, found] : cases) {
    FileTree folder = whole_package();
    plant(folder);
    EXPECT_EQ(lines_of(validate(folder)), found) << what;
  }
}

TEST(Validate, ReadsTheManifestWhole) {
  FileTree folder = whole_package();
  folder["package.yaml"].content = "name: Core\nversion: 1\nlicense: TODO\nlicence: MIT\n";
  const auto found = lines_of(validate(folder));
  EXPECT_THAT(found, testing::IsSupersetOf({
                         "error AO501 package.yaml:1 `name`: `Core` is no package name",
                         "error AO504 package.yaml:2 `version`: 1 is a number to YAML, not a version",
                         "warning AO505 package.yaml:3 `license`: no licence is chosen",
                         "warning AO501 package.yaml:4 unknown key `licence`",
                         "warning AO506 package.yaml:0 no documentation is listed",
                         "warning AO506 package.yaml:0 there is no description",
                     }));
}

TEST(Validate, GivesTheYamlErrorAlone) {
  const auto findings = validate(tree({{"package.yaml", "name: [\n"}}));
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(findings[0].rule, "AO501");
  EXPECT_EQ(findings[0].severity, Severity::Error);
  EXPECT_NE(findings[0].place.line, 0U);
}

TEST(Validate, AsksForMoreBeforePublishing) {
  FileTree folder = whole_package();
  folder["package.yaml"].content = "name: core\nversion: 0.1.0\nlicense: TODO\n";
  folder["README.md"].content = "________\n";
  const auto work = validate(folder);
  EXPECT_FALSE(has_errors(work));
  const auto publish = validate(folder, Gate::Publish);
  EXPECT_TRUE(has_errors(publish));
  EXPECT_EQ(work.size() + 1, publish.size());  // AO511
}

TEST(Validate, RefusesALicenceThatIsNone) {
  FileTree folder = whole_package();
  folder["package.yaml"].content = "name: core\nversion: 0.1.0\nlicense: Apache 2\n";
  EXPECT_TRUE(has_errors(validate(folder)));
}

TEST(ReadPackage, TakesWhatIsWhole) {
  const auto package = read_package(whole_package(), "packages/core");
  ASSERT_TRUE(package) << package.error().message;
  EXPECT_EQ(package->manifest.name, "core");
  EXPECT_EQ(package->files.count(".draft/provenance.yaml"), 0U);
  EXPECT_THAT(package->findings, IsEmpty());
}

TEST(ReadPackage, RefusesAsUnsafe) {
  struct {
    std::function<void(FileTree&)> plant;
    std::string code;
  } const cases[] = {
      {[](FileTree& t) { t.erase("package.yaml"); }, "E-MANIFEST-MISSING"},
      {[](FileTree& t) { t["package.yaml"].content = "name: ../a\nversion: 0.1.0\n"; }, "E-MANIFEST"},
      {[](FileTree& t) { t["package.yaml"].content = "a: &x 1\nb: *x\n"; }, "E-YAML"},
      {[](FileTree& t) { t.erase("agents/a.md"); }, "E-MANIFEST"},
      {[](FileTree& t) { t[".git/config"].content = ""; }, "E-ARCHIVE-RESERVED"},
      {[](FileTree& t) { t["README.MD"].content = ""; }, "E-ARCHIVE-DUP"},
  };
  for (const auto& [plant, code] : cases) {
    FileTree folder = whole_package();
    plant(folder);
    const auto package = read_package(folder, "packages/core");
    ASSERT_FALSE(package) << code;
    EXPECT_THAT(package.error().code, testing::StartsWith(code));
    EXPECT_EQ(package.error().kind, ErrorKind::Unsafe);
    EXPECT_THAT(package.error().message, testing::HasSubstr("packages/core"));
  }
}

}  // namespace
}  // namespace agentops::package
