#include "draft/validations.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/draft/invented.h"

namespace agentops::draft {
namespace {

using testing::HasSubstr;
using testing::Not;

const std::string rules_path = "config/validation-rules.yaml";

/// Four agents and a workflow of one domain; all but the last agent keep the same things.
Invented desk(const std::string& kept, const std::string& last) {
  Invented folder;
  std::vector<std::string> keys;
  for (const std::string name : {"a", "b", "c", "d"}) {
    keys.push_back(name + ".md");
    folder.agent(keys.back(), "# " + name + "\n\n" + (name == "d" ? last : kept));
  }
  keys.push_back("w.md");
  folder.workflow("w.md", "# w\n\n" + kept);
  folder.domain("support", keys);
  return folder;
}

TEST(Validations, AreMinedFromWhatTheWholeDomainKeeps) {
  const Invented folder = desk("## Escalation\nCall.\n", "Nothing.\n");
  const Draft draft = folder.draft();
  EXPECT_EQ(
      text_in(folder, package_in(draft, "support"), rules_path),
      "# Proposed from what these items already do. With `enabled: true`, `agentops package validate` looks; "
      "with `severity: error`, it refuses.\n"
      "rules:\n"
      "  - id: escalation\n"
      "    require_section: Escalation   # kept by 4 of 5: agents/a.md:3, agents/b.md:3, agents/c.md:3 and "
      "workflows/w.md:3; not by agents/d.md\n"
      "    severity: warning\n"
      "    enabled: false\n");
}

TEST(Validations, AreMinedFromOrdersInCapitals) {
  const Invented folder =
      desk("- **NEVER** share a password.\n- Be kind, always.\n", "- never share a password.\n");
  const Draft draft = folder.draft();
  const std::string rules = text_in(folder, package_in(draft, "support"), rules_path);
  EXPECT_THAT(rules, HasSubstr("require_text: \"**NEVER** share a password.\"   # kept by 4 of 5"));
  EXPECT_THAT(rules, Not(HasSubstr("Be kind")));
}

TEST(Validations, AreNotMinedFromLessThanFourFifths) {
  Invented folder = desk("## Escalation\nCall.\n", "Nothing.\n");
  folder.agent("e.md", "# e\n").agent("f.md", "# f\n");
  folder.domain("more", {"e.md", "f.md"});
  const Draft draft = folder.draft({.shared_by = 0.9});
  EXPECT_FALSE(package_in(draft, "support").tree.contains(rules_path));
}

}  // namespace
}  // namespace agentops::draft
