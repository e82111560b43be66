#include "text/differences.h"

#include <algorithm>
#include <span>

#include "text/diff.h"
#include "text/words.h"

namespace agentops::text {
namespace {

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
    if (words_hash(lines[i]) != words_hash("")) wordy.push_back(i);
  return wordy;
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

std::vector<Difference> differences_between(const Passage& original, const Passage& copy) {
  const auto old_lines = lines_of(original.text);
  const auto new_lines = lines_of(copy.text);
  std::vector<Difference> differences;
  for (const Hunk& hunk : diff_lines(original.text, copy.text)) {
    const auto gone = wordy(old_lines, hunk.old_begin, hunk.old_end);
    const auto come = wordy(new_lines, hunk.new_begin, hunk.new_end);
    if (std::ranges::equal(
            gone, come, {}, [&](auto i) { return words_hash(old_lines[i]); },
            [&](auto i) { return words_hash(new_lines[i]); }))
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

std::pair<std::string, std::string> differing_words(std::string_view a, std::string_view b) {
  const auto x = words_of(a);
  const auto y = words_of(b);
  const std::size_t shorter = std::min(x.size(), y.size());
  std::size_t head = 0;
  while (head < shorter && x[head] == y[head]) ++head;
  std::size_t tail = 0;
  while (tail < shorter - head && x[x.size() - 1 - tail] == y[y.size() - 1 - tail]) ++tail;
  if (head + tail == shorter) {  // one only adds to the other: a word on each side says where
    head -= std::min<std::size_t>(head, 1);
    tail -= std::min<std::size_t>(tail, 1);
  }
  const auto middle = [&](const auto& words) {
    return joined(std::span(words).subspan(head, words.size() - head - tail));
  };
  return {middle(x), middle(y)};
}

}  // namespace agentops::text
