#include "actions/settings_edits.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace agentops::actions {
namespace {

const RegistrySetting team{.name = "team", .url = "../team"};

struct Case {
  std::string_view before;
  std::string_view after;
};

TEST(SettingsEdits, AddARegistryAndKeepEveryOtherByte) {
  const Case cases[] = {
      {"", "registries:\n  - { name: team, url: \"../team\" }\n"},
      {"# ours\nexclude: [a]  # not yet",
       "# ours\nexclude: [a]  # not yet\nregistries:\n  - { name: team, url: \"../team\" }\n"},
      {"registries: []  # none\nexclude: [a]\n",
       "registries: [{ name: team, url: \"../team\" }]  # none\nexclude: [a]\n"},
      {"registries: [{ name: a, url: a }]\n",
       "registries: [{ name: a, url: a }, { name: team, url: \"../team\" }]\n"},
      {"registries:\n  - { name: a, url: a }\n\n# about copies\nbands: { near: 0.9 }\n",
       "registries:\n  - { name: a, url: a }\n  - { name: team, url: \"../team\" }\n\n# about copies\nbands: { near: 0.9 }\n"},
  };
  for (const auto& [before, after] : cases) {
    const auto edited = with_registry(before, team);
    ASSERT_TRUE(edited) << before << edited.error().message;
    EXPECT_EQ(*edited, after);
  }
}

TEST(SettingsEdits, TakeARegistryOutAndKeepEveryOtherByte) {
  const Case cases[] = {
      {"registries:\n  - { name: team, url: a }\n# about copies\nbands: { near: 0.9 }\n",
       "# about copies\nbands: { near: 0.9 }\n"},
      {"registries:\n  - { name: a, url: a }\n  - { name: team, url: b }\n",
       "registries:\n  - { name: a, url: a }\n"},
      {"registries: [{ name: team, url: a }, { name: b, url: b }]\n", "registries: [{ name: b, url: b }]\n"},
      {"registries: [{ name: b, url: b }, { name: team, url: a }]  # two\n",
       "registries: [{ name: b, url: b }]  # two\n"},
  };
  for (const auto& [before, after] : cases) {
    const auto edited = without_registry(before, "team");
    ASSERT_TRUE(edited) << before << edited.error().message;
    EXPECT_EQ(*edited, after);
  }
}

TEST(SettingsEdits, SayWhatToWriteWhereTheyCannot) {
  const auto edited = without_registry("registries:\n- url: a\n  name: team\n- url: b\n  name: b\n", "team");
  ASSERT_FALSE(edited);
  EXPECT_EQ(edited.error().code, "E-SETTINGS");
  EXPECT_EQ(edited.error().hint, "take the registry team out of its list");

  const auto added = with_registry("registries:\n- name: a\n  url: a\n", team);
  ASSERT_FALSE(added);
  EXPECT_EQ(added.error().hint, "add this to its list of registries: { name: team, url: \"../team\" }");
}

TEST(SettingsEdits, LeaveAFileAloneThatIsNone) {
  EXPECT_FALSE(with_registry("registries: [", team));
  EXPECT_FALSE(without_registry("a: b: c", "team"));
}

}  // namespace
}  // namespace agentops::actions
