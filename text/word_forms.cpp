// The text is cut into parts: runs of letters, cut again where a capital begins a new word. A mapping fits
// where its words follow one another as parts with at most one joint between them.

#include "text/word_forms.h"

#include <algorithm>
#include <optional>
#include <ranges>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace agentops::text {
namespace {

bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
bool is_lower(char c) { return c >= 'a' && c <= 'z'; }
bool is_letter(char c) { return is_upper(c) || is_lower(c); }
char lower(char c) { return is_upper(c) ? static_cast<char>(c - 'A' + 'a') : c; }
char upper(char c) { return is_lower(c) ? static_cast<char>(c - 'a' + 'A') : c; }
/// A byte of a letter beyond ASCII: what it touches is part of another word.
bool is_foreign(char c) { return static_cast<unsigned char>(c) >= 0x80; }

struct Part {
  std::size_t begin = 0;
  std::size_t end = 0;

  [[nodiscard]] std::string_view in(std::string_view text) const { return text.substr(begin, end - begin); }
};

std::string lowered(std::string_view word) {
  std::string result(word);
  std::ranges::transform(result, result.begin(), lower);
  return result;
}

/// Where a run of letters that begins at `at` has its first word's end: Capital after small, or the last of
/// several capitals before a small one.
std::size_t end_of_part(std::string_view text, std::size_t at) {
  std::size_t end = at + 1;
  while (end < text.size() && is_letter(text[end])) {
    const bool rises = is_lower(text[end - 1]) && is_upper(text[end]);
    const bool falls =
        is_upper(text[end - 1]) && is_upper(text[end]) && end + 1 < text.size() && is_lower(text[end + 1]);
    if (rises || falls) break;
    ++end;
  }
  return end;
}

/// The end of a URL's address that begins at `at`; `at` itself when none does.
std::size_t end_of_address(std::string_view text, std::size_t at) {
  constexpr std::string_view mark = "://";
  if (text.substr(at, mark.size()) != mark) return at;
  const auto end = text.find_first_of(" \t\r\n\"'`<>()[]{}|", at);
  return end == std::string_view::npos ? text.size() : end;
}

std::vector<Part> parts_of(std::string_view text) {
  std::vector<Part> parts;
  for (std::size_t at = 0; at < text.size();) {
    if (const auto end = end_of_address(text, at); end != at) {
      at = end;
    } else if (is_letter(text[at])) {
      const auto part_end = end_of_part(text, at);
      const bool touches =
          (at > 0 && is_foreign(text[at - 1])) || (part_end < text.size() && is_foreign(text[part_end]));
      if (!touches) parts.push_back({at, part_end});
      at = part_end;
    } else {
      ++at;
    }
  }
  return parts;
}

std::vector<std::string> words_in(std::string_view phrase) {
  std::vector<std::string> words;
  for (const auto word : phrase | std::views::split(' '))
    if (!word.empty()) words.emplace_back(word.begin(), word.end());
  return words;
}

bool is_joint(std::string_view between) {
  return between.empty() || between == " " || between == "-" || between == "_";
}

/// `word` in the capitals of `like`.
std::string in_capitals_of(std::string_view like, std::string word, bool alone) {
  const bool all = like.size() > 1 && std::ranges::all_of(like, is_upper);
  if (all || (like.size() == 1 && is_upper(like.front()) && !alone))
    std::ranges::transform(word, word.begin(), upper);
  else if (is_upper(like.front()) && !word.empty())
    word.front() = upper(word.front());
  return word;
}

class Mapper {
 public:
  explicit Mapper(const WordMapping& mapping) : from_(words_in(mapping.from)), to_(words_in(mapping.to)) {
    if (!from_.empty()) plural_ = plural_of(from_.back());
  }

  [[nodiscard]] std::size_t words() const { return from_.size(); }

  /// What stands for the parts from `first` on, when they are the mapping's words.
  [[nodiscard]] std::optional<std::string> fit(std::string_view text, const std::vector<Part>& parts,
                                               std::size_t first) const {
    if (from_.empty() || first + from_.size() > parts.size()) return std::nullopt;
    bool is_plural = false;
    std::string_view joint = " ";
    for (std::size_t i = 0; i < from_.size(); ++i) {
      const Part& part = parts[first + i];
      const std::string word = lowered(part.in(text));
      const bool last = i + 1 == from_.size();
      is_plural = last && word != from_[i] && word == plural_;
      if (word != from_[i] && !is_plural) return std::nullopt;
      if (i == 0) continue;
      const Part& before = parts[first + i - 1];
      const auto between = text.substr(before.end, part.begin - before.end);
      if (!is_joint(between) || (i > 1 && between != joint)) return std::nullopt;
      joint = between;
    }
    return written(text, parts, first, joint, is_plural);
  }

