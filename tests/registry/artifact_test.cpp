#include "registry/artifact.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "text/hash.h"
#include "text/json.h"

namespace agentops::registry {
namespace {

using testing::HasSubstr;

Manifest customer_service() {
  Manifest package;
  package.name = "customer-service";
  package.version = {.major = 1, .minor = 2};
  package.description = "Customer service workflows";
  package.license = "MIT";
  package.dependencies = {{"core-workflow", "^2.0.0"}};
  package.agents = {"agents/handle-inquiry.md"};
  package.config = {{"defaults", "config/default-settings.yaml"}};
  return package;
}

/// `text` with its first `what` replaced.
std::string with(std::string text, std::string_view what, std::string_view by) {
  const auto at = text.find(what);
  EXPECT_NE(at, std::string::npos) << what;
  return at == std::string::npos ? text : text.replace(at, what.size(), by);
}

TEST(Artifact, HoldsTheManifestAsItsConfig) {
  const Artifact artifact = make_artifact(customer_service(), "bytes");
  EXPECT_EQ(
      artifact.config,
      R"({"name":"customer-service","version":"1.2.0","description":"Customer service workflows",)"
      R"("license":"MIT","dependencies":["core-workflow@^2.0.0"],"agents":["agents/handle-inquiry.md"],)"
      R"("config":{"defaults":"config/default-settings.yaml"}})");
  EXPECT_EQ(artifact.archive, "bytes");
}

TEST(Artifact, IsReadAgainForTheLargestManifest) {
  Manifest package = customer_service();
  // package.yaml may have 256 KiB, and writes each of these in as many bytes as it has, and one more.
  package.agents.assign(std::size_t{256 << 10} / 26, "agents/" + std::string(15, 'a') + ".md");
  const Artifact artifact = make_artifact(package, "bytes");
  EXPECT_GT(artifact.config.size(), 256U << 10);
  EXPECT_TRUE(read_artifact(artifact.manifest, "team"));
}

TEST(Artifact, IsWrittenAsOciWantsIt) {
  const Artifact artifact = make_artifact(customer_service(), "bytes");
  const auto manifest = text::read_json(artifact.manifest, "manifest");
  ASSERT_TRUE(manifest);
  EXPECT_EQ(*manifest->find("schemaVersion"), Value(2));
  EXPECT_EQ(*manifest->find("mediaType"), Value("application/vnd.oci.image.manifest.v1+json"));
  EXPECT_EQ(*manifest->find("annotations"),
            Value(Map{{"org.opencontainers.image.title", "customer-service"},
                      {"org.opencontainers.image.version", "1.2.0"},
                      {"org.opencontainers.image.description", "Customer service workflows"},
                      {"org.opencontainers.image.licenses", "MIT"}}));
}

TEST(Artifact, NamesItsPartsByWhatTheyAre) {
  const Artifact artifact = make_artifact(customer_service(), "bytes");
  const auto parts = read_artifact(artifact.manifest, "here");
  ASSERT_TRUE(parts) << parts.error().message;
  EXPECT_EQ(parts->config, describe(config_type, artifact.config));
  EXPECT_EQ(parts->archive, describe(archive_type, "bytes"));
  EXPECT_EQ(parts->archive.size, 5U);
}

TEST(Artifact, RefusesWhatIsNoPackage) {
  const std::string manifest = make_artifact(customer_service(), "bytes").manifest;
  const std::string digest = text::hex(text::sha256("bytes"));
  const struct {
    std::string bytes;
    std::string_view why;
  } cases[] = {
      {"<html>", "is not the JSON of a manifest"},
      {with(manifest, "agentops.package.v1", "other.v1"), "is not the manifest of a package"},
      {with(manifest, "content.v1.tar+gzip", "other"), "holds something else than a package"},
      {with(manifest, digest, "beef"), "a digest is not 64 hex digits"},
      {with(manifest, "sha256:" + digest, "md5:" + digest), "a digest is not of sha256"},
      {with(manifest, "\"size\":5", "\"size\":-1"), "says that it has -1 bytes"},
      {with(manifest, "\"size\":5", "\"size\":67108865"), "at most 67108864 are read"},
      {with(manifest, "\"layers\":[", "\"layers\":[{},"), "not exactly one layer"},
      {with(manifest, "\"layers\":[", "\"manifests\":[],\"layers\":["), "a manifest and an index at once"},
  };
  for (const auto& [bytes, why] : cases) {
    const auto parts = read_artifact(bytes, "team: core");
    ASSERT_FALSE(parts) << why;
    EXPECT_EQ(parts.error().kind, ErrorKind::Unsafe);
    EXPECT_EQ(parts.error().code, "E-REGISTRY-MANIFEST");
    EXPECT_THAT(parts.error().message, HasSubstr(why));
    EXPECT_THAT(parts.error().message, HasSubstr("team: core"));
  }
}

TEST(Artifact, TellsBytesThatAreNotWhatTheyShouldBe) {
  const Descriptor wanted = describe(archive_type, "bytes");
  EXPECT_TRUE(check_bytes("bytes", wanted, "here"));
  const auto other = check_bytes("bytez", wanted, "here");
  ASSERT_FALSE(other);
  EXPECT_EQ(other.error().code, "E-REGISTRY-DIGEST");
  EXPECT_FALSE(check_bytes("bytes and more", wanted, "here"));
}

}  // namespace
}  // namespace agentops::registry
