#include "cli/table.h"

#include <algorithm>
#include <cassert>
#include <numeric>

#include <fmt/format.h>

#include "text/escape.h"

namespace agentops::cli {
namespace {

constexpr std::size_t gap = 2;
constexpr std::size_t narrowest = 8;

std::string padded(const std::string& cell, std::size_t width, Align align) {
  const std::size_t used = text::display_width(cell);
  const std::string space(width > used ? width - used : 0, ' ');
  return align == Align::Right ? space + cell : cell + space;
}

void trim_right(std::string& line) { line.erase(line.find_last_not_of(' ') + 1); }

}  // namespace

std::vector<std::size_t> Table::widths(unsigned width, std::size_t rows) const {
  std::vector<std::size_t> widths;
  for (std::size_t c = 0; c < columns_.size(); ++c) {
    std::size_t widest = text::display_width(columns_[c].title);
    for (std::size_t r = 0; r < rows; ++r) widest = std::max(widest, text::display_width(rows_[r][c]));
    if (!foot_.empty()) widest = std::max(widest, text::display_width(foot_[c]));
    widths.push_back(widest);
  }
  std::size_t total = std::accumulate(widths.begin(), widths.end(), 1 + gap * (columns_.size() - 1));
  for (std::size_t c = columns_.size(); c-- > 0 && total > width;) {
    if (!columns_[c].gives_way) continue;
    const std::size_t less = std::min(total - width, widths[c] - std::min(widths[c], narrowest));
    widths[c] -= less;
    total -= less;
  }
  return widths;
}

std::string Table::line(const std::vector<std::string>& cells, const std::vector<std::size_t>& widths) const {
  assert(cells.size() == columns_.size());
  std::string line = " ";
  for (std::size_t c = 0; c < cells.size(); ++c) {
    if (c > 0) line.append(gap, ' ');
    line += padded(text::cut_to_width(cells[c], widths[c]), widths[c], columns_[c].align);
  }
  trim_right(line);
  return line;
}

std::string Table::print(const Stream& stream, unsigned width, std::size_t most) const {
  const std::size_t shown = rows_.size() > most + 2 ? most : rows_.size();
  const std::vector<std::size_t> layout = widths(width, shown);
  std::string out;
  std::vector<std::string> titles;
  for (const Column& column : columns_) titles.push_back(column.title);
  if (std::ranges::any_of(titles, [](const std::string& title) { return !title.empty(); }))
    out += painted(stream, Ink::Dim, line(titles, layout)) + "\n";
  for (std::size_t r = 0; r < shown; ++r) out += line(rows_[r], layout) + "\n";
  if (shown < rows_.size())
    out += fmt::format(" ... and {} more  (--all)\n", with_commas(rows_.size() - shown));
  if (!foot_.empty()) out += line(foot_, layout) + "\n";
  return out;
}

std::string with_commas(std::uint64_t number) {
  std::string digits = std::to_string(number);
  for (std::size_t i = digits.size(); i > 3; i -= 3) digits.insert(i - 3, ",");
  return digits;
}

std::string byte_size(std::uint64_t bytes) {
  if (bytes < 1024) return fmt::format("{} bytes", bytes);
  if (bytes < 1024 * 1024) return fmt::format("{} KiB", (bytes + 512) / 1024);
  return fmt::format("{:.1f} MiB", static_cast<double>(bytes) / (1024.0 * 1024.0));
}

std::string counted(std::uint64_t number, const std::string& one, const std::string& many) {
  return with_commas(number) + " " + (number == 1 ? one : many.empty() ? one + "s" : many);
}

}  // namespace agentops::cli
