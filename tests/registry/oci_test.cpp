#include "registry/oci.h"

#include <map>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "registry/direct.h"
#include "registry/oci_answers.h"
#include "text/hash.h"

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
