#include "package/item_name.h"

#include <string>

#include <gtest/gtest.h>

namespace agentops::package {
namespace {

TEST(ItemName, IsWhatAnAssistantReads) {
  const struct {
    std::string path, text, name;
  } cases[] = {
      {"agents/triage.md", "# Triage\n", "triage"},
      {"agents/triage.md", "---\nname: sort-tickets\n---\n", "sort-tickets"},
      {"agents/triage.md", "\xEF\xBB\xBF---\r\nname: \"sort\"\r\n---\r\n", "sort"},
      {"agents/triage.md", "---\nmodel: opus\n---\nname: not this\n", "triage"},
      {"agents/triage.md", "---\nname:\n---\n", "triage"},
  };
  for (const auto& [path, text, name] : cases) EXPECT_EQ(item_name(path, text), name) << text;
}

}  // namespace
}  // namespace agentops::package
