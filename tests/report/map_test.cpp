#include "report/map.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace agentops::report {
namespace {

using testing::HasSubstr;
using testing::Not;

FolderMap desk() {
  return {
      .domains =
          {{.id = "d1",
            .name = "support",
            .items = {{.key = "lead.md", .name = "lead", .kind = Kind::Agent},
                      {.key = "refund.md", .name = "refund", .kind = Kind::Workflow, .close_call = true}}}},
      .references = {{"refund.md", "lead.md", 2}}};
}

TEST(Map, IsAGraphForGraphviz) {
  EXPECT_EQ(dot(desk()),
            "digraph agentops {\n  rankdir=LR;\n  node [shape=box];\n"
            "  subgraph cluster_0 {\n    label=\"support\";\n"
            "    n0 [label=\"lead\", shape=box, tooltip=\"lead.md\"];\n"
            "    n1 [label=\"refund ?\", shape=cds, tooltip=\"refund.md\"];\n"
            "  }\n  n1 -> n0 [label=\"2\"];\n}\n");
}

TEST(Map, IsAFlowchartForMarkdown) {
  EXPECT_EQ(mermaid(desk()),
            "flowchart LR\n  subgraph d0[\"support\"]\n    n0[\"lead\"]\n    n1[\"refund #63;\"]\n  end\n"
            "  n1 -->|2| n0\n");
}

TEST(Map, LetsNoNameEndItsQuotes) {
  FolderMap map = desk();
  const std::string hostile = "a\"]; evil -> x\\\n`<script>`\x1b[2J#quot;";
  map.domains[0].name = map.domains[0].items[0].name = hostile;
  EXPECT_THAT(dot(map), HasSubstr(R"(label="a\"]; evil -> x\\\\n`<script>`\\x1b[2J#quot;",)"));
  const std::string flowchart = mermaid(map);
  for (const std::string mark : {"<", "`", "a\"", ";evil", "\x1b", "#quot"})
    EXPECT_THAT(flowchart, Not(HasSubstr(mark))) << mark;
}

}  // namespace
}  // namespace agentops::report
