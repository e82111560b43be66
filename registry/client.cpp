#include "registry/client.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "registry/address.h"
#include "text/escape.h"

namespace agentops::registry {
namespace {

using std::chrono::seconds;

constexpr int most_redirects = 5;
constexpr seconds longest_pause{60};

Error refused(std::string_view code, std::string message, std::string hint) {
  return {.kind = ErrorKind::Unreadable,
          .code = std::string(code),
          .message = std::move(message),
          .hint = std::move(hint),
          .where = {}};
}

Error bad_redirect(const HttpRequest& request, std::string_view why) {
  return refused("E-NETWORK-REDIRECT", fmt::format("{}: {}", shown(request.url), why),
                 "whoever keeps the registry should look at it");
}

Status check_scheme(const std::string& url, bool insecure) {
  const std::string origin = origin_of(url);
  if (insecure || !origin.starts_with("http://")) return {};
  const std::string_view host = std::string_view(origin).substr(7, origin.rfind(':') - 7);
  if (is_loopback(host)) return {};
  return fail(refused("E-NETWORK-INSECURE",
                      fmt::format("{}: plain http, where anybody on the way can read and change what is sent",
                                  text::for_terminal(host)),
                      "use https; `insecure: true` in the registry's setting allows http"));
}

bool is_redirect(long status) {
  return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

/// The question that a redirect asks for.
Result<HttpRequest> next_hop(const HttpRequest& request, const HttpAnswer& answer) {
  const auto url = resolved(request.url, header_of(answer, "location"));
  if (!url) return fail(bad_redirect(request, "leads to something else than a web address"));
  const std::string from = origin_of(request.url);
  const std::string to = origin_of(*url);
  if (from.starts_with("https:") && !to.starts_with("https:"))
    return fail(bad_redirect(request, "leads from https to plain http"));
  HttpRequest next = request;
  next.url = *url;
  if (from != to) next.credentials = {};
  return next;
}

Result<HttpAnswer> follow(const Exchange& one_hop, const ClientRules& rules, HttpRequest request) {
  const bool follows = request.method == "GET" || request.method == "HEAD";
  for (int hops = 0; hops <= most_redirects; ++hops) {
    if (const Status allowed = check_scheme(request.url, rules.insecure); !allowed) return fail(allowed);
    auto answer = one_hop(request);
    if (!answer || !follows || !is_redirect(answer->status)) return answer;
    auto next = next_hop(request, *answer);
    if (!next) return fail(next);
    request = *std::move(next);
  }
  return fail(bad_redirect(request, fmt::format("is the {}th redirect in a row", most_redirects + 1)));
}

bool may_pass(const Result<HttpAnswer>& answer) {
  if (!answer) return answer.error().code == "E-NETWORK";
  return answer->status == 429 || (answer->status >= 500 && answer->status != 501);
}

/// How long to wait before the next try; nothing when the server asks for more than may be waited.
std::optional<seconds> pause_before(const Result<HttpAnswer>& answer, int tried) {
  const seconds usual{1 << (tried - 1)};
  const std::string asked = answer ? header_of(*answer, "retry-after") : "";
  if (asked.empty()) return usual;
  long number = 0;
  const auto [end, failure] = std::from_chars(asked.data(), asked.data() + asked.size(), number);
  const bool is_number = failure == std::errc() && end == asked.data() + asked.size();
  if (!is_number || number < 0 || number > longest_pause.count()) return std::nullopt;
  return seconds{number};
}

}  // namespace

Exchange careful(Exchange one_hop, ClientRules rules) {
  return [one_hop = std::move(one_hop), rules = std::move(rules)](const HttpRequest& request) {
    auto answer = follow(one_hop, rules, request);
    for (int tried = 1; tried < rules.tries && may_pass(answer); ++tried) {
      const auto pause = pause_before(answer, tried);
      if (!pause) break;
      rules.pause(*pause);
      answer = follow(one_hop, rules, request);
    }
    return answer;
  };
}

}  // namespace agentops::registry
