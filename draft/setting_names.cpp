#include "draft/setting_names.h"

#include <algorithm>
#include <array>
#include <span>
#include <vector>

#include "draft/naming.h"
#include "text/slug.h"
#include "text/words.h"

namespace agentops::draft {
namespace {

constexpr std::size_t most_subject_words = 2;
constexpr std::size_t farthest_bound = 2;  ///< words between a bound and its value: "limit is set to"

using Words = std::span<const std::string_view>;

bool is_one_of(std::string_view word, Words words) { return std::ranges::find(words, word) != words.end(); }

// Amounts, rates and times -------------------------------------------------------------------------

/// Words that compare with what follows.
bool compares(std::string_view word) {
  constexpr std::array<std::string_view, 16> words = {
      "above", "over", "below", "under",   "than",   "within",    "after", "every",
      "least", "most", "until", "exceeds", "exceed", "exceeding", "past",  "beyond"};
  return is_one_of(word, words);
}

/// Words that are bounds themselves.
bool is_bound(std::string_view word) {
  constexpr std::array<std::string_view, 19> words = {
      "limit",      "limits",   "maximum", "minimum", "max",       "min", "threshold",
      "thresholds", "timeout",  "budget",  "cap",     "retention", "sla", "ttl",
      "interval",   "deadline", "quota",   "ceiling", "cooldown"};
  return is_one_of(word, words);
}

/// Words that go with a comparison: "older than", "at least".
bool qualifies(std::string_view word) {
  constexpr std::array<std::string_view, 14> words = {"older",   "younger", "more",    "less",   "fewer",
                                                      "greater", "longer",  "shorter", "larger", "higher",
                                                      "lower",   "bigger",  "smaller", "newer"};
  return is_one_of(word, words);
}

/// Words that say that what follows is only for instance.
bool exemplifies(std::string_view word) {
  constexpr std::array<std::string_view, 10> words = {"e",    "g",   "eg",   "example",  "examples",
                                                      "like", "say", "such", "instance", "was"};
  return is_one_of(word, words);
}

bool is_subject(std::string_view word) {
  return word.size() > 2 && !text::is_stop_word(word) && !compares(word) && !qualifies(word) &&
         word.find_first_of("0123456789") == std::string_view::npos;
}

/// Index of the word that makes the value a bound, near the end of `words`; nothing when there is none.
std::optional<std::size_t> bound_in(const std::vector<std::string>& words) {
  for (std::size_t back = 1; back <= std::min(words.size(), farthest_bound + 1); ++back) {
    const std::string& word = words[words.size() - back];
    if (compares(word) || is_bound(word)) return words.size() - back;
    if (is_subject(word)) return std::nullopt;
  }
  return std::nullopt;
}

/// "If the amount is above" -> "amount_above"; nothing when the words name no bound, or not of what.
std::optional<std::string> name_of_bound(std::string_view context) {
  std::vector<std::string> words;
  text::for_each_word(context, [&](const text::Word& word) { words.emplace_back(word.text); });
  if (std::ranges::any_of(words, exemplifies)) return std::nullopt;
  const auto bound = bound_in(words);
  if (!bound) return std::nullopt;

  std::string name = words[*bound];
  std::size_t at = *bound;
  if (at > 0 && qualifies(words[at - 1])) name = words[--at] + " " + name;
  std::size_t subjects = 0;
  while (at > 0 && subjects < most_subject_words) {
    --at;
    if (!is_subject(words[at]) || name.starts_with(words[at] + " ")) continue;
    name.insert(0, words[at] + " ");
    ++subjects;
  }
  return subjects == 0 ? std::nullopt : std::optional(setting_key(name));
}

bool is_whole_or_nothing(std::string_view percent) { return percent.starts_with("100") || percent == "0%"; }

// Places on a network --------------------------------------------------------------------------------

std::string_view host_in(std::string_view url) {
  if (const std::size_t scheme = url.find("://"); scheme != std::string_view::npos)
    url.remove_prefix(scheme + 3);
  url = url.substr(0, url.find_first_of("/?#"));
  if (const std::size_t user = url.rfind('@'); user != std::string_view::npos) url.remove_prefix(user + 1);
  return url.substr(0, url.find(':'));
}

std::vector<std::string_view> labels_of(std::string_view host) {
  std::vector<std::string_view> labels;
  while (!host.empty()) {
    const std::size_t end = std::min(host.find('.'), host.size());
    labels.push_back(host.substr(0, end));
    host.remove_prefix(std::min(end + 1, host.size()));
  }
  return labels;
}

/// Names that stand for any organisation.
bool is_anybody(std::string_view label) {
  constexpr std::array<std::string_view, 25> names = {
      "target",  "evil",  "corporate", "example", "localhost",  "domain",   "company",     "test", "acme",
      "foo",     "email", "service",   "school",  "university", "customer", "client",      "corp", "business",
      "website", "site",  "mail",      "host",    "server",     "org",      "organization"};
  return is_one_of(label, names) || label.starts_with("your") || label.starts_with("YOUR") ||
         label.starts_with("my-") || (label.starts_with("my") && is_one_of(label.substr(2), names)) ||
         label == "myapp";
}

/// True for hosts that stand for any: documentation, examples, this machine, "your-...".
bool is_placeholder(std::string_view host) {
  const auto labels = labels_of(host);
  if (labels.size() < 2 || host.find_first_of("<>{}$*[]%_") != std::string_view::npos) return true;
  const std::string_view top = labels.back();
  const bool is_public = top == "com" || top == "org" || top == "net" || top == "edu" || top == "io";
  if (is_public && is_anybody(labels[labels.size() - 2])) return true;
  return is_anybody(labels.front()) && (labels.size() == 2 ? is_public : true);
}

/// True for hosts that belong to one organisation: names that no public server has, services that people run
/// for themselves, and an organisation's corner of a service.
bool is_somebodys_own(std::string_view host) {
  constexpr std::array<std::string_view, 8> private_ends = {"internal", "local",   "corp",    "lan",
                                                            "intranet", "example", "private", "cluster"};
  constexpr std::array<std::string_view, 23> services = {
      "ci",    "jenkins", "gitlab",    "jira",   "confluence",  "grafana",  "kibana",      "vault",
      "nexus", "sonar",   "sonarqube", "argocd", "prometheus",  "intranet", "internal",    "staging",
      "stage", "prod",    "vpn",       "sso",    "artifactory", "bastion",  "alertmanager"};
  constexpr std::array<std::string_view, 9> tenants = {"slack.com",     "atlassian.net",   "zendesk.com",
                                                       "okta.com",      "sharepoint.com",  "myshopify.com",
                                                       "pagerduty.com", "service-now.com", "freshdesk.com"};
  constexpr std::array<std::string_view, 11> everybodys = {
      "www", "api", "docs", "developer", "developers", "help", "status", "hooks", "app", "support", "files"};
  constexpr std::array<std::string_view, 4> pages = {"github", "gitlab", "readthedocs", "netlify"};
  const auto labels = labels_of(host);
  if (is_one_of(labels.back(), private_ends)) return true;
  if (labels.size() >= 3 && is_one_of(labels.front(), services))
    return !is_one_of(labels[labels.size() - 2], pages);
  return std::ranges::any_of(tenants, [&](std::string_view service) {
    return host.size() > service.size() + 1 && host.ends_with(service) &&
           host[host.size() - service.size() - 1] == '.' && !is_one_of(labels.front(), everybodys);
  });
}

std::optional<SettingName> host_setting(std::string_view host) {
  if (is_placeholder(host) || !is_somebodys_own(host)) return std::nullopt;
  const std::string name = setting_key(host.substr(0, host.rfind('.')));
  return name.empty() ? std::nullopt
                      : std::optional(SettingName{"hosts", name, std::string(host), LiteralType::Host});
}

std::optional<SettingName> mail_setting(std::string_view address) {
  constexpr std::array<std::string_view, 17> anybody = {
      "attacker", "victim", "user", "noreply", "no",      "student", "you",   "name", "john",
      "jane",     "test",   "me",   "foo",     "example", "someone", "email", "git"};
  const std::size_t at = address.find('@');
  if (at == std::string_view::npos || is_placeholder(address.substr(at + 1))) return std::nullopt;
  const std::string name = setting_key(address.substr(0, at));
  if (name.empty() || is_one_of(name.substr(0, name.find('_')), anybody)) return std::nullopt;
  return SettingName{"mail", name, std::string(address), LiteralType::Email};
}

std::optional<SettingName> named(std::string_view group, std::string name, const Literal& literal) {
  if (name.empty()) return std::nullopt;
  return SettingName{std::string(group), std::move(name), literal.value, literal.type};
}

}  // namespace

std::optional<SettingName> setting_of(const Literal& literal) {
  switch (literal.type) {
    case LiteralType::Percent:
      if (is_whole_or_nothing(literal.value)) return std::nullopt;
      [[fallthrough]];
    case LiteralType::Money:
    case LiteralType::Number:
      return named("limits", name_of_bound(literal.context).value_or(""), literal);
    case LiteralType::Duration:
      return named("times", name_of_bound(literal.context).value_or(""), literal);
    case LiteralType::Channel:
      return named("channels", setting_key(literal.value), literal);
    case LiteralType::Account:
      return named("accounts", "account", literal);
    case LiteralType::Email:
      return mail_setting(literal.value);
    case LiteralType::Host:
    case LiteralType::Url:
      return host_setting(host_in(literal.value));
    case LiteralType::Version:
    case LiteralType::Address:
    case LiteralType::HomePath:
    case LiteralType::Model:
      return std::nullopt;
  }
  return std::nullopt;
}

std::string setting_key(std::string_view words) {
  std::string key = text::slug(words);
  std::ranges::replace(key, '-', '_');
  return key;
}

}  // namespace agentops::draft
