// A registry behind a web server.

#include <optional>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/servers/scene.h"

namespace agentops::test {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

/// core 1.0.0 and 1.1.0 on odd_server.py, which behaves well until it is told otherwise.
class Web : public testing::Test {
 protected:
  void SetUp() override {
    if (!is_installed("python3")) GTEST_SKIP() << "python3 is not installed: script/bootstrap --servers";
    scene.publish("core", "1.0.0");
    scene.publish("core", "1.1.0");
    server.emplace(std::vector<std::string>{"python3", "tests/servers/odd_server.py", scene.path("")},
                   "port ");
    scene.must_run("agentops registry add web http://" + server->address());
  }

  Scene scene;
  std::optional<Server> server;
};

TEST_F(Web, GivesWhatTheFolderHolds) {
  scene.must_run("agentops registry search");
  EXPECT_EQ(scene.read("out"), "core (1.1.0) - 1 agent, 1 workflow\n");
  scene.must_run("agentops registry list");
  EXPECT_THAT(scene.read("out"), HasSubstr("1 package"));
  scene.must_run("agentops package install core && agentops package verify");
  EXPECT_TRUE(scene.exists("project/packages/core/package.yaml"));
  EXPECT_THAT(scene.read("project/agentops.lock"), HasSubstr("source: web"));
}

TEST_F(Web, GivesNewerVersionsToAnUpdate) {
  scene.must_run(
      "agentops package install core@1.0.0 && agentops package outdated --json && agentops package update");
  EXPECT_THAT(scene.read("project/packages/core/package.yaml"), HasSubstr("version: 1.1.0"));
}

TEST_F(Web, IsAskedOnceForEachBlob) {
  scene.must_run("agentops package install core");
  EXPECT_THAT(scene.downloads(), SizeIs(3));  // manifest, config and archive of what was taken
  scene.write("log", "");
  scene.must_run("agentops package uninstall core && agentops package install core");
  EXPECT_EQ(scene.read("log"), "GET /core/index.json auth=no\nGET /packages.json auth=no\n")
      << "its versions, and the names that could be meant instead";
}

TEST_F(Web, IsNotNeededForWhatWasFetched) {
  scene.must_run("agentops package install core && agentops package uninstall core");
  server.reset();
  scene.must_run("agentops package install core --offline && agentops package verify");
  scene.must_run("rm -r packages && agentops package install --frozen");
  const Outcome never = scene.run("agentops package install other --offline");
  EXPECT_EQ(never.code, 2);
  EXPECT_THAT(never.err, HasSubstr("E-OFFLINE"));
  EXPECT_THAT(never.err, HasSubstr("other"));
}

TEST_F(Web, MendsADamagedDownload) {
  scene.must_run("agentops package install core && agentops package uninstall core");
  scene.must_run("for file in ../home/.cache/agentops/downloads/*; do printf x >>$file; done");
  scene.must_run("agentops package install core && agentops package verify");
  EXPECT_THAT(scene.downloads(), SizeIs(3));
}

TEST_F(Web, IsReadOnly) {
  const Outcome published = scene.run("agentops package publish core-1.0.0.tar.gz");
  EXPECT_EQ(published.code, 2);
  EXPECT_THAT(published.err, HasSubstr("E-REGISTRY-READ-ONLY"));
  const Outcome yanked = scene.run("agentops registry yank core@1.0.0");
  EXPECT_EQ(yanked.code, 2);
  EXPECT_THAT(yanked.err, HasSubstr("E-REGISTRY-READ-ONLY"));
}

TEST_F(Web, LetsInWhoHasThePassword) {
  scene.write("behaviour", "private");
  const Outcome stranger = scene.run("agentops package install core");
  EXPECT_EQ(stranger.code, 2);
  EXPECT_THAT(stranger.err, HasSubstr("E-REGISTRY-AUTH"));
  scene.must_run("agentops registry remove web\nagentops registry add web http://" + server->address() +
                 " --user robot");
  EXPECT_EQ(scene.run("agentops package install core").code, 2) << "the variable is not set";
  const Outcome known = scene.run(server->variable("PASSWORD") + "=s3cr3t agentops package install core");
  EXPECT_EQ(known.code, 0) << known.err;
  for (const char* file : {"out", "err", "project/agentops.yaml", "project/agentops.lock"})
    EXPECT_THAT(scene.read(file), Not(HasSubstr("s3cr3t")));
}

TEST_F(Web, NeedsNoSettingForAnArchiveWithItsDigest) {
  const Outcome built = scene.run("sha256sum core-1.1.0.tar.gz | cut -c1-64 | tr -d '\\n'");
  scene.must_run("cp core-1.1.0.tar.gz ../shown/ && rm agentops.yaml");
  const std::string install =
      fmt::format("agentops package install http://{}/core-1.1.0.tar.gz", server->address());
  const Outcome unsaid = scene.run(install);
  EXPECT_EQ(unsaid.code, 2);
  EXPECT_THAT(unsaid.err, HasSubstr("--sha256"));
  const Outcome other = scene.run(install + " --sha256 " + std::string(64, 'a'));
  EXPECT_EQ(other.code, 4);
  EXPECT_THAT(other.err, HasSubstr("E-REGISTRY-DIGEST"));
  EXPECT_THAT(scene.downloads(), IsEmpty());
  scene.must_run(install + " --sha256 " + built.out);
  EXPECT_THAT(scene.read("project/agentops.lock"), HasSubstr("#sha256=" + built.out));
  scene.must_run("rm -r packages && agentops package install && agentops package verify");
}

TEST_F(Web, MustSpeakTlsToOtherMachines) {
  const Outcome added = scene.run("agentops registry add far http://registry.example/agents");
  EXPECT_EQ(added.code, 2);
  EXPECT_THAT(added.err, HasSubstr("--insecure"));
}

TEST_F(Web, HasNoSecretInItsAddress) {
  const Outcome added = scene.run("agentops registry add far https://robot:s3cr3t@registry.example/agents");
  EXPECT_EQ(added.code, 2);
  EXPECT_THAT(added.err, HasSubstr("E-ADDRESS"));
  EXPECT_THAT(added.err + added.out, Not(HasSubstr("s3cr3t")));
}

}  // namespace
}  // namespace agentops::test
