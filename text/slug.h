#pragma once

/// Names that are safe in file names, package names and plan headings.
///
///   slug("Incident Response & SLOs!")  -> "incident-response-slos"

#include <string>
#include <string_view>

namespace agentops::text {

/// Lower-case ASCII letters and digits in words joined by single '-', at most `longest` bytes, cut at a word
/// where possible;
/// "" when nothing is left. Common Latin letters with marks lose them.
[[nodiscard]] std::string slug(std::string_view words, std::size_t longest = 40);

/// A package name: [a-z0-9]([a-z0-9-]*[a-z0-9])?, at most 64 bytes.
[[nodiscard]] bool is_package_name(std::string_view name);

}  // namespace agentops::text
