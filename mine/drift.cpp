#include "mine/drift.h"

#include <algorithm>
#include <array>
#include <map>
#include <tuple>

#include "text/diff.h"
#include "text/hash.h"
#include "text/words.h"

namespace agentops::mine {
namespace {

using Lines = std::vector<std::string_view>;

/// Lines [begin, end).
struct Stretch {
  std::uint32_t begin = 0, end = 0;
};

/// A text cut into lines, each known by its words; lines without words are left out.
struct Copy {
  Lines lines;
  std::vector<std::uint64_t> words;   ///< hash of each line's words
  std::vector<std::uint32_t> number;  ///< in the file
  std::vector<text::Hunk> hunks;      ///< from the typical copy's lines to these
};

/// Keys of frontmatter that make an item another one.
bool names_the_item(std::string_view line) {
  constexpr std::array<std::string_view, 6> keys = {
      "name:", "title:", "id:", "slug:", "description:", "agent:"};
  return std::ranges::any_of(keys, [&](std::string_view key) { return line.starts_with(key); });
}

Copy read(const text::Passage& passage) {
  static const std::uint64_t nothing = text::words_hash("");
  Copy copy;
  std::uint32_t number = passage.first_line;
  bool in_frontmatter = false;
  for (const std::string_view line : text::lines_of(passage.text)) {
    const bool is_fence =
        line.starts_with("---") && line.find_first_not_of("-\r\n ") == std::string_view::npos;
    if (is_fence) in_frontmatter = number == passage.first_line;
    const std::uint64_t words = text::words_hash(line);
    if (words != nothing && !(in_frontmatter && names_the_item(line))) {
      copy.lines.push_back(line);
      copy.words.push_back(words);
      copy.number.push_back(number);
    }
    ++number;
  }
  return copy;
}

/// The words of each line as a line of its own, for the search of differences.
std::string keys_of(const Copy& copy) {
  std::string keys;
  for (const std::uint64_t words : copy.words) {
    keys.append(std::to_string(words));
    keys += '\n';
  }
  return keys;
}

/// Places where any copy differs from the typical one, in lines of the typical one; those that touch are one.
std::vector<Stretch> sites_of(std::span<const Copy> copies) {
  std::vector<Stretch> all;
  for (const Copy& copy : copies)
    for (const text::Hunk& hunk : copy.hunks) all.push_back({hunk.old_begin, hunk.old_end});
  std::ranges::sort(all, {}, [](const Stretch& site) { return std::tuple(site.begin, site.end); });
  std::vector<Stretch> sites;
  for (const Stretch& site : all) {
    const bool joins = !sites.empty() && (site.begin < sites.back().end ||
                                          (site.begin == sites.back().begin && site.end == sites.back().end));
    if (joins)
      sites.back().end = std::max(sites.back().end, site.end);
    else
      sites.push_back(site);
  }
  return sites;
}

/// The lines that `copy` has where the typical copy has `site`.
Stretch lines_at(const Copy& copy, const Stretch& site) {
  std::int64_t shift_before = 0;
  std::int64_t shift_after = 0;
  for (const text::Hunk& hunk : copy.hunks) {
    const std::int64_t shift = static_cast<std::int64_t>(hunk.new_end) - hunk.old_end;
    const bool is_before =
        hunk.old_end <= site.begin && !(hunk.old_begin == site.begin && hunk.old_end == site.end);
    if (is_before) shift_before = shift;
    if (hunk.old_end <= site.end && (hunk.old_begin < site.end || hunk.old_begin == site.begin || is_before))
      shift_after = shift;
  }
  return {static_cast<std::uint32_t>(site.begin + shift_before),
          static_cast<std::uint32_t>(site.end + shift_after)};
}

std::uint64_t reading_of(const Copy& copy, const Stretch& at) {
  std::string words;
  for (std::uint32_t i = at.begin; i < at.end; ++i) words.append(std::to_string(copy.words[i])) += ' ';
  return text::quick_hash(words);
}

text::Passage passage_of(const Copy& copy, const Stretch& at) {
  if (at.begin == at.end) {
    const std::uint32_t before = at.begin == 0 ? 0 : copy.number[at.begin - 1];
    return {{}, before + 1};
  }
  const char* begin = copy.lines[at.begin].data();
  const std::string_view last = copy.lines[at.end - 1];
  return {{begin, static_cast<std::size_t>(last.data() + last.size() - begin)}, copy.number[at.begin]};
}

bool holds_a_digit(std::string_view text) {
  return text.find_first_of("0123456789") != std::string_view::npos;
}

bool is_value(const text::Difference& difference) {
  if (difference.form != text::DifferenceForm::Says) return false;
  constexpr std::array<std::string_view, 6> keys = {
      "model:", "tools:", "allowed-tools:", "disallowedTools:", "version:", "temperature:"};
  const auto begins = [&](std::string_view key) { return difference.original.starts_with(key); };
  if (std::ranges::any_of(keys, begins)) return true;
  const auto [original, copy] = text::differing_words(difference.original, difference.copy);
  return holds_a_digit(original) || holds_a_digit(copy);
}

class Comparison {
 public:
  explicit Comparison(std::span<const text::Passage> passages) {
    copies_.reserve(passages.size());
    for (const text::Passage& passage : passages) copies_.push_back(read(passage));
    const std::string typical = keys_of(copies_.front());
    for (std::size_t i = 1; i < copies_.size(); ++i)
      copies_[i].hunks = text::diff_lines(typical, keys_of(copies_[i]));
  }

