// One walk over each line. At a byte where a literal could begin, a reader for it looks ahead and gives its
// end; what a reader refuses is skipped as a word, so no byte is looked at more than a few times.

#include "extract/literals.h"

#include <algorithm>
#include <array>
#include <optional>

#include "extract/scan.h"

namespace agentops::extract {

namespace {

constexpr std::size_t longest = 300;  // bytes of a literal
constexpr std::size_t context_words = 5;

/// Top-level domains that hosts in such texts have; others are file suffixes and method names more often than
/// hosts.
constexpr std::array<std::string_view, 36> domains = {
    "com",      "org",   "net",  "io",  "dev",   "ai", "app",     "co",   "cloud",   "edu", "gov",  "info",
    "internal", "local", "corp", "lan", "intra", "eu", "de",      "uk",   "fr",      "nl",  "ch",   "se",
    "us",       "ca",    "au",   "jp",  "in",    "br", "example", "test", "invalid", "xyz", "tech", "biz"};

bool is_host_char(char c) { return is_alnum(c) || c == '-' || c == '.'; }

struct Found {
  LiteralType type;
  std::size_t end;
};

class LineReader {
 public:
  LineReader(std::string_view line, bool code)
      : line_(line),
        code_(code),
        has_url_(line.find("://") != line.npos),
        has_at_(line.find('@') != line.npos) {}

  /// The literal that begins at `at`, when there is one.
  [[nodiscard]] std::optional<Found> at(std::size_t at) const {
    const char c = line_[at];
    const char before = at == 0 ? ' ' : line_[at - 1];
    if (is_alnum(c) && !is_word(before) && before != '-' && before != '/' && before != '.' && before != '@') {
      if (has_url_)
        if (const auto found = url(at)) return found;
      if (has_at_)
        if (const auto found = email(at)) return found;
      if (is_digit(c)) {
        if (const auto found = number(at)) return found;
      } else {
        if (const auto found = word(at)) return found;
      }
    }
    if (c == '/' && !is_word(before) && before != '.' && before != '~' && before != '/') return home_path(at);
    if (code_) return std::nullopt;
    if (c == '$' || starts(at, "€") || starts(at, "£")) return is_word(before) ? std::nullopt : money(at);
    if (c == '#' && !is_word(before) && before != '#' && before != '/' && before != '(') return channel(at);
    return std::nullopt;
  }

 private:
  [[nodiscard]] bool starts(std::size_t at, std::string_view text) const {
    return line_.substr(at).starts_with(text);
  }
  [[nodiscard]] char char_at(std::size_t at) const { return at < line_.size() ? line_[at] : '\n'; }

  template <class Belongs>
  [[nodiscard]] std::size_t run(std::size_t at, const Belongs& belongs) const {
    const auto most = std::min(line_.size(), at + longest);
    while (at < most && belongs(line_[at])) ++at;
    return at;
  }

  /// Digits with separators: "1,000.50" without a trailing one.
  [[nodiscard]] std::size_t digits(std::size_t at) const {
    auto end = run(at, [](char c) { return is_digit(c) || c == ',' || c == '.'; });
    while (end > at && !is_digit(line_[end - 1])) --end;
    return end;
  }

  [[nodiscard]] std::optional<Found> url(std::size_t at) const {
    std::size_t scheme = 0;
    for (const std::string_view name :
         {"https://", "http://", "wss://", "ws://", "ftp://", "ssh://", "postgres://", "postgresql://",
          "redis://", "mongodb://", "mysql://", "amqp://", "s3://", "gs://"})
      if (starts(at, name)) scheme = name.size();
    if (scheme == 0) return std::nullopt;
    auto end = run(at + scheme, [](char c) {
      return !is_space(c) && std::string_view("\"'`<>|\\)]}{,;*").find(c) == std::string_view::npos;
    });
    while (end > at && std::string_view(".,:;!?'_").find(line_[end - 1]) != std::string_view::npos) --end;
    const auto host = host_of_url(line_.substr(at, end - at));
    if (host.empty() || char_at(end) == '{' || char_at(end) == '<') return std::nullopt;
    return Found{LiteralType::Url, end};
  }

