#include "serve/server.h"

#include "tests/serve/support.h"

namespace agentops::serve {
namespace {

constexpr std::string_view plain_list = R"({"jsonrpc":"2.0","id":2,"method":"tools/list"})";

std::string initialize(std::string_view version) {
  return R"({"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":")" +
         std::string(version) + R"(","capabilities":{},"clientInfo":{"name":"t","version":"1"}}})";
}

TEST_F(ServerTest, IsDiscoveredWithoutAHandshake) {
  Server fresh = server();
  const Value answer = said(fresh, now("server/discover"));
  EXPECT_EQ(at(answer, "result/resultType"), Value("complete"));
  EXPECT_EQ(at(answer, "result/supportedVersions/0"), Value("2026-07-28"));
  EXPECT_EQ(at(answer, "result/capabilities/tools"), Value(Map{}));
  EXPECT_NE(at(answer, "result/ttlMs"), Value{});
  EXPECT_EQ(at(answer, "result/cacheScope"), Value("private"));
  EXPECT_EQ(at(at(answer, "result/_meta"), "io.modelcontextprotocol"), Value{});
  EXPECT_NE(at(answer, "result/_meta").find("io.modelcontextprotocol/serverInfo"), nullptr);
}

TEST_F(ServerTest, ListsItsToolsInOneOrderInBothEras) {
  Server fresh = server();
  const Value now_listed = at(said(fresh, now("tools/list")), "result/tools");
  (void)said(fresh, initialize("2025-06-18"));
  EXPECT_EQ(at(said(fresh, plain_list), "result/tools"), now_listed);
  std::string names;
  for (const Value& tool : *now_listed.list()) names += *tool.find("name")->text() + " ";
  EXPECT_EQ(
      names,
      "search get_item similar check_new list_domains list_patterns find_copies package_info propose_move ");
}

struct Handshake {
  std::string_view asked;
  std::string_view given;
};

class Versions : public ServerTest, public testing::WithParamInterface<Handshake> {};

TEST_P(Versions, AreThoseAskedForOrTheLatestOfTheOlder) {
  Server fresh = server();
  EXPECT_EQ(at(said(fresh, initialize(GetParam().asked)), "result/protocolVersion"), Value(GetParam().given));
}

INSTANTIATE_TEST_SUITE_P(
    Each, Versions,
    testing::Values(Handshake{"2024-11-05", "2024-11-05"}, Handshake{"2025-03-26", "2025-03-26"},
                    Handshake{"2025-06-18", "2025-06-18"}, Handshake{"2025-11-25", "2025-11-25"},
                    Handshake{"2026-07-28", "2025-11-25"}, Handshake{"1999-01-01", "2025-11-25"}));

TEST_F(ServerTest, RefusesOtherVersionsWithWhatItHas) {
  Server fresh = server();
  const Value answer = said(fresh, R"({"jsonrpc":"2.0","id":1,"method":"tools/list","params":{"_meta":{)"
                                   R"("io.modelcontextprotocol/protocolVersion":"2030-01-01"}}})");
  EXPECT_EQ(at(answer, "error/code"), Value(-32022));
  EXPECT_EQ(at(answer, "error/data/requested"), Value("2030-01-01"));
  EXPECT_EQ(at(answer, "error/data/supported/0"), Value("2026-07-28"));
}

TEST_F(ServerTest, AsksForTheCapabilitiesOfTheClient) {
  Server fresh = server();
  const Value answer = said(fresh, R"({"jsonrpc":"2.0","id":1,"method":"tools/list","params":{"_meta":{)"
                                   R"("io.modelcontextprotocol/protocolVersion":"2026-07-28"}}})");
  EXPECT_EQ(at(answer, "error/code"), Value(-32602));
}

TEST_F(ServerTest, ServesNobodyWhoNeitherNamesAVersionNorShookHands) {
  Server fresh = server();
  EXPECT_EQ(at(said(fresh, plain_list), "error/code"), Value(-32602));
}

TEST_F(ServerTest, AnswersPingsOfOlderClientsOnly) {
  Server fresh = server();
  EXPECT_EQ(at(said(fresh, R"({"jsonrpc":"2.0","id":"p","method":"ping"})"), "result"), Value(Map{}));
  EXPECT_EQ(at(said(fresh, now("ping")), "error/code"), Value(-32601));
}

TEST_F(ServerTest, SaysNothingToNotifications) {
  Server fresh = server();
  EXPECT_FALSE(fresh.answer(R"({"jsonrpc":"2.0","method":"notifications/initialized"})"));
  EXPECT_FALSE(fresh.answer(R"({"jsonrpc":"2.0","method":"no/such"})"));
  EXPECT_FALSE(fresh.answer(R"({"jsonrpc":"2.0","id":4,"result":{}})"));
}

TEST_F(ServerTest, NamesTheMethodsItHas) {
  Server fresh = server();
  const Value answer = said(fresh, now("resources/list"));
  EXPECT_EQ(at(answer, "error/code"), Value(-32601));
  EXPECT_EQ(text_at(answer, "error/message"),
            "there is no method \"resources/list\"; there are server/discover, tools/list, tools/call");
}

TEST_F(ServerTest, RefusesUnknownToolsWithThoseItHas) {
  Server fresh = server();
  const Value answer = said(fresh, now("tools/call", R"("name":"serach","arguments":{})"));
  EXPECT_EQ(at(answer, "error/code"), Value(-32602));
  EXPECT_TRUE(
      text_at(answer, "error/message").starts_with("there is no tool \"serach\"; there are search, "));
}

TEST_F(ServerTest, TakesBatchesInTheOneVersionThatHasThem) {
  const std::string batch = "[" + std::string(plain_list) + R"(,{"jsonrpc":"2.0","id":3,"method":"ping"}])";
  Server fresh = server();
  (void)said(fresh, initialize("2025-03-26"));
  const Value answers = said(fresh, batch);
  ASSERT_NE(answers.list(), nullptr);
  EXPECT_EQ(at(answers, "1/id"), Value(3));
  (void)said(fresh, initialize("2025-06-18"));
  EXPECT_EQ(at(said(fresh, batch), "error/code"), Value(-32600));
}

TEST_F(ServerTest, GivesTheSameAnswerToTheSameRequest) {
  Server fresh = server();
  const std::string line = now("tools/call", R"("name":"search","arguments":{"query":"fare OR complaint"})");
  EXPECT_EQ(fresh.answer(line), fresh.answer(line));
}

}  // namespace
}  // namespace agentops::serve
