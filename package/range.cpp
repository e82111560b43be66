// Each comparator becomes an interval [lower, upper), with the places that the writer left out filled in:
// `~1.2` is 1.2.0 up to 1.3.0. A version is in a range when it is in all intervals of one alternative, and,
// being a pre-release, when one of them named a pre-release of its own numbers.

#include "package/range.h"

#include <algorithm>
#include <array>
#include <limits>

#include <fmt/format.h>

#include "text/escape.h"
#include "text/version.h"

namespace agentops::package {
namespace {

constexpr std::string_view spaces = " \t";

std::unexpected<Error> refuse(std::string_view text, std::string_view why) {
  return fail({.kind = ErrorKind::Invalid,
               .code = "E-RANGE",
               .message = fmt::format("`{}` is not a range of versions: {}",
                                      text::for_terminal(text.substr(0, 100)), why),
               .hint = "write it as in ^1.2.0, ~1.2, >=1.0 <2, 1.x or 1.2.0 || 2.x",
               .where = {}});
}

/// A version with its last numbers left open.
struct Partial {
  Version version;  ///< 0 where open
  int given = 0;    ///< how many of the three numbers were written
};

/// `1.2.x`, `1.*`, `1`, `*`, `1.2.3-rc.1+x`; nothing when it is none.
std::optional<Partial> read_partial(std::string_view text) {
  if (auto whole = text::read_version(text)) return Partial{std::move(*whole), 3};
  Partial partial;
  const std::array numbers = {&partial.version.major, &partial.version.minor, &partial.version.patch};
  bool open = false;
  std::size_t part = 0;
  for (;; ++part) {
    const auto dot = text.find('.');
    const auto digits = text.substr(0, dot);
    const bool any = digits == "x" || digits == "X" || digits == "*";
    const auto number = text::read_number(digits);
    if (part == numbers.size() || (!any && (open || !number))) return std::nullopt;
    open = open || any;
    if (!open) {
      *numbers.at(part) = *number;
      ++partial.given;
    }
    if (dot == std::string_view::npos) return partial;
    text.remove_prefix(dot + 1);
  }
}

/// The first version after all that agree with `version` in the first `places` numbers; nothing when there is
/// none.
std::optional<Version> next_after(const Version& version, int places) {
  const std::array numbers = {version.major, version.minor, version.patch};
  Version next;
  const std::array targets = {&next.major, &next.minor, &next.patch};
  for (int i = 0; i < places; ++i)
    *targets.at(static_cast<std::size_t>(i)) = numbers.at(static_cast<std::size_t>(i));
  // A number that cannot grow is carried into the one before it.
  for (int i = places; i > 0; --i) {
    auto& number = *targets.at(static_cast<std::size_t>(i - 1));
    if (number != std::numeric_limits<std::uint64_t>::max()) {
      ++number;
      return next;
    }
    number = 0;
  }
  return std::nullopt;
}

/// How many numbers a caret holds fast: up to the first that is not 0.
int places_of_caret(const Partial& partial) {
  if (partial.version.major != 0 || partial.given <= 1) return 1;
  if (partial.version.minor != 0 || partial.given == 2) return 2;
  return 3;
}

/// What `op` asks for; for a partial version every operator speaks of all that it leaves open.
Interval interval_of(std::string_view op, const Partial& partial) {
  const Version& version = partial.version;
  Interval interval;
  if (!version.pre_release.empty()) interval.named_pre_release = version;
  if (partial.given == 0) return interval;
  const bool whole = partial.given == 3;

  if (op == ">" && !whole) {
    interval.lower = next_after(version, partial.given);
    if (!interval.lower) interval.upper = Version{};  // nothing is above the last: an empty interval
    return interval;
  }
  if (op != "<" && op != "<=") interval.lower = version;
  interval.lower_included = op != ">";
  if (op == "^") interval.upper = next_after(version, places_of_caret(partial));
  if (op == "~") interval.upper = next_after(version, std::min(partial.given, 2));
  if (op == "<" || (whole && (op == "=" || op == "<="))) interval.upper = version;
  if (!whole && (op == "=" || op == "<=")) interval.upper = next_after(version, partial.given);
  interval.upper_included = whole && (op == "=" || op == "<=");
  return interval;
}

/// Takes one comparator from the front of `text`, which begins with no space.
Result<Interval> take_comparator(std::string_view& text, std::string_view all) {
  std::string_view op = "=";
  for (const std::string_view known : {"^", "~", ">=", "<=", ">", "<", "="})
    if (text.starts_with(known)) {
      op = known;
      text.remove_prefix(known.size());
      break;
    }
  text.remove_prefix(std::min(text.find_first_not_of(spaces), text.size()));
  const auto end = std::min(text.find_first_of(" \t,"), text.size());
  const auto written = text.substr(0, end);
  const auto partial = read_partial(written);
  if (!partial)
    return refuse(all, written.empty()
                           ? "a version is missing"
                           : fmt::format("`{}` is no version", text::for_terminal(written.substr(0, 60))));
  text.remove_prefix(end);
  return interval_of(op, *partial);
}

Result<std::vector<Interval>> read_alternative(std::string_view text, std::string_view all) {
  std::vector<Interval> intervals;
  for (;;) {
    text.remove_prefix(std::min(text.find_first_not_of(" \t,"), text.size()));
    if (text.empty()) return intervals;
    auto interval = take_comparator(text, all);
    if (!interval) return fail(interval);
    intervals.push_back(std::move(*interval));
  }
}

bool contains(const Interval& interval, const Version& version) {
  if (interval.lower) {
    const auto order = text::compare(version, *interval.lower);
    if (order < 0 || (order == 0 && !interval.lower_included)) return false;
  }
  if (interval.upper) {
    const auto order = text::compare(version, *interval.upper);
    if (order > 0 || (order == 0 && !interval.upper_included)) return false;
  }
  return true;
}

bool asks_for_pre_release(const Interval& interval, const Version& version) {
  const auto& named = interval.named_pre_release;
  return named && named->major == version.major && named->minor == version.minor &&
         named->patch == version.patch;
}

}  // namespace

Result<Range> read_range(std::string_view text) {
  if (text.size() > 1024) return refuse(text, "it is longer than 1,024 bytes");
  Range range;
  std::string_view rest = text;
  for (;;) {
    const auto bar = rest.find("||");
    const auto written = rest.substr(0, bar);
    auto alternative = read_alternative(written, text);
    if (!alternative) return fail(alternative);
    if (alternative->empty() && (bar != std::string_view::npos || !range.alternatives.empty()))
      return refuse(text, "there is nothing on one side of `||`");
    range.alternatives.push_back(std::move(*alternative));
    if (bar == std::string_view::npos) return range;
    rest.remove_prefix(bar + 2);
  }
}

bool satisfies(const Version& version, const Range& range) {
  return std::ranges::any_of(range.alternatives, [&](const std::vector<Interval>& alternative) {
    const bool inside = std::ranges::all_of(
        alternative, [&](const Interval& interval) { return contains(interval, version); });
    return inside &&
           (version.pre_release.empty() || std::ranges::any_of(alternative, [&](const Interval& interval) {
              return asks_for_pre_release(interval, version);
            }));
  });
}

}  // namespace agentops::package
