#pragma once

/// What is a host by its letters, and which part of a URL is one.
///
///   host_of_url("https://user@ci.example.com:8080/x")  ->  "ci.example.com"

#include <string_view>

#include "extract/scan.h"

namespace agentops::extract {

/// The host of a URL; "" when there is none, it is the machine itself, or something to be filled in.
[[nodiscard]] std::string_view host_of_url(std::string_view url);

/// True for "ci.example.com": dots, and a domain at the end that hosts in such texts have. Not for what is to
/// be filled in ("your-company.example.com").
[[nodiscard]] bool is_host_name(std::string_view text);

[[nodiscard]] constexpr bool is_host_char(char c) { return is_alnum(c) || c == '-' || c == '.'; }

}  // namespace agentops::extract
