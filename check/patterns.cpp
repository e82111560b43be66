#include "check/patterns.h"

#include <algorithm>
#include <cassert>
#include <tuple>
#include <utility>

#include <re2/re2.h>
#include <re2/set.h>

#include "text/escape.h"

namespace agentops::check {
namespace {

constexpr std::size_t most_matches = 1000;
constexpr std::size_t quoted_columns = 60;
constexpr std::size_t reach = 2000;  ///< of a line, to either side: some are megabytes long
constexpr std::size_t near = 240;    ///< bytes before a phrase that speak of it

RE2::Options options() {
  RE2::Options options;
  options.set_log_errors(false);
  options.set_never_nl(false);
  options.set_max_mem(std::int64_t{64} << 20);
  return options;
}

Span span_of(std::string_view text, const re2::StringPiece& part) {
  const auto begin = static_cast<std::uint32_t>(part.data() - text.data());
  return {begin, begin + static_cast<std::uint32_t>(part.size())};
}

}  // namespace

struct Patterns::Compiled {
  std::vector<std::unique_ptr<RE2>> each;
  RE2::Set all{options(), RE2::UNANCHORED};
};

Patterns::Patterns(std::vector<Pattern> patterns) : patterns_(std::move(patterns)) {
  auto compiled = std::make_unique<Compiled>();
  for (const Pattern& pattern : patterns_) {
    const std::string regex = "(?m)" + pattern.regex;
    compiled->each.push_back(std::make_unique<RE2>(regex, options()));
    assert(compiled->each.back()->ok());
    [[maybe_unused]] const int index = compiled->all.Add(regex, nullptr);
    assert(index >= 0);
  }
  [[maybe_unused]] const bool compiles = compiled->all.Compile();
  assert(compiles);
  compiled_ = std::move(compiled);
}

Patterns::~Patterns() = default;

std::vector<Match> Patterns::matches(std::string_view text) const {
  std::vector<Match> found;
  std::vector<int> present;
  RE2::Set::ErrorInfo error{};
  const bool any = compiled_->all.Match({text.data(), text.size()}, &present, &error);
  if (!any && error.kind == RE2::Set::kNoError) return found;
  if (!any)  // too many states for all at once: each alone
    for (std::size_t i = 0; i < patterns_.size(); ++i) present.push_back(static_cast<int>(i));

  for (const int index : present) {
    const RE2& regex = *compiled_->each[static_cast<std::size_t>(index)];
    const int groups = std::min(regex.NumberOfCapturingGroups(), 1) + 1;
    std::size_t at = 0;
    re2::StringPiece parts[2];  // NOLINT(cppcoreguidelines-avoid-c-arrays): what RE2 takes
    for (std::size_t count = 0; at <= text.size() && count < most_matches; ++count) {
      if (!regex.Match({text.data(), text.size()}, at, text.size(), RE2::UNANCHORED, parts, groups)) break;
      const Span whole = span_of(text, parts[0]);
      const bool group = groups == 2 && parts[1].data() != nullptr;
      found.push_back({.pattern = &patterns_[static_cast<std::size_t>(index)],
                       .span = group ? span_of(text, parts[1]) : whole,
                       .whole = whole});
      at = std::max<std::size_t>(whole.end, whole.begin + 1);
    }
  }
  std::ranges::sort(found, [](const Match& a, const Match& b) {
    return std::tuple(a.span.begin, b.span.end, a.pattern) < std::tuple(b.span.begin, a.span.end, b.pattern);
  });
  std::uint32_t end = 0;
  std::erase_if(found, [&](const Match& match) {
    if (match.span.begin < end) return true;
    end = std::max(match.span.end, match.span.begin + 1);
    return false;
  });
  return found;
}

void find_patterns(const Patterns& patterns, const Text& text, const Judge& counts, Sightings& sightings) {
  for (const Match& match : patterns.matches(text.bytes))
    if (!counts || counts(text, match))
      sightings.push_back({.message = match.pattern->says + ": " + quoted(slice(text.bytes, match.span)),
                           .span = match.span,
                           .severity = match.pattern->severity});
}

void find_what_is_not_forbidden(const Patterns& patterns, const Text& text, Sightings& sightings) {
  const auto counts = [](const Text& from, const Match& match) {
    return !is_forbidden(from.bytes, match.whole.begin);
  };
  find_patterns(patterns, text, counts, sightings);
}

std::string quoted(std::string_view bytes) {
  // A long stretch is cut before it is escaped: what is shown is short.
  const std::string shown = text::for_terminal(bytes.substr(0, 8 * quoted_columns));
  return '"' + text::cut_to_width(shown, quoted_columns) + '"';
}

std::string_view line_around(std::string_view text, std::uint32_t offset) {
  const std::size_t from = offset > reach ? offset - reach : 0;
  const auto before = text.substr(from, offset - from).rfind('\n');
  const std::size_t begin = before == std::string_view::npos ? from : from + before + 1;
  const auto behind = text.substr(offset, reach);
  return text.substr(begin, offset + std::min(behind.find('\n'), behind.size()) - begin);
}

bool is_forbidden(std::string_view text, std::uint32_t offset) {
  static const RE2 words(
      R"((?i)\b(?:never|do not|don'?t|must not|should not|shouldn'?t|avoid|refuse|reject|blocks?|blocked|den(?:y|ies|ied)|forbid(?:den|s)?|prohibit(?:ed|s)?|prevents?|disallow(?:ed)?|dangerous|destructive|malicious|suspicious|insecure|unsafe|attack(?:s|er|ers)?|injection|instead of|anti-?pattern|bad|wrong|flag|detect(?:s|ion)?|scan(?:s|ning)? for|check(?:s|ing)? for|look(?:s|ing)? for|watch for|warn(?:s|ing)?|red flags?|e\.g\.|for example|such as|attempts?|jailbreak)\b|\x{274C}|\x{26A0})");
  const std::size_t from = offset > near ? offset - near : 0;
  std::string_view before = text.substr(from, offset - from);
  before.remove_prefix(before.rfind('\n') + 1);  // npos + 1 is 0: none of it is another line
  return RE2::PartialMatch({before.data(), before.size()}, words);
}

}  // namespace agentops::check
