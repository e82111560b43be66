#include "registry/client.h"

#include <deque>
#include <memory>
#include <utility>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace agentops::registry {
namespace {

using std::chrono::seconds;
using testing::ElementsAre;
using testing::IsEmpty;

HttpAnswer answer(long status, const std::string& name = {}, const std::string& value = {}) {
  HttpAnswer made{.status = status, .headers = {}, .body = {}};
  if (!name.empty()) made.headers.emplace(name, value);
  return made;
}

/// A server that gives these answers in turn, and remembers what it was asked and how long we paused.
struct Script {
  std::deque<Result<HttpAnswer>> answers;
  std::vector<HttpRequest> asked;
  std::vector<seconds> pauses;

  Result<HttpAnswer> ask(const std::string& url, const std::string& method = "GET", bool insecure = false) {
    const Exchange one_hop = [this](const HttpRequest& request) -> Result<HttpAnswer> {
      asked.push_back(request);
      if (answers.empty()) return answer(200);
      auto next = answers.front();
      answers.pop_front();
      return next;
    };
    return careful(one_hop,
                   {.insecure = insecure, .pause = [this](seconds pause) { pauses.push_back(pause); }})(
        {.method = method,
         .url = url,
         .headers = {},
         .body = {},
         .credentials = {.user = "robot", .password = "p", .token = {}}});
  }

  [[nodiscard]] std::vector<std::string> urls() const {
    std::vector<std::string> list;
    for (const HttpRequest& request : asked) list.push_back(request.url);
    return list;
  }
};

std::unexpected<Error> broken(std::string code) {
  return fail(
      {.kind = ErrorKind::Unreadable, .code = std::move(code), .message = {}, .hint = {}, .where = {}});
}

TEST(Client, FollowsARedirectWithCredentialsOnTheSameServer) {
  Script script{.answers = {answer(302, "location", "/b")}};
  ASSERT_TRUE(script.ask("https://registry.example/a"));
  EXPECT_THAT(script.urls(), ElementsAre("https://registry.example/a", "https://registry.example/b"));
  EXPECT_EQ(script.asked.back().credentials.user, "robot");
}

TEST(Client, TakesNoCredentialsToAnotherServerNorBack) {
  Script script{.answers = {answer(307, "location", "https://mirror.example/b"),
                            answer(302, "location", "https://registry.example/c")}};
  ASSERT_TRUE(script.ask("https://registry.example/a"));
  ASSERT_EQ(script.asked.size(), 3U);
  EXPECT_TRUE(script.asked[1].credentials.empty());
  EXPECT_TRUE(script.asked[2].credentials.empty());
}

TEST(Client, TakesAnotherPortForAnotherServer) {
  Script script{.answers = {answer(302, "location", "https://registry.example:444/b")}};
  ASSERT_TRUE(script.ask("https://registry.example/a"));
  EXPECT_TRUE(script.asked.back().credentials.empty());
}

TEST(Client, FollowsNoRedirectThatItShouldNot) {
  for (const std::string to :
       {"http://registry.example/", "http://127.0.0.1/", "file:///etc/passwd", "gopher://a/", ""}) {
    Script script{.answers = {answer(302, "location", to)}};
    const auto given = script.ask("https://registry.example/a");
    ASSERT_FALSE(given) << to;
    EXPECT_EQ(given.error().code, "E-NETWORK-REDIRECT") << to;
    EXPECT_EQ(script.asked.size(), 1U);
  }
}

TEST(Client, EndsALoop) {
  Script script{.answers = std::deque<Result<HttpAnswer>>(20, answer(302, "location", "/a"))};
  const auto given = script.ask("https://registry.example/a");
  ASSERT_FALSE(given);
  EXPECT_EQ(given.error().code, "E-NETWORK-REDIRECT");
  EXPECT_EQ(script.asked.size(), 6U);
}

TEST(Client, HandsARedirectOfAnUploadBack) {
  Script script{.answers = {answer(307, "location", "https://mirror.example/")}};
  const auto given = script.ask("https://registry.example/a", "PUT");
  ASSERT_TRUE(given);
  EXPECT_EQ(given->status, 307);
}

TEST(Client, SpeaksPlainHttpToThisMachineAlone) {
  EXPECT_TRUE(Script{}.ask("http://127.0.0.1:5000/a"));
  EXPECT_TRUE(Script{}.ask("http://[::1]:5000/a"));
  EXPECT_TRUE(Script{}.ask("http://registry.example/a", "GET", true));
  Script script;
  const auto given = script.ask("http://registry.example/a");
  ASSERT_FALSE(given);
  EXPECT_EQ(given.error().code, "E-NETWORK-INSECURE");
  EXPECT_THAT(script.asked, IsEmpty());
}

TEST(Client, TriesThreeTimesWhatMayPass) {
  Script script{.answers = {answer(503), broken("E-NETWORK"), answer(200)}};
  ASSERT_TRUE(script.ask("https://registry.example/a"));
  EXPECT_THAT(script.pauses, ElementsAre(seconds(1), seconds(2)));

  Script hopeless{.answers = std::deque<Result<HttpAnswer>>(9, answer(500))};
  const auto given = hopeless.ask("https://registry.example/a");
  ASSERT_TRUE(given);
  EXPECT_EQ(given->status, 500);
  EXPECT_EQ(hopeless.asked.size(), 3U);
}

TEST(Client, TriesNothingTwiceThatWillNotPass) {
  for (const Result<HttpAnswer>& final :
       {Result<HttpAnswer>(answer(404)), Result<HttpAnswer>(answer(403)),
        Result<HttpAnswer>(broken("E-NETWORK-SLOW")), Result<HttpAnswer>(broken("E-REGISTRY-LIMIT"))}) {
    Script script{.answers = {final}};
    (void)script.ask("https://registry.example/a");
    EXPECT_EQ(script.asked.size(), 1U);
  }
}

TEST(Client, WaitsAsLongAsItIsAskedToUpToAMinute) {
  Script script{.answers = {answer(429, "retry-after", "7"), answer(503, "retry-after", "61")}};
  const auto given = script.ask("https://registry.example/a");
  ASSERT_TRUE(given);
  EXPECT_EQ(given->status, 503);
  EXPECT_THAT(script.pauses, ElementsAre(seconds(7)));
}

}  // namespace
}  // namespace agentops::registry
