// One walk over each line. At a byte where a literal could begin, a reader for it looks ahead and gives its
// end; what a reader refuses is skipped as a word, so no byte is looked at more than a few times.

#include "extract/literals.h"

#include <algorithm>
#include <array>
#include <optional>

#include "extract/literal_context.h"
#include "extract/literal_line.h"
#include "extract/scan.h"

namespace agentops::extract {

namespace {

class LineReader {
 public:
  LineReader(std::string_view line, bool code)
      : line_{.text = line, .code = code},
        has_url_(line.find("://") != std::string_view::npos),
        has_at_(line.find('@') != std::string_view::npos) {}

  /// The literal that begins at `at`, when there is one.
  [[nodiscard]] std::optional<FoundLiteral> at(std::size_t at) const {
    const char c = line_.text[at];
    const char before = at == 0 ? ' ' : line_.text[at - 1];
    const bool fresh = !is_word(before) && before != '.' && before != '/';
    if (is_alnum(c) && fresh && before != '-' && before != '@') return begun(at);
    const bool continues = std::string_view("~}*>)]$").find(before) != std::string_view::npos;
    if (c == '/' && fresh && !continues) return path(at);
    if (line_.code) return std::nullopt;
    if (c == '$' || (is_foreign(c) && (line_.has(at, "€") || line_.has(at, "£"))))
      return is_word(before) ? std::nullopt : money(at);
    if (c == '#' && is_digit(line_.at(at + 1)) && before == ' ') return record_at(line_, at);
    if (c == '#' && !is_word(before) && std::string_view("#/(&\"'").find(before) == std::string_view::npos)
      return channel(at);
    return std::nullopt;
  }

 private:
  static bool is_foreign(char c) { return static_cast<unsigned char>(c) >= 0x80; }

  [[nodiscard]] std::string_view slice(std::size_t at, std::size_t end) const {
    return line_.text.substr(at, end - at);
  }

  /// What begins with a letter or a digit.
  [[nodiscard]] std::optional<FoundLiteral> begun(std::size_t at) const {
    if (has_url_)
      if (const auto found = url_at(line_, at)) return found;
    if (has_at_)
      if (const auto found = email_at(line_, at)) return found;
    return is_digit(line_.text[at]) ? number(at) : word(at);
  }

  [[nodiscard]] std::optional<FoundLiteral> path(std::size_t at) const {
    if (const auto found = home_path_at(line_, at)) return found;
    return own_path_at(line_, at);
  }

  /// Digits with separators: "1,000.50" without a trailing one.
  [[nodiscard]] std::size_t digits(std::size_t at) const {
    auto end = line_.run(at, [](char c) { return is_digit(c) || c == ',' || c == '.'; });
    while (end > at && !is_digit(line_.text[end - 1])) --end;
    return end;
  }

  /// A version ("v1.2.3"), a model ("gpt-4o"), or a host.
  [[nodiscard]] std::optional<FoundLiteral> word(std::size_t at) const {
    if (!line_.code && lower(line_.text[at]) == 'v' && is_digit(line_.at(at + 1))) {
      const auto end = digits(at + 1);
      if (slice(at, end).find('.') == std::string_view::npos || is_word(line_.at(end))) return std::nullopt;
      return FoundLiteral{.type = LiteralType::Version, .end = end};
    }
    if (const auto found = model_at(line_, at)) return found;
    if (!line_.code && is_upper(line_.text[at]))
      if (const auto found = record_at(line_, at)) return found;
    return host_at(line_, at);
  }

  /// A percentage, a duration, an amount with its currency behind it, an address, a version or an account
  /// number.
  [[nodiscard]] std::optional<FoundLiteral> number(std::size_t at) const {
    if (const auto found = address_at(line_, at)) return found;
    const auto end = digits(at);
    if (!line_.code && line_.at(end) == '%' && !is_word(line_.at(end + 1)))
      return FoundLiteral{.type = LiteralType::Percent, .end = end + 1};
    if (const auto found = account(at)) return found;
    if (line_.code) return host_at(line_, at);
    if (const auto found = unit(at, end)) return found;
    return bound(at, end);
  }

