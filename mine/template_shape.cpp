#include "mine/template_shape.h"

#include <algorithm>

#include "mine/template_text.h"

namespace agentops::mine {

namespace {

/// True when `at` does not part a word of `text`.
bool is_border(std::string_view text, std::size_t at) {
  return at == 0 || at >= text.size() || !is_word_byte(text[at - 1]) || !is_word_byte(text[at]);
}

/// Where `piece` first stands in `text` from `from` on without parting a word; npos: nowhere.
std::size_t find_whole(std::string_view text, std::string_view piece, std::size_t from) {
  for (std::size_t at = text.find(piece, from); at != std::string_view::npos; at = text.find(piece, at + 1))
    if (is_border(text, at) && is_border(text, at + piece.size())) return at;
  return std::string_view::npos;
}

/// What stands in one gap of each text.
using Gap = std::vector<std::string_view>;

bool all_equal(const Gap& gap) {
  return std::ranges::all_of(gap, [&](std::string_view text) { return text == gap.front(); });
}

/// Bytes that all texts of a gap begin with, up to the first that is of a word.
std::size_t common_begin(const Gap& gap) {
  std::size_t size = 0;
  const std::string_view first = gap.front();
  while (size < first.size() && !is_word_byte(first[size]) &&
         std::ranges::all_of(
             gap, [&](std::string_view text) { return size < text.size() && text[size] == first[size]; }))
    ++size;
  return size;
}

std::size_t common_end(const Gap& gap, std::size_t begin) {
  std::size_t size = 0;
  const auto last = [&](std::string_view text) { return text[text.size() - 1 - size]; };
  const std::string_view first = gap.front();
  while (begin + size < first.size() && !is_word_byte(last(first)) &&
         std::ranges::all_of(
             gap,
             [&](std::string_view text) { return begin + size < text.size() && last(text) == last(first); }))
    ++size;
  return size;
}

/// Part of what a person reads as one thing, and enough to be one.
bool is_core(char c) { return is_word_byte(c) || c == '%' || c == '$'; }

bool is_glue(char c) { return c == '-' || c == '/' || c == '.' || is_core(c); }

/// Where a piece that a slot follows really ends: before what is joined to the slot's value.
std::size_t unglued_end(std::string_view piece) {
  std::size_t end = piece.size();
  while (end > 0 && is_glue(piece[end - 1])) --end;
  return std::ranges::any_of(piece.substr(end), is_core) ? end : piece.size();
}

/// Where a piece that follows a slot really begins. A full stop is no glue.
std::size_t unglued_begin(std::string_view piece) {
  std::size_t begin = 0;
  while (begin < piece.size() && is_glue(piece[begin])) ++begin;
  while (begin > 0 && !is_core(piece[begin - 1])) --begin;
  return begin;
}

/// What is known of a slot beside its place: whether some value is joined to the piece before, or after.
struct Joint {
  bool before = false;
  bool after = false;
};

Joint joint_of(const std::vector<std::string_view>& texts, const std::vector<Span>& values) {
  Joint joint;
  for (std::size_t t = 0; t < texts.size(); ++t) {
    const auto [begin, end] = values[t];
    if (begin == end) continue;
    joint.before |= begin > 0 && is_glue(texts[t][begin]) && is_glue(texts[t][begin - 1]);
    joint.after |= end < texts[t].size() && is_glue(texts[t][end - 1]) && is_glue(texts[t][end]);
  }
  return joint;
}

/// Takes what is joined to a value off the pieces; an inner piece of which nothing is left makes two slots
/// one.
Shape unglued(const Shape& shape, const std::vector<Joint>& joints) {
  Shape result;
  for (std::size_t i = 0; i < shape.pieces.size(); ++i) {
    std::string_view piece = shape.pieces[i];
    if (i < joints.size() && joints[i].before) piece = piece.substr(0, unglued_end(piece));
    if (i > 0 && joints[i - 1].after) piece.remove_prefix(unglued_begin(piece));
    const bool is_inner = i > 0 && i + 1 < shape.pieces.size();
    if (!is_inner || !piece.empty()) result.pieces.emplace_back(piece);
  }
  return result;
}

}  // namespace

std::optional<std::vector<std::string_view>> values_in(const Shape& shape, std::string_view text) {
  const std::vector<std::string>& pieces = shape.pieces;
  if (pieces.empty() || !text.starts_with(pieces.front())) return std::nullopt;
  std::vector<std::string_view> values;
  if (pieces.size() == 1) return text == pieces.front() ? std::optional(values) : std::nullopt;
  const std::string& last = pieces.back();
  std::size_t at = pieces.front().size();
  if (text.size() < at + last.size() || !text.ends_with(last)) return std::nullopt;
  const std::size_t end = text.size() - last.size();
  if (!is_border(text, at) || !is_border(text, end)) return std::nullopt;
  for (std::size_t i = 1; i + 1 < pieces.size(); ++i) {
    const std::size_t found = find_whole(text.substr(0, end), pieces[i], at);
    if (found == std::string_view::npos) return std::nullopt;
    values.push_back(text.substr(at, found - at));
    at = found + pieces[i].size();
  }
  values.push_back(text.substr(at, end - at));
  return values;
}

std::string rendered(const Shape& shape, const std::vector<std::string_view>& values) {
  std::string text;
  for (std::size_t i = 0; i < shape.pieces.size(); ++i) {
    text += shape.pieces[i];
    if (i < values.size()) text += values[i];
  }
  return text;
}

Shape common_shape(const std::vector<std::string_view>& texts, const std::vector<std::vector<Span>>& words) {
  Shape shape{.pieces = {""}};
  std::vector<Joint> joints;
  const std::size_t count = words.front().size();
  for (std::size_t i = 0; i <= count; ++i) {
    Gap gap;
    std::vector<Span> values;
    for (std::size_t t = 0; t < texts.size(); ++t) {
      const std::uint32_t begin = i == 0 ? 0 : words[t][i - 1].end;
      const std::uint32_t end = i == count ? static_cast<std::uint32_t>(texts[t].size()) : words[t][i].begin;
      values.push_back({begin, end});
      gap.push_back(slice(texts[t], values.back()));
    }
    if (all_equal(gap)) {
      shape.pieces.back() += gap.front();
    } else {
      const auto begin = static_cast<std::uint32_t>(common_begin(gap));
      const auto end = static_cast<std::uint32_t>(common_end(gap, begin));
      shape.pieces.back() += gap.front().substr(0, begin);
      shape.pieces.emplace_back(gap.front().substr(gap.front().size() - end));
      for (Span& value : values) value = {value.begin + begin, value.end - end};
      joints.push_back(joint_of(texts, values));
    }
    if (i < count) shape.pieces.back() += slice(texts.front(), words.front()[i]);
  }
  return unglued(shape, joints);
}

}  // namespace agentops::mine
