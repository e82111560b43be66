#pragma once

/// A question over HTTP and its answer, and the function that asks: what a registry on a server is reached
/// through. Only transfer.h knows how bytes travel, so all else here is tested without a network.
///
///   {"GET", "https://registry.example/packages.json", .most_bytes = 4 << 20}  ->  {200, headers, body}

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "models/result.h"

namespace agentops::registry {

/// What proves who asks: a user and a password, or a token. Never printed, never kept.
struct Credentials {
  std::string user;
  std::string password;
  std::string token;  ///< sent as it is, in place of the other two

  [[nodiscard]] bool empty() const { return user.empty() && password.empty() && token.empty(); }

  friend bool operator==(const Credentials&, const Credentials&) = default;
};

struct HttpRequest {
  std::string method = "GET";
  std::string url;
  std::vector<std::string> headers;  ///< "Accept: application/json"
  std::string body;
  Credentials credentials;
  std::uint64_t most_bytes = 0;  ///< of the answer: E-REGISTRY-LIMIT beyond

  friend bool operator==(const HttpRequest&, const HttpRequest&) = default;
};

struct HttpAnswer {
  long status = 0;
  /// Names in lower case; what was sent several times is joined with ", ".
  std::map<std::string, std::string, std::less<>> headers;
  std::string body;

  friend bool operator==(const HttpAnswer&, const HttpAnswer&) = default;
};

/// Any status is an answer. Errors: Unreadable, E-NETWORK (nobody answers, the connection breaks) or
/// E-NETWORK-SLOW; Unsafe, E-REGISTRY-LIMIT.
using Exchange = std::function<Result<HttpAnswer>(const HttpRequest& request)>;

/// What a header says; empty when it was not sent. `name` in lower case.
[[nodiscard]] inline std::string header_of(const HttpAnswer& answer, std::string_view name) {
  const auto found = answer.headers.find(name);
  return found == answer.headers.end() ? std::string() : found->second;
}

}  // namespace agentops::registry
