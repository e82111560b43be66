#include "package/links.h"

#include <map>

#include <gtest/gtest.h>

namespace agentops::package {
namespace {

const std::map<std::string, std::string> moved = {
    {"packages/support/agents/b.md", "agents/b.md"},
    {"packages/support/docs/guide.md", "packages/support/docs/guide.md"},
    {"packages/core/patterns/p.md", "patterns/p.md"},
    {"packages/support/agents/own.md", "agents/support/own.md"},
};

std::string linked(std::string_view text, std::string_view to = "agents/a.md") {
  return relink(text, "packages/support/agents/a.md", to,
                [](const std::string& path) -> std::optional<std::string> {
                  const auto place = moved.find(path);
                  return place == moved.end() ? std::nullopt : std::optional(place->second);
                });
}

TEST(Relink, FollowsFilesThatMoved) {
  struct {
    std::string_view text, linked;
  } const cases[] = {
      {"", ""},
      {"[b](b.md)", "[b](b.md)"},
      {"[p](../../core/patterns/p.md)", "[p](../patterns/p.md)"},
      {"[p](../../core/patterns/p.md#use \"title\") and ![x](../docs/guide.md)",
       "[p](../patterns/p.md#use \"title\") and ![x](../packages/support/docs/guide.md)"},
      {"[p](<../../core/patterns/p.md>)", "[p](<../patterns/p.md>)"},
      {"[own](./own.md)", "[own](./support/own.md)"},
      {"[p]: ../../core/patterns/p.md\n", "[p]: ../patterns/p.md\n"},
      {"[p]: <../../core/patterns/p.md> 'title'\r\n", "[p]: <../patterns/p.md> 'title'\r\n"},
      {"[u](https://example.com/b.md) [m](mailto:b.md) [a](#b) [r](/b.md)",
       "[u](https://example.com/b.md) [m](mailto:b.md) [a](#b) [r](/b.md)"},
      {"[gone](../docs/gone.md) [out](../../../../b.md)", "[gone](../docs/gone.md) [out](../../../../b.md)"},
      {"`[p](../../core/patterns/p.md)` [p](../../core/patterns/p.md)",
       "`[p](../../core/patterns/p.md)` [p](../patterns/p.md)"},
      {"``a ` [p](../../core/patterns/p.md) `` ` [p](../../core/patterns/p.md)",
       "``a ` [p](../../core/patterns/p.md) `` ` [p](../patterns/p.md)"},
      {"```\n[p](../../core/patterns/p.md)\n```\n[p](../../core/patterns/p.md)\n",
       "```\n[p](../../core/patterns/p.md)\n```\n[p](../patterns/p.md)\n"},
      {"~~~~\n~~~\n[p](../../core/patterns/p.md)\n~~~~\n[p](../../core/patterns/p.md)",
       "~~~~\n~~~\n[p](../../core/patterns/p.md)\n~~~~\n[p](../patterns/p.md)"},
      {"[open](../../core/patterns/p.md", "[open](../../core/patterns/p.md"},
  };
  for (const auto& [text, expected] : cases) EXPECT_EQ(linked(text), expected);
}

TEST(Relink, LeavesAFileThatDidNotMoveAlone) {
  const std::string_view text = "[p](../../core/patterns/p.md)";
  EXPECT_EQ(relink(text, "packages/support/agents/a.md", "packages/support/agents/a.md",
                   [](const std::string& path) { return std::optional(path); }),
            text);
}

TEST(Relink, TakesLinearTimeOnHostileText) {
  std::string links, ticks, labels;
  for (int i = 0; i < 200'000; ++i) links += "](";
  for (std::size_t i = 1; i < 1200; ++i) ticks += std::string(i, '`') + " ";
  for (int i = 0; i < 200'000; ++i) labels += "[a";
  EXPECT_EQ(linked(links), links);
  EXPECT_EQ(linked(ticks), ticks);
  EXPECT_EQ(linked(labels), labels);
}

TEST(LinkedPaths, HaveTheLinesOfTheirLinks) {
  EXPECT_EQ(
      linked_paths("# A\n\n```\n[no](x.md)\n```\n[p](../../core/./p.md), [q](q.md#part)\n\n[r]: r.md\n",
                   "support/agents/a.md"),
      (std::vector<LinkedPath>{{"core/p.md", 6}, {"support/agents/q.md", 6}, {"support/agents/r.md", 8}}));
}

}  // namespace
}  // namespace agentops::package
