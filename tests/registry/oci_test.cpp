#include "registry/oci.h"

#include <algorithm>
#include <functional>
#include <map>
#include <utility>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "registry/direct.h"
#include "registry/oci_answers.h"
#include "text/hash.h"
#include "text/json.h"
#include "text/version.h"

namespace agentops::registry {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

TEST(OciAnswer, ListsNames) {
  EXPECT_THAT(*read_names(R"({"name":"core","tags":["1.0.0","latest"]})", "tags", "here"),
              ElementsAre("1.0.0", "latest"));
  EXPECT_TRUE(read_names(R"({"name":"core","tags":null})", "tags", "here")->empty());
  for (const std::string_view bad : {"", "<html>", "[]", "{}", R"({"tags":"1.0.0"})", R"({"tags":[1]})"}) {
    const auto names = read_names(bad, "tags", "here");
    ASSERT_FALSE(names) << bad;
    EXPECT_EQ(names.error().code, "E-REGISTRY-ANSWER");
  }
}

TEST(OciAnswer, SaysWhereTheListGoesOn) {
  EXPECT_EQ(next_page("</v2/_catalog?last=a&n=2>; rel=\"next\""), "/v2/_catalog?last=a&n=2");
  EXPECT_EQ(next_page("</a>; rel=next"), "/a");
  for (const std::string_view none : {"", "</a>; rel=\"last\"", "<a", "a>", "><"})
    EXPECT_EQ(next_page(none), "") << none;
}

TEST(OciAnswer, SaysWhyItRefuses) {
  EXPECT_EQ(excuse_in(R"({"errors":[{"code":"DENIED","message":"not\u001b[0m you"}]})"),
            "DENIED: not\\x1b[0m you");
  for (const std::string_view none : {"", "{}", R"({"errors":[]})", "<html>"})
    EXPECT_EQ(excuse_in(none), "") << none;
}

/// Answers by address; 404 for what is not there.
struct Pages {
  std::map<std::string, HttpAnswer> pages;

  [[nodiscard]] Source source() const {
    return oci_source("team", {.server = "https://registry.example", .name = "agents"},
                      [this](const HttpRequest& request) -> Result<HttpAnswer> {
                        const auto page = pages.find(
                            request.url.substr(std::string_view("https://registry.example").size()));
                        if (page == pages.end()) return HttpAnswer{.status = 404, .headers = {}, .body = {}};
                        return page->second;
                      });
  }
};

HttpAnswer page(std::string body, std::map<std::string, std::string, std::less<>> headers = {}) {
  return {.status = 200, .headers = std::move(headers), .body = std::move(body)};
}

TEST(OciServer, HasItsTagsOnSeveralPages) {
  const Pages server{{{"/v2/agents/core/tags/list?n=1000",
                       page(R"({"tags":["1.1.0","latest"]})",
                            {{"link", "</v2/agents/core/tags/list?n=1000&last=b>; rel=\"next\""}})},
                      {"/v2/agents/core/tags/list?n=1000&last=b", page(R"({"tags":["1.0.0_linux"]})")},
                      {"/v2/agents/core/manifests/1.1.0", page("new")},
                      {"/v2/agents/core/manifests/1.0.0_linux", page("old")}}};
  const auto tags = server.source().tags("core");
  ASSERT_TRUE(tags) << tags.error().message;
  ASSERT_EQ(tags->size(), 2U);
  EXPECT_EQ(tags->front().manifest, describe(manifest_type, "old"));
  EXPECT_EQ(tags->back().manifest, describe(manifest_type, "new"));
  EXPECT_EQ(server.source().tags("unknown"), std::vector<Tagged>{});
}

TEST(OciServer, MayNotHaveTheRestOfItsListElsewhere) {
  const Pages server{
      {{"/v2/agents/core/tags/list?n=1000",
        page(R"({"tags":["1.0.0"]})", {{"link", "<https://other.example/tags>; rel=\"next\""}})}}};
  const auto tags = server.source().tags("core");
  ASSERT_FALSE(tags) << "half a list would hide the newest versions";
  EXPECT_EQ(tags.error().code, "E-REGISTRY-ANSWER");
}

TEST(OciServer, IsNotFollowedForEver) {
  const Pages server{
      {{"/v2/agents/core/tags/list?n=1000",
        page(R"({"tags":["1.0.0"]})", {{"link", "</v2/agents/core/tags/list?n=1000>; rel=\"next\""}})}}};
  const auto tags = server.source().tags("core");
  ASSERT_FALSE(tags);
  EXPECT_EQ(tags.error().code, "E-REGISTRY-LIMIT");
}

TEST(OciServer, IsNotBelievedWhenItNamesAnotherDigest) {
  const Pages server{{{"/v2/agents/core/tags/list?n=1000", page(R"({"tags":["1.0.0"]})")},
                      {"/v2/agents/core/manifests/1.0.0",
                       page("old", {{"docker-content-digest", "sha256:" + std::string(64, 'a')}})}}};
  const auto tags = server.source().tags("core");
  ASSERT_FALSE(tags);
  EXPECT_EQ(tags.error().code, "E-REGISTRY-DIGEST");
}

TEST(OciServer, ThatListsNothingSaysSo) {
  const auto entries = Pages{}.source().catalogue();
  ASSERT_FALSE(entries);
  EXPECT_THAT(entries.error().message, HasSubstr("does not list"));
}

/// A server in memory: what it was given is there.
struct Shelf {
  bool keeps_tags = true;  ///< a tag that is there is not put again
  std::map<std::string, std::string> manifests;
  std::size_t asked = 0;
  std::size_t interrupt_at = 0;  ///< the request before which somebody else comes
  std::function<void()> interrupt;

  Result<HttpAnswer> operator()(const HttpRequest& request) {
    if (++asked == interrupt_at) std::exchange(interrupt, nullptr)();
    const auto answer = [](long status, std::string body = {}, std::string location = {}) {
      return HttpAnswer{
          .status = status, .headers = {{"location", std::move(location)}}, .body = std::move(body)};
    };
    const std::string tag = request.url.substr(request.url.rfind('/') + 1);
    if (request.url.contains("/tags/list")) {
      List names;
      for (const auto& [name, manifest] : manifests) names.emplace_back(name);
      return answer(200, text::write_json(Map{{"tags", std::move(names)}}));
    }
    if (request.method == "HEAD") return answer(404);
    if (request.method == "POST") return answer(202, {}, "/upload");
    if (request.url.contains("/upload")) return answer(201);
    if (request.method == "GET")
      return manifests.contains(tag) ? answer(200, manifests.at(tag)) : answer(404);
    const bool conditional = std::ranges::find(request.headers, "If-None-Match: *") != request.headers.end();
    if (keeps_tags && conditional && manifests.contains(tag)) return answer(412);
    manifests[tag] = request.body;
    return answer(201);
  }

  Result<bool> publish(const std::string& archive) {
    const Manifest package{.name = "core", .version = *text::read_version("1.0.0")};
    return publish_to(
        {.server = "https://registry.example", .name = "agents"}, "team",
        [this](const HttpRequest& request) { return (*this)(request); }, package,
        make_artifact(package, archive), false);
  }
};

/// Publishing asks ten times: for the tags, three times for each of two blobs, for the tag, to put the
/// manifest, and for the tag again.
constexpr std::size_t steps = 10;

TEST(OciServer, ThatKeepsTagsLetsTheFirstOfTwoPublishersWin) {
  for (std::size_t step = 1; step <= steps; ++step) {
    Shelf shelf{.manifests = {}, .interrupt_at = step, .interrupt = {}};
    Result<bool> theirs = false;
    shelf.interrupt = [&] { theirs = shelf.publish("theirs"); };
    const auto mine = shelf.publish("mine");
    ASSERT_FALSE(shelf.interrupt) << step;
    const auto& winner = step < steps ? theirs : mine;
    const auto& loser = step < steps ? mine : theirs;
    ASSERT_TRUE(winner) << step << winner.error().message;
    EXPECT_TRUE(*winner) << step;
    ASSERT_FALSE(loser) << step;
    EXPECT_EQ(loser.error().code, "E-PUBLISHED") << step;
  }
}

TEST(OciServer, ThatReplacesTagsTellsTwoPublishersApartButBetweenALookAndItsManifest) {
  std::vector<std::size_t> undetected;
  for (std::size_t step = 1; step <= steps; ++step) {
    Shelf shelf{.keeps_tags = false, .manifests = {}, .interrupt_at = step, .interrupt = {}};
    Result<bool> other = false;
    shelf.interrupt = [&] { other = shelf.publish("theirs"); };
    const auto mine = shelf.publish("mine");
    if (!shelf.interrupt && mine && *mine && other && *other) undetected.push_back(step);
  }
  EXPECT_THAT(undetected, ElementsAre(steps - 1));
}

TEST(DirectAddress, NamesItsDigest) {
  const std::string digits(64, 'a');
  const auto archive = read_direct("https://registry.example/core-1.0.0.tar.gz#sha256=" + digits);
  ASSERT_TRUE(archive) << archive.error().message;
  EXPECT_EQ(archive->address.path, "/core-1.0.0.tar.gz");
  EXPECT_EQ(text::hex(archive->digest), digits);
  const auto artifact = read_direct("oci://registry.example/agents/core@sha256:" + digits);
  ASSERT_TRUE(artifact) << artifact.error().message;
  EXPECT_EQ(artifact->address.path, "/agents/core");
  for (const std::string& bad :
       {std::string("https://registry.example/a.tar.gz"),
        "https://registry.example/a.tar.gz#sha256=" + digits.substr(1),
        std::string("oci://registry.example/agents/core:1.0.0"),
        "oci://registry.example/agents/core#sha256=" + digits, "ftp://registry.example/a#sha256=" + digits})
    EXPECT_EQ(read_direct(bad).error().code, "E-ADDRESS") << bad;
}

}  // namespace
}  // namespace agentops::registry
