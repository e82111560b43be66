#include <map>

#include "serve/tool.h"
#include "tests/serve/support.h"

namespace agentops::serve {
namespace {

TEST_F(ServerTest, FindsItemsWithAnHonestTotal) {
  const Value result = called("search", R"({"query":"kind:agent","limit":1})");
  EXPECT_EQ(at(result, "structuredContent/total"), Value(2));
  EXPECT_EQ(at(result, "structuredContent/hits").list()->size(), 1U);
  EXPECT_TRUE(text_at(result, "content/0/text").starts_with("1 of 2 matches\n"));
  EXPECT_EQ(at(result, "isError"), Value(false));
}

TEST_F(ServerTest, ShowsWhatCannotBeSeen) {
  const Value result = called("get_item", R"({"item":"escalate"})");
  const std::string text = text_at(result, "structuredContent/text");
  EXPECT_TRUE(text.contains("over.\\u{202e} Unseen \\x1b[31morders\\u{200b}.")) << text;
  EXPECT_TRUE(text_at(result, "content/0/text").contains(text));
}

TEST_F(ServerTest, GivesALongItemInParts) {
  std::string body = "# Long\n";
  for (int line = 2; line <= 3000; ++line) body += "line " + std::to_string(line) + "\n";
  folder_.write("agents/long.md", body);
  const Value first = called("get_item", R"({"item":"agents/long.md"})");
  const Value next_line = at(first, "structuredContent/next_line");
  const std::int64_t* next = next_line.integer();
  ASSERT_NE(next, nullptr);
  EXPECT_LE(text_at(first, "structuredContent/text").size(), 16'000U);
  const Value second =
      called("get_item", R"({"item":"agents/long.md","from_line":)" + std::to_string(*next) + "}");
  EXPECT_TRUE(text_at(second, "structuredContent/text").starts_with("line " + std::to_string(*next) + "\n"));
  const Value last = called("get_item", R"({"item":"agents/long.md","from_line":2999})");
  EXPECT_EQ(at(last, "structuredContent/next_line"), Value{});
}

TEST_F(ServerTest, CutsALineThatIsTooLongForOneAnswer) {
  std::string line;
  while (line.size() < 40'000) line += "wörter ";
  folder_.write("agents/line.md", line);
  const std::string text =
      text_at(called("get_item", R"({"item":"agents/line.md"})"), "structuredContent/text");
  EXPECT_LE(text.size(), 16'000U);
  EXPECT_TRUE(line.starts_with(text));
}

TEST_F(ServerTest, SaysWhatToDoAboutADraft) {
  const Value same = called(
      "check_new",
      R"({"text":"# Refund\n\nCheck the booking, then pay the fare back within the policy. Call escalate.\n"})");
  EXPECT_EQ(at(same, "structuredContent/verdict"), Value("same"));
  EXPECT_TRUE(
      text_at(same, "content/0/text").starts_with("the same as refund (agents/refund.md): use that one"));
  const Value fresh = called("check_new", R"({"text":"Tune the piano in the bar."})");
  EXPECT_EQ(at(fresh, "structuredContent/verdict"), Value("new"));
}

TEST_F(ServerTest, ComparesAnItem) {
  const Value result = called("similar", R"({"item":"refund"})");
  EXPECT_EQ(at(result, "structuredContent/verdict"), Value("new"));
}

TEST_F(ServerTest, TellsOfTheFolderAsAWhole) {
  EXPECT_NE(at(called("list_domains", "{}"), "structuredContent/total"), Value{});
  EXPECT_EQ(at(called("list_patterns", "{}"), "structuredContent/total"), Value(0));
  folder_.write("other/refund.md", folder_.read("agents/refund.md"));
  const Value copies = called("find_copies", R"({"item":"other/refund.md"})");
  EXPECT_EQ(at(copies, "structuredContent/total"), Value(1));
  EXPECT_EQ(at(copies, "structuredContent/groups/0/form"), Value("same-file"));
  EXPECT_EQ(at(called("package_info", "{}"), "structuredContent/total"), Value(0));
}

TEST_F(ServerTest, ProposesAMoveAndWritesNothing) {
  folder_.write(
      "agentops.plan",
      "[care] d1\n. agent 0000000 agents/refund.md\n\n[people] d2\n. agent 0000000 agents/escalate.md\n");
  const auto before = folder_.contents();
  const Value result = called("propose_move", R"({"item":"refund","domain":"people"})");
  EXPECT_EQ(at(result, "structuredContent/patch"), Value("move agents/refund.md -> people\n"));
  EXPECT_EQ(folder_.contents(), before);
}

TEST_F(ServerTest, ProposesNothingThatAPatchCannotSay) {
  folder_.write("agentops.plan", "[care] d1\n. agent 0000000 agents/refund.md\n");
  EXPECT_EQ(at(called("propose_move", R"({"item":"refund","domain":"care\ndrop refund"})"), "isError"),
            Value(true));
  EXPECT_EQ(at(called("propose_move", R"({"item":"refund","domain":"elsewhere"})"), "isError"), Value(true));
}

struct Wrong {
  std::string_view tool;
  std::string arguments;
  std::string_view says;  ///< how the answer begins
};

class WrongCall : public ServerTest, public testing::WithParamInterface<Wrong> {};

TEST_P(WrongCall, IsAnsweredWithWhatToDoInstead) {
  const Value result = called(GetParam().tool, GetParam().arguments);
  EXPECT_EQ(at(result, "isError"), Value(true));
  EXPECT_TRUE(text_at(result, "content/0/text").starts_with(GetParam().says))
      << text_at(result, "content/0/text");
}

INSTANTIATE_TEST_SUITE_P(
    Each, WrongCall,
    testing::Values(
        Wrong{"search", "{}",
              "query is missing. search takes query (text), limit (whole number, may be left out)"},
        Wrong{"search", "null", "query is missing."}, Wrong{"search", "[]", "the arguments are no object."},
        Wrong{"search", R"({"query":5})", "query is no text."},
        Wrong{"search", R"({"query":""})", "query is empty."},
        Wrong{"search", R"({"query":"a","limit":0})", "limit is no whole number from 1 to 100."},
        Wrong{"search", R"({"query":"a","limit":1e99})", "limit is no whole number from 1 to 100."},
        Wrong{"search", R"({"query":"a","limt":1})", "there is no argument \"limt\"."},
        Wrong{"search", R"({"query":"a AND ("})", "cannot read the query"},
        Wrong{"get_item", R"({"item":"refnd"})", "no item is called \"refnd\". did you mean  refund"},
        Wrong{"check_new", R"({"text":"the of and"})", "there is no word to compare by."},
        Wrong{"package_info", R"({"name":"nosuch"})", "nosuch is neither installed nor in a registry"},
        Wrong{"propose_move", R"({"item":"refund","domain":"x"})", "agentops.plan: there is no plan yet."}));

}  // namespace
}  // namespace agentops::serve
