#include "draft/copies.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <tuple>
#include <utility>

#include "text/diff.h"
#include "text/words.h"

namespace agentops::draft {
namespace {

constexpr std::size_t fewest_lines = 5;
constexpr std::size_t most_sharers = 64;  ///< a line in more bodies than this says nothing about copying

using LineSet = std::vector<std::uint64_t>;  ///< sorted, without repeats

LineSet lines_of_body(std::string_view text) {
  static const std::uint64_t nothing = text::words_hash("");
  LineSet lines;
  for (const std::string_view line : text::lines_of(text))
    if (const std::uint64_t hash = text::words_hash(line); hash != nothing) lines.push_back(hash);
  std::ranges::sort(lines);
  lines.erase(std::ranges::unique(lines).begin(), lines.end());
  return lines;
}

/// True when the two share seven tenths of all their lines: a line that was changed counts twice among all.
bool are_copies(const LineSet& a, const LineSet& b) {
  std::size_t shared = 0;
  for (auto x = a.begin(), y = b.begin(); x != a.end() && y != b.end();)
    if (*x == *y)
      ++shared, ++x, ++y;
    else
      ++(*x < *y ? x : y);
  return shared * 10 >= (a.size() + b.size() - shared) * 7;
}

using Pairs = std::vector<std::pair<std::size_t, std::size_t>>;

/// All pairs of copies, each with the smaller index first, ascending.
Pairs pairs_among(const std::vector<LineSet>& sets) {
  std::map<std::uint64_t, std::vector<std::size_t>> holders;
  for (std::size_t i = 0; i < sets.size(); ++i)
    if (sets[i].size() >= fewest_lines)
      for (const std::uint64_t line : sets[i]) holders[line].push_back(i);

  std::map<std::pair<std::size_t, std::size_t>, std::size_t> shared;
  for (const auto& [line, by] : holders) {
    if (by.size() > most_sharers) continue;
    for (std::size_t i = 0; i < by.size(); ++i)
      for (std::size_t j = i + 1; j < by.size(); ++j) ++shared[{by[i], by[j]}];
  }
  Pairs pairs;
  for (const auto& [pair, count] : shared)
    if (count * 2 >= std::min(sets[pair.first].size(), sets[pair.second].size()) &&
        are_copies(sets[pair.first], sets[pair.second]))
      pairs.push_back(pair);
  return pairs;
}

/// The line without blanks at its ends and the marks of lists, boxes, headings and quotes before it.
std::string unmarked(std::string_view line) {
  const auto skip = [&](std::string_view what) {
    line.remove_prefix(std::min(line.find_first_not_of(what), line.size()));
  };
  skip(" \t#>*+-");
  if (line.starts_with("[ ]") || line.starts_with("[x]")) line.remove_prefix(3);
  if (const auto digits = line.find_first_not_of("0123456789");
      digits > 0 && digits < 3 && (line.substr(digits, 2) == ". " || line.substr(digits, 2) == ") "))
    line.remove_prefix(digits + 2);
  skip(" \t");
  while (!line.empty() && std::string_view(" \t\r\n").find(line.back()) != std::string_view::npos)
    line.remove_suffix(1);
  return std::string(line);
}

/// The lines [begin, end) that hold words.
std::vector<std::uint32_t> wordy(std::span<const std::string_view> lines, std::uint32_t begin,
                                 std::uint32_t end) {
  std::vector<std::uint32_t> wordy;
  for (std::uint32_t i = begin; i < end; ++i)
    if (text::words_hash(lines[i]) != text::words_hash("")) wordy.push_back(i);
  return wordy;
}

std::vector<Difference> differences_between(const Body& original, const Body& copy) {
  const auto old_lines = text::lines_of(original.text);
  const auto new_lines = text::lines_of(copy.text);
  std::vector<Difference> differences;
  for (const text::Hunk& hunk : text::diff_lines(original.text, copy.text)) {
    const auto gone = wordy(old_lines, hunk.old_begin, hunk.old_end);
    const auto come = wordy(new_lines, hunk.new_begin, hunk.new_end);
    if (std::ranges::equal(
            gone, come, {}, [&](auto i) { return text::words_hash(old_lines[i]); },
            [&](auto i) { return text::words_hash(new_lines[i]); }))
      continue;
    Difference difference;
    difference.form = come.empty()   ? DifferenceForm::Lacks
                      : gone.empty() ? DifferenceForm::Adds
                                     : DifferenceForm::Says;
    difference.line = gone.empty() ? copy.first_line + come.front() : original.first_line + gone.front();
    if (!gone.empty()) difference.original = unmarked(old_lines[gone.front()]);
    if (!come.empty()) difference.copy = unmarked(new_lines[come.front()]);
    difference.lines = static_cast<std::uint32_t>(std::max(gone.size(), come.size()));
    differences.push_back(std::move(difference));
  }
  return differences;
}

/// The words of a line with what stands between them left to the word before.
std::vector<std::string_view> words_of(std::string_view line) {
  std::vector<std::string_view> words;
  while (!line.empty()) {
    const std::size_t end = std::min(line.find(' '), line.size());
    if (end > 0) words.push_back(line.substr(0, end));
    line.remove_prefix(std::min(end + 1, line.size()));
  }
  return words;
}

std::string joined(std::span<const std::string_view> words) {
  std::string line;
  for (const std::string_view word : words) line.append(line.empty() ? "" : " ").append(word);
  while (!line.empty() && std::string_view(",.;:").find(line.back()) != std::string_view::npos)
    line.pop_back();
  return line;
}

}  // namespace

std::pair<std::string, std::string> differing_words(std::string_view a, std::string_view b) {
  const auto x = words_of(a);
  const auto y = words_of(b);
  const std::size_t shorter = std::min(x.size(), y.size());
  std::size_t head = 0;
  while (head < shorter && x[head] == y[head]) ++head;
  std::size_t tail = 0;
  while (tail < shorter - head && x[x.size() - 1 - tail] == y[y.size() - 1 - tail]) ++tail;
  if (head + tail == shorter) return {std::string(a), std::string(b)};
  const auto middle = [&](const auto& words) {
    return joined(std::span(words).subspan(head, words.size() - head - tail));
  };
  return {middle(x), middle(y)};
}

std::vector<Copy> copies_among(std::span<const Body> bodies) {
  std::vector<LineSet> sets;
  for (const Body& body : bodies) sets.push_back(lines_of_body(body.text));
  const Pairs pairs = pairs_among(sets);

  std::vector<std::size_t> likeness(bodies.size(), 0);
  for (const auto& [a, b] : pairs) ++likeness[a], ++likeness[b];

  // Each body is compared with the one among its copies that has most copies itself, and then most lines: the
  // most typical.
  std::vector<std::size_t> typical(bodies.size());
  std::iota(typical.begin(), typical.end(), std::size_t{0});
  const auto is_more_typical = [&](std::size_t a, std::size_t b) {
    return std::tuple(likeness[b], sets[b].size(), a) < std::tuple(likeness[a], sets[a].size(), b);
  };
  for (const auto& [a, b] : pairs) {
    if (is_more_typical(a, typical[b])) typical[b] = a;
    if (is_more_typical(b, typical[a])) typical[a] = b;
  }
  std::vector<Copy> copies;
  for (std::size_t i = 0; i < bodies.size(); ++i)
    if (typical[i] != i)
      copies.push_back({typical[i], i, differences_between(bodies[typical[i]], bodies[i])});
  std::ranges::sort(copies, {}, [](const Copy& copy) { return std::pair(copy.of, copy.copy); });
  return copies;
}

}  // namespace agentops::draft
