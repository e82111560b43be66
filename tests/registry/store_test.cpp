#include "registry/store.h"

#include <algorithm>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "text/version.h"

namespace agentops::registry {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

/// A registry in memory.
struct Memory {
  FileTree files = empty_registry();

  [[nodiscard]] ReadFile reader() const {
    return [this](const std::string& path, std::uint64_t limit) -> Result<std::optional<std::string>> {
      const auto file = files.find(path);
      if (file == files.end()) return std::nullopt;
      const auto& bytes = std::get<std::string>(file->second.content);
      if (bytes.size() > limit) return fail({.kind = ErrorKind::Unsafe, .code = "E-LIMIT"});
      return bytes;
    };
  }

  [[nodiscard]] Store store() const { return checked_store("team", layout_source("team", reader())); }

  void take(const Publication& publication) {
    for (const auto& [path, file] : publication.files) files.insert_or_assign(path, file);
  }

  Result<Publication> publish(std::string_view name, std::string_view version, std::string archive) {
    Manifest package;
    package.name = name;
    package.version = *text::read_version(version);
    package.agents = {"agents/a.md"};
    auto done = registry::publish(package, make_artifact(package, std::move(archive)), "team", reader());
    if (done) take(*done);
    return done;
  }

  void withdraw(std::string_view name, std::string_view version, bool yanked = true) {
    const auto done = registry::withdraw(
        {.package = std::string(name), .version = *text::read_version(version), .yanked = yanked}, "team",
        reader());
    ASSERT_TRUE(done) << done.error().message;
    take(*done);
  }

  std::string& bytes(const std::string& path) { return std::get<std::string>(files.at(path).content); }

  /// "core (1.0.0) - 1 agent; ..."
  [[nodiscard]] std::string catalogue() const {
    std::string lines;
    const auto entries = store().catalogue();
    if (!entries) return entries.error().message;
    for (const Entry& entry : *entries) lines += line_of(entry) + "; ";
    return lines;
  }
};

TEST(Store, GivesWhatWasPublished) {
  Memory team;
  ASSERT_TRUE(team.publish("core", "1.0.0", "first"));
  ASSERT_TRUE(team.publish("core", "1.1.0", "second"));
  ASSERT_TRUE(team.publish("support", "0.1.0", "other"));
  EXPECT_EQ(team.catalogue(), "core (1.1.0) - 1 agent; support (0.1.0) - 1 agent; ");

  const auto releases = team.store().releases("core");
  ASSERT_TRUE(releases) << releases.error().message;
  ASSERT_EQ(releases->size(), 2U);
  EXPECT_EQ(text::to_text(releases->front().version), "1.0.0");
  EXPECT_EQ(releases->front().config, R"({"name":"core","version":"1.0.0","agents":["agents/a.md"]})");
  EXPECT_EQ(team.store().archive("core", releases->back()), "second");
}

TEST(Store, HasNoReleasesOfAPackageThatIsNotThere) {
  const Memory team;
  const auto releases = team.store().releases("core");
  ASSERT_TRUE(releases);
  EXPECT_THAT(*releases, IsEmpty());
}

TEST(Publishing, OfTheSameAgainChangesNothing) {
  Memory team;
  ASSERT_TRUE(team.publish("core", "1.0.0", "first"));
  const FileTree before = team.files;
  const auto again = team.publish("core", "1.0.0", "first");
  ASSERT_TRUE(again);
  EXPECT_THAT(again->files, IsEmpty());
  EXPECT_EQ(team.files, before);
}

TEST(Publishing, NeverChangesAVersion) {
  Memory team;
  ASSERT_TRUE(team.publish("core", "1.0.0", "first"));
  for (const std::string_view version : {"1.0.0", "1.0.0+again"}) {
    const auto other = team.publish("core", version, "other");
    ASSERT_FALSE(other) << version;
    EXPECT_EQ(other.error().code, "E-PUBLISHED");
    EXPECT_THAT(other.error().message, HasSubstr("is already published in team"));
  }
}

TEST(Publishing, OfAnOlderVersionLeavesTheNewestInTheCatalogue) {
  Memory team;
  ASSERT_TRUE(team.publish("core", "1.1.0", "new"));
  ASSERT_TRUE(team.publish("core", "1.0.1", "old"));
  ASSERT_TRUE(team.publish("core", "2.0.0-rc.1", "soon"));
  EXPECT_EQ(team.catalogue(), "core (1.1.0) - 1 agent; ");
}

TEST(Publishing, WithoutARegistryIsRefused) {
  Memory nothing;
  nothing.files.clear();
  const auto refused = nothing.publish("core", "1.0.0", "first");
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, ErrorKind::NotFound);
  EXPECT_THAT(refused.error().hint, HasSubstr("registry init"));
}

TEST(Withdrawing, HidesAVersionAndDeletesNothing) {
  Memory team;
  ASSERT_TRUE(team.publish("core", "1.0.0", "first"));
  ASSERT_TRUE(team.publish("core", "1.1.0", "second"));
  const auto before = team.files.size();
  team.withdraw("core", "1.1.0");
  EXPECT_EQ(team.files.size(), before);
  EXPECT_EQ(team.catalogue(), "core (1.0.0) - 1 agent; ");
  const auto releases = team.store().releases("core");
  ASSERT_TRUE(releases);
  EXPECT_FALSE(releases->front().yanked);
  EXPECT_TRUE(releases->back().yanked);
  EXPECT_EQ(team.store().archive("core", releases->back()), "second");
}

TEST(Withdrawing, OfTheLastVersionTakesThePackageOutOfTheCatalogue) {
  Memory team;
  ASSERT_TRUE(team.publish("core", "1.0.0", "first"));
  team.withdraw("core", "1.0.0");
  EXPECT_EQ(team.catalogue(), "");
  team.withdraw("core", "1.0.0", false);
  EXPECT_EQ(team.catalogue(), "core (1.0.0) - 1 agent; ");
}

TEST(Withdrawing, OfWhatIsNotThereIsAnError) {
  Memory team;
  const auto none = withdraw({.package = "core", .version = {.major = 1}}, "team", team.reader());
  ASSERT_FALSE(none);
  EXPECT_EQ(none.error().code, "E-NOT-PUBLISHED");
}

TEST(Store, HandsOnNothingThatIsNotWhatItsDigestSays) {
  Memory team;
  ASSERT_TRUE(team.publish("core", "1.0.0", "first"));
  const auto releases = team.store().releases("core");
  ASSERT_TRUE(releases);
  const Release core = releases->front();

  team.bytes("core/" + blob_path(core.archive.digest)) = "fizzt";
  EXPECT_EQ(team.store().archive("core", core).error().code, "E-REGISTRY-DIGEST");
  team.bytes("core/" + blob_path(core.manifest.digest)).back() = ' ';
  EXPECT_EQ(team.store().releases("core").error().code, "E-REGISTRY-DIGEST");
  team.files.erase("core/" + blob_path(core.manifest.digest));
  EXPECT_EQ(team.store().releases("core").error().code, "E-REGISTRY-BLOB");
}

}  // namespace
}  // namespace agentops::registry