  /// A bare number where the words before make it a bound: "threshold: 0.8", "at a maximum of 5", "max 3".
  [[nodiscard]] std::optional<FoundLiteral> bound(std::size_t at, std::size_t end) const {
    constexpr std::array<std::string_view, 11> bounds = {"threshold", "limit",   "maximum", "minimum",
                                                         "max",       "min",     "budget",  "quota",
                                                         "cap",       "ceiling", "floor"};
    constexpr std::array<std::string_view, 5> joints = {"of", "is", "to", "at", "set"};
    if (is_word(line_.at(end)) || std::string_view("-/.:%)]").find(line_.at(end)) != std::string_view::npos)
      return std::nullopt;
    std::string_view head = line_.text.substr(0, at);
    for (std::size_t words = 0; words < 3; ++words) {
      while (!head.empty() && std::string_view(" :=*`_").find(head.back()) != std::string_view::npos)
        head.remove_suffix(1);
      auto begin = head.size();
      while (begin > 0 && is_alpha(head[begin - 1])) --begin;
      const auto word = head.substr(begin);
      const auto is = [&](std::string_view each) { return is_text(word, each); };
      const bool is_part =
          begin > 0 && std::string_view(".-_/?&").find(head[begin - 1]) != std::string_view::npos;
      if (std::ranges::any_of(bounds, is))
        return is_part ? std::nullopt : std::optional(FoundLiteral{.type = LiteralType::Number, .end = end});
      if (!std::ranges::any_of(joints, is)) return std::nullopt;
      head = head.substr(0, begin);
    }
    return std::nullopt;
  }

  /// Twelve digits where the line speaks of an account or a name of the cloud.
  [[nodiscard]] std::optional<FoundLiteral> account(std::size_t at) const {
    const auto end = line_.run(at, is_digit);
    if (end - at != 12 || is_word(line_.at(end)) || line_.text.substr(at, 12) == "123456789012")
      return std::nullopt;
    const auto head = line_.text.substr(at > 80 ? at - 80 : 0, std::min<std::size_t>(at, 80));
    if (!contains(head, "account") && !contains(head, "arn:") && !contains(head, "project"))
      return std::nullopt;
    return FoundLiteral{.type = LiteralType::Account, .end = end};
  }

  [[nodiscard]] std::optional<FoundLiteral> unit(std::size_t at, std::size_t end) const {
    auto begin = end;
    if (line_.at(begin) == ' ' || line_.at(begin) == '-') ++begin;
    const auto stop = line_.run(begin, is_alpha);
    const auto word = line_.text.substr(begin, stop - begin);
    if (is_word(line_.at(stop)) || line_.at(stop) == '/') return std::nullopt;
    constexpr std::array<std::string_view, 26> durations = {
        "second", "seconds", "sec", "secs",         "minute",      "minutes", "min",   "mins",    "hour",
        "hours",  "hr",      "hrs", "day",          "days",        "week",    "weeks", "month",   "months",
        "year",   "years",   "ms",  "milliseconds", "millisecond", "h",       "s",     "quarters"};
    for (const auto unit : durations)
      if (is_text(word, unit) && (word.size() > 2 || begin == end || word == "ms")) {
        if (word.size() == 1 && end - at > 4) return std::nullopt;
        return FoundLiteral{.type = LiteralType::Duration, .end = stop};
      }
    for (const std::string_view currency : {"usd", "eur", "gbp", "dollars", "euros"})
      if (is_text(word, currency)) return FoundLiteral{.type = LiteralType::Money, .end = stop};
    return std::nullopt;
  }

