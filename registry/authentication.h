#pragma once

/// How a registry is told who asks, when it wants to know (RFC 7235, RFC 6750; the token flow of the OCI
/// distribution specification).
///
///   401, WWW-Authenticate: Basic realm="..."      -> asked again with user and password
///   401, WWW-Authenticate: Bearer
///   realm="https://registry.example/token",service="r",scope="repository:a:pull"
///     -> a token is asked for at that address, then asked again with the token
///
/// Each server is shown its own credentials and no others: the registry's, and those of the server of tokens
/// that the setting names.
/// Pure but for the Exchange.

#include <string>
#include <string_view>

#include "registry/http.h"

namespace agentops::registry {

/// What a server wants, from its WWW-Authenticate header.
struct Challenge {
  std::string scheme;  ///< in lower case: "basic", "bearer"
  std::string realm;
  std::string service;
  std::string scope;

  friend bool operator==(const Challenge&, const Challenge&) = default;
};

/// The first challenge that can be answered, "bearer" before "basic"; an empty scheme when there is none.
[[nodiscard]] Challenge read_challenge(std::string_view header);

/// The token in an answer of a server of tokens. Errors: Unsafe, E-REGISTRY-TOKEN, when it is no such answer.
[[nodiscard]] Result<std::string> read_token(std::string_view json, std::string_view origin);

struct Identity {
  std::string registry;      ///< the registry's origin, see origin_of
  std::string token_server;  ///< origin of the only other server that may give tokens; may be empty
  Credentials credentials;   ///< for the registry; empty: nobody in particular
  Credentials for_tokens;    ///< for the server of tokens
};

/// `exchange` for a registry: answers challenges, and keeps a token as long as it is taken. Errors: those of
/// `exchange`; Unreadable, E-REGISTRY-AUTH, when the registry does not let us in; Unsafe, E-REGISTRY-TOKEN.
[[nodiscard]] Exchange authenticated(Exchange exchange, Identity identity);

}  // namespace agentops::registry
