#include "mine/template_units.h"

#include <algorithm>
#include <cmath>

#include "text/hash.h"

namespace agentops::mine {

namespace {

constexpr std::size_t fewest_words = 3;
constexpr std::uint32_t none = ~0U;

std::uint32_t hundredths_of_bits(double choices) {
  return static_cast<std::uint32_t>(std::lround(100 * std::log2(choices)));
}

}  // namespace

void Units::add(std::uint32_t item, const std::vector<TextLine>& lines) {
  for (const TextLine& line : lines) {
    if (line.text.size() > longest) continue;
    const std::uint64_t hash = text::quick_hash(line.text);
    const std::uint32_t* known = unit_of_.find(hash);
    const std::uint32_t index = known != nullptr ? *known : unit_of_.add(hash, add_unit(item, line.text));
    if (index == none) continue;
    Unit& unit = units_[index];
    if (unit.items == 0 || unit.last_item != item) ++unit.items;
    unit.last_item = item;
    ++unit.places;
  }
}

/// Its index; `none` when the text is no candidate.
std::uint32_t Units::add_unit(std::uint32_t item, std::string_view text) {
  line_words(text, most_words + 1, line_);
  if (line_.size() < fewest_words || line_.size() > most_words) return none;
  Unit unit{.text = text, .begin = static_cast<std::uint32_t>(words_.size()), .first_item = item};
  for (const LineWord& word : line_) {
    const WordId id = ids_.add(word.hash, static_cast<WordId>(counts_.size()));
    if (id == counts_.size()) counts_.push_back(0);
    ++counts_[id];
    words_.push_back(id);
  }
  unit.end = static_cast<std::uint32_t>(words_.size());
  units_.push_back(unit);
  return static_cast<std::uint32_t>(units_.size() - 1);
}

void Units::finish() {
  const auto all = static_cast<double>(words_.size() + counts_.size());
  bits_.reserve(counts_.size());
  for (const std::uint32_t count : counts_) bits_.push_back(hundredths_of_bits(all / (count + 1.0)));
  bits_of_new_ = hundredths_of_bits(all + 1);
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
  const WordId* id = ids_.find(hash);
  if (id == nullptr) return {};
  return std::span(with_).subspan(with_begin_[*id], with_begin_[*id + 1] - with_begin_[*id]);
}

std::uint32_t Units::bits_of_hash(std::uint64_t hash) const {
  if (const WordId* id = ids_.find(hash)) return bits_[*id];
  return bits_of_new_;
}

}  // namespace agentops::mine
