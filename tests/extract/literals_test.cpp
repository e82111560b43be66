#include "extract/literals.h"

#include <string>

#include <gtest/gtest.h>

#include "extract/hosts.h"

namespace agentops::extract {
namespace {

/// In pieces, so that no file of ours holds a path that looks like somebody's.
const std::string home = std::string("/") + "home/";

/// The literals of a line, as "type:value".
std::string found_in(std::string_view line, bool code = false) {
  std::vector<Literal> found;
  const Span span{0, static_cast<std::uint32_t>(line.size())};
  code ? find_code_literals(line, span, 1, found) : find_literals(line, span, 1, found);
  std::string all;
  for (const auto& literal : found) {
    EXPECT_EQ(slice(line, literal.span), literal.value);
    all += std::string(all.empty() ? "" : " ") + std::string(name_of(literal.type)) + ":" + literal.value;
  }
  return all;
}

TEST(Literals, AreWhatAnotherUserWouldChange) {
  struct Row {
    std::string_view line, found;
  };
  const std::string keys = "Keys are in " + home + "ana/.ssh";
  const std::string found_keys = "home_path:" + home + "ana/.ssh";
  const Row rows[] = {
      {"Refunds above $500 go to #cs-refunds within 24 hours.",
       "money:$500 channel:#cs-refunds duration:24 hours"},
      {"Discounts up to 12.5% or 20 EUR", "percent:12.5% money:20 EUR"},
      {"Budget $1.5k per month, or $2,000.", "money:$1.5k money:$2,000"},
      {"Run on build-3.ci.example.com or 10.5.3.42", "host:build-3.ci.example.com address:10.5.3.42"},
      {"See https://wiki.example.com/a_b(c).", "url:https://wiki.example.com/a_b(c"},
      {"Write to ops@acme.com, use v2.3.1", "email:ops@acme.com version:v2.3.1"},
      {keys, found_keys},
      {"Account 210987654321 with claude-sonnet-4", "account:210987654321 model:claude-sonnet-4"},
      {"Post to #general on Slack", "channel:#general"},
      {"retry after 5s, 30-day window", "duration:5s duration:30-day"},
      {"We gave customer #1234 a 20% discount", "record:#1234 percent:20%"},
      {"Reopen ticket OPS-77 from /srv/desk/queue.", "record:OPS-77 path:/srv/desk/queue"},
      {"Score threshold: 0.8, at a maximum of 5 calls", "number:0.8 number:5"},
  };
  for (const auto& row : rows) EXPECT_EQ(found_in(row.line), row.found) << row.line;
}

TEST(Literals, AreNotMereNumbersAndNames) {
  const std::string roots = home + "user/x and /Users/username";
  const std::string now = "It is in " + home + "user now/then.";
  const std::string_view lines[] = {"There are 5 items and 3 steps.",
                                    "Use $1 and $ARGUMENTS, ${HOME}.",
                                    "See #123, #fff and [x](#deploy).",
                                    "package com.acme.app, file app.config.json",
                                    roots,
                                    now,
                                    "version 1.2.3.4",
                                    "http://localhost:8080 and 127.0.0.1",
                                    "e.g. and Node.js",
                                    "## Heading",
                                    "PR #1234 and SHA-256",
                                    "<a href=\"#send-slack\">Slack</a>",
                                    "the limit of 3/4, in case 5",
                                    "in {workspace}/data/a.json, on pool-*/srv/logs and on /mnt/c",
                                    "/Users/x/a, /Users/first.lastname/b, chrome.storage.local",
                                    "GET /orders?limit=50&max=20",
                                    "ask in Slack in:#channel"};
  for (const auto line : lines) EXPECT_EQ(found_in(line), "") << line;
}

TEST(Literals, InCodeAreOnlyPlacesAndAddresses) {
  EXPECT_EQ(found_in("sleep 5s; curl https://a.example.com; x=$5; n=20%", true), "url:https://a.example.com");
}

TEST(Literals, CarryTheWordsBeforeThem) {
  std::vector<Literal> found;
  const std::string_view line = "- Escalate when the **amount is above** $500\n";
  find_literals(line, {0, static_cast<std::uint32_t>(line.size())}, 7, found);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].context, "Escalate when the amount is above");
  EXPECT_EQ(found[0].line, 7U);
  EXPECT_EQ(found[0].after, "");
}

