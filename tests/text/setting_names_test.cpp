#include "text/setting_names.h"

#include <gtest/gtest.h>

namespace agentops::text {
namespace {

struct Case {
  LiteralType type;
  std::string context, value, key;  ///< an empty key: no setting
  std::string after;
};

std::string key_of(const Case& given) {
  Literal literal;
  literal.type = given.type;
  literal.value = given.value;
  literal.context = given.context;
  literal.after = given.after;
  const auto setting = setting_of(literal);
  return setting ? setting->group + "." + setting->name : "";
}

TEST(SettingNames, CallABoundAfterWhatItBounds) {
  for (const Case& given : {
           Case{LiteralType::Money, "If the amount is above", "$500", "limits.amount_above"},
           Case{LiteralType::Duration, "the refund is not older than", "30 days", "times.refund_older_than"},
           Case{LiteralType::Duration, "SLA: first answer within", "4 hours", "times.first_answer_within"},
           Case{LiteralType::Duration, "set the session timeout to", "30 minutes", "times.session_timeout"},
           Case{LiteralType::Percent, "error rate exceeds", "5%", "limits.error_rate_above"},
           Case{LiteralType::Money, "every refund of more than", "$500", "limits.refund_above"},
           Case{LiteralType::Number, "Score threshold", "0.8", "limits.score_threshold"},
       })
    EXPECT_EQ(key_of(given), given.key) << given.context;
}

TEST(SettingNames, TakeTheWordsOfTheBoundAlone) {
  for (const Case& given : {
           Case{LiteralType::Duration, "take fewer than 8 hours or more than", "80 hours", ""},
           Case{LiteralType::Duration, "Handle low data gracefully if fewer than", "6 months", "", ""},
           Case{LiteralType::Duration, "at peak load but your global timeout is", "5 minutes",
                "times.global_timeout"},
           Case{LiteralType::Duration, "Review promptly within", "24 hours", "times.review_within"},
           Case{LiteralType::Duration, "send the monthly reply within", "3 days",
                "times.monthly_reply_within"},
           Case{LiteralType::Duration, "critical within 14 days, high within", "30 days",
                "times.high_within"},
           Case{LiteralType::Money, "If the sum, in total, exceeds", "$30", "limits.sum_above"},
           Case{LiteralType::Percent, "a false positive rate below", "5%",
                "limits.false_positive_rate_below"},
           Case{LiteralType::Percent, "the rate of errors in tests below", "5%", "limits.errors_tests_below"},
           Case{LiteralType::Percent, "Decrypt at least", "80%", "limits.min_web_traffic", "of web traffic"},
           Case{LiteralType::Number, "posts of max", "280", "limits.max_characters", "characters including"},
           Case{LiteralType::Duration, "links expire after about", "1 hour", ""},
           Case{LiteralType::Percent, "declining volume or below", "5%", ""},
           Case{LiteralType::Money, "an order at or above", "$600", "limits.order_above"},
           Case{LiteralType::Percent, "links in any table D ceiling", "69%", ""},
           Case{LiteralType::Percent, "Validation split Minimum", "10%", "limits.min_validation_split",
                "held out evaluate"},
       })
    EXPECT_EQ(key_of(given), given.key) << given.context;
}

TEST(SettingNames, CallARateAfterTheNounBehindIt) {
  for (const Case& given : {
           Case{LiteralType::Percent, "We gave customer #1234 a", "20%", "rates.discount", "discount"},
           Case{LiteralType::Money, "and add a", "$15", "rates.store_credit", "store credit"},
           Case{LiteralType::Duration, "in a", "30-day", "times.refund_window", "refund window of"},
           Case{LiteralType::Percent, "with at least", "80%", "limits.min_coverage", "coverage"},
           Case{LiteralType::Number, "with max", "3", "limits.max_retries", "retries"},
       })
    EXPECT_EQ(key_of(given), given.key) << given.context;
}

TEST(SettingNames, CallNamesAfterWhatTheyName) {
  for (const Case& given : {
           Case{LiteralType::Record, "We gave customer", "#1234", "records.customer"},
           Case{LiteralType::Model, "run with model", "claude-sonnet-4-5", "models.claude_sonnet"},
           Case{LiteralType::Version, "Install kubectl", "v1.28.3", "versions.kubectl"},
           Case{LiteralType::HomePath, "notes in", "~/notes/", "paths.notes"},
           Case{LiteralType::Path, "", "/srv/desk/queue.md", "paths.queue"},
           Case{LiteralType::Address, "push to the registry at", "10.5.3.42", "addresses.registry"},
       })
    EXPECT_EQ(key_of(given), given.key) << given.value;
}

TEST(SettingNames, LeaveOutWhatBoundsNothing) {
  for (const Case& given : {
           Case{LiteralType::Money, "we charged them", "$500", ""},
           Case{LiteralType::Duration, "within", "2 days", ""},
           Case{LiteralType::Duration, "limits were hit, so pause", "30 seconds", ""},
           Case{LiteralType::Percent, "coverage above", "100%", ""},
           Case{LiteralType::Money, "for example an amount above", "$20", ""},
           Case{LiteralType::Version, "node above", "18.2", ""},
           Case{LiteralType::Model, "the model is", "large-1", ""},
           Case{LiteralType::Percent, "a", "20%", "", "of them"},
           Case{LiteralType::Percent, "degrades after", "40%", ""},
           Case{LiteralType::Address, "Source host:", "10.10.3.45", ""},
           Case{LiteralType::Version, "Score it, use CVSS", "v3.1", ""},
           Case{LiteralType::Duration, "error rate is below 1% for", "30 minutes", ""},
           Case{LiteralType::Number, "gh issue list --limit", "20", ""},
           Case{LiteralType::Host, "", "vault.corp.local", ""},
           Case{LiteralType::Percent, "fell from", "20%", "", "discount"},
           Case{LiteralType::Money, "limit above", "$0", ""},
           Case{LiteralType::Record, "for example ticket", "OPS-77", ""},
           Case{LiteralType::Version, "Fixed in", "v1.2.3", ""},
           Case{LiteralType::Version, "added to kubectl", "v1.2.3", ""},
           Case{LiteralType::Model, "the price of", "gpt-4o", ""},
       })
    EXPECT_EQ(key_of(given), given.key) << given.context;
}

TEST(SettingNames, TakeOnlyPlacesOfSomebodysOwn) {
  for (const Case& given : {
           Case{LiteralType::Url, "", "https://ci.acme.example/scans", "hosts.ci_acme"},
           Case{LiteralType::Host, "", "grafana.widgets.io:3000", "hosts.grafana_widgets"},
           Case{LiteralType::Host, "", "widgets.slack.com", "hosts.widgets_slack"},
           Case{LiteralType::Url, "", "https://docs.python.org/3/", ""},
           Case{LiteralType::Url, "", "https://api.slack.com/methods", ""},
           Case{LiteralType::Url, "", "https://ci.example.com", ""},
           Case{LiteralType::Host, "", "git.your-company.io", ""},
           Case{LiteralType::Url, "", "https://ci.$HOST.io", ""},
           Case{LiteralType::Email, "", "billing@widgets.io", "mail.billing"},
           Case{LiteralType::Url, "", "https://hooks.slack.com/services", ""},
           Case{LiteralType::Host, "", "grafana.github.io", ""},
           Case{LiteralType::Host, "", "my-service.team.svc.cluster.local", ""},
           Case{LiteralType::Host, "", "search.logging.svc.cluster.local",
                "hosts.search_logging_svc_cluster"},
           Case{LiteralType::Email, "", "user@widgets.io", ""},
           Case{LiteralType::Email, "", "admin@widgets.io", ""},
           Case{LiteralType::Email, "", "x@y.com", ""},
           Case{LiteralType::Url, "", "https://events.pagerduty.com/v2", ""},
           Case{LiteralType::Host, "", "metadata.google.internal", ""},
           Case{LiteralType::Path, "", "/data/output.png", ""},
           Case{LiteralType::HomePath, "", "/home/agent/notes.md", ""},
           Case{LiteralType::Email, "", "billing@example.com", ""},
           Case{LiteralType::Channel, "", "#cs-refunds", "channels.cs_refunds"},
       })
    EXPECT_EQ(key_of(given), given.key) << given.value;
}

TEST(SettingNames, KeepOnlyTheHostOfAUrl) {
  Literal literal;
  literal.type = LiteralType::Url;
  literal.value = "https://me@ci.acme.example:8080/scans?x=1";
  EXPECT_EQ(setting_of(literal)->value, "ci.acme.example");
}

}  // namespace
}  // namespace agentops::text
