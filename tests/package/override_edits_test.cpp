#include "package/override_edits.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/package/desk.h"

namespace agentops::package {
namespace {

using testing::HasSubstr;

constexpr std::string_view path = "packages/support.local.yaml";

FileTree support() {
  return tree({{"package.yaml",
                "name: support\nversion: 1.0.0\nagents: [agents/triage.md]\n"
                "config: { defaults: config/d.yaml }\n"},
               {"agents/triage.md", "# Triage\n\nStop at {{ settings.limits.amount }}.\n"},
               {"config/d.yaml", "limits: { amount: $200, days: 3 }\nname: desk\n"}});
}

/// The project with the edits done, and deployed anew; "" or the code of the refusal and why.
std::string edit(Desk& desk, OverrideEdits edits) {
  edits.name = "support";
  const auto done = edit_overrides(edits, desk.project());
  if (!done) return done.error().code + " " + done.error().message;
  for (const auto& [file, bytes] : done->files)
    if (bytes)
      desk.files[file] = *bytes;
    else
      desk.files.erase(file);
  return desk.apply(plan_install({}, desk.project()));
}

Desk with_support() {
  Desk desk;
  EXPECT_EQ(desk.install(support()), "") << desk.message;
  return desk;
}

TEST(OverrideEdits, WriteWhatAPersonWouldWrite) {
  Desk desk = with_support();
  desk.files["local/agents/vip.md"] = "# VIP\n";
  ASSERT_EQ(edit(desk, {.set = {"limits.amount=$500", "limits.days=7"},
                        .disable = {"triage"},
                        .add = {"local/agents/vip.md"}}),
            "");
  EXPECT_EQ(
      desk.files.at(std::string(path)),
      "config:\n  limits:\n    amount: \"$500\"\n    days: 7\nagents:\n  disabled:\n    - agents/triage.md\n"
      "  custom_agents:\n    - local/agents/vip.md\n");
}

TEST(OverrideEdits, LeaveNothingBehindWhenTheyAreTakenBack) {
  for (const std::string before :
       {"", "# ours\nconfig:\n  name: help  # for all\n\nagents:\n  patch: {}\n"}) {
    Desk desk = with_support();
    if (!before.empty()) desk.files[std::string(path)] = before;
    desk.files["local/agents/vip.md"] = "# VIP\n";
    ASSERT_EQ(desk.apply(plan_install({}, desk.project())), "") << desk.message;
    const Files at_first = desk.files;
    ASSERT_EQ(
        edit(desk, {.set = {"limits.amount=$500"}, .disable = {"triage"}, .add = {"local/agents/vip.md"}}),
        "");
    EXPECT_NE(desk.files, at_first);
    ASSERT_EQ(edit(desk, {.remove = {"limits.amount", "agents/triage.md", "local/agents/vip.md"}}), "");
    EXPECT_EQ(desk.files, at_first);
  }
}

TEST(OverrideEdits, KeepAnEditOfADeployedFile) {
  Desk desk = with_support();
  EXPECT_THAT(edit(desk, {.edit = {"triage"}}),
              HasSubstr("E-OVERRIDE agents/triage.md is as the package has it"));
  desk.files["agents/triage.md"] += "Our own line.\n";
  const Files edited = desk.files;
  ASSERT_EQ(edit(desk, {.edit = {"triage"}}), "");
  EXPECT_EQ(desk.files.at("packages/support.local/agents/triage.md"), edited.at("agents/triage.md"));
  EXPECT_EQ(desk.files.at("packages/support.local/base/agents/triage.md"), "# Triage\n\nStop at $200.\n");

  FileTree next = support();
  next["agents/triage.md"].content = "# Triage, again\n\nStop at {{ settings.limits.amount }}.\n";
  ASSERT_EQ(desk.install(next), "") << desk.message;
  EXPECT_EQ(desk.files.at("agents/triage.md"), "# Triage, again\n\nStop at $200.\nOur own line.\n");

  ASSERT_EQ(edit(desk, {.remove = {"triage"}}), "");
  EXPECT_FALSE(desk.files.contains("packages/support.local/agents/triage.md"));
  EXPECT_FALSE(desk.files.contains(std::string(path)));
}

TEST(OverrideEdits, AreRefusedWithWhatIsMeantPerhaps) {
  Desk desk = with_support();
  EXPECT_EQ(edit(desk, {.set = {"limits.amont=1"}}), "E-OVERRIDE `limits.amont` is no setting");
  EXPECT_EQ(edit(desk, {.set = {"limits.days=soon"}}),
            "E-USAGE `limits.days` takes integer, and `soon` is none");
  EXPECT_EQ(edit(desk, {.set = {"limits"}}), "E-USAGE `limits` is no KEY=VALUE");
  EXPECT_EQ(edit(desk, {.disable = {"tirage"}}), "E-NO-ITEM support has no item `tirage`");
  EXPECT_EQ(edit(desk, {.add = {"agents/vip.md"}}), "E-OVERRIDE there is no `agents/vip.md`");
  desk.files["notes/vip.md"] = "# VIP\n";
  EXPECT_EQ(edit(desk, {.add = {"notes/vip.md"}}), "E-OVERRIDE `notes/vip.md`: of which kind is it?");
  EXPECT_EQ(edit(desk, {.remove = {"days"}}), "E-OVERRIDE packages/support.local.yaml overrides no `days`");
}

}  // namespace
}  // namespace agentops::package
