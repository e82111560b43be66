// Two publishers of one version at the same time.

#include <algorithm>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/servers/scene.h"

namespace agentops::test {
namespace {

using testing::HasSubstr;

TEST(TwoPublishers, OfAFolderAreToldApart) {
  const Scene scene;
  for (const char* who : {"one", "two"}) {
    scene.build("core", "1.0.0", who);
    scene.must_run(fmt::format("mkdir ../{0} && mv core-1.0.0.tar.gz ../{0}/", who));
  }
  for (int round = 0; round < 5; ++round) {
    scene.must_run("rm -rf ../shown && agentops registry init ../shown");
    scene.must_run(
        "publish() {\n"
        "  cd ../$1 && rm -f agentops.yaml && agentops registry add here ../shown >said\n"
        "  code=0; agentops package publish core-1.0.0.tar.gz >said 2>&1 || code=$?\n"
        "  echo $code >code\n"
        "}\n"
        "publish one & publish two & wait");
    std::vector<std::string> codes = {scene.read("one/code"), scene.read("two/code")};
    const std::string winner = codes.front() == "0\n" ? "one" : "two";
    std::ranges::sort(codes);
    ASSERT_EQ(codes, (std::vector<std::string>{"0\n", "1\n"}))
        << scene.read("one/said") << scene.read("two/said");
    EXPECT_THAT(scene.read(winner == "one" ? "two/said" : "one/said"), HasSubstr("E-PUBLISHED"));
    scene.must_run(
        fmt::format("cd ../{} && agentops package install core && agentops package verify", winner));
    scene.must_run(
        fmt::format("cmp ../{0}/core-1.0.0.tar.gz ../shown/core/blobs/sha256/$(sha256sum "
                    "../{0}/core-1.0.0.tar.gz | cut -c1-64)",
                    winner));
    scene.must_run(fmt::format("cd ../{} && agentops package uninstall core", winner));
  }
}

}  // namespace
}  // namespace agentops::test
