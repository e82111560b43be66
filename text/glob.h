#pragma once

/// Path patterns as .gitignore and settings write them.
///
///   glob_matches("*.md", "docs/a.md")            -> true: without '/' it matches the last part, at any depth
///   glob_matches("docs/*.md", "docs/deep/a.md")  -> false: '*' and '?' stop at '/'
///   glob_matches("docs/**", "docs/deep/a.md")    -> true: '**' as a whole part stands for any parts
///
/// [abc], [a-z], [!a] and backslashes work as in gitignore(5). No pattern takes exponential time: within a
/// part and among parts only the last star is tried again, so it is at most their product.

#include <string>
#include <string_view>
#include <vector>

namespace agentops::text {

/// True when `pattern` matches the whole of `path` ('/'-separated, relative). A '/' at its beginning only
/// anchors it.
[[nodiscard]] bool glob_matches(std::string_view pattern, std::string_view path);

/// One line of an ignore file (gitignore(5)): order matters, the last rule that matches decides.
struct IgnoreRule {
  std::string pattern;  ///< without '!' and trailing '/'
  bool negated = false;
  bool only_folders = false;
  bool anchored = false;  ///< holds a '/' before its end: relative to the ignore file's folder

  friend bool operator==(const IgnoreRule&, const IgnoreRule&) = default;
};

/// Reads an ignore file; comments, blank lines and those of more than 4,096 bytes are left out.
[[nodiscard]] std::vector<IgnoreRule> read_ignore_rules(std::string_view bytes);

enum class IgnoreVerdict : unsigned char { Undecided, Ignored, Kept };

/// What `rules` say about `path`, which is relative to the folder of their file. Folders above it are not
/// looked at: who walks a tree does not enter what is ignored.
[[nodiscard]] IgnoreVerdict judge(const std::vector<IgnoreRule>& rules, std::string_view path,
                                  bool is_folder);

}  // namespace agentops::text
