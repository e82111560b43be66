#include "serve/stdio.h"

#include <algorithm>
#include <string>
#include <vector>

#include "tests/serve/support.h"

namespace agentops::serve {
namespace {

class LinesTest : public ServerTest {
 protected:
  /// Everything that is said to `input`, which comes in pieces of `piece` bytes.
  std::vector<std::string> said_to(std::string input, std::size_t piece, std::size_t listens_to = 1000) {
    Server fresh = server();
    std::vector<std::string> lines;
    std::size_t at = 0;
    serve_lines(
        fresh,
        [&](std::span<char> bytes) {
          const std::size_t count = std::min({piece, bytes.size(), input.size() - at});
          std::copy_n(input.begin() + static_cast<std::ptrdiff_t>(at), count, bytes.begin());
          at += count;
          return count;
        },
        [&](std::string_view line) {
          lines.emplace_back(line);
          return lines.size() < listens_to;
        });
    return lines;
  }
};

const std::string ping = R"({"jsonrpc":"2.0","id":1,"method":"ping"})";
const std::string pong = R"({"jsonrpc":"2.0","id":1,"result":{}})"
                         "\n";

TEST_F(LinesTest, AreAnsweredHoweverTheyArrive) {
  for (const std::size_t piece : {1U, 7U, 100'000U})
    EXPECT_EQ(said_to(ping + "\r\n\n  \n" + ping + "\n", piece), (std::vector<std::string>{pong, pong}));
}

TEST_F(LinesTest, AreAnsweredWithoutTheLastLineEnd) {
  EXPECT_EQ(said_to(ping, 10), std::vector<std::string>{pong});
}

TEST_F(LinesTest, EndingInTheMiddleAreRefusedAndThatIsAll) {
  const auto lines = said_to(ping + "\n" + ping.substr(0, 20), 16);
  ASSERT_EQ(lines.size(), 2U);
  EXPECT_TRUE(lines[1].contains("-32700"));
  EXPECT_TRUE(said_to("", 1).empty());
}

TEST_F(LinesTest, TooLongAreRefusedAndThoseAfterAnswered) {
  const auto lines = said_to(std::string(longest_line + 1, 'x') + "\n" + ping + "\n", 1U << 14U);
  ASSERT_EQ(lines.size(), 2U);
  EXPECT_TRUE(lines[0].contains("-32600"));
  EXPECT_EQ(lines[1], pong);
}

TEST_F(LinesTest, HugeAndDeepAreRefused) {
  const auto lines = said_to(std::string(1'000'000, '[') + "\n" + ping + "\n", 1U << 14U);
  ASSERT_EQ(lines.size(), 2U);
  EXPECT_TRUE(lines[0].contains("-32700"));
}

TEST_F(LinesTest, AreReadNoMoreWhenNobodyListens) {
  EXPECT_EQ(said_to(ping + "\n" + ping + "\n" + ping + "\n", 5, 1).size(), 1U);
}

}  // namespace
}  // namespace agentops::serve
