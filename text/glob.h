#pragma once

/// Path patterns as .gitignore and settings write them.
///
///   *.md  docs/**  !keep.md  build/   -- '*' and '?' stop at '/', '**' does not, a trailing '/' means
///   folders only
///
/// Matching takes time linear in the path for each '*' of the pattern (no backtracking beyond the last '*').

#include <string>
#include <string_view>
#include <vector>

namespace agentops::text {

/// True when `pattern` matches the whole of `path` ('/'-separated, relative). A pattern without '/' matches
/// the last part at any depth.
[[nodiscard]] bool glob_matches(std::string_view pattern, std::string_view path);

/// One line of an ignore file (gitignore(5)): order matters, the last rule that matches decides.
struct IgnoreRule {
  std::string pattern;  ///< without '!' and trailing '/'
  bool negated = false;
  bool only_folders = false;
  bool anchored = false;  ///< holds a '/' before its end: relative to the ignore file's folder

  friend bool operator==(const IgnoreRule&, const IgnoreRule&) = default;
};

/// Reads an ignore file; comments and blank lines are left out.
[[nodiscard]] std::vector<IgnoreRule> read_ignore_rules(std::string_view bytes);

enum class IgnoreVerdict : unsigned char { Undecided, Ignored, Kept };

/// What `rules` say about `path`, which is relative to the folder of their file.
[[nodiscard]] IgnoreVerdict judge(const std::vector<IgnoreRule>& rules, std::string_view path,
                                  bool is_folder);

}  // namespace agentops::text
