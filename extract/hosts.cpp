#include "extract/hosts.h"

#include <algorithm>
#include <array>

#include "extract/scan.h"

namespace agentops::extract {

namespace {

/// Top-level domains that hosts in such texts have; others are file suffixes and method names more often than
/// hosts.
constexpr auto domains = std::to_array<std::string_view>(
    {"com",      "org",   "net",  "io",  "dev",   "ai", "app",     "co",   "cloud",   "edu", "gov",  "info",
     "internal", "local", "corp", "lan", "intra", "eu", "de",      "uk",   "fr",      "nl",  "ch",   "se",
     "us",       "ca",    "au",   "jp",  "in",    "br", "example", "test", "invalid", "xyz", "tech", "biz"});

/// "your-company.example.com", "yourdomain.com"
bool is_to_be_filled_in(std::string_view host) {
  return host.starts_with("your") || host.find(".your") != std::string_view::npos ||
         host.find("-your") != std::string_view::npos;
}

}  // namespace

bool is_host_name(std::string_view text) {
  const auto dot = text.rfind('.');
  if (dot == std::string_view::npos || dot == 0 || text.find("..") != std::string_view::npos ||
      !is_alpha(text.back()))
    return false;
  return std::ranges::all_of(text, is_host_char) &&
         std::ranges::find(domains, text.substr(dot + 1)) != domains.end() && !is_to_be_filled_in(text);
}

std::string_view host_of_url(std::string_view url) {
  const auto scheme = url.find("://");
  if (scheme == std::string_view::npos) return {};
  auto host = url.substr(scheme + 3);
  host = host.substr(0, host.find_first_of("/?#"));
  if (const auto at = host.rfind('@'); at != std::string_view::npos) host.remove_prefix(at + 1);
  host = host.substr(0, host.find(':'));
  if (host.empty() || std::ranges::any_of(host, [](char c) { return !is_host_char(c); })) return {};
  if (host == "localhost" || host == "127.0.0.1" || host == "0.0.0.0" || !is_alnum(host.back())) return {};
  return is_to_be_filled_in(host) ? std::string_view{} : host;
}

}  // namespace agentops::extract
