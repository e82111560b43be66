#include "text/own_places.h"

#include <algorithm>
#include <array>
#include <span>
#include <vector>

namespace agentops::text {
namespace {

bool is_one_of(std::string_view word, std::span<const std::string_view> words) {
  return std::ranges::find(words, word) != words.end();
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

}  // namespace

std::string_view host_of_address(std::string_view url) {
  if (const std::size_t scheme = url.find("://"); scheme != std::string_view::npos)
    url.remove_prefix(scheme + 3);
  url = url.substr(0, url.find_first_of("/?#"));
  if (const std::size_t user = url.rfind('@'); user != std::string_view::npos) url.remove_prefix(user + 1);
  return url.substr(0, url.find(':'));
}

bool is_placeholder_host(std::string_view host) {
  const auto labels = labels_of(host);
  if (labels.size() < 2 || host.find_first_of("<>{}$*[]%_") != std::string_view::npos) return true;
  const std::string_view top = labels.back();
  const bool is_public = top == "com" || top == "org" || top == "net" || top == "edu" || top == "io";
  if (is_public && is_anybody(labels[labels.size() - 2])) return true;
  if (top == "local" && is_anybody(labels[labels.size() - 2])) return true;
  return is_anybody(labels.front()) && labels.size() > 2;
}

bool is_own_host(std::string_view host) {
  constexpr std::array<std::string_view, 8> private_ends = {"internal", "local",   "corp",    "lan",
                                                            "intranet", "example", "private", "cluster"};
  constexpr std::array<std::string_view, 23> services = {
      "ci",    "jenkins", "gitlab",    "jira",   "confluence",  "grafana",  "kibana",      "vault",
      "nexus", "sonar",   "sonarqube", "argocd", "prometheus",  "intranet", "internal",    "staging",
      "stage", "prod",    "vpn",       "sso",    "artifactory", "bastion",  "alertmanager"};
  constexpr std::array<std::string_view, 9> tenants = {"slack.com",     "atlassian.net",   "zendesk.com",
                                                       "okta.com",      "sharepoint.com",  "myshopify.com",
                                                       "pagerduty.com", "service-now.com", "freshdesk.com"};
  constexpr std::array<std::string_view, 12> everybodys = {"www",        "api",    "docs",    "developer",
                                                           "developers", "events", "help",    "status",
                                                           "hooks",      "app",    "support", "files"};
  constexpr std::array<std::string_view, 4> pages = {"github", "gitlab", "readthedocs", "netlify"};
  const auto labels = labels_of(host);
  if (host == "metadata.google.internal") return false;  // of every machine in that cloud
  if (is_one_of(labels.back(), private_ends)) return true;
  if (labels.size() >= 3 && is_one_of(labels.front(), services))
    return !is_one_of(labels[labels.size() - 2], pages);
  return std::ranges::any_of(tenants, [&](std::string_view service) {
    return host.size() > service.size() + 1 && host.ends_with(service) &&
           host[host.size() - service.size() - 1] == '.' && !is_one_of(labels.front(), everybodys);
  });
}

bool is_private_address(std::string_view address) {
  if (address.starts_with("10.") || address.starts_with("192.168.")) return true;
  const auto second = address.substr(0, 4) == "172." ? address.substr(4, 3) : std::string_view();
  return second >= "16." && second <= "31." && second.ends_with('.');
}

}  // namespace agentops::text
