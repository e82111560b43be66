#include "mine/template_units.h"

#include <algorithm>
#include <cmath>

#include "text/hash.h"

namespace agentops::mine {

namespace {

constexpr std::size_t fewest_words = 3;

}  // namespace

void Units::add(std::uint32_t item, const std::vector<TextLine>& lines) {
  for (const TextLine& line : lines) {
    if (line.text.size() > longest) continue;
    const std::uint64_t hash = text::quick_hash(line.text);
    const auto [known, is_new] = unit_of_.try_emplace(hash, static_cast<std::uint32_t>(units_.size()));
    if (is_new) {
      line_words(line.text, most_words + 1, line_);
      if (line_.size() < fewest_words || line_.size() > most_words) {
        unit_of_.erase(known);
        continue;
      }
      Unit unit{.text = line.text, .begin = static_cast<std::uint32_t>(words_.size()), .first_item = item};
      for (const LineWord& word : line_) {
        const auto id = ids_.try_emplace(word.hash, static_cast<WordId>(counts_.size()));
        if (id.second) counts_.push_back(0);
        ++counts_[id.first->second];
        words_.push_back(id.first->second);
      }
      unit.end = static_cast<std::uint32_t>(words_.size());
      units_.push_back(unit);
    }
    Unit& unit = units_[known->second];
    if (unit.items == 0 || unit.last_item != item) ++unit.items;
    unit.last_item = item;
    ++unit.places;
  }
}

void Units::finish() {
  const double all = static_cast<double>(words_.size() + counts_.size());
  bits_.reserve(counts_.size());
  for (const std::uint32_t count : counts_)
    bits_.push_back(static_cast<std::uint32_t>(std::lround(100 * std::log2(all / (count + 1.0)))));
  gather();
}

/// Counting sort of (word, unit).
void Units::gather() {
  with_begin_.assign(counts_.size() + 1, 0);
  for (const WordId word : words_) ++with_begin_[word + 1];
  for (std::size_t i = 1; i < with_begin_.size(); ++i) with_begin_[i] += with_begin_[i - 1];
  std::vector<std::uint32_t> next(with_begin_.begin(), with_begin_.end() - 1);
  with_.resize(words_.size());
  for (std::uint32_t unit = 0; unit < units_.size(); ++unit)
    for (std::uint32_t i = units_[unit].begin; i < units_[unit].end; ++i) with_[next[words_[i]]++] = unit;
}

std::uint64_t Units::bits(const Unit& unit) const {
  std::uint64_t sum = 0;
  for (const WordId* word = begin(unit); word != end(unit); ++word) sum += bits_[*word];
  return sum;
}

std::span<const std::uint32_t> Units::with(std::uint64_t hash) const {
  const auto id = ids_.find(hash);
  if (id == ids_.end()) return {};
  return std::span(with_).subspan(with_begin_[id->second],
                                  with_begin_[id->second + 1] - with_begin_[id->second]);
}

std::uint32_t Units::bits_of_hash(std::uint64_t hash) const {
  const auto id = ids_.find(hash);
  if (id != ids_.end()) return bits_[id->second];
  return static_cast<std::uint32_t>(
      std::lround(100 * std::log2(static_cast<double>(words_.size() + counts_.size() + 1))));
}

}  // namespace agentops::mine
