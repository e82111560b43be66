// A registry that lies, stalls or sends us elsewhere.

#include <optional>
#include <ostream>
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

/// What the server does, and what the user sees of it.
struct Fault {
  std::string behaviour;  ///< a word of odd_server.py
  int code;
  std::string said;
};

void PrintTo(const Fault& fault, std::ostream* out) { *out << fault.behaviour; }

const std::vector<Fault> faults = {
    {"flipped", 4, "E-REGISTRY-DIGEST"},
    {"shorter", 4, "E-REGISTRY-DIGEST"},
    {"longer", 4, "E-REGISTRY-LIMIT"},
    {"endless", 4, "E-REGISTRY-LIMIT"},
    {"portal", 4, "a page for people (text/html)"},
    {"garbage", 4, "is not the JSON of an index"},
    {"cut", 2, "E-NETWORK"},
    {"looping", 2, "redirect in a row"},
    {"leading-to file:///etc/passwd", 2, "E-NETWORK-REDIRECT"},
    {"leading-to gopher://127.0.0.1:70/", 2, "E-NETWORK-REDIRECT"},
    {"leading-to http://registry.example/", 2, "E-NETWORK-INSECURE"},
    {"broken", 2, "the server answered 500"},
    {"next-year", 2, "the server answered 429"},
    {"silent", 2, "E-NETWORK-SLOW"},
    {"dripping", 2, "E-NETWORK-SLOW"},
    {"many-headers", 2, "E-NETWORK-HEADERS"},
    {"token-elsewhere http://127.0.0.1:9", 2, "E-REGISTRY-AUTH"},
};

class Hostile : public testing::Test {
 protected:
  void SetUp() override {
    if (!is_installed("python3")) GTEST_SKIP() << "python3 is not installed: script/bootstrap --servers";
    scene.publish("core", "1.0.0");
    server.emplace(std::vector<std::string>{"python3", "tests/servers/odd_server.py", scene.path("")},
                   "port ");
    scene.must_run("agentops registry add web http://" + server->address());
  }

  /// Nothing of the package was put anywhere.
  void expect_untouched() const {
    for (const char* path : {"project/packages/core", "project/agents", "project/agentops.lock"})
      EXPECT_FALSE(scene.exists(path)) << path;
    const auto kept = scene.downloads();  // which checks what is kept
    EXPECT_LE(kept.size(), 2U) << "the archive was kept";
  }

  Scene scene;
  std::optional<Server> server;
};

class HostileAnswer : public Hostile, public testing::WithParamInterface<Fault> {};

TEST_P(HostileAnswer, IsRefusedAndNotKept) {
  scene.write("behaviour", GetParam().behaviour);
  const Outcome outcome = scene.run("agentops package install core");
  EXPECT_EQ(outcome.code, GetParam().code) << outcome.err;
  EXPECT_THAT(outcome.err, HasSubstr(GetParam().said));
  EXPECT_THAT(outcome.err, HasSubstr("hint: "));
  expect_untouched();
  scene.write("behaviour", "well");
  scene.must_run("agentops package install core && agentops package verify");
}

INSTANTIATE_TEST_SUITE_P(Servers, HostileAnswer, testing::ValuesIn(faults), [](const auto& fault) {
  std::string name;
  for (const char c : fault.param.behaviour + fault.param.said)
    if (std::isalnum(static_cast<unsigned char>(c)) != 0) name += c;
  return name;
});

TEST_F(Hostile, ServersThatDoNotSayTheirNamesAreNotWaitedForLong) {
  scene.write("behaviour", "silent-about-names");
  scene.must_run(
      "AGENTOPS_HTTP_TIMEOUT=60 timeout 30 agentops package install core && agentops package verify");
}

TEST_F(Hostile, IsAskedAgainWhenItIsBusy) {
  scene.write("behaviour", "busy");
  scene.must_run("agentops package install core");
}

TEST_F(Hostile, IsNotBelievedWhenItTakesTheNewestVersionBack) {
  scene.must_run("cp -r ../shown ../older");
  scene.publish("core", "1.1.0");
  scene.must_run("agentops package install core@1.1.0 && agentops package uninstall core");
  scene.write("behaviour", "older");
  const Outcome outcome = scene.run("agentops package install core");
  EXPECT_EQ(outcome.code, 4);
  EXPECT_THAT(outcome.err, HasSubstr("core 1.1.0 was there before, and now the newest version is 1.0.0"));
  EXPECT_FALSE(scene.exists("project/packages/core"));
  scene.must_run("agentops registry remove web\nagentops registry add web http://" + server->address() +
                 "\nagentops package install core");
  EXPECT_THAT(scene.read("project/packages/core/package.yaml"), HasSubstr("version: 1.0.0"));
}

