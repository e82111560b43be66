#include "draft/setting_names.h"

#include <gtest/gtest.h>

namespace agentops::draft {
namespace {

struct Case {
  LiteralType type;
  std::string context, value, key;  ///< an empty key: no setting
};

std::string key_of(const Case& given) {
  Literal literal;
  literal.type = given.type;
  literal.value = given.value;
  literal.context = given.context;
  const auto setting = setting_of(literal);
  return setting ? setting->group + "." + setting->name : "";
}

TEST(SettingNames, CallABoundAfterWhatItBounds) {
  for (const Case& given : {
           Case{LiteralType::Money, "If the amount is above", "$500", "limits.amount_above"},
           Case{LiteralType::Duration, "the refund is not older than", "30 days", "times.refund_older_than"},
           Case{LiteralType::Duration, "SLA: first answer within", "4 hours", "times.first_answer_within"},
           Case{LiteralType::Duration, "set the session timeout to", "30 minutes",
                "times.set_session_timeout"},
           Case{LiteralType::Percent, "error rate exceeds", "5%", "limits.error_rate_exceeds"},
       })
    EXPECT_EQ(key_of(given), given.key) << given.context;
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
}  // namespace agentops::draft
