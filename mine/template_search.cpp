// Seeds are taken one after another, those with most company first. The lines that share rare pairs with the
// seed are its company; the chain of their common subsequences erodes step by step, and the step is kept at
// which most is saved.

#include "mine/template_search.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <optional>
#include <set>
#include <span>
#include <string>

#include "mine/template_align.h"
#include "text/words.h"

namespace agentops::mine {

namespace {

constexpr std::size_t marks_of_unit = 12;  ///< the rarest pairs of words
constexpr std::size_t longest_list = 64;   ///< units looked at for one pair: of more, so many evenly
constexpr std::size_t company_size = 32;   ///< lines that a seed is aligned with

/// A pair of words at a distance of one or two.
using Mark = std::uint64_t;

Mark mark_of(WordId a, WordId b, unsigned distance) {
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
  void add(Mark mark) {
    std::uint16_t& count = counts_[mark >> shift];
    if (count < 65535) ++count;
  }
  [[nodiscard]] std::uint32_t of(Mark mark) const { return counts_[mark >> shift]; }

 private:
  static constexpr unsigned shift = 64 - 22;
  std::vector<std::uint16_t> counts_ = std::vector<std::uint16_t>(std::size_t{1} << 22U);
};

/// A mark that a unit is found by.
struct Entry {
  Mark mark = 0;
  std::uint32_t unit = 0;
  std::uint32_t bits = 0;
};

/// A step of the erosion: so many lines have so much in common.
struct Step {
  std::size_t lines = 0;
  std::uint64_t bits = 0;
  WordList words;
};

class Search {
 public:
  Search(const Units& units, const SearchOptions& options)
      : units_(units), options_(options), aligner_(units.vocabulary()) {}

  std::vector<FoundShape> find() {
    gather_marks();
    claimed_.resize(units_.all().size());
    score_.resize(units_.all().size());
    for (const std::uint32_t seed : seeds())
      if (!claimed_[seed]) try_seed(seed);
    std::ranges::sort(found_, [](const FoundShape& a, const FoundShape& b) {
      return a.saved != b.saved ? a.saved > b.saved : a.shape.pieces < b.shape.pieces;
    });
    return std::move(found_);
  }

 private:
  void gather_marks();
  [[nodiscard]] std::vector<std::uint32_t> seeds() const;
  void try_seed(std::uint32_t seed);
  [[nodiscard]] std::vector<std::uint32_t> company_of(std::uint32_t seed);
  [[nodiscard]] Step best_step(std::uint32_t seed, const std::vector<std::uint32_t>& company);
  [[nodiscard]] Shape shape_of(const WordList& words, const std::vector<std::uint32_t>& members) const;
  void judge(const Shape& shape);
  [[nodiscard]] std::span<const Entry> list_of(Mark mark) const;
  [[nodiscard]] std::uint64_t bits_of_words(const WordList& words) const {
    return std::accumulate(words.begin(), words.end(), std::uint64_t{0},
                           [&](std::uint64_t sum, WordId word) { return sum + units_.bits(word); });
  }
  [[nodiscard]] WordList list(std::uint32_t unit) const {
    return {units_.begin(units_.all()[unit]), units_.end(units_.all()[unit])};
  }

