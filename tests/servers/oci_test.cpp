// Servers of OCI artifacts as people run them: docker-registry, and skopeo to copy between it and a folder.

#include <filesystem>
#include <fstream>
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
using testing::Not;

namespace fs = std::filesystem;

/// "s3cr3t", as htpasswd -nbB writes it.
constexpr std::string_view robot = "robot:$2b$04$oor3rVK9J1GMT72a1XTOZ.esPpEh9wvfKe7bZFtwueH31XzDN8cc.";

class Oci : public testing::Test {
 protected:
  void SetUp() override {
    if (!is_installed("docker-registry"))
      GTEST_SKIP() << "docker-registry is not installed: script/bootstrap --servers";
  }

  /// Starts docker-registry; `more` are lines of its settings.
  void serve(const std::string& more = {}) {
    scene.write("registry.yml", fmt::format("version: 0.1\n"
                                            "log: {{level: info, accesslog: {{disabled: true}}}}\n"
                                            "storage: {{filesystem: {{rootdirectory: {}}}}}\n"
                                            "http: {{addr: '127.0.0.1:0', secret: any}}\n{}",
                                            scene.path("storage"), more));
    server.emplace(std::vector<std::string>{"docker-registry", "serve", scene.path("registry.yml")},
                   "listening on 127.0.0.1:");
  }

  void add(const std::string& flags = {}) const {
    scene.must_run(fmt::format("agentops registry add team oci://{}/agents {}", server->address(), flags));
  }

  /// The file in which docker-registry keeps the first blob that begins so.
  [[nodiscard]] std::string stored(const std::string& begins) const {
    for (const auto& entry : fs::recursive_directory_iterator(scene.path("storage")))
      if (entry.path().filename() == "data") {
        const std::string path = entry.path().lexically_relative(scene.path("")).string();
        if (scene.read(path).starts_with(begins)) return path;
      }
    ADD_FAILURE() << "no blob begins with " << begins;
    return {};
  }

  Scene scene;
  std::optional<Server> server;
};

TEST_F(Oci, TakesAndGivesPackages) {
  serve();
  add();
  scene.build("core", "1.0.0");
  scene.build("core", "1.1.0-rc.1+linux");
  scene.build("other", "0.2.0");
  scene.must_run("for file in *.tar.gz; do agentops package publish $file; done");
  EXPECT_THAT(scene.read("out"), HasSubstr("published core 1.1.0-rc.1+linux to team"));
  scene.must_run("agentops package publish core-1.0.0.tar.gz");
  EXPECT_THAT(scene.read("out"), HasSubstr("already there"));
  scene.must_run("agentops registry search");
  EXPECT_EQ(scene.read("out"), "core (1.0.0) - 1 agent, 1 workflow\nother (0.2.0) - 1 agent, 1 workflow\n");
  scene.must_run("agentops registry list");
  EXPECT_THAT(scene.read("out"), HasSubstr("2 packages"));
  scene.must_run("agentops package install core other && agentops package verify");
  scene.must_run("agentops package install core@1.1.0-rc.1");
  EXPECT_THAT(scene.read("project/packages/core/package.yaml"), HasSubstr("1.1.0-rc.1+linux"));
}

TEST_F(Oci, KeepsAVersionAsItWasPublished) {
  serve();
  add();
  scene.build("core", "1.0.0");
  scene.must_run("agentops package publish core-1.0.0.tar.gz && rm core-1.0.0.tar.gz");
  scene.build("core", "1.0.0", "with other bytes");
  const Outcome again = scene.run("agentops package publish core-1.0.0.tar.gz");
  EXPECT_EQ(again.code, 1);
  EXPECT_THAT(again.err, HasSubstr("E-PUBLISHED"));
  const Outcome yanked = scene.run("agentops registry yank core@1.0.0");
  EXPECT_EQ(yanked.code, 2);
  EXPECT_THAT(yanked.err, HasSubstr("E-REGISTRY-READ-ONLY"));
}

TEST_F(Oci, HasNothingBeforeTheFirstPackage) {
  serve();
  add();
  EXPECT_EQ(scene.run("agentops registry search").code, 1);
  const Outcome outcome = scene.run("agentops package install core");
  EXPECT_EQ(outcome.code, 2);
  EXPECT_THAT(outcome.err, HasSubstr("E-PACKAGE-NOT-FOUND"));
}

TEST_F(Oci, IsNotBelievedWhenABlobWasTamperedWith) {
  serve();
  add();
  scene.build("core", "1.0.0");
  scene.must_run("agentops package publish core-1.0.0.tar.gz");
  const std::string archive = stored("\x1f\x8b");
  std::string bytes = scene.read(archive);
  bytes.back() = static_cast<char>(bytes.back() ^ 1);
  scene.write(archive, bytes);
  const Outcome outcome = scene.run("agentops package install core");
  EXPECT_EQ(outcome.code, 4);
  EXPECT_THAT(outcome.err, HasSubstr("E-REGISTRY-DIGEST"));
  EXPECT_LE(scene.downloads().size(), 2U);
  EXPECT_FALSE(scene.exists("project/packages/core"));
}

TEST_F(Oci, SaysWhichBlobOfAManifestIsMissing) {
  serve();
  add();
  scene.build("core", "1.0.0");
  scene.must_run("agentops package publish core-1.0.0.tar.gz");
  fs::remove(scene.path(stored("\x1f\x8b")));
  const Outcome outcome = scene.run("agentops package install core");
  EXPECT_EQ(outcome.code, 2);
  EXPECT_THAT(outcome.err, HasSubstr("E-REGISTRY-BLOB"));
  EXPECT_FALSE(scene.exists("project/packages/core"));
}

