#include "text/diff.h"

#include <algorithm>
#include <cstddef>
#include <span>
#include <unordered_map>

/// Lines become numbers, equal lines equal numbers. A point (x, y) says that x lines of the old text and y of
/// the new are dealt with; it lies on diagonal x - y. Row d of the trace holds the furthest point of each
/// diagonal that d single-line edits reach: -d, -d + 2, ... d, so an index i stands for the diagonal 2 i - d.
/// The way back through the rows gives the runs of lines that both texts share; what lies between the runs
/// are the hunks.

namespace agentops::text {
namespace {

using LineIds = std::vector<std::uint32_t>;

constexpr std::int64_t unreachable = -1;
constexpr std::size_t most_edits = 2048;
constexpr std::size_t most_comparisons = 50'000'000;

/// Lines that both texts share: [old_begin, old_begin + size) and [new_begin, new_begin + size).
struct Run {
  std::size_t old_begin = 0, new_begin = 0, size = 0;
};

class Comparison {
 public:
  Comparison(std::span<const std::uint32_t> old_lines, std::span<const std::uint32_t> new_lines)
      : old_(old_lines), new_(new_lines) {}

  /// The runs in ascending order.
  std::vector<Run> runs() {
    std::size_t at = fill_rows();
    std::vector<Run> found;
    for (std::size_t edits = rows_.size(); edits-- > 0;) {
      const Entry entry = entry_of(edits, at);
      const auto size = static_cast<std::size_t>(rows_[edits][at] - entry.x);
      const auto x = static_cast<std::size_t>(entry.x);
      if (size != 0) found.push_back({x, static_cast<std::size_t>(entry.x - diagonal(edits, at)), size});
      at = entry.from;
    }
    std::ranges::reverse(found);
    return found;
  }

 private:
  using Row = std::vector<std::int64_t>;  ///< x of the furthest point, or unreachable

  /// Where a diagonal is entered, and from which index of the row before.
  struct Entry {
    std::int64_t x = unreachable;
    std::size_t from = 0;
  };

  static std::int64_t diagonal(std::size_t edits, std::size_t index) {
    return 2 * static_cast<std::int64_t>(index) - static_cast<std::int64_t>(edits);
  }
  [[nodiscard]] std::int64_t old_size() const { return static_cast<std::int64_t>(old_.size()); }
  [[nodiscard]] std::int64_t new_size() const { return static_cast<std::int64_t>(new_.size()); }

  [[nodiscard]] Entry entry_of(std::size_t edits, std::size_t index) const {
    if (edits == 0) return {.x = 0, .from = 0};
    const Row& before = rows_[edits - 1];
    Entry entry;
    if (index > 0 && before[index - 1] != unreachable && before[index - 1] < old_size())
      entry = {.x = before[index - 1] + 1, .from = index - 1};  // one line removed
    const bool can_add =
        index < edits && before[index] != unreachable && before[index] - diagonal(edits, index) <= new_size();
    if (can_add && before[index] > entry.x) entry = {.x = before[index], .from = index};
    return entry;
  }

  /// Fills rows until the end of both texts, or the bound, is reached; gives the index to go back from in the
  /// last.
  std::size_t fill_rows() {
    std::size_t comparisons = 0;
    for (std::size_t edits = 0;; ++edits) {
      Row row(edits + 1, unreachable);
      for (std::size_t index = 0; index <= edits; ++index) {
        std::int64_t x = entry_of(edits, index).x;
        if (x == unreachable) continue;
        const std::int64_t begin = x;
        std::int64_t y = x - diagonal(edits, index);
        for (; x < old_size() && y < new_size() && old_line(x) == new_line(y); ++y) ++x;
        comparisons += static_cast<std::size_t>(x - begin) + 1;
        row[index] = x;
        if (x == old_size() && y == new_size()) {
          rows_.push_back(std::move(row));
          return index;
        }
      }
      rows_.push_back(std::move(row));
      if (edits == most_edits || comparisons > most_comparisons) return furthest(edits);
    }
  }

  /// The index of the last row that has dealt with most lines.
  [[nodiscard]] std::size_t furthest(std::size_t edits) const {
    const Row& row = rows_[edits];
    std::size_t best = 0;
    std::int64_t most = unreachable;
    for (std::size_t index = 0; index < row.size(); ++index) {
      const std::int64_t dealt_with = 2 * row[index] - diagonal(edits, index);
      if (row[index] == unreachable || dealt_with <= most) continue;
      most = dealt_with;
      best = index;
    }
    return best;
  }

  [[nodiscard]] std::uint32_t old_line(std::int64_t x) const { return old_[static_cast<std::size_t>(x)]; }
  [[nodiscard]] std::uint32_t new_line(std::int64_t y) const { return new_[static_cast<std::size_t>(y)]; }

  std::span<const std::uint32_t> old_;
  std::span<const std::uint32_t> new_;
  std::vector<Row> rows_;
};

class LineNumbers {
 public:
  LineIds of(std::string_view text) {
    LineIds ids;
    for (const std::string_view line : lines_of(text))
      ids.push_back(ids_.emplace(line, static_cast<std::uint32_t>(ids_.size())).first->second);
    return ids;
  }

 private:
  std::unordered_map<std::string_view, std::uint32_t> ids_;
};

}  // namespace

std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const std::size_t newline = text.find('\n');
    const std::size_t size = newline == std::string_view::npos ? text.size() : newline + 1;
    lines.push_back(text.substr(0, size));
    text.remove_prefix(size);
  }
  return lines;
}

std::vector<Hunk> diff_lines(std::string_view old_text, std::string_view new_text) {
  LineNumbers numbers;
  const LineIds old_ids = numbers.of(old_text);
  const LineIds new_ids = numbers.of(new_text);

  // Most edits are small: what both texts begin and end with costs nothing more.
  const auto [old_at, new_at] = std::ranges::mismatch(old_ids, new_ids);
  const auto begin = static_cast<std::size_t>(old_at - old_ids.begin());
  std::size_t old_end = old_ids.size();
  std::size_t new_end = new_ids.size();
  for (; old_end > begin && new_end > begin && old_ids[old_end - 1] == new_ids[new_end - 1]; --new_end)
    --old_end;

  std::vector<Run> runs = Comparison(std::span(old_ids).subspan(begin, old_end - begin),
                                     std::span(new_ids).subspan(begin, new_end - begin))
                              .runs();
  runs.push_back({old_end - begin, new_end - begin, 0});  // the end

  std::vector<Hunk> hunks;
  std::size_t x = 0;
  std::size_t y = 0;
  for (const Run& run : runs) {
    if (run.old_begin > x || run.new_begin > y)
      hunks.push_back({.old_begin = static_cast<std::uint32_t>(begin + x),
                       .old_end = static_cast<std::uint32_t>(begin + run.old_begin),
                       .new_begin = static_cast<std::uint32_t>(begin + y),
                       .new_end = static_cast<std::uint32_t>(begin + run.new_begin)});
    x = run.old_begin + run.size;
    y = run.new_begin + run.size;
  }
  return hunks;
}

}  // namespace agentops::text
