#include "index/snippet.h"

#include <algorithm>
#include <set>
#include <string>
#include <utility>

#include "index/search_words.h"

namespace agentops::index {
namespace {

/// A line that shows some of the words, or stands beside one that does.
struct Line {
  std::uint32_t number = 0;
  Span span;                    ///< in the whole text, without its line end
  std::vector<Span> marks;      ///< in the line
  std::set<std::string> shown;  ///< stems
};

class Finder {
 public:
  Finder(const std::vector<std::string>& stems, const text::Stemmer& stem) : stems_(stems), stem_(stem) {}

  Line read(std::string_view bytes, Span span, std::uint32_t number) const {
    Line line{.number = number, .span = span, .marks = {}, .shown = {}};
    const std::string_view text = slice(bytes, span);
    text::for_each_word(text, [&](const text::Word& word) {
      bool is_asked = false;
      for (const std::string& part : search_words(slice(text, word.span))) {
        const std::string stem = stem_(part);
        if (!std::ranges::binary_search(stems_, stem)) continue;
        is_asked = true;
        if (!text::is_stop_word(part)) line.shown.insert(stem);
      }
      if (is_asked) line.marks.push_back(word.span);
    });
    return line;
  }

 private:
  const std::vector<std::string>& stems_;
  const text::Stemmer& stem_;
};

/// Calls `visit(number, span)` for each line, without its line end.
template <class Visitor>
void for_each_line(std::string_view bytes, Visitor&& visit) {
  std::uint32_t number = 1;
  for (std::size_t begin = 0; begin < bytes.size(); ++number) {
    const std::size_t end = std::min(bytes.find('\n', begin), bytes.size());
    visit(number, Span{static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)});
    begin = end + 1;
  }
}

std::vector<Line> lines_with_words(std::string_view bytes, const Finder& finder) {
  std::vector<Line> lines;
  for_each_line(bytes, [&](std::uint32_t number, Span span) {
    if (Line line = finder.read(bytes, span, number); !line.shown.empty()) lines.push_back(std::move(line));
  });
  return lines;
}

/// `taken`, which are in order, and the lines around each.
std::vector<Line> with_context(std::string_view bytes, std::vector<Line> taken, std::uint32_t context) {
  std::vector<Line> all;
  auto next = taken.begin();
  for_each_line(bytes, [&](std::uint32_t number, Span span) {
    while (next != taken.end() && number > std::uint64_t{next->number} + context) ++next;
    if (next == taken.end() || std::uint64_t{number} + context < next->number) return;
    const auto same = std::ranges::find(next, taken.end(), number, &Line::number);
    all.push_back(same != taken.end() ? *same
                                      : Line{.number = number, .span = span, .marks = {}, .shown = {}});
  });
  return all;
}

/// Takes the line with the most words that no line taken before shows; forgets those words in the others.
void take_best(std::vector<Line>& lines, std::vector<Line>& taken) {
  const auto best = std::ranges::max_element(lines, {}, [](const Line& line) { return line.shown.size(); });
  if (best == lines.end() || best->shown.empty()) return;
  taken.push_back(*best);
  for (Line& line : lines)
    std::erase_if(line.shown, [&](const std::string& stem) { return taken.back().shown.contains(stem); });
}

/// Narrows `window` so that it begins and ends between words, and holds no half character at its edges.
Span at_words(std::string_view text, Span window) {
  const auto is_inside = [&](std::uint32_t at) {
    return at > 0 && at < text.size() && text[at] != ' ' && text[at - 1] != ' ';
  };
  Span narrowed = window;
  while (narrowed.begin < narrowed.end && is_inside(narrowed.begin)) ++narrowed.begin;
  while (narrowed.end > narrowed.begin && is_inside(narrowed.end)) --narrowed.end;
  return narrowed.empty() ? window : narrowed;
}

/// The stretch of at most `width` bytes that begins a little before the first mark.
Span window_of(std::string_view text, const std::vector<Span>& marks, std::uint32_t width) {
  const auto size = static_cast<std::uint32_t>(text.size());
  if (size <= width) return {0, size};
  if (marks.empty()) return at_words(text, {0, width});
  constexpr std::uint32_t lead = 4;  // a quarter of the window stands before the first mark
  const std::uint32_t first = marks.front().begin;
  const std::uint32_t begin = std::min(first > width / lead ? first - width / lead : 0, size - width);
  const Span narrowed = at_words(text, {begin, begin + width});
  const bool shows_mark = narrowed.begin <= first && marks.front().end <= narrowed.end;
  return shows_mark ? narrowed : Span{first, std::min(first + width, size)};
}

SnippetLine shown(std::string_view bytes, const Line& line, std::uint32_t width) {
  const std::string_view text = slice(bytes, line.span);
  Span window = window_of(text, line.marks, width);
  while (!window.empty() && (text[window.begin] == ' ' || text[window.begin] == '\t')) ++window.begin;
  while (!window.empty() && (text[window.end - 1] == ' ' || text[window.end - 1] == '\r')) --window.end;

  SnippetLine result{.line = line.number, .text = std::string(slice(text, window)), .marks = {}};
  for (const Span mark : line.marks)
    if (mark.begin >= window.begin && mark.end <= window.end)
      result.marks.push_back({mark.begin - window.begin, mark.end - window.begin});
  return result;
}

}  // namespace

std::vector<SnippetLine> snippet(std::string_view bytes, const std::vector<std::string>& stems,
                                 const text::Stemmer& stem, const SnippetOptions& options) {
  std::vector<Line> lines = lines_with_words(bytes, Finder(stems, stem));
  std::vector<Line> taken;
  for (std::uint32_t i = 0; i < options.lines; ++i) take_best(lines, taken);
  std::ranges::sort(taken, {}, &Line::number);
  const auto repeated = std::ranges::unique(taken, {}, &Line::number);
  taken.erase(repeated.begin(), repeated.end());
  if (options.context > 0) taken = with_context(bytes, std::move(taken), options.context);
  std::vector<SnippetLine> result;
  for (const Line& line : taken) result.push_back(shown(bytes, line, options.width));
  return result;
}

}  // namespace agentops::index
