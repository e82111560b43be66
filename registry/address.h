#pragma once

/// Where a registry is, taken apart.
///
///   "oci://registry.example:5000/agents"  ->  {"oci", "registry.example", "5000", "/agents"}
///
/// The door to libcurl's reader of addresses. Pure; safe on any thread.

#include <optional>
#include <string>
#include <string_view>

#include "models/result.h"

namespace agentops::registry {

struct Address {
  std::string scheme;  ///< "http", "https" or "oci"
  std::string host;    ///< in lower case; of IPv6 with its brackets
  std::string port;    ///< empty: the usual one
  std::string path;    ///< "/agents", without '/' at its end; may be empty

  friend bool operator==(const Address&, const Address&) = default;
};

/// True for what names a server: "https://...", "http://..." and "oci://...".
[[nodiscard]] bool is_remote(std::string_view url);

/// Errors: Usage, E-ADDRESS: not an address, or one that holds a password, a query or a fragment. Addresses
/// are written into files that everybody may read, and into messages.
[[nodiscard]] Result<Address> read_address(std::string_view url);

/// "registry.example:5000"
[[nodiscard]] std::string authority_of(const Address& address);

/// How a server is called in the name of an environment variable: '.' is _, '-' is __, ':' is ___, so no two
/// servers have one name. "my-registry.example:5000" -> "MY__REGISTRY_EXAMPLE___5000"
[[nodiscard]] std::string variable_part(const Address& address);

/// The server alone, its port always written: "https://registry.example:443"; empty for what is no address of
/// the web. Two addresses of one origin may see the same credentials.
[[nodiscard]] std::string origin_of(std::string_view url);

/// `location`, as an answer for `base` named it, in full; nothing when it is no address of http or https.
[[nodiscard]] std::optional<std::string> resolved(std::string_view base, std::string_view location);

/// An address for a message: safe on a terminal, and without the query, which may hold what lets somebody in.
[[nodiscard]] std::string shown(std::string_view url);

/// Only this machine: localhost, 127.0.0.0/8, [::1].
[[nodiscard]] bool is_loopback(std::string_view host);

/// Bytes as they may stand in a query: all but letters, digits and "-._~" as %XX.
[[nodiscard]] std::string percent_encoded(std::string_view text);

}  // namespace agentops::registry
