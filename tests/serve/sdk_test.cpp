// `agentops mcp` beside the protocol's official client. The client comes by npm (script/bootstrap
// --assistants) and is for this test alone.

#include <array>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <string>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "tests/serve/support.h"

namespace agentops::serve {
namespace {

/// What a command prints on stdout.
std::string output_of(const std::string& command) {
  std::string output;
  FILE* pipe = popen(command.c_str(), "r");  // NOLINT(cert-env33-c): a client is a program of its own
  if (pipe == nullptr) return output;
  std::array<char, 4096> bytes{};
  while (const std::size_t count = std::fread(bytes.data(), 1, bytes.size(), pipe))
    output.append(bytes.data(), count);
  pclose(pipe);
  return output;
}

/// A script of tests/serve/sdk, and the least version of node that runs it.
struct Client {
  std::string_view script;
  int node = 0;
};

class OfficialClient : public ServerTest, public testing::WithParamInterface<Client> {};

TEST_P(OfficialClient, IsAnswered) {
  const char* program = std::getenv("AGENTOPS_PROGRAM");  // NOLINT(concurrency-mt-unsafe)
  ASSERT_NE(program, nullptr) << "run it with ctest";
  const int node = std::atoi(
      output_of("node -p 'process.versions.node' 2>/dev/null").c_str());  // NOLINT(cert-err34-c): 0 is none
  if (node < GetParam().node) GTEST_SKIP() << "node " << GetParam().node << " is not installed";
  if (!std::filesystem::exists("tests/serve/sdk/node_modules/.package-lock.json"))
    GTEST_SKIP() << "the clients are not there: script/bootstrap --assistants";
  EXPECT_EQ(
      output_of(fmt::format("node tests/serve/sdk/{} '{}' '{}'", GetParam().script, program, folder_.path())),
      "server agentops\n"
      "tools search get_item similar check_new list_domains list_patterns find_copies package_info "
      "propose_move\n"
      "search 1 agents/refund.md\n"
      "check_new extend false\n"
      "wrong true query is missing\n"
      "unknown -32602\n"
      "closed\n");
}

INSTANTIATE_TEST_SUITE_P(OfBothEras, OfficialClient,
                         testing::Values(Client{"older.mjs", 18}, Client{"now.mjs", 20}));

}  // namespace
}  // namespace agentops::serve
