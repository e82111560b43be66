#pragma once

/// How a server is asked with patience and caution: what redirects and failures may make of one question.
///
///   GET https://registry.example/a  ->  302 https://mirror.example/a  ->  200
///     the second question carries no credentials: it goes to another server
///
/// Plain http is spoken to this machine alone, unless the user said otherwise; no redirect leads from https
/// to http. Redirects are followed up to 5 times, and only for GET and HEAD. A broken connection, 429 and 5xx
/// are tried several times, after pauses of 1 and 2 seconds or what Retry-After asks for, up to a minute.
/// Pure but for the functions that it is given.

#include <chrono>
#include <functional>

#include "registry/http.h"

namespace agentops::registry {

struct ClientRules {
  bool insecure = false;  ///< plain http to any host
  std::function<void(std::chrono::seconds)> pause;
  int tries = 3;  ///< of what may pass
};

/// Errors: those of `one_hop`; Unreadable, E-NETWORK-INSECURE or E-NETWORK-REDIRECT. An answer is given
/// whatever its status, after the last try.
[[nodiscard]] Exchange careful(Exchange one_hop, ClientRules rules);

}  // namespace agentops::registry