TEST_F(Oci, LetsInWhoHasThePassword) {
  scene.write("htpasswd", std::string(robot) + "\n");
  serve(fmt::format("auth: {{htpasswd: {{realm: here, path: {}}}}}\n", scene.path("htpasswd")));
  add("--user robot");
  scene.build("core", "1.0.0");
  const std::string commands = "agentops package publish core-1.0.0.tar.gz && agentops package install core";
  const Outcome wrong = scene.run("export " + server->variable("PASSWORD") + "=wrong\n" + commands);
  EXPECT_EQ(wrong.code, 2);
  EXPECT_THAT(wrong.err, HasSubstr("E-REGISTRY-AUTH"));
  const Outcome right = scene.run("export " + server->variable("PASSWORD") + "=s3cr3t\n" + commands);
  EXPECT_EQ(right.code, 0) << right.err;
  EXPECT_THAT(right.out + right.err, Not(HasSubstr("s3cr3t")));
}

TEST_F(Oci, LetsInWhoBringsAToken) {
  if (!is_installed("openssl") || !is_installed("python3"))
    GTEST_SKIP() << "openssl or python3 is not installed: script/bootstrap --servers";
  scene.must_run(
      "openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=tokens -keyout ../key.pem -out ../tokens.pem 2>&1");
  const Server tokens({"python3", "tests/servers/token_server.py", scene.path("")}, "port ");
  serve(fmt::format(
      "auth: {{token: {{realm: 'http://{}/token', service: team, issuer: tokens, rootcertbundle: {}}}}}\n",
      tokens.address(), scene.path("tokens.pem")));
  scene.build("core", "1.0.0");
  const std::string commands =
      "export " + tokens.variable("PASSWORD") +
      "=s3cr3t\nagentops package publish core-1.0.0.tar.gz && agentops package install core";
  add();
  const Outcome elsewhere = scene.run(commands);
  EXPECT_EQ(elsewhere.code, 2);
  EXPECT_THAT(elsewhere.err, HasSubstr("token_server: http://" + tokens.address()));
  EXPECT_FALSE(scene.exists("tokens.log")) << "it was asked";

  scene.must_run("agentops registry remove team");
  add("--user robot --token-server http://" + tokens.address());
  const Outcome known = scene.run(commands);
  EXPECT_EQ(known.code, 0) << known.err;
  EXPECT_THAT(scene.read("tokens.log"), HasSubstr("push"));
  EXPECT_TRUE(scene.exists("project/packages/core"));
}

TEST_F(Oci, IsReachedByAddressAndDigest) {
  serve();
  add();
  scene.build("core", "1.0.0");
  scene.must_run("agentops package publish core-1.0.0.tar.gz && rm agentops.yaml");
  scene.must_run("sha256sum ../" + stored("{\"schemaVersion\"") + " | cut -c1-64 | tr -d '\\n'");
  const std::string digest = scene.read("out");
  const std::string address = fmt::format("oci://{}/agents/core", server->address());
  EXPECT_EQ(scene.run("agentops package install " + address).code, 2);
  scene.must_run(
      fmt::format("agentops package install {}@sha256:{} && agentops package verify", address, digest));
  EXPECT_THAT(scene.read("project/agentops.lock"), HasSubstr(address + "@sha256:" + digest));
}

TEST_F(Oci, TellsTheSecondOfTwoPublishers) {
  serve();
  add();
  scene.build("core", "1.0.0");
  scene.must_run("mkdir -p ../second && cp agentops.yaml ../second/ && mv core-1.0.0.tar.gz ../second/");
  scene.build("core", "1.0.0", "with other bytes");
  scene.must_run("agentops package publish core-1.0.0.tar.gz");
  const Outcome second = scene.run("cd ../second && agentops package publish core-1.0.0.tar.gz");
  EXPECT_EQ(second.code, 1);
  EXPECT_THAT(second.err, HasSubstr("E-PUBLISHED"));
}

TEST_F(Oci, HoldsWhatAFolderHeldAndBack) {
  if (!is_installed("skopeo")) GTEST_SKIP() << "skopeo is not installed: script/bootstrap --servers";
  serve();
  scene.publish("core", "1.0.0");
  const std::string at_server = "docker://" + server->address() + "/agents/core:1.0.0";
  scene.must_run("skopeo --insecure-policy copy --dest-tls-verify=false oci:../shown/core:1.0.0 " +
                 at_server);
  scene.must_run("mkdir -p ../back/core && skopeo --insecure-policy copy --src-tls-verify=false " +
                 at_server + " oci:../back/core:1.0.0 && cp ../shown/packages.json ../back/");
  const auto digest = [&](const std::string& registry) {
    scene.must_run("grep -o 'sha256:[0-9a-f]*' ../" + registry + "/core/index.json");
    return scene.read("out");
  };
  EXPECT_EQ(digest("shown"), digest("back"));

  add();
  scene.must_run("agentops package install core && agentops package verify");
  const std::string lock = scene.read("project/agentops.lock");
  scene.forget();
  scene.must_run("rm agentops.yaml && agentops registry add team ../back && agentops package install core");
  EXPECT_EQ(scene.read("project/agentops.lock"), lock);
}

}  // namespace
}  // namespace agentops::test