  Drift judge() {
    Drift drift;
    drift.judged = copies_.size() > 2;
    for (const Stretch& site : sites_of(copies_)) look_at(site, drift);
    find_moves(drift.odd);
    std::vector<bool> is_odd(copies_.size());
    for (const Odd& odd : drift.odd) is_odd[odd.member] = true;
    for (std::size_t i = 0; i < copies_.size(); ++i)
      if (!is_odd[i]) drift.agree.push_back(i);
    std::ranges::stable_sort(drift.odd, {}, [](const Odd& odd) {
      return std::tuple(!odd.is_value, odd.member, odd.difference.line);
    });
    return drift;
  }

 private:
  void look_at(const Stretch& site, Drift& drift) {
    std::vector<Stretch> at;
    std::map<std::uint64_t, std::vector<std::size_t>> readings;
    for (std::size_t i = 0; i < copies_.size(); ++i) {
      at.push_back(i == 0 ? site : lines_at(copies_[i], site));
      readings[reading_of(copies_[i], at[i])].push_back(i);
    }
    const auto common =
        std::ranges::max_element(readings, {}, [](const auto& entry) { return entry.second.size(); });
    const bool has_majority = 2 * common->second.size() > copies_.size();
    if (drift.judged && !has_majority) {
      ++drift.unsettled;
      return;
    }
    const std::size_t against = drift.judged ? common->second.front() : 0;
    for (std::size_t i = 0; i < copies_.size(); ++i)
      if (reading_of(copies_[i], at[i]) != reading_of(copies_[against], at[against]))
        tell(i, at[i], against, at[against], drift.odd);
  }

  void tell(std::size_t member, const Stretch& own, std::size_t against, const Stretch& common,
            std::vector<Odd>& odd) const {
    const text::Passage original = passage_of(copies_[against], common);
    const text::Passage copy = passage_of(copies_[member], own);
    for (text::Difference& difference : text::differences_between(original, copy)) {
      Odd told{.member = member, .difference = std::move(difference), .against = against};
      told.is_value = is_value(told.difference);
      odd.push_back(std::move(told));
    }
  }

  /// Lines that a copy lacks in one place and has more in another were moved.
  static void find_moves(std::vector<Odd>& odd) {
    using text::DifferenceForm;
    std::map<std::tuple<std::size_t, std::string, std::uint32_t>, std::size_t> lacking;
    for (std::size_t i = 0; i < odd.size(); ++i)
      if (odd[i].difference.form == DifferenceForm::Lacks)
        lacking.emplace(std::tuple(odd[i].member, odd[i].difference.original, odd[i].difference.lines), i);
    std::vector<bool> is_told(odd.size());
    for (std::size_t i = 0; i < odd.size(); ++i) {
      if (odd[i].difference.form != DifferenceForm::Adds) continue;
      const auto from =
          lacking.find(std::tuple(odd[i].member, odd[i].difference.copy, odd[i].difference.lines));
      if (from == lacking.end()) continue;
      odd[from->second].form = OddForm::Moved;
      odd[from->second].moved_to = odd[i].difference.line;
      is_told[i] = true;
      lacking.erase(from);
    }
    std::vector<Odd> kept;
    for (std::size_t i = 0; i < odd.size(); ++i)
      if (!is_told[i]) kept.push_back(std::move(odd[i]));
    odd = std::move(kept);
  }

  std::vector<Copy> copies_;
};

}  // namespace

Drift drift_of(std::span<const text::Passage> copies) { return Comparison(copies).judge(); }

}  // namespace agentops::mine
