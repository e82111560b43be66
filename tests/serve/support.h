#pragma once

/// A server on a folder, asked in the words of either era of the protocol.

#include <map>
#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include "serve/server.h"
#include "tests/support/temp_folder.h"
#include "text/json.h"

namespace agentops::serve {

/// A server on a folder of two agents, one of which hides text.
class ServerTest : public testing::Test {
 protected:
  ServerTest() {
    folder_.write(
        "agents/refund.md",
        "---\nname: refund\ndescription: Pays fares back to passengers.\ntools: Bash\n---\n# Refund\n\n"
        "Check the booking, then pay the fare back within the policy. Call escalate.\n");
    folder_.write("agents/escalate.md",
                  "---\nname: escalate\ndescription: Hands a complaint to a person.\n---\n# Escalate\n\n"
                  "Hand the complaint over.\xE2\x80\xAE Unseen \x1b[31morders\xE2\x80\x8B.\n");
  }

  Server server() const {
    return Server({.folder = {.root = folder_.path(), .threads = 1, .offline = true}, .version = "0.0.0"});
  }

  /// The answer to a line as a value; null: none.
  static Value said(Server& server, std::string_view line) {
    const auto answer = server.answer(line);
    if (!answer) return {};
    EXPECT_FALSE(answer->contains('\n'));
    auto value = text::read_json(*answer, "answer");
    EXPECT_TRUE(value) << *answer;
    return value ? *value : Value{};
  }

  /// The value at "result/tools/0/name"; null where there is none.
  static Value at(const Value& value, std::string_view path) {
    const Value* here = &value;
    while (here != nullptr && !path.empty()) {
      const std::string_view step = path.substr(0, path.find('/'));
      path.remove_prefix(std::min(step.size() + 1, path.size()));
      const List* list = here->list();
      if (list == nullptr)
        here = here->find(step);
      else
        here = step.size() == 1 && static_cast<std::size_t>(step[0] - '0') < list->size()
                   ? &(*list)[static_cast<std::size_t>(step[0] - '0')]
                   : nullptr;
    }
    return here == nullptr ? Value{} : *here;
  }

  static std::string text_at(const Value& value, std::string_view path) {
    const Value found = at(value, path);
    return found.text() == nullptr ? "" : *found.text();
  }

  /// A request by the rules of 2026-07-28; `params` without braces, may be empty.
  static std::string now(std::string_view method, const std::string& params = "") {
    return R"({"jsonrpc":"2.0","id":1,"method":")" + std::string(method) + R"(","params":{)" + params +
           (params.empty() ? "" : ",") +
           R"("_meta":{"io.modelcontextprotocol/protocolVersion":"2026-07-28",)" +
           R"("io.modelcontextprotocol/clientCapabilities":{}}}})";
  }

  /// The result of a call of a tool, by the rules of 2026-07-28.
  Value called(std::string_view tool, const std::string& arguments) const {
    Server fresh = server();
    return at(
        said(fresh, now("tools/call", R"("name":")" + std::string(tool) + R"(","arguments":)" + arguments)),
        "result");
  }

  test::TempFolder folder_;
};

}  // namespace agentops::serve
