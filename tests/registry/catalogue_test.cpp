#include "registry/catalogue.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace agentops::registry {
namespace {

const Entry support{.name = "support",
                    .version = {.major = 1, .minor = 2},
                    .description = "Answers people",
                    .keywords = {"tickets"},
                    .items = {{"agents", 52}, {"workflows", 1}}};

TEST(Catalogue, IsReadAsItWasWritten) {
  const Entry core{.name = "core", .version = {.patch = 1}, .description = {}, .keywords = {}, .items = {}};
  const auto read = read_catalogue(write_catalogue({support, core}), "here");
  ASSERT_TRUE(read) << read.error().message;
  EXPECT_THAT(*read, testing::ElementsAre(core, support));
}

TEST(Catalogue, TellsAPackageInOneLine) {
  EXPECT_EQ(line_of(support), "support (1.2.0) - 52 agents, 1 workflow");
  EXPECT_EQ(line_of({.name = "core", .version = {}, .description = {}, .keywords = {}, .items = {}}),
            "core (0.0.0)");
}

TEST(Catalogue, TakesWhatTheConfigOfAnArtifactSays) {
  const auto entry = entry_of(
      R"({"name":"support","version":"1.2.0","keywords":["tickets"],"agents":["agents/a.md","agents/b.md"]})",
      "here");
  ASSERT_TRUE(entry) << entry.error().message;
  EXPECT_EQ(line_of(*entry), "support (1.2.0) - 2 agents");
  EXPECT_THAT(entry->keywords, testing::ElementsAre("tickets"));
}

TEST(Catalogue, IsRefusedWhenItIsNone) {
  for (const std::string_view bytes : {"", "<html></html>", "[]", R"({"packages": {}})",
                                       R"({"packages": [{"name": "../x", "version": "1.0.0"}]})",
                                       R"({"packages": [{"name": "core", "version": "one"}]})"}) {
    const auto read = read_catalogue(bytes, "team: packages.json");
    ASSERT_FALSE(read) << bytes;
    EXPECT_EQ(read.error().code, "E-REGISTRY-CATALOGUE");
    EXPECT_EQ(read.error().kind, ErrorKind::Unsafe);
  }
}

}  // namespace
}  // namespace agentops::registry
