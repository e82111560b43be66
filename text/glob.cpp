#include "text/glob.h"

#include <algorithm>
#include <cstddef>
#include <ranges>
#include <utility>

/// Both levels of a pattern are matched in the same way: go forward, and where that fails let the last star
/// ('*' among characters, '**' among parts) take one more. Earlier stars need no second try: whatever they
/// could take, the last one can take as well.

namespace agentops::text {
namespace {

constexpr auto npos = std::string_view::npos;

constexpr std::size_t longest_rule = 4096;  // bytes: as long as a path can be

struct SetMatch {
  bool matches = false;
  std::size_t size = 0;  ///< bytes of the pattern; 0: an unclosed '[', which stands for itself
};

/// `pattern` begins with '[': [abc], [a-z], [!a].
SetMatch match_set(std::string_view pattern, char c) {
  const bool negated = pattern.size() > 1 && (pattern[1] == '!' || pattern[1] == '^');
  const std::size_t first = negated ? 2 : 1;
  bool found = false;
  for (std::size_t at = first; at < pattern.size(); ++at) {
    if (pattern[at] == ']' && at > first) return {.matches = found != negated, .size = at + 1};
    if (pattern[at] == '\\' && at + 1 < pattern.size()) ++at;
    const auto low = static_cast<unsigned char>(pattern[at]);
    const bool is_range = at + 2 < pattern.size() && pattern[at + 1] == '-' && pattern[at + 2] != ']';
    if (is_range) at += 2;
    const auto high = static_cast<unsigned char>(pattern[at]);
    const auto byte = static_cast<unsigned char>(c);
    found |= low <= byte && byte <= high;
  }
  return {};
}

/// How many bytes of `pattern` match the character `c`; 0: it does not match. `unclosed` is how much of a
/// pattern is left at the first '[' that no ']' closes: none after it is looked for again.
std::size_t match_character(std::string_view pattern, char c, std::size_t& unclosed) {
  switch (pattern.front()) {
    case '?':
      return 1;
    case '\\':
      if (pattern.size() > 1) return pattern[1] == c ? 2 : 0;
      break;
    case '[':
      if (pattern.size() <= unclosed) break;
      if (const SetMatch set = match_set(pattern, c); set.size != 0) return set.matches ? set.size : 0;
      unclosed = pattern.size();
      break;
    default:
      break;
  }
  return pattern.front() == c ? 1 : 0;
}

/// One part of a pattern against one part of a path, neither with a '/'.
bool part_matches(std::string_view pattern, std::string_view part) {
  std::size_t p = 0;
  std::size_t c = 0;
  std::size_t star = npos;  // where the pattern goes on after the last star
  std::size_t taken = 0;    // where the part goes on after what that star has taken
  std::size_t unclosed = 0;
  while (c < part.size()) {
    if (p < pattern.size() && pattern[p] == '*') {
      star = ++p;
      taken = c;
      continue;
    }
    const std::size_t step = p < pattern.size() ? match_character(pattern.substr(p), part[c], unclosed) : 0;
    if (step != 0) {
      p += step;
      ++c;
    } else if (star != npos) {
      p = star;
      c = ++taken;
    } else {
      return false;
    }
  }
  return pattern.find_first_not_of('*', p) == npos;
}

std::vector<std::string_view> parts_of(std::string_view path) {
  std::vector<std::string_view> parts;
  for (std::size_t begin = 0; begin <= path.size();) {
    const std::size_t slash = std::min(path.find('/', begin), path.size());
    parts.push_back(path.substr(begin, slash - begin));
    begin = slash + 1;
  }
  return parts;
}

bool path_matches(std::string_view pattern, std::string_view path) {
  const auto patterns = parts_of(pattern);
  const auto parts = parts_of(path);
  const bool open_end = patterns.back() == "**";  // takes one part at least
  std::size_t p = 0;
  std::size_t c = 0;
  std::size_t star = npos;
  std::size_t taken = 0;
  while (c < parts.size()) {
    if (p < patterns.size() && patterns[p] == "**") {
      if (open_end && p + 1 == patterns.size()) return true;
      star = ++p;
      taken = c;
    } else if (p < patterns.size() && part_matches(patterns[p], parts[c])) {
      ++p;
      ++c;
    } else if (star != npos) {
      p = star;
      c = ++taken;
    } else {
      return false;
    }
  }
  return p == patterns.size();
}

std::string_view last_part(std::string_view path) {
  const std::size_t slash = path.rfind('/');
  return slash == npos ? path : path.substr(slash + 1);
}

/// The line without the spaces at its end, unless a backslash keeps them, and without a carriage return.
std::string_view without_end_spaces(std::string_view line) {
  if (line.ends_with('\r')) line.remove_suffix(1);
  while (line.ends_with(' ') && !line.ends_with("\\ ")) line.remove_suffix(1);
  return line;
}

bool rule_matches(const IgnoreRule& rule, std::string_view path, bool is_folder) {
  if (rule.only_folders && !is_folder) return false;
  return rule.anchored ? path_matches(rule.pattern, path) : part_matches(rule.pattern, last_part(path));
}

}  // namespace

bool glob_matches(std::string_view pattern, std::string_view path) {
  if (pattern.find('/') == npos) return part_matches(pattern, last_part(path));
  if (pattern.starts_with('/')) pattern.remove_prefix(1);
  return path_matches(pattern, path);
}

std::vector<IgnoreRule> read_ignore_rules(std::string_view bytes) {
  constexpr std::string_view byte_order_mark = "\xef\xbb\xbf";
  if (bytes.starts_with(byte_order_mark)) bytes.remove_prefix(byte_order_mark.size());

  std::vector<IgnoreRule> rules;
  while (!bytes.empty()) {
    const std::size_t end = std::min(bytes.find('\n'), bytes.size());
    std::string_view line = without_end_spaces(bytes.substr(0, end));
    bytes.remove_prefix(std::min(end + 1, bytes.size()));
    if (line.empty() || line.size() > longest_rule || line.starts_with('#')) continue;

    IgnoreRule rule;
    rule.negated = line.starts_with('!');
    if (rule.negated) line.remove_prefix(1);
    rule.only_folders = line.ends_with('/');
    if (rule.only_folders) line.remove_suffix(1);
    rule.anchored = line.find('/') != npos;
    if (line.starts_with('/')) line.remove_prefix(1);
    rule.pattern = line;
    if (!line.empty()) rules.push_back(std::move(rule));
  }
  return rules;
}

IgnoreVerdict judge(const std::vector<IgnoreRule>& rules, std::string_view path, bool is_folder) {
  for (const IgnoreRule& rule : std::views::reverse(rules))
    if (rule_matches(rule, path, is_folder))
      return rule.negated ? IgnoreVerdict::Kept : IgnoreVerdict::Ignored;
  return IgnoreVerdict::Undecided;
}

}  // namespace agentops::text