  const Units& units_;
  const SearchOptions& options_;
  Aligner aligner_;
  std::vector<Entry> marks_;              ///< by mark, unit
  std::vector<std::uint32_t> own_begin_;  ///< by unit: into own_
  std::vector<std::uint32_t> own_;        ///< indexes into marks_
  std::vector<char> claimed_;
  std::vector<std::uint64_t> score_;
  std::vector<FoundShape> found_;
  std::size_t tests_ = 0;
};

/// The rarest marks of each unit that others may have too.
void Search::gather_marks() {
  Sketch sketch;
  for (const Unit& unit : units_.all())
    for_each_mark(units_, unit, [&](Mark mark, std::uint32_t) { sketch.add(mark); });
  std::vector<std::pair<std::uint32_t, Entry>> own;
  for (std::uint32_t u = 0; u < units_.all().size(); ++u) {
    own.clear();
    for_each_mark(units_, units_.all()[u], [&](Mark mark, std::uint32_t bits) {
      const std::uint32_t count = sketch.of(mark);
      if (count >= 2) own.push_back({count, {.mark = mark, .unit = u, .bits = bits}});
    });
    std::ranges::sort(own, {}, [](const auto& one) { return std::pair(one.first, one.second.mark); });
    const auto repeats = std::ranges::unique(own, {}, [](const auto& one) { return one.second.mark; });
    own.erase(repeats.begin(), repeats.end());
    if (own.size() > marks_of_unit) own.resize(marks_of_unit);
    for (const auto& one : own) marks_.push_back(one.second);
  }
  std::ranges::sort(marks_, {}, [](const Entry& entry) { return std::pair(entry.mark, entry.unit); });
  own_begin_.assign(units_.all().size() + 1, 0);
  for (const Entry& entry : marks_) ++own_begin_[entry.unit + 1];
  std::partial_sum(own_begin_.begin(), own_begin_.end(), own_begin_.begin());
  std::vector<std::uint32_t> next(own_begin_.begin(), own_begin_.end() - 1);
  own_.resize(marks_.size());
  for (std::uint32_t i = 0; i < marks_.size(); ++i) own_[next[marks_[i].unit]++] = i;
}

std::span<const Entry> Search::list_of(Mark mark) const {
  const auto [first, last] = std::ranges::equal_range(marks_, mark, {}, &Entry::mark);
  return {first, last};
}

/// Units with company, those with most first.
std::vector<std::uint32_t> Search::seeds() const {
  std::vector<std::uint64_t> mass(units_.all().size());
  for (std::size_t i = 0; i < marks_.size();) {
    std::size_t end = i;
    while (end < marks_.size() && marks_[end].mark == marks_[i].mark) ++end;
    const std::uint64_t others = std::min(end - i - 1, longest_list);
    for (; i < end; ++i) mass[marks_[i].unit] += others * marks_[i].bits;
  }
  std::vector<std::uint32_t> order;
  for (std::uint32_t unit = 0; unit < mass.size(); ++unit)
    if (mass[unit] > 0) order.push_back(unit);
  std::ranges::stable_sort(order, std::ranges::greater{}, [&](std::uint32_t unit) { return mass[unit]; });
  return order;
}

/// The units that share most with the seed, the most alike first.
std::vector<std::uint32_t> Search::company_of(std::uint32_t seed) {
  std::vector<std::uint32_t> touched;
  for (std::uint32_t i = own_begin_[seed]; i < own_begin_[seed + 1]; ++i) {
    const std::span<const Entry> list = list_of(marks_[own_[i]].mark);
    const std::size_t stride = (list.size() + longest_list - 1) / longest_list;
    for (std::size_t at = 0; at < list.size(); at += stride) {
      const std::uint32_t unit = list[at].unit;
      if (unit == seed || claimed_[unit]) continue;
      if (score_[unit] == 0) touched.push_back(unit);
      score_[unit] += list[at].bits;
    }
  }
  const auto before = [&](std::uint32_t a, std::uint32_t b) {
    return score_[a] != score_[b] ? score_[a] > score_[b] : a < b;
  };
  const std::size_t most = std::min(company_size, touched.size());
  std::ranges::partial_sort(touched, touched.begin() + static_cast<std::ptrdiff_t>(most), before);
  for (const std::uint32_t unit : touched) score_[unit] = 0;
  touched.resize(most);

  const WordList words = list(seed);
  std::vector<std::pair<std::uint64_t, std::uint32_t>> alike;
  for (const std::uint32_t unit : touched) {
    const std::uint64_t common =
        aligner_.common(words, units_.begin(units_.all()[unit]), units_.end(units_.all()[unit]));
    std::uint64_t bits = 0;
    for (std::size_t i = 0; i < words.size(); ++i)
      if (((common >> i) & 1U) != 0) bits += units_.bits(words[i]);
    if (bits >= options_.least_bits) alike.emplace_back(bits, unit);
  }
  std::ranges::stable_sort(alike, std::ranges::greater{}, [](const auto& one) { return one.first; });
  std::vector<std::uint32_t> company;
  company.reserve(alike.size());
  for (const auto& [bits, unit] : alike) company.push_back(unit);
  return company;
}

std::int64_t gain(const Step& step) {
  return static_cast<std::int64_t>(step.lines - 1) * static_cast<std::int64_t>(step.bits) -
         static_cast<std::int64_t>(step.lines * cost_of_use(2));
}

/// The step at which most is saved. One that gives up a third of what the first lines have in common is a
/// step to another template, whatever it saves.
Step Search::best_step(std::uint32_t seed, const std::vector<std::uint32_t>& company) {
  Step best;
  WordList words = list(seed);
  std::uint64_t anchor = 0;
  std::set<std::uint32_t> items = {units_.all()[seed].first_item, units_.all()[seed].last_item};
  for (std::size_t k = 0; k < company.size(); ++k) {
    const Unit& other = units_.all()[company[k]];
    const std::uint64_t common = aligner_.common(words, units_.begin(other), units_.end(other));
    WordList shorter;
    for (std::size_t i = 0; i < words.size(); ++i)
      if (((common >> i) & 1U) != 0) shorter.push_back(words[i]);
    const std::uint64_t bits = bits_of_words(shorter);
    if (bits < options_.least_bits || shorter.size() < options_.least_words) break;
    words = std::move(shorter);
    items.insert(other.first_item);
    items.insert(other.last_item);
    if (items.size() < options_.min_items) continue;
    if (anchor == 0) anchor = bits;
    if (bits * 3 < anchor * 2) break;
    Step step{.lines = k + 2, .bits = bits, .words = words};
    if (best.lines == 0 || gain(step) > gain(best)) best = std::move(step);
  }
  return best;
}

/// What a line begins and ends with that nobody sees.
std::string margins_of(std::string_view line) {
  const std::size_t begin = std::min(line.find_first_not_of(" \t"), line.size());
  const std::size_t end = line.find_last_not_of(" \t") + 1;
  return std::string(line.substr(0, begin)).append(1, '|').append(line.substr(end));
}

/// Without those that are indented otherwise than most: a margin is no value.
std::vector<std::uint32_t> with_usual_margins(const Units& units, const std::vector<std::uint32_t>& members) {
  std::map<std::string, std::vector<std::uint32_t>> groups;
  for (const std::uint32_t member : members) groups[margins_of(units.all()[member].text)].push_back(member);
  return std::ranges::max_element(groups, {}, [](const auto& group) { return group.second.size(); })->second;
}

Shape Search::shape_of(const WordList& words, const std::vector<std::uint32_t>& company) const {
  const std::vector<std::uint32_t> members = with_usual_margins(units_, company);
  std::vector<std::uint32_t> cost(words.size(), 4);
  std::vector<std::string_view> texts;
  std::vector<std::vector<Span>> spans;
  std::vector<LineWord> line;
  for (unsigned pass = 0; pass < 2; ++pass) {
    texts.clear();
    spans.clear();
    std::vector<std::uint32_t> gaps(words.size());
    for (const std::uint32_t member : members) {
      const Unit& unit = units_.all()[member];
      const std::vector<std::uint32_t> places = embedded(words, units_.begin(unit), units_.end(unit), cost);
      line_words(unit.text, Units::most_words, line);
      texts.push_back(unit.text);
      spans.emplace_back();
      for (std::size_t i = 0; i < places.size(); ++i) {
        if (places[i] != (i == 0 ? 0 : places[i - 1] + 1)) ++gaps[i];
        spans.back().push_back(line[places[i]].span);
      }
    }
    for (std::size_t i = 0; i < gaps.size(); ++i)
      cost[i] = 1 + static_cast<std::uint32_t>(8 * (members.size() - gaps[i]) / members.size());
  }
  return common_shape(texts, spans);
}

bool is_telling(const Shape& shape, std::uint32_t least_words) {
  std::uint32_t words = 0;
  std::uint32_t telling = 0;
  for (const std::string& piece : shape.pieces)
    text::for_each_word(piece, [&](const text::Word& word) {
      ++words;
      if (!text::is_stop_word(word.text) &&
          word.text.find_first_not_of("0123456789") != std::string_view::npos)
        ++telling;
    });
  return words >= least_words && telling >= 2 && shape.slots() <= std::max<std::size_t>(2, words / 2);
}

/// Looks who has the shape; takes it when it saves something.
void Search::judge(const Shape& shape) {
  if (shape.slots() == 0 || !is_telling(shape, options_.least_words)) return;
  const std::uint64_t bits = bits_of(shape, units_);
  if (bits < options_.least_bits) return;
  std::uint32_t constant = 0;
  std::optional<std::span<const std::uint32_t>> rarest;
  std::vector<LineWord> words;
  for (const std::string& piece : shape.pieces) {
    constant += static_cast<std::uint32_t>(piece.size());
    line_words(piece, Units::most_words, words);
    for (const LineWord& word : words) {
      const auto list = units_.with(word.hash);
      if (!rarest || list.size() < rarest->size()) rarest = list;
    }
  }
  std::vector<std::uint32_t> members;
  std::set<std::uint32_t> items;
  std::uint64_t size = 0;
  for (const std::uint32_t one : *rarest) {
    const Unit& unit = units_.all()[one];
    if (claimed_[one] || (!members.empty() && members.back() == one) || ++tests_ > options_.most_tests)
      continue;
    if (unit.text.size() > std::size_t{constant} * 3 || !values_in(shape, unit.text)) continue;
    members.push_back(one);
    items.insert(unit.first_item);
    items.insert(unit.last_item);
    size += unit.text.size();
  }
  if (members.size() < 2 || items.size() < options_.min_items) return;
  if (std::uint64_t{constant} * members.size() * 2 < size) return;
  const std::uint64_t cost = members.size() * cost_of_use(shape.slots()) + bits;
  if (members.size() * bits <= cost) return;
  for (const std::uint32_t member : members) claimed_[member] = 1;
  found_.push_back({.shape = shape, .bits = bits, .saved = members.size() * bits - cost});
}

void Search::try_seed(std::uint32_t seed) {
  const std::vector<std::uint32_t> company = company_of(seed);
  const Step step = best_step(seed, company);
  if (step.lines == 0) return;
  std::vector<std::uint32_t> members = {seed};
  members.insert(members.end(), company.begin(),
                 company.begin() + static_cast<std::ptrdiff_t>(step.lines - 1));
  judge(shape_of(step.words, members));
}

}  // namespace

std::uint64_t cost_of_use(std::size_t slots) { return 1000 + 200 * slots; }

std::uint64_t bits_of(const Shape& shape, const Units& units) {
  std::uint64_t bits = 0;
  std::vector<LineWord> words;
  for (const std::string& piece : shape.pieces) {
    line_words(piece, Units::longest, words);
    for (const LineWord& word : words) bits += units.bits_of_hash(word.hash);
  }
  return bits;
}

std::vector<FoundShape> find_shapes(const Units& units, const SearchOptions& options) {
  return Search(units, options).find();
}

}  // namespace agentops::mine
