#include "registry/address.h"

#include <algorithm>
#include <memory>

#include <curl/curl.h>
#include <fmt/format.h>

#include "text/ascii.h"
#include "text/escape.h"

namespace agentops::registry {
namespace {

using Url = std::unique_ptr<CURLU, decltype(&curl_url_cleanup)>;

constexpr unsigned any_scheme = CURLU_NON_SUPPORT_SCHEME;

Url empty_url() { return {curl_url(), &curl_url_cleanup}; }

bool set_url(const Url& url, std::string_view text) {
  return url != nullptr &&
         curl_url_set(url.get(), CURLUPART_URL, std::string(text).c_str(), any_scheme) == CURLUE_OK;
}

/// Empty when the address has no such part.
std::string part(const Url& url, CURLUPart which, unsigned flags = 0) {
  char* text = nullptr;
  if (curl_url_get(url.get(), which, &text, flags) != CURLUE_OK) return {};
  std::string copy(text);
  curl_free(text);
  return copy;
}

bool is_web(std::string_view scheme) { return scheme == "http" || scheme == "https"; }

Error no_address(std::string message, std::string hint) {
  return {.kind = ErrorKind::Usage,
          .code = "E-ADDRESS",
          .message = std::move(message),
          .hint = std::move(hint),
          .where = {}};
}

bool is_plain(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return c > ' ' && c < '\x7f'; });
}

}  // namespace

bool is_remote(std::string_view url) {
  return url.starts_with("https://") || url.starts_with("http://") || url.starts_with("oci://");
}

Result<Address> read_address(std::string_view url) {
  const Url read = empty_url();
  const bool known = is_remote(url) && is_plain(url) && set_url(read, url);
  if (known && !(part(read, CURLUPART_USER) + part(read, CURLUPART_PASSWORD)).empty())
    return fail(
        no_address("an address may not hold a user or a password: it would be written where others read it",
                   "agentops help registries  says where credentials go"));
  if (known && !(part(read, CURLUPART_QUERY) + part(read, CURLUPART_FRAGMENT)).empty())
    return fail(no_address("an address may not hold \"?\" or \"#\"", "leave out what follows it"));
  Address address{.scheme = part(read, CURLUPART_SCHEME),
                  .host = part(read, CURLUPART_HOST),
                  .port = part(read, CURLUPART_PORT),
                  .path = part(read, CURLUPART_PATH)};
  if (!known || address.host.empty())
    return fail(no_address(fmt::format("\"{}\" is no address of a server", text::for_terminal(url)),
                           "write it as https://HOST/PATH or oci://HOST/NAMESPACE"));
  address.host = text::lower(address.host);
  while (address.path.ends_with('/')) address.path.pop_back();
  return address;
}

std::string variable_part(const Address& address) {
  std::string part;
  for (const char c : authority_of(address)) {
    if (c == '.' || c == '-' || c == ':')
      part.append(c == '.' ? 1 : c == '-' ? 2 : 3, '_');
    else if (c != '[' && c != ']')
      part += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  }
  return part;
}

std::string authority_of(const Address& address) {
  return address.port.empty() ? address.host : fmt::format("{}:{}", address.host, address.port);
}

std::string origin_of(std::string_view url) {
  const Url read = empty_url();
  if (!set_url(read, url) || !is_web(part(read, CURLUPART_SCHEME))) return {};
  std::string origin = fmt::format("{}://{}:{}", part(read, CURLUPART_SCHEME), part(read, CURLUPART_HOST),
                                   part(read, CURLUPART_PORT, CURLU_DEFAULT_PORT));
  origin = text::lower(origin);
  return origin;
}

std::optional<std::string> resolved(std::string_view base, std::string_view location) {
  const Url url = empty_url();
  if (location.empty() || !is_plain(location) || !set_url(url, base) || !set_url(url, location))
    return std::nullopt;
  if (!is_web(part(url, CURLUPART_SCHEME))) return std::nullopt;
  return part(url, CURLUPART_URL);
}

std::string shown(std::string_view url) { return text::for_terminal(url.substr(0, url.find('?'))); }

bool is_loopback(std::string_view host) {
  if (host == "localhost" || host == "[::1]") return true;
  return host.starts_with("127.") && host.find_first_not_of("0123456789.") == std::string_view::npos &&
         std::ranges::count(host, '.') == 3;
}

std::string percent_encoded(std::string_view text) {
  std::string encoded;
  for (const char c : text) {
    const bool plain = text::is_alnum(c) || std::string_view("-._~").contains(c);
    if (plain)
      encoded += c;
    else
      encoded += fmt::format("%{:02X}", static_cast<unsigned>(static_cast<unsigned char>(c)));
  }
  return encoded;
}

}  // namespace agentops::registry
