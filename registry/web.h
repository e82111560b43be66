#pragma once

/// The folder of a registry behind a web server that serves files: read, never written.
///
///   web_reader("https://registry.example/agents", ask)("packages.json", limit)
///     -> the bytes of https://registry.example/agents/packages.json

#include <string>

#include "registry/http.h"
#include "registry/store.h"

namespace agentops::registry {

/// Nothing for what the server says is not there (404, 410). Errors: those of `exchange`; Unreadable,
/// E-REGISTRY-STATUS, for any other status than 200; Unsafe, E-REGISTRY-ANSWER, for a page meant for people.
[[nodiscard]] ReadFile web_reader(std::string url, Exchange exchange);

/// The error for an answer that is none of those a registry gives. E-REGISTRY-STATUS.
[[nodiscard]] Error unexpected_status(const HttpRequest& request, const HttpAnswer& answer);

/// Errors: Unsafe, E-REGISTRY-ANSWER: HTML, as a portal or a page to sign in sends in place of what was asked
/// for.
[[nodiscard]] Status check_no_page(const HttpRequest& request, const HttpAnswer& answer);

}  // namespace agentops::registry
