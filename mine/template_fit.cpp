#include "mine/template_fit.h"

#include <algorithm>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>

#include "mine/template_align.h"
#include "mine/template_text.h"
#include "mine/template_units.h"

namespace agentops::mine {

namespace {

constexpr std::size_t aligned = 32;  ///< lines of any text that are looked at for what they share

Fitted free_text(const std::vector<std::string_view>& lines) {
  Fitted fitted{.shape = {.pieces = {"", ""}}, .values = {}};
  for (const std::string_view line : lines) fitted.values.push_back({line});
  return fitted;
}

std::optional<Fitted> fitted(const Shape& shape, const std::vector<std::string_view>& lines) {
  Fitted result{.shape = shape, .values = {}};
  for (const std::string_view line : lines) {
    auto values = values_in(shape, line);
    if (!values) return std::nullopt;
    result.values.push_back(*std::move(values));
  }
  return result;
}

/// Words of a few lines as small numbers.
std::vector<WordList> numbered(const std::vector<std::string_view>& lines, std::size_t& vocabulary) {
  std::map<std::uint64_t, WordId> ids;
  std::vector<WordList> lists;
  std::vector<LineWord> words;
  for (const std::string_view line : lines) {
    line_words(line, Units::most_words, words);
    lists.emplace_back();
    for (const LineWord& word : words)
      lists.back().push_back(ids.emplace(word.hash, static_cast<WordId>(ids.size())).first->second);
  }
  vocabulary = ids.size();
  return lists;
}

/// What lines without a known shape have in common; nothing when that is little.
std::optional<Shape> shape_among(std::vector<std::string_view> lines) {
  if (lines.size() > aligned) lines.resize(aligned);
  std::size_t vocabulary = 0;
  const std::vector<WordList> lists = numbered(lines, vocabulary);
  Aligner aligner(vocabulary);
  WordList common = lists.front();
  for (const WordList& list : lists) {
    const std::uint64_t places = aligner.common(common, list.data(), list.data() + list.size());
    std::size_t kept = 0;
    for (std::size_t i = 0; i < common.size(); ++i)
      if (((places >> i) & 1U) != 0) common[kept++] = common[i];
    common.resize(kept);
  }
  if (common.empty()) return std::nullopt;
  const std::vector<std::uint32_t> cost(common.size(), 1);
  std::vector<std::vector<Span>> spans;
  std::vector<LineWord> words;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    line_words(lines[i], Units::most_words, words);
    spans.emplace_back();
    for (const std::uint32_t at : embedded(common, lists[i].data(), lists[i].data() + lists[i].size(), cost))
      spans.back().push_back(words[at].span);
  }
  return common_shape(lines, spans);
}

}  // namespace

Fitted constant(std::string_view text, std::size_t texts) {
  return {.shape = {.pieces = {std::string(text)}}, .values = std::vector<Values>(texts)};
}

Fitted fit_line(const Shape* known, const std::vector<std::string_view>& lines) {
  const bool is_same =
      std::ranges::all_of(lines, [&](std::string_view line) { return line == lines.front(); });
  if (is_same) return constant(lines.front(), lines.size());
  if (known != nullptr)
    if (auto fits = fitted(*known, lines)) return *std::move(fits);
  if (const auto shape = shape_among(lines))
    if (auto fits = fitted(*shape, lines)) return *std::move(fits);
  return free_text(lines);
}

void append(Fitted& all, const Fitted& next) {
  all.shape.pieces.back() += next.shape.pieces.front();
  all.shape.pieces.insert(all.shape.pieces.end(), next.shape.pieces.begin() + 1, next.shape.pieces.end());
  for (std::size_t p = 0; p < all.values.size(); ++p)
    all.values[p].insert(all.values[p].end(), next.values[p].begin(), next.values[p].end());
}

void fold(Fitted& fitted) {
  std::vector<std::string> pieces = {fitted.shape.pieces.front()};
  std::vector<Values> values(fitted.values.size());
  for (std::size_t slot = 0; slot < fitted.shape.slots(); ++slot) {
    const auto is_first = [&](const Values& own) { return own[slot] == fitted.values.front()[slot]; };
    if (std::ranges::all_of(fitted.values, is_first)) {
      pieces.back() += std::string(fitted.values.front()[slot]) + fitted.shape.pieces[slot + 1];
      continue;
    }
    pieces.push_back(fitted.shape.pieces[slot + 1]);
    for (std::size_t p = 0; p < values.size(); ++p) values[p].push_back(fitted.values[p][slot]);
  }
  fitted = {.shape = {.pieces = std::move(pieces)}, .values = std::move(values)};
}

}  // namespace agentops::mine