TEST(Literals, CarryTheWordsOfTheirOwnPhrase) {
  for (const auto& [line, context] : std::vector<std::pair<std::string_view, std::string_view>>{
           {"The window is open. After 2 minutes", "After"},
           {"| Refund limit | $500 |", "Refund limit"},
           {"| Age | a refund above $500 |", "a refund above"},
           {"a limit, e.g. $500", "example a limit, e g"},
           {"Example: one of the many that wait, in Rome within 6 weeks",
            "example the many that wait, in Rome within"},
           {"**Maps**, **scans** every 6 months", "Maps, scans every"},
           {"(Factor VI) to stay under 40%", "to stay under"}}) {
    std::vector<Literal> found;
    find_literals(line, {0, static_cast<std::uint32_t>(line.size())}, 1, found);
    ASSERT_EQ(found.size(), 1U) << line;
    EXPECT_EQ(found[0].context, context) << line;
  }
}

TEST(Literals, AreExamplesInWordsThatAreQuotedAndInCalls) {
  for (const auto& [line, is_example] : std::vector<std::pair<std::string_view, bool>>{
           {R"(Say: "The rate is now below 5% in all shops.")", true},
           {"Say: “The rate is now below 5% in all shops.”", true},
           {"Try `/kb-article order #1234` first", true},
           {R"(The "error rate" stays below 5%)", false},
           {R"(The "rate" and the "share" are both below 5%)", false},
           {R"(A 5" pipe bears 5" and stays below 5%)", false},
           {R"("Open and never closed, below 5%)", false},
           {"The `error rate of all` is below 5%", false}}) {
    std::vector<Literal> found;
    find_literals(line, {0, static_cast<std::uint32_t>(line.size())}, 1, found);
    ASSERT_EQ(found.size(), 1U) << line;
    EXPECT_EQ(found[0].context.starts_with("example "), is_example) << line;
  }
}

TEST(Literals, TakeLinearTimeInOneLine) {
  std::string quotes;
  for (unsigned i = 0; i < 100'000; ++i) quotes += "\" \xe2`/a";
  std::vector<Literal> none;
  find_literals(quotes, {0, static_cast<std::uint32_t>(quotes.size())}, 1, none);
  EXPECT_TRUE(none.empty());
  std::string line;
  for (unsigned i = 0; i < 200'000; ++i) line += "above 5% ";
  line += "e.g. 5%";
  std::vector<Literal> found;
  find_literals(line, {0, static_cast<std::uint32_t>(line.size())}, 1, found);
  ASSERT_EQ(found.size(), 200'001U);
  EXPECT_EQ(found[199'999].context, "above 5 above 5 above 5 above");
  EXPECT_EQ(found.back().context, "example 5 above 5 above 5 e g");
}

TEST(Literals, CarryTheWordsBehindThemInOnePhrase) {
  for (const auto& [line, after] : std::vector<std::pair<std::string_view, std::string_view>>{
           {"a **20%** discount, then more", "discount"},
           {"within the 30-day refund window of it", "refund window of"},
           {"above $500: stop", ""}}) {
    std::vector<Literal> found;
    find_literals(line, {0, static_cast<std::uint32_t>(line.size())}, 1, found);
    ASSERT_EQ(found.size(), 1U) << line;
    EXPECT_EQ(found[0].after, after) << line;
  }
}

TEST(HostOfUrl, IsTheHostAlone) {
  EXPECT_EQ(host_of_url("https://user:x@ci.example.com:8080/x?y"), "ci.example.com");
  EXPECT_EQ(host_of_url("https://<host>/x"), "");
  EXPECT_EQ(host_of_url("http://localhost/x"), "");
}

}  // namespace
}  // namespace agentops::extract