  [[nodiscard]] std::optional<Found> email(std::size_t at) const {
    const auto name =
        run(at, [](char c) { return is_alnum(c) || c == '.' || c == '_' || c == '+' || c == '-'; });
    if (char_at(name) != '@') return std::nullopt;
    const auto end = host_end(name + 1);
    const auto host = line_.substr(name + 1, end - name - 1);
    if (end == name + 1 || !is_host(host) || char_at(end) == ':' || host.starts_with("example.") ||
        line_.substr(at, name - at) == "git")
      return std::nullopt;
    return Found{LiteralType::Email, end};
  }

  [[nodiscard]] std::size_t host_end(std::size_t at) const {
    auto end = run(at, is_host_char);
    while (end > at && !is_alnum(line_[end - 1])) --end;
    return end;
  }

  static bool is_host(std::string_view text) {
    const auto dot = text.rfind('.');
    if (dot == std::string_view::npos || dot == 0 || text.find("..") != std::string_view::npos ||
        !is_alpha(text.back()))
      return false;
    return std::ranges::find(domains, text.substr(dot + 1)) != domains.end();
  }

  /// A percentage, a duration, an amount with its currency behind it, an address, a version or an account
  /// number.
  [[nodiscard]] std::optional<Found> number(std::size_t at) const {
    if (const auto found = address(at)) return found;
    const auto end = digits(at);
    if (!code_ && char_at(end) == '%' && !is_word(char_at(end + 1)))
      return Found{LiteralType::Percent, end + 1};
    if (const auto found = account(at)) return found;
    if (!code_)
      if (const auto found = unit(at, end)) return found;
    return std::nullopt;
  }

  [[nodiscard]] std::optional<Found> address(std::size_t at) const {
    int parts = 0;
    auto end = at;
    for (; parts < 4; ++parts) {
      const auto next = run(end, is_digit);
      if (next == end || next > end + 3) return std::nullopt;
      if (next - end == 3 && line_.substr(end, 3) > "255") return std::nullopt;
      end = next;
      if (parts < 3 && char_at(end++) != '.') return std::nullopt;
    }
    const auto text = line_.substr(at, end - at);
    if (char_at(end) == '.' && is_digit(char_at(end + 1))) return std::nullopt;
    if (text == "0.0.0.0" || text == "127.0.0.1" || text.starts_with("255.") || preceded_by_version(at))
      return std::nullopt;
    return Found{LiteralType::Address, end};
  }

  [[nodiscard]] bool preceded_by_version(std::size_t at) const {
    const auto head = trim_right(line_.substr(0, at));
    return head.ends_with('v') || head.ends_with("ersion") || head.ends_with("ersion:");
  }

  /// Twelve digits where the line speaks of an account or a name of the cloud.
  [[nodiscard]] std::optional<Found> account(std::size_t at) const {
    const auto end = run(at, is_digit);
    if (end - at != 12 || is_word(char_at(end)) || line_.substr(at, 12) == "123456789012")
      return std::nullopt;
    const auto head = line_.substr(at > 80 ? at - 80 : 0, std::min<std::size_t>(at, 80));
    if (!contains(head, "account") && !contains(head, "arn:") && !contains(head, "project"))
      return std::nullopt;
    return Found{LiteralType::Account, end};
  }

  [[nodiscard]] std::optional<Found> unit(std::size_t at, std::size_t end) const {
    auto begin = end;
    if (char_at(begin) == ' ' || char_at(begin) == '-') ++begin;
    const auto stop = run(begin, is_alpha);
    const auto word = line_.substr(begin, stop - begin);
    if (is_word(char_at(stop)) || char_at(stop) == '/') return std::nullopt;
    constexpr std::array<std::string_view, 26> durations = {
        "second", "seconds", "sec", "secs",         "minute",      "minutes", "min",   "mins",    "hour",
        "hours",  "hr",      "hrs", "day",          "days",        "week",    "weeks", "month",   "months",
        "year",   "years",   "ms",  "milliseconds", "millisecond", "h",       "s",     "quarters"};
    for (const auto unit : durations)
      if (is_text(word, unit) && (word.size() > 2 || begin == end || word == "ms")) {
        if (word.size() == 1 && end - at > 4) return std::nullopt;
        return Found{LiteralType::Duration, stop};
      }
    for (const std::string_view currency : {"usd", "eur", "gbp", "dollars", "euros"})
      if (is_text(word, currency)) return Found{LiteralType::Money, stop};
    return std::nullopt;
  }