  [[nodiscard]] std::optional<FoundLiteral> money(std::size_t at) const {
    const auto sign = line_.text[at] == '$' ? std::size_t{1}
                      : line_.has(at, "€")  ? std::string_view("€").size()
                                            : std::string_view("£").size();
    const auto begin = at + sign;
    auto end = digits(begin);
    if (end == begin) return std::nullopt;
    if (sign == 1 && end - begin == 1 && (!is_money_text(end) || line_.text.substr(end).starts_with("`")))
      return std::nullopt;  // "$1" is an argument
    const char scale = lower(line_.at(end));
    if ((scale == 'k' || scale == 'm' || scale == 'b') && !is_word(line_.at(end + 1))) ++end;
    if (is_word(line_.at(end)) || line_.at(end) == '{') return std::nullopt;
    return FoundLiteral{.type = LiteralType::Money, .end = end};
  }

  [[nodiscard]] bool is_money_text(std::size_t end) const {
    const auto rest = trim_left(line_.text.substr(end));
    for (const std::string_view word : {"k", "m", "b", "per", "/", "million", "billion", "a ", "each", "usd"})
      if (begins_with(rest, word)) return true;
    return false;
  }

  /// "#cs-refunds": a hash and a lower-case name; "#123", "#fff" and headings are none.
  [[nodiscard]] std::optional<FoundLiteral> channel(std::size_t at) const {
    auto end = line_.run(at + 1, [](char c) { return is_lower(c) || is_digit(c) || c == '-' || c == '_'; });
    while (end > at + 1 && !is_alnum(line_.text[end - 1])) --end;
    const auto name = line_.text.substr(at + 1, end - at - 1);
    if (name.size() < 3 || !is_lower(name.front()) || is_word(line_.at(end)) || line_.at(end) == '.' ||
        line_.at(end) == '(' || line_.at(end) == '[')
      return std::nullopt;
    const bool hexadecimal = name.find_first_not_of("0123456789abcdef") == std::string_view::npos;
    const bool is_prefix = line_.at(end) == ':' && is_alnum(line_.at(end + 1));  // "#tool:search"
    if (hexadecimal || is_prefix || name.starts_with("channel") || !speaks_of_chat(at)) return std::nullopt;
    return FoundLiteral{.type = LiteralType::Channel, .end = end};
  }

  [[nodiscard]] bool speaks_of_chat(std::size_t at) const {
    const auto near = line_.text.substr(at > 100 ? at - 100 : 0, 200);
    constexpr std::array<std::string_view, 11> words = {"slack", "channel", "teams", "discord",
                                                        "post ", "notify",  "alert", "announce",
                                                        "send",  "escalat", " go to"};
    return std::ranges::any_of(words, [&](auto word) { return contains(near, word); });
  }

  LiteralLine line_;
  bool has_url_;  ///< somewhere on the line; most lines have none
  bool has_at_;
};

void find(std::string_view text, Span line_span, std::uint32_t number, bool code,
          std::vector<Literal>& found) {
  const auto line = slice(text, line_span);
  const LineReader reader(line, code);
  std::optional<Examples> examples;  // most lines have no literal
  for (std::size_t at = 0; at < line.size();) {
    const auto literal = reader.at(at);
    if (!literal) {
      // Nothing begins inside a word.
      const bool inside = is_alnum(line[at++]);
      while (inside && at < line.size() && is_alnum(line[at])) ++at;
      continue;
    }
    const auto begin = line_span.begin + static_cast<std::uint32_t>(at);
    if (!examples) examples.emplace(line);
    found.push_back({.type = literal->type,
                     .value = std::string(line.substr(at, literal->end - at)),
                     .context = context_before(line, at, examples->hold(at)),
                     .after = context_after(line, literal->end),
                     .span = {begin, line_span.begin + static_cast<std::uint32_t>(literal->end)},
                     .line = number,
                     .in_code = code});
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

}  // namespace agentops::extract
