#include "registry/layout.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "text/version.h"

namespace agentops::registry {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

Tagged tagged(std::string_view version, bool yanked = false) {
  return {.version = *text::read_version(version),
          .manifest = describe(manifest_type, version),
          .yanked = yanked};
}

TEST(Layout, WritesAPlusAsATagCanHoldIt) {
  const Version version = *text::read_version("1.2.0-rc.1+linux");
  EXPECT_EQ(tag_of(version), "1.2.0-rc.1_linux");
  EXPECT_EQ(version_of("1.2.0-rc.1_linux"), version);
  EXPECT_EQ(version_of("latest"), std::nullopt);
}

TEST(Layout, ReadsTheIndexThatItWrote) {
  const std::vector<Tagged> tags = {tagged("0.9.0"), tagged("1.0.0-rc.1", true), tagged("1.0.0")};
  const auto read = read_index(write_index(tags), "here");
  ASSERT_TRUE(read) << read.error().message;
  EXPECT_EQ(*read, tags);
}

TEST(Layout, SaysWhatAVersionDependsOn) {
  std::vector<Tagged> tags = {tagged("0.9.0"), tagged("1.0.0"), tagged("1.1.0")};
  tags[1].needs = {"core@^2.0", "a \"quote\"@>=1 <3"};
  tags[2].needs.emplace();
  EXPECT_EQ(read_index(write_index(tags), "here"), tags);
}

TEST(Layout, LeavesDependenciesThatItCannotReadToTheArtifact) {
  Tagged one = tagged("1.0.0");
  one.needs = {"core@^2.0"};
  for (const std::string_view odd : {"[", "{}", "[1]", "[[]]"}) {
    std::string index = write_index({one});
    const std::string_view written = R"([\"core@^2.0\"])";
    index.replace(index.find(written), written.size(), odd);
    const auto read = read_index(index, "here");
    ASSERT_TRUE(read) << read.error().message;
    EXPECT_EQ(read->front().needs, std::nullopt) << odd;
  }
}

TEST(Layout, PutsTheOldestFirst) {
  EXPECT_EQ(oldest_first({tagged("1.10.0"), tagged("1.9.0"), tagged("1.10.0-rc.1")}),
            (std::vector{tagged("1.9.0"), tagged("1.10.0-rc.1"), tagged("1.10.0")}));
}

TEST(Layout, LeavesOutWhatIsNoVersion) {
  std::string index = write_index({tagged("1.0.0"), tagged("2.0.0")});
  index.replace(index.find("\"2.0.0\""), 7, "\"latest\"");
  const auto read = read_index(index, "here");
  ASSERT_TRUE(read) << read.error().message;
  EXPECT_THAT(*read, ElementsAre(tagged("1.0.0")));
}

TEST(Layout, RefusesAVersionThatIsListedTwice) {
  const auto read = read_index(write_index({tagged("1.0.0"), tagged("1.0.0")}), "team: core/index.json");
  ASSERT_FALSE(read);
  EXPECT_EQ(read.error().code, "E-REGISTRY-INDEX");
  EXPECT_THAT(read.error().message, HasSubstr("lists 1.0.0 twice"));
}

TEST(Layout, RefusesWhatIsNoIndex) {
  for (const std::string_view bytes : {"", "{}", R"({"manifests": 1})", "<html>"})
    EXPECT_FALSE(read_index(bytes, "here")) << bytes;
}

}  // namespace
}  // namespace agentops::registry
