#include "registry/memory.h"

#include <map>
#include <memory>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "text/version.h"

namespace agentops::registry {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

using Files = std::map<std::string, std::string>;

Keep keep_in(Files& files) {
  return {.load = [&files](const std::string& name) -> std::optional<std::string> {
            const auto found = files.find(name);
            if (found == files.end()) return std::nullopt;
            return found->second;
          },
          .save = [&files](const std::string& name, std::string_view bytes) { files[name] = bytes; }};
}

Tagged tagged(std::string_view version, std::string_view manifest, bool yanked = false) {
  return {.version = *text::read_version(version),
          .manifest = describe(manifest_type, manifest),
          .yanked = yanked};
}

/// A registry whose tags and one blob the test sets, and what is remembered of it.
struct Server {
  std::vector<Tagged> tags;
  std::string blob = "blob";
  int asked = 0;
  Files blobs;
  Files seen;

  Source source(bool offline = false, const std::string& address = "https://registry.example") {
    return remembered({.catalogue = [] { return std::vector<Entry>{}; },
                       .tags =
                           [this](const std::string&) {
                             ++asked;
                             return tags;
                           },
                       .blob =
                           [this](const std::string&, const Descriptor&) {
                             ++asked;
                             return std::optional(blob);
                           }},
                      {.registry = "team",
                       .address = address,
                       .blobs = keep_in(blobs),
                       .seen = keep_in(seen),
                       .offline = offline});
  }

  /// The code of the error that asking for tags ends with; empty when there is none.
  std::string ask() {
    const auto given = source().tags("core");
    return given ? "" : given.error().code;
  }
};

TEST(Memory, AsksOnceForABlob) {
  Server server;
  const Descriptor wanted = describe("any", "blob");
  EXPECT_EQ(server.source().blob("core", wanted), "blob");
  EXPECT_EQ(server.source().blob("core", wanted), "blob");
  EXPECT_EQ(server.source(true).blob("core", wanted), "blob");
  EXPECT_EQ(server.asked, 1);
}

TEST(Memory, KeepsNoBlobOfAnotherDigest) {
  Server server{.blob = "other"};
  (void)server.source().blob("core", describe("any", "blob"));
  EXPECT_THAT(server.blobs, IsEmpty());
}

TEST(Memory, DoesNotBelieveWhatWasDamaged) {
  Server server;
  const Descriptor wanted = describe("any", "blob");
  (void)server.source().blob("core", wanted);
  server.blobs.begin()->second += "x";
  EXPECT_EQ(server.source().blob("core", wanted), "blob");
  EXPECT_EQ(server.asked, 2);
}

TEST(Memory, SaysWhatIsMissingOffline) {
  Server server;
  const auto blob = server.source(true).blob("core", describe("any", "blob"));
  ASSERT_FALSE(blob);
  EXPECT_EQ(blob.error().code, "E-OFFLINE");
  EXPECT_THAT(blob.error().message, HasSubstr("core"));
  EXPECT_EQ(server.source(true).tags("core").error().code, "E-OFFLINE");
  EXPECT_EQ(server.source(true).catalogue().error().code, "E-OFFLINE");
  EXPECT_EQ(server.asked, 0);
}

TEST(Memory, KnowsTheVersionsOffline) {
  Server server{.tags = {tagged("1.0.0", "a"), tagged("1.1.0", "b")}};
  EXPECT_EQ(server.ask(), "");
  EXPECT_EQ(server.source(true).tags("core"), server.tags);
}

TEST(Memory, RefusesThatTheNewestVersionGoes) {
  Server server{.tags = {tagged("1.0.0", "a"), tagged("1.1.0", "b")}};
  EXPECT_EQ(server.ask(), "");
  server.tags.pop_back();
  EXPECT_EQ(server.ask(), "E-REGISTRY-ROLLBACK");
  server.tags.clear();
  EXPECT_EQ(server.ask(), "E-REGISTRY-ROLLBACK");
  server.tags = {tagged("1.1.0", "b")};
  EXPECT_EQ(server.ask(), "");
}

TEST(Memory, RefusesThatAVersionChangesEvenAfterItWasAway) {
  Server server{.tags = {tagged("1.0.0", "a"), tagged("1.1.0", "b")}};
  EXPECT_EQ(server.ask(), "");
  server.tags = {tagged("1.1.0", "b")};
  EXPECT_EQ(server.ask(), "");
  server.tags = {tagged("1.0.0", "other"), tagged("1.1.0", "b")};
  EXPECT_EQ(server.ask(), "E-VERSION-CHANGED");
}

TEST(Memory, LetsVersionsBeWithdrawn) {
  Server server{.tags = {tagged("1.0.0", "a")}};
  EXPECT_EQ(server.ask(), "");
  server.tags = {tagged("1.0.0", "a", true)};
  EXPECT_EQ(server.ask(), "");
  EXPECT_TRUE(server.source(true).tags("core")->front().yanked);
}

TEST(Memory, IsOfOneAddressAndEndsWhenTheRegistryIsAddedAnew) {
  Server server{.tags = {tagged("1.1.0", "b")}};
  EXPECT_EQ(server.ask(), "");
  server.tags = {tagged("1.0.0", "a")};
  EXPECT_TRUE(server.source(false, "https://other.example").tags("core"));
  EXPECT_EQ(server.ask(), "E-REGISTRY-ROLLBACK");
  forget(keep_in(server.seen), "https://registry.example");
  EXPECT_EQ(server.ask(), "");
}

}  // namespace
}  // namespace agentops::registry
