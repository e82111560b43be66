#include "extract/mention_words.h"

#include <algorithm>
#include <array>
#include <utility>

#include "extract/scan.h"

namespace agentops::extract {

bool is_distinctive(std::string_view word) {
  if (word.size() < 4 || word.size() > 64 || !is_lower(word.front()) || !is_alnum(word.back())) return false;
  bool joined = false;
  for (const char c : word) {
    if (is_upper(c)) return false;
    joined = joined || c == '-' || c == '_';
  }
  return joined;
}

bool is_compound(std::string_view word) {
  const auto hyphen = word.find('-');
  if (hyphen == std::string_view::npos || word.find('-', hyphen + 1) != std::string_view::npos) return false;
  constexpr auto beginnings = std::to_array<std::string_view>(
      {"all",   "anti", "best",  "closed", "co",    "cross", "end",   "fine", "first", "full",   "general",
       "hands", "hard", "high",  "human",  "in",    "inter", "large", "long", "low",   "multi",  "non",
       "on",    "one",  "open",  "post",   "pre",   "real",  "self",  "semi", "short", "single", "small",
       "state", "step", "third", "top",    "trade", "two",   "up",    "well"});
  return std::ranges::find(beginnings, word.substr(0, hyphen)) != beginnings.end();
}

std::optional<Kind> kind_of_word(std::string_view word) {
  constexpr std::array<std::pair<std::string_view, Kind>, 12> words = {{{"agent", Kind::Agent},
                                                                        {"agents", Kind::Agent},
                                                                        {"subagent", Kind::Agent},
                                                                        {"sub-agent", Kind::Agent},
                                                                        {"skill", Kind::Skill},
                                                                        {"skills", Kind::Skill},
                                                                        {"command", Kind::Command},
                                                                        {"workflow", Kind::Workflow},
                                                                        {"prompt", Kind::Prompt},
                                                                        {"rule", Kind::Rule},
                                                                        {"pattern", Kind::Pattern},
                                                                        {"playbook", Kind::Workflow}}};
  if (word.size() < 4 || word.size() > 9) return std::nullopt;
  const char first = lower(word.front());  // a look at it spares most words the comparison
  for (const auto& [name, kind] : words)
    if (name.front() == first && name.size() == word.size() && is_text(word, name)) return kind;
  return std::nullopt;
}

bool has_file_suffix(std::string_view path) {
  if (path.find('.') == std::string_view::npos) return false;
  constexpr std::array<std::string_view, 14> suffixes = {".md",   ".mdc", ".markdown", ".toml", ".json",
                                                         ".yaml", ".yml", ".txt",      ".py",   ".sh",
                                                         ".js",   ".ts",  ".html",     ".csv"};
  return std::ranges::any_of(
      suffixes, [&](auto suffix) { return path.size() > suffix.size() && path.ends_with(suffix); });
}

bool is_file_name(std::string_view word) {
  const auto dot = word.find_last_of('.');
  if (dot == std::string_view::npos || dot == 0 || word.find('/') != std::string_view::npos) return false;
  const auto suffix = word.substr(dot + 1);
  return !suffix.empty() && suffix.size() <= 5 && is_lower(suffix.front()) &&
         std::ranges::all_of(suffix, is_alnum);
}

bool is_pattern_target(std::string_view target) {
  return target.find(' ') != std::string_view::npos || is_pattern_destination(target);
}

bool is_pattern_destination(std::string_view target) {
  return target.find_first_of("{}<>$*|\"'`") != std::string_view::npos ||
         target.find("...") != std::string_view::npos || target.find("YYYY") != std::string_view::npos;
}

bool has_scheme(std::string_view target) {
  std::size_t end = 0;
  while (end < target.size() &&
         (is_alnum(target[end]) || target[end] == '+' || target[end] == '-' || target[end] == '.'))
    ++end;
  return end > 1 && end < target.size() && target[end] == ':';
}

}  // namespace agentops::extract
