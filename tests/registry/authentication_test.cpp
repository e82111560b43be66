#include "registry/authentication.h"

#include <utility>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace agentops::registry {
namespace {

using testing::SizeIs;

const std::string home = "https://registry.example:443";

TEST(Challenge, IsReadFromItsHeader) {
  const std::vector<std::pair<std::string_view, Challenge>> table = {
      {"Basic realm=\"here\"", {"basic", "here", "", ""}},
      {"Bearer realm=\"https://a/t\",service=\"r\",scope=\"repository:a/b:pull,push\"",
       {"bearer", "https://a/t", "r", "repository:a/b:pull,push"}},
      {"Basic realm=\"x\", Bearer realm=y , service=\"a \\\"b\\\"\"", {"bearer", "y", "a \"b\"", ""}},
      {"Negotiate abc==, BASIC realm=\"x\"", {"basic", "x", "", ""}},
      {"Digest realm=\"x\"", {}},
      {"Bearer realm=\"unended", {"bearer", "unended", "", ""}},
      {"", {}},
      {"=,\"=\",", {}},
  };
  for (const auto& [header, challenge] : table) EXPECT_EQ(read_challenge(header), challenge) << header;
}

TEST(Token, IsReadUnderEitherName) {
  EXPECT_EQ(read_token(R"({"token":"a.b"})", "here"), "a.b");
  EXPECT_EQ(read_token(R"({"token":"","access_token":"c"})", "here"), "c");
  for (const std::string_view bad :
       {"", "[]", "{}", R"({"token":1})", R"({"token":"a\r\nX: y"})", R"({"token":"a b"})"}) {
    const auto token = read_token(bad, "here");
    ASSERT_FALSE(token) << bad;
    EXPECT_EQ(token.error().code, "E-REGISTRY-TOKEN");
  }
}

/// A registry that lets in who brings `needed`, and otherwise sends `challenge`.
struct Guarded {
  std::string challenge;
  Credentials needed;
  std::vector<HttpRequest> asked;

  Exchange exchange() {
    return [this](const HttpRequest& request) -> Result<HttpAnswer> {
      asked.push_back(request);
      if (request.url.contains("/token"))
        return HttpAnswer{.status = request.credentials.user == "robot" ? 200 : 401,
                          .headers = {},
                          .body = R"({"token":"t"})"};
      if (request.credentials == needed) return HttpAnswer{.status = 200, .headers = {}, .body = {}};
      return HttpAnswer{.status = 401, .headers = {{"www-authenticate", challenge}}, .body = {}};
    };
  }
};

const Credentials robot{.user = "robot", .password = "p", .token = {}};
const Credentials token{.user = {}, .password = {}, .token = "t"};

HttpRequest about(const std::string& url) {
  return {.method = "GET", .url = url, .headers = {}, .body = {}, .credentials = {}};
}

TEST(Authentication, ShowsThePasswordOnlyWhenAsked) {
  Guarded server{.challenge = "Basic realm=x", .needed = robot};
  const Exchange ask = authenticated(
      server.exchange(), {.registry = home, .token_server = {}, .credentials = robot, .for_tokens = {}});
  EXPECT_EQ(ask(about("https://registry.example/a"))->status, 200);
  EXPECT_EQ(ask(about("https://registry.example/b"))->status, 200);
  ASSERT_THAT(server.asked, SizeIs(3));
  EXPECT_TRUE(server.asked[0].credentials.empty());
}

TEST(Authentication, FetchesATokenAndKeepsIt) {
  Guarded server{
      .challenge =
          "Bearer realm=\"https://registry.example/token\",service=\"a b\",scope=\"repository:x:pull\"",
      .needed = token};
  const Exchange ask = authenticated(
      server.exchange(), {.registry = home, .token_server = {}, .credentials = robot, .for_tokens = {}});
  EXPECT_EQ(ask(about("https://registry.example/a"))->status, 200);
  EXPECT_EQ(ask(about("https://registry.example/b"))->status, 200);
  ASSERT_THAT(server.asked, SizeIs(4));
  EXPECT_EQ(server.asked[1].url, "https://registry.example/token?service=a%20b&scope=repository%3Ax%3Apull");
}

TEST(Authentication, AsksNoOtherServerForATokenUnlessTheUserNamedIt) {
  Guarded server{.challenge = "Bearer realm=\"https://tokens.example/token\"", .needed = token};
  const auto refused = authenticated(
      server.exchange(), {.registry = home, .token_server = {}, .credentials = robot, .for_tokens = {}})(
      about("https://registry.example/a"));
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, "E-REGISTRY-AUTH");
  EXPECT_TRUE(refused.error().hint.contains("token_server: https://tokens.example")) << refused.error().hint;
  EXPECT_THAT(server.asked, SizeIs(1));
}

TEST(Authentication, ShowsTheServerOfTokensItsOwnCredentialsAlone) {
  Guarded server{.challenge = "Bearer realm=\"https://tokens.example/token\"", .needed = token};
  const Credentials secret{.user = "robot", .password = "of the registry", .token = {}};
  const auto let_in =
      authenticated(server.exchange(), {.registry = home,
                                        .token_server = "https://tokens.example:443",
                                        .credentials = secret,
                                        .for_tokens = robot})(about("https://registry.example/a"));
  EXPECT_TRUE(let_in);
  ASSERT_THAT(server.asked, SizeIs(3));
  EXPECT_EQ(server.asked[1].url, "https://tokens.example/token");
  EXPECT_EQ(server.asked[1].credentials, robot);
  EXPECT_EQ(server.asked[2].credentials, token);
}

TEST(Authentication, ShowsNothingToAnotherServer) {
  Guarded server{.challenge = "Basic realm=x", .needed = robot};
  const Exchange ask = authenticated(
      server.exchange(), {.registry = home, .token_server = {}, .credentials = robot, .for_tokens = {}});
  const auto answer = ask(about("https://mirror.example/a"));
  ASSERT_FALSE(answer);
  ASSERT_THAT(server.asked, SizeIs(1));
  EXPECT_TRUE(server.asked[0].credentials.empty());
}

TEST(Authentication, EndsWhenTheServerDoesNotLetUsIn) {
  for (const std::string challenge : {"Basic realm=x", "Digest realm=x", ""}) {
    Guarded server{.challenge = challenge, .needed = token};
    const auto answer = authenticated(
        server.exchange(), {.registry = home, .token_server = {}, .credentials = robot, .for_tokens = {}})(
        about("https://registry.example/a"));
    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().code, "E-REGISTRY-AUTH");
    EXPECT_LE(server.asked.size(), 2U);
  }
}

}  // namespace
}  // namespace agentops::registry