  [[nodiscard]] std::optional<Found> money(std::size_t at) const {
    const auto sign = line_[at] == '$'  ? std::size_t{1}
                      : starts(at, "€") ? std::string_view("€").size()
                                        : std::string_view("£").size();
    const auto begin = at + sign;
    auto end = digits(begin);
    if (end == begin) return std::nullopt;
    if (sign == 1 && end - begin == 1 && (!is_money_text(end) || line_.substr(end).starts_with("`")))
      return std::nullopt;  // "$1" is an argument
    const char scale = lower(char_at(end));
    if ((scale == 'k' || scale == 'm' || scale == 'b') && !is_word(char_at(end + 1))) ++end;
    if (is_word(char_at(end)) || char_at(end) == '{') return std::nullopt;
    return Found{LiteralType::Money, end};
  }

  [[nodiscard]] bool is_money_text(std::size_t end) const {
    const auto rest = trim_left(line_.substr(end));
    for (const std::string_view word : {"k", "m", "b", "per", "/", "million", "billion", "a ", "each", "usd"})
      if (begins_with(rest, word)) return true;
    return false;
  }

  /// "#cs-refunds": a hash and a lower-case name; "#123", "#fff" and headings are none.
  [[nodiscard]] std::optional<Found> channel(std::size_t at) const {
    auto end = run(at + 1, [](char c) { return is_lower(c) || is_digit(c) || c == '-' || c == '_'; });
    while (end > at + 1 && !is_alnum(line_[end - 1])) --end;
    const auto name = line_.substr(at + 1, end - at - 1);
    if (name.size() < 3 || !is_lower(name.front()) || is_word(char_at(end)) || char_at(end) == '.' ||
        char_at(end) == '(' || char_at(end) == '[')
      return std::nullopt;
    const bool hexadecimal = name.find_first_not_of("0123456789abcdef") == std::string_view::npos;
    const bool joined = name.find('-') != std::string_view::npos;
    if (hexadecimal || (!joined && !speaks_of_chat(at))) return std::nullopt;
    return Found{LiteralType::Channel, end};
  }

  [[nodiscard]] bool speaks_of_chat(std::size_t at) const {
    const auto near = line_.substr(at > 100 ? at - 100 : 0, 200);
    constexpr std::array<std::string_view, 6> words = {"slack",   "channel", "teams",
                                                       "discord", "post",    "notify"};
    return std::ranges::any_of(words, [&](auto word) { return contains(near, word); });
  }

  /// "/home/ana/x", "/Users/ana/x": a path that exists on one machine.
  [[nodiscard]] std::optional<Found> home_path(std::size_t at) const {
    const auto prefix = starts(at, "/home/")    ? std::size_t{6}
                        : starts(at, "/Users/") ? std::size_t{7}
                                                : std::size_t{0};
    if (prefix == 0 || !is_alnum(char_at(at + prefix))) return std::nullopt;
    auto end = run(at, [](char c) { return is_word(c) || c == '/' || c == '.' || c == '-'; });
    while (line_[end - 1] == '.') --end;
    const auto name = line_.substr(at + prefix, line_.find('/', at + prefix) - at - prefix);
    for (const std::string_view placeholder :
         {"user", "username", "you", "yourname", "me", "name", "your-username", "example"})
      if (begins_with(name, placeholder) && name.size() <= placeholder.size() + 1) return std::nullopt;
    return Found{LiteralType::HomePath, end};
  }

