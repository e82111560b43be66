#include "mine/template_scout.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <set>
#include <string>

#include "text/words.h"

namespace agentops::mine {

namespace {

constexpr std::size_t company_size = 32;  ///< lines that a seed is aligned with

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

}  // namespace

std::uint64_t Scout::bits_of_words(const WordList& words) const {
  return std::accumulate(words.begin(), words.end(), std::uint64_t{0},
                         [&](std::uint64_t sum, WordId word) { return sum + units_.bits(word); });
}

/// The units that share most with the seed, the most alike first.
std::vector<std::uint32_t> Scout::company_of(std::uint32_t seed, Sight& sight) {
  std::vector<std::uint32_t>& touched = sight.looked_at;
  for (const std::uint32_t mark : marks_.of(seed)) {
    const std::span<const MarkedUnit> list = marks_.list(mark);
    const std::size_t stride = (list.size() + Marks::longest_list - 1) / Marks::longest_list;
    for (std::size_t at = 0; at < list.size(); at += stride) {
      const std::uint32_t unit = list[at].unit;
      if (unit == seed || claims_[unit] != 0) continue;
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
  return alike(seed, std::span(touched).first(most));
}

/// Those of `others` that have enough in common with the seed, those with most first.
std::vector<std::uint32_t> Scout::alike(std::uint32_t seed, std::span<const std::uint32_t> others) {
  const WordList words = words_of(seed);
  std::vector<std::pair<std::uint64_t, std::uint32_t>> found;
  for (const std::uint32_t unit : others) {
    const std::uint64_t common =
        aligner_.common(words, units_.begin(units_.all()[unit]), units_.end(units_.all()[unit]));
    std::uint64_t bits = 0;
    for (std::size_t i = 0; i < words.size(); ++i)
      if (((common >> i) & 1U) != 0) bits += units_.bits(words[i]);
    if (bits >= options_.least_bits) found.emplace_back(bits, unit);
  }
  std::ranges::stable_sort(found, std::ranges::greater{}, [](const auto& one) { return one.first; });
  std::vector<std::uint32_t> company;
  company.reserve(found.size());
  for (const auto& [bits, unit] : found) company.push_back(unit);
  return company;
}

std::int64_t Scout::gain(const Step& step) {
  return static_cast<std::int64_t>(step.lines - 1) * static_cast<std::int64_t>(step.bits) -
         static_cast<std::int64_t>(step.lines * cost_of_use(2));
}

/// The step at which most is saved. One that gives up a third of what the first lines have in common is a
/// step to another template, whatever it saves.
Scout::Step Scout::best_step(std::uint32_t seed, const std::vector<std::uint32_t>& company) {
  Step best;
  WordList words = words_of(seed);
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

Shape Scout::shape_of(const WordList& words, const std::vector<std::uint32_t>& company) const {
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

/// Looks who has the shape; says so when it saves something.
void Scout::judge(const Shape& shape, Sight& sight) const {
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
    if (claims_[one] != 0 || (!members.empty() && members.back() == one)) continue;
    sight.looked_at.push_back(one);
    ++sight.tests;
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
  sight.found = {.shape = shape, .bits = bits, .saved = members.size() * bits - cost};
  sight.members = std::move(members);
}

Sight Scout::look_at(std::uint32_t seed) {
  Sight sight;
  const std::vector<std::uint32_t> company = company_of(seed, sight);
  const Step step = best_step(seed, company);
  if (step.lines == 0) return sight;
  std::vector<std::uint32_t> members = {seed};
  members.insert(members.end(), company.begin(),
                 company.begin() + static_cast<std::ptrdiff_t>(step.lines - 1));
  judge(shape_of(step.words, members), sight);
  return sight;
}

}  // namespace agentops::mine