 private:
  [[nodiscard]] std::string written(std::string_view text, const std::vector<Part>& parts, std::size_t first,
                                    std::string_view joint, bool is_plural) const {
    if (from_.size() == 1) joint = joint_around(text, parts[first]);
    std::string result;
    for (std::size_t i = 0; i < to_.size(); ++i) {
      const auto like = parts[first + std::min(i, from_.size() - 1)].in(text);
      std::string word = is_plural && i + 1 == to_.size() ? plural_of(to_[i]) : to_[i];
      if (i > 0) result += joint;
      // The second word of an identifier in capitals of its own needs one, whatever stands before.
      if (i >= from_.size() && joint.empty())
        word.front() = upper(word.front());
      else if (i < from_.size() || !is_title(like))
        word = in_capitals_of(like, std::move(word), from_.size() == 1);
      else if (joint != " ")
        word = in_capitals_of(like, std::move(word), false);
      result += word;
    }
    return result;
  }

  static bool is_title(std::string_view like) {
    return is_upper(like.front()) && (like.size() == 1 || is_lower(like[1]));
  }

  /// How an identifier around a single word joins its words: "_" in customer_id, "" in customerId.
  static std::string_view joint_around(std::string_view text, const Part& part) {
    const auto at = [&](std::size_t i) { return i < text.size() ? text.substr(i, 1) : std::string_view(); };
    for (const auto near : {at(part.end), part.begin == 0 ? std::string_view() : at(part.begin - 1)})
      if (near == "_" || near == "-") return near;
    const bool joined = (part.end < text.size() && is_letter(text[part.end])) ||
                        (part.begin > 0 && is_letter(text[part.begin - 1]));
    return joined ? std::string_view() : std::string_view(" ");
  }

  std::vector<std::string> from_;
  std::vector<std::string> to_;
  std::string plural_;
};

}  // namespace

std::vector<WordReplacement> word_replacements(std::string_view text,
                                               const std::vector<WordMapping>& mappings) {
  std::vector<Mapper> mappers;
  for (const WordMapping& mapping : mappings) mappers.emplace_back(mapping);
  const auto parts = parts_of(text);
  std::vector<WordReplacement> replacements;
  for (std::size_t i = 0; i < parts.size();) {
    std::optional<std::string> best;
    std::size_t chosen = 0;
    for (std::size_t m = 0; m < mappers.size(); ++m) {
      if (best && mappers[m].words() <= mappers[chosen].words()) continue;
      if (auto fit = mappers[m].fit(text, parts, i)) {
        best = std::move(fit);
        chosen = m;
      }
    }
    const std::size_t taken = best ? mappers[chosen].words() : 1;
    if (best) {
      const std::size_t end = parts[i + taken - 1].end;
      replacements.push_back({.at = parts[i].begin,
                              .before = std::string(text.substr(parts[i].begin, end - parts[i].begin)),
                              .after = *std::move(best),
                              .mapping = chosen});
    }
    i += taken;
  }
  return replacements;
}

std::string with_replacements(std::string_view text, const std::vector<WordReplacement>& replacements) {
  std::string result;
  std::size_t done = 0;
  for (const WordReplacement& replacement : replacements) {
    result += text.substr(done, replacement.at - done);
    result += replacement.after;
    done = replacement.at + replacement.before.size();
  }
  return result.append(text.substr(done));
}

std::string plural_of(std::string_view word) {
  const auto ends = [&](std::string_view end) { return word.ends_with(end); };
  constexpr std::string_view vowels = "aeiou";
  if (ends("y") && word.size() > 1 && !vowels.contains(word[word.size() - 2]))
    return fmt::format("{}ies", word.substr(0, word.size() - 1));
  if (ends("s") || ends("x") || ends("z") || ends("ch") || ends("sh")) return fmt::format("{}es", word);
  return fmt::format("{}s", word);
}

std::string plain_words(std::string_view text) {
  std::vector<std::string> words;
  for (const Part& part : parts_of(text)) words.push_back(lowered(part.in(text)));
  return fmt::format("{}", fmt::join(words, " "));
}

}  // namespace agentops::text