  /// A version ("v1.2.3"), a model ("gpt-4o"), or a host.
  [[nodiscard]] std::optional<Found> word(std::size_t at) const {
    if (!code_ && lower(line_[at]) == 'v' && is_digit(char_at(at + 1))) {
      const auto end = digits(at + 1);
      if (line_.substr(at, end - at).find('.') != std::string_view::npos && !is_word(char_at(end)))
        return Found{LiteralType::Version, end};
      return std::nullopt;
    }
    if (const auto found = model(at)) return found;
    const auto end = host_end(at);
    const auto text = line_.substr(at, end - at);
    const char after = char_at(end);
    if (text.size() < 5 || is_upper(text.front()) || !is_host(text) || after == '(' || after == '_' ||
        after == '@')
      return std::nullopt;
    if (!code_ && std::ranges::count(text, '.') < 2 && !text.ends_with(".internal") &&
        !text.ends_with(".local"))
      return std::nullopt;
    if (is_reserved_host(text) || (code_ && std::ranges::count(text, '.') < 2)) return std::nullopt;
    return Found{LiteralType::Host, end};
  }

  static bool is_reserved_host(std::string_view host) {
    for (const std::string_view package : {"com.", "org.", "net.", "io.", "dev."})
      if (host.starts_with(package)) return true;  // a package of Java, written backwards
    return host.starts_with("www.") || host.ends_with("settings.local") || host.starts_with("this.") ||
           host.starts_with("self.");
  }

  [[nodiscard]] std::optional<Found> model(std::size_t at) const {
    if (std::string_view("gclmdqot").find(line_[at]) == std::string_view::npos) return std::nullopt;
    const auto end = run(at, [](char c) { return is_alnum(c) || c == '-' || c == '.' || c == ':'; });
    auto text = line_.substr(at, end - at);
    while (!text.empty() && !is_alnum(text.back())) text.remove_suffix(1);
    for (const std::string_view family : {"gpt-", "claude-", "gemini-", "llama-", "mistral-", "deepseek-",
                                          "qwen-", "o1-", "o3-", "text-embedding-"}) {
      if (!text.starts_with(family)) continue;
      const bool digit = std::ranges::any_of(text.substr(family.size()), is_digit);
      const bool known = digit && is_alnum(text[std::min(family.size(), text.size() - 1)]);
      if (known) return Found{LiteralType::Model, at + text.size()};
    }
    return std::nullopt;
  }

  std::string_view line_;
  bool code_;
  bool has_url_;  ///< somewhere on the line; most lines have none
  bool has_at_;
};

/// The last few words before `at`, without Markdown marks.
std::string context_before(std::string_view line, std::size_t at) {
  std::string_view head = line.substr(at > 120 ? at - 120 : 0, std::min<std::size_t>(at, 120));
  std::vector<std::string_view> words;
  while (!head.empty() && words.size() < context_words) {
    while (!head.empty() && !is_word(head.back())) head.remove_suffix(1);
    auto begin = head.size();
    while (begin > 0 && (is_word(head[begin - 1]) || head[begin - 1] == '-')) --begin;
    if (begin == 0 && at > 120) break;  // a word that was cut
    const auto word = head.substr(begin);
    if (!word.empty()) words.push_back(word);
    head = head.substr(0, begin);
  }
  std::string context;
  for (auto word = words.rbegin(); word != words.rend(); ++word) {
    if (!context.empty()) context += ' ';
    context += *word;
  }
  return context;
}

void find(std::string_view text, Span line_span, std::uint32_t number, bool code,
          std::vector<Literal>& found) {
  const auto line = slice(text, line_span);
  const LineReader reader(line, code);
  for (std::size_t at = 0; at < line.size();) {
    const auto literal = reader.at(at);
    if (!literal) {
      // Nothing begins inside a word.
      const bool inside = is_alnum(line[at++]);
      while (inside && at < line.size() && is_alnum(line[at])) ++at;
      continue;
    }
    const auto begin = line_span.begin + static_cast<std::uint32_t>(at);
    found.push_back({.type = literal->type,
                     .value = std::string(line.substr(at, literal->end - at)),
                     .context = context_before(line, at),
                     .span = {begin, line_span.begin + static_cast<std::uint32_t>(literal->end)},
                     .line = number});
    at = literal->end;
  }
}

}  // namespace

void find_literals(std::string_view text, Span line_span, std::uint32_t line, std::vector<Literal>& found) {
  find(text, line_span, line, false, found);
}

void find_code_literals(std::string_view text, Span line_span, std::uint32_t line,
                        std::vector<Literal>& found) {
  find(text, line_span, line, true, found);
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
  return host;
}

}  // namespace agentops::extract
