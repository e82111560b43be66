#include "serve/message.h"

#include <gtest/gtest.h>

namespace agentops::serve {
namespace {

const Message* message_in(const ReceivedLine& line) {
  return line.messages.size() == 1 ? std::get_if<Message>(&line.messages.front()) : nullptr;
}

TEST(Message, HoldsIdMethodAndParams) {
  const ReceivedLine line = read_line(R"({"jsonrpc":"2.0","id":7,"method":"ping","params":{"a":1}})");
  const Message* message = message_in(line);
  ASSERT_NE(message, nullptr);
  EXPECT_EQ(message->id, Value(7));
  EXPECT_EQ(message->method, "ping");
  EXPECT_EQ(Value(message->params), Value(Map{{"a", 1}}));
}

TEST(Message, WithoutAnIdIsANotification) {
  const ReceivedLine line = read_line(R"({"jsonrpc":"2.0","method":"notifications/initialized"})");
  ASSERT_NE(message_in(line), nullptr);
  EXPECT_TRUE(message_in(line)->id.is_null());
}

struct Bad {
  std::string_view line;
  Fault fault;
  Value id;
};

class BadLine : public testing::TestWithParam<Bad> {};

TEST_P(BadLine, IsRefusedWithItsIdWhereThereIsOne) {
  const ReceivedLine line = read_line(GetParam().line);
  ASSERT_EQ(line.messages.size(), 1U);
  const auto* refusal = std::get_if<Refusal>(&line.messages.front());
  ASSERT_NE(refusal, nullptr);
  EXPECT_EQ(refusal->fault, GetParam().fault);
  EXPECT_EQ(refusal->id, GetParam().id);
}

INSTANTIATE_TEST_SUITE_P(
    Each, BadLine,
    testing::Values(Bad{"", Fault::NotJson, {}},
                    Bad{"{\"jsonrpc\":\"2.0\",\"id\":1,\"met", Fault::NotJson, {}},
                    Bad{"\xff\xfe", Fault::NotJson, {}}, Bad{"3", Fault::NoMessage, {}},
                    Bad{"[]", Fault::NoMessage, {}}, Bad{R"({"id":1,"method":"ping"})", Fault::NoMessage, 1},
                    Bad{R"({"jsonrpc":"1.0","id":1,"method":"ping"})", Fault::NoMessage, 1},
                    Bad{R"({"jsonrpc":"2.0","id":null,"method":"ping"})", Fault::NoMessage, {}},
                    Bad{R"({"jsonrpc":"2.0","id":{},"method":"ping"})", Fault::NoMessage, {}},
                    Bad{R"({"jsonrpc":"2.0","id":"a"})", Fault::NoMessage, "a"},
                    Bad{R"({"jsonrpc":"2.0","id":"a","method":5})", Fault::NoMessage, "a"},
                    Bad{R"({"jsonrpc":"2.0","id":2,"method":"x","params":[]})", Fault::BadParameters, 2},
                    Bad{R"({"jsonrpc":"2.0","id":2,"id":3,"method":"x"})", Fault::NotJson, {}}));

TEST(Line, HoldsTheMessagesOfABatchInTheirOrder) {
  const ReceivedLine line =
      read_line(R"([{"jsonrpc":"2.0","id":1,"method":"a"},5,{"jsonrpc":"2.0","id":2,"method":"b"}])");
  EXPECT_TRUE(line.batched);
  ASSERT_EQ(line.messages.size(), 3U);
  EXPECT_EQ(std::get<Message>(line.messages[0]).method, "a");
  EXPECT_EQ(std::get<Refusal>(line.messages[1]).fault, Fault::NoMessage);
  EXPECT_EQ(std::get<Message>(line.messages[2]).method, "b");
}

TEST(Line, PassesOverAnswersToRequestsThatNobodyMade) {
  const ReceivedLine line = read_line(R"({"jsonrpc":"2.0","id":1,"result":{}})");
  EXPECT_TRUE(std::holds_alternative<Nothing>(line.messages.front()));
}

}  // namespace
}  // namespace agentops::serve
