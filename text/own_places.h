#pragma once

/// Which places on a network belong to one organisation, and which are everybody's or nobody's.
///
///   ci.acme.internal, team.slack.com   ->  somebody's own
///   docs.python.org, api.slack.com     ->  everybody's
///   ci.example.com, your-company.io    ->  placeholders
///
/// By form alone: nothing is looked up.

#include <string_view>

namespace agentops::text {

/// The host of a URL or of "host:port"; of a URL without one, what stands there.
[[nodiscard]] std::string_view host_of_address(std::string_view url);

/// True for hosts that stand for any: documentation, examples, this machine, "your-...".
[[nodiscard]] bool is_placeholder_host(std::string_view host);

/// True for hosts that belong to one organisation: names that no public server has, services that people run
/// for themselves, and an organisation's corner of a service.
[[nodiscard]] bool is_own_host(std::string_view host);

/// True for an IPv4 address that is only good inside of a network: 10.5.3.42.
[[nodiscard]] bool is_private_address(std::string_view address);

}  // namespace agentops::text