TEST_F(Hostile, IsNotBelievedWhenAVersionChanges) {
  scene.must_run("agentops package install core && agentops package uninstall core");
  scene.build("core", "1.0.0", "with other bytes");
  scene.must_run(
      "rm -r ../shown && agentops registry init ../shown && cd ../publisher && agentops package publish "
      "../project/core-1.0.0.tar.gz");
  const Outcome outcome = scene.run("agentops package install core");
  EXPECT_EQ(outcome.code, 4);
  EXPECT_THAT(outcome.err, HasSubstr("core 1.0.0 changed"));
}

TEST_F(Hostile, GetsNoCredentialsByWayOfARedirect) {
  const Server other({"python3", "tests/servers/odd_server.py", scene.path("")}, "port ");
  scene.must_run("mkdir ../first && cp -r ../shown ../first/");
  const Server first({"python3", "tests/servers/odd_server.py", scene.path("first")}, "port ");
  scene.write("first/behaviour", "elsewhere http://" + other.address());
  scene.must_run("agentops registry remove web\nagentops registry add web http://" + first.address());
  scene.write("log", "");
  scene.must_run(first.variable("TOKEN") + "=s3cr3t agentops package install core");
  EXPECT_THAT(scene.read("first/log"), HasSubstr("auth=yes"));
  EXPECT_THAT(scene.read("first/log"), Not(HasSubstr("auth=no")));
  EXPECT_THAT(scene.read("log"), HasSubstr("auth=no"));
  EXPECT_THAT(scene.read("log"), Not(HasSubstr("auth=yes")));
}

TEST_F(Hostile, GetsNoSecretsOfAnotherServer) {
  const Server other({"python3", "tests/servers/odd_server.py", scene.path("")}, "port ");
  const std::string secrets =
      fmt::format("{}=s3cr3t {}=s3cr3t ", other.variable("PASSWORD"), other.variable("TOKEN"));
  const std::string setting = "registries: [{{ name: web, url: \"http://{}\"{} }}]\n";
  scene.write("behaviour", "private");
  scene.write("log", "");
  scene.write("project/agentops.yaml",
              fmt::format(fmt::runtime(setting), server->address(), ", user: robot"));
  const Outcome asked = scene.run(secrets + "agentops package install core");
  EXPECT_EQ(asked.code, 2);
  EXPECT_THAT(asked.err, HasSubstr(server->variable("PASSWORD") + " is not set"));
  scene.write("project/agentops.yaml",
              fmt::format(fmt::runtime(setting), server->address(),
                          ", user: robot, token_server: \"http://" + other.address() + "\""));
  EXPECT_EQ(scene.run(secrets + "agentops package install core").code, 2);
  EXPECT_THAT(scene.read("log"), Not(HasSubstr("auth=yes")));
}

TEST_F(Hostile, GetsNoSecretsInTheClear) {
  scene.write("project/agentops.yaml",
              "registries: [{ name: web, url: \"http://registry.example\", insecure: true }]\n");
  const Outcome outcome = scene.run("AGENTOPS_TOKEN_REGISTRY_EXAMPLE=s3cr3t agentops package install core");
  EXPECT_EQ(outcome.code, 4);
  EXPECT_THAT(outcome.err, HasSubstr("E-PLAIN-HTTP"));
}

TEST_F(Hostile, IsNobodyWhenItsCertificateIsItsOwn) {
  if (!is_installed("openssl")) GTEST_SKIP() << "openssl is not installed";
  scene.must_run(
      "openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=localhost -addext subjectAltName=IP:127.0.0.1 "
      "-keyout ../key.pem -out ../certificate.pem 2>&1");
  const Server tls({"python3", "tests/servers/odd_server.py", scene.path(""), scene.path("certificate.pem"),
                    scene.path("key.pem")},
                   "port ");
  scene.must_run("agentops registry remove web\nagentops registry add web https://" + tls.address());
  const Outcome unknown = scene.run("agentops package install core");
  EXPECT_EQ(unknown.code, 2);
  EXPECT_THAT(unknown.err, HasSubstr("E-NETWORK-TLS"));
  scene.must_run("SSL_CERT_FILE=../certificate.pem agentops package install core");
}

}  // namespace
}  // namespace agentops::test
