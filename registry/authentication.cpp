#include "registry/authentication.h"

#include <algorithm>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "registry/address.h"
#include "text/ascii.h"
#include "text/escape.h"
#include "text/json.h"

namespace agentops::registry {
namespace {

constexpr std::uint64_t most_token_bytes = 64 << 10;

// Challenges -------------------------------------------------------------------------------------

/// Reads a header from left to right: words, quoted words and the signs between them.
class Scanner {
 public:
  explicit Scanner(std::string_view text) : rest_(text) {}

  [[nodiscard]] bool at_end() const { return rest_.empty(); }

  void skip(std::string_view signs) {
    rest_.remove_prefix(std::min(rest_.find_first_not_of(signs), rest_.size()));
  }

  bool take(char sign) {
    if (!rest_.starts_with(sign)) return false;
    rest_.remove_prefix(1);
    return true;
  }

  /// Up to a blank, '=', ',' or '"', in lower case.
  std::string word() { return text::lower(up_to(" \t=,\"")); }

  /// What stands behind '=': quoted, or up to a blank or ','.
  std::string value() {
    if (!take('"')) return up_to(" \t,");
    std::string text;
    while (!rest_.empty() && !take('"')) {
      take('\\');
      if (rest_.empty()) break;
      text += rest_.front();
      rest_.remove_prefix(1);
    }
    return text;
  }

 private:
  std::string up_to(std::string_view signs) {
    const std::size_t end = std::min(rest_.find_first_of(signs), rest_.size());
    std::string text(rest_.substr(0, end));
    rest_.remove_prefix(end);
    return text;
  }

  std::string_view rest_;
};

void set_parameter(Challenge& challenge, std::string_view name, std::string value) {
  if (name == "realm")
    challenge.realm = std::move(value);
  else if (name == "service")
    challenge.service = std::move(value);
  else if (name == "scope")
    challenge.scope = std::move(value);
}

std::vector<Challenge> challenges_in(std::string_view header) {
  std::vector<Challenge> challenges;
  Scanner scanner(header);
  while (true) {
    scanner.skip(" \t,");
    if (scanner.at_end()) return challenges;
    std::string word = scanner.word();
    if (scanner.take('=')) {
      std::string value = scanner.value();
      if (!challenges.empty()) set_parameter(challenges.back(), word, std::move(value));
    } else if (!word.empty()) {
      challenges.push_back({.scheme = std::move(word), .realm = {}, .service = {}, .scope = {}});
    } else {
      scanner.value();  // a quoted word where none belongs
    }
  }
}

// Tokens -----------------------------------------------------------------------------------------

Error bad_token(std::string_view origin) {
  return {.kind = ErrorKind::Unsafe,
          .code = "E-REGISTRY-TOKEN",
          .message = fmt::format("{}: did not answer with a token", text::for_terminal(origin)),
          .hint = "check the registry's setting; whoever keeps the registry should look at it",
          .where = {}};
}

Error not_let_in(const HttpRequest& request, std::string_view why, std::string hint) {
  return {.kind = ErrorKind::Unreadable,
          .code = "E-REGISTRY-AUTH",
          .message = fmt::format("{}: {}", text::for_terminal(origin_of(request.url)), why),
          .hint = std::move(hint),
          .where = {}};
}

std::string token_url(const Challenge& challenge) {
  std::string url = challenge.realm;
  const auto add = [&url](std::string_view key, std::string_view value) {
    if (!value.empty())
      url += fmt::format("{}{}={}", url.contains('?') ? '&' : '?', key, percent_encoded(value));
  };
  add("service", challenge.service);
  add("scope", challenge.scope);
  return url;
}

/// Asks as one who has been let in, and knows again what let him in.
class Visitor {
 public:
  Visitor(Exchange exchange, Identity identity)
      : exchange_(std::move(exchange)), identity_(std::move(identity)) {
    if (!identity_.credentials.token.empty()) pass_ = identity_.credentials;
  }

