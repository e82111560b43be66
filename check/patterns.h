#pragma once

/// Several regular expressions over one text, each place told once: the only door of this room to RE2.
///
///   Patterns p({{.regex = R"(\brm -rf /(\s|$))", .says = "removes everything"}});
///   find_patterns(p, {"a.md", "first\nrm -rf /\n"}, ...)  ->  span of "rm -rf /"
///
/// RE2 takes time linear in the text, whatever the text. Texts in which nothing matches, the most of them,
/// cost one pass for all expressions together. Safe to use from several threads.

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "check/rule.h"

namespace agentops::check {

struct Pattern {
  std::string
      regex;  ///< `.` stops at line ends, ^ and $ stand at them. The first group, if any, is what is told.
  std::string says;  ///< the message: "removes everything below"; what was matched is put behind it
  Severity severity = Severity::Warning;
};

/// What matched: the pattern, and where.
struct Match {
  const Pattern* pattern = nullptr;
  Span span;   ///< of the first group, or of the whole
  Span whole;  ///< of the whole
};

class Patterns {
 public:
  /// Each regex is right: they are ours.
  explicit Patterns(std::vector<Pattern> patterns);
  ~Patterns();

  /// Every match, ascending; of two that overlap the one that begins first, of equal ones the longer. At most
  /// 1,000 of each pattern.
  [[nodiscard]] std::vector<Match> matches(std::string_view text) const;

 private:
  struct Compiled;
  std::vector<Pattern> patterns_;
  std::unique_ptr<const Compiled> compiled_;
};

/// Whether a match counts.
using Judge = std::function<bool(const Text&, const Match&)>;

/// A sighting for each match that counts: the pattern's words and, in quotes, the text that matched, on one
/// line.
void find_patterns(const Patterns& patterns, const Text& text, const Judge& counts, Sightings& sightings);

/// The same for each match that the words before it do not forbid (is_forbidden).
void find_what_is_not_forbidden(const Patterns& patterns, const Text& text, Sightings& sightings);

/// `bytes` as a message quotes them: escaped, on one line, in double quotes, at most 60 columns.
[[nodiscard]] std::string quoted(std::string_view bytes);

/// The line that holds `offset`, without its end; of a very long one what is within 2,000 bytes.
[[nodiscard]] std::string_view line_around(std::string_view text, std::uint32_t offset);

/// True when the words before `offset` on its line, or the heading just above, forbid what follows: "never
/// run", "Don't:", "blocks".
[[nodiscard]] bool is_forbidden(std::string_view text, std::uint32_t offset);

}  // namespace agentops::check
