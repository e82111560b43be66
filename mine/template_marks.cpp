#include "mine/template_marks.h"

#include <algorithm>
#include <functional>
#include <numeric>
#include <utility>

namespace agentops::mine {

namespace {

constexpr std::size_t marks_of_unit = 12;  ///< the rarest pairs of words

std::uint64_t mark_of(WordId a, WordId b, unsigned distance) {
  const std::uint64_t pair = (std::uint64_t{a} << 32U) | b;
  std::uint64_t hash = (pair + distance) * 0x9E3779B97F4A7C15ULL;
  hash ^= hash >> 29U;
  return hash * 0xBF58476D1CE4E5B9ULL;
}

template <class Visit>
void for_each_mark(const Units& units, const Unit& unit, const Visit& visit) {
  const WordId* const end = units.end(unit);
  for (const WordId* word = units.begin(unit); word != end; ++word)
    for (unsigned distance = 1; distance <= 2 && word + distance < end; ++distance)
      visit(mark_of(*word, word[distance], distance), units.bits(*word) + units.bits(word[distance]));
}

/// How often marks occur, at least: a table that may count strangers together.
class Sketch {
 public:
  void add(std::uint64_t mark) {
    std::uint16_t& count = counts_[mark >> shift];
    if (count < 65535) ++count;
  }
  [[nodiscard]] std::uint32_t of(std::uint64_t mark) const { return counts_[mark >> shift]; }

 private:
  static constexpr unsigned shift = 64 - 22;
  std::vector<std::uint16_t> counts_ = std::vector<std::uint16_t>(std::size_t{1} << 22U);
};

}  // namespace

Marks::Marks(const Units& units) {
  gather(units);
  std::ranges::sort(marked_, {}, [](const MarkedUnit& one) { return std::pair(one.hash, one.unit); });
  index(units.all().size());
}

/// The rarest marks of each unit that others may have too.
void Marks::gather(const Units& units) {
  Sketch sketch;
  for (const Unit& unit : units.all())
    for_each_mark(units, unit, [&](std::uint64_t mark, std::uint32_t) { sketch.add(mark); });
  std::vector<std::pair<std::uint32_t, MarkedUnit>> own;
  for (std::uint32_t u = 0; u < units.all().size(); ++u) {
    own.clear();
    for_each_mark(units, units.all()[u], [&](std::uint64_t mark, std::uint32_t bits) {
      const std::uint32_t count = sketch.of(mark);
      if (count >= 2) own.push_back({count, {.hash = mark, .unit = u, .bits = bits}});
    });
    std::ranges::sort(own, {}, [](const auto& one) { return std::pair(one.first, one.second.hash); });
    const auto repeats = std::ranges::unique(own, {}, [](const auto& one) { return one.second.hash; });
    own.erase(repeats.begin(), repeats.end());
    if (own.size() > marks_of_unit) own.resize(marks_of_unit);
    for (const auto& one : own) marked_.push_back(one.second);
  }
}

void Marks::index(std::size_t units) {
  own_begin_.assign(units + 1, 0);
  for (const MarkedUnit& one : marked_) ++own_begin_[one.unit + 1];
  std::partial_sum(own_begin_.begin(), own_begin_.end(), own_begin_.begin());
  std::vector<std::uint32_t> next(own_begin_.begin(), own_begin_.end() - 1);
  own_.resize(marked_.size());
  for (std::uint32_t i = 0; i < marked_.size(); ++i) {
    if (i == 0 || marked_[i].hash != marked_[i - 1].hash) list_begin_.push_back(i);
    own_[next[marked_[i].unit]++] = static_cast<std::uint32_t>(list_begin_.size() - 1);
  }
  list_begin_.push_back(static_cast<std::uint32_t>(marked_.size()));
}

std::vector<std::uint32_t> Marks::seeds() const {
  std::vector<std::uint64_t> mass(own_begin_.size() - 1);
  for (std::uint32_t mark = 0; mark + 1 < list_begin_.size(); ++mark) {
    const std::uint64_t others = std::min(list(mark).size() - 1, longest_list);
    for (const MarkedUnit& one : list(mark)) mass[one.unit] += others * one.bits;
  }
  std::vector<std::uint32_t> order;
  for (std::uint32_t unit = 0; unit < mass.size(); ++unit)
    if (mass[unit] > 0) order.push_back(unit);
  std::ranges::stable_sort(order, std::ranges::greater{}, [&](std::uint32_t unit) { return mass[unit]; });
  return order;
}

}  // namespace agentops::mine