  [[nodiscard]] Result<HttpAnswer> ask(HttpRequest request) {
    const bool at_home = origin_of(request.url) == identity_.registry;
    if (at_home) request.credentials = pass_;
    auto answer = exchange_(request);
    if (!answer || !at_home || answer->status != 401) return check(request, std::move(answer));
    const auto pass = pass_for(request, read_challenge(header_of(*answer, "www-authenticate")));
    if (!pass) return fail(pass);
    pass_ = *pass;
    request.credentials = pass_;
    return check(request, exchange_(request));
  }

 private:
  [[nodiscard]] Error turned_away(const HttpRequest& request) const {
    return not_let_in(request,
                      identity_.credentials.empty() ? "lets nobody in who does not say who they are"
                                                    : "does not let these credentials in",
                      "agentops help registries  says where credentials go");
  }

  [[nodiscard]] Result<HttpAnswer> check(const HttpRequest& request, Result<HttpAnswer> answer) const {
    if (answer && (answer->status == 401 || answer->status == 403)) return fail(turned_away(request));
    return answer;
  }

  /// What to show for this challenge.
  [[nodiscard]] Result<Credentials> pass_for(const HttpRequest& request, const Challenge& challenge) const {
    const Credentials& mine = identity_.credentials;
    if (challenge.scheme == "bearer" && mine.token.empty()) return fetch_token(request, challenge);
    if (challenge.scheme == "basic" && !mine.user.empty()) return mine;
    return fail(turned_away(request));
  }

  [[nodiscard]] Result<Credentials> fetch_token(const HttpRequest& request,
                                                const Challenge& challenge) const {
    const std::string server = origin_of(challenge.realm);
    if (server.empty() || (server != identity_.registry && server != identity_.token_server))
      return fail(
          not_let_in(request,
                     fmt::format("sends us to {} for a token, which is another server",
                                 text::for_terminal(server.empty() ? challenge.realm : server)),
                     fmt::format("if you trust it, write  token_server: {}  into the registry's setting",
                                 text::for_terminal(server))));
    const HttpRequest asking{
        .method = "GET",
        .url = token_url(challenge),
        .headers = {"Accept: application/json"},
        .body = {},
        .credentials = server == identity_.registry ? identity_.credentials : identity_.for_tokens,
        .most_bytes = most_token_bytes};
    const auto answer = check(asking, exchange_(asking));
    if (!answer) return fail(answer);
    if (answer->status != 200) return fail(bad_token(server));
    auto token = read_token(answer->body, server);
    if (!token) return fail(token);
    return Credentials{.user = {}, .password = {}, .token = *std::move(token)};
  }

  Exchange exchange_;
  Identity identity_;
  Credentials pass_;  ///< what let us in last
};

}  // namespace

Challenge read_challenge(std::string_view header) {
  const auto challenges = challenges_in(header);
  for (const std::string_view scheme : {"bearer", "basic"}) {
    const auto found = std::ranges::find(challenges, scheme, &Challenge::scheme);
    if (found != challenges.end()) return *found;
  }
  return {};
}

Result<std::string> read_token(std::string_view json, std::string_view origin) {
  const auto value = text::read_json(json, origin);
  if (!value) return fail(bad_token(origin));
  for (const std::string_view key : {"token", "access_token"}) {
    const Value* said = value->find(key);
    const std::string* token = said == nullptr ? nullptr : said->text();
    const bool usable = token != nullptr && !token->empty() &&
                        std::ranges::all_of(*token, [](char c) { return c > ' ' && c < '\x7f'; });
    if (usable) return *token;
  }
  return fail(bad_token(origin));
}

Exchange authenticated(Exchange exchange, Identity identity) {
  const auto visitor = std::make_shared<Visitor>(std::move(exchange), std::move(identity));
  return [visitor](const HttpRequest& request) { return visitor->ask(request); };
}

}  // namespace agentops::registry
