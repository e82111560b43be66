#pragma once

/// Columns of text for people: aligned, cut to the width of the terminal, capped at about twenty rows.
///
///   Table table({{"kind"}, {"items", Align::Right}});
///   table.add({"agent", "16"});
///   table.print(80)  ->  " kind   items\n agent     16\n"
///
/// Cells are plain, already escaped text; colour is added when the table is printed.

#include <cstdint>
#include <string>
#include <vector>

#include "cli/terminal.h"

namespace agentops::cli {

enum class Align : std::uint8_t { Left, Right };

struct Column {
  std::string title;  ///< empty in all columns: no head line
  Align align = Align::Left;
  bool gives_way = false;  ///< may be cut when the terminal is narrow, the rightmost first
};

class Table {
 public:
  explicit Table(std::vector<Column> columns) : columns_(std::move(columns)) {}

  /// As many cells as columns.
  void add(std::vector<std::string> cells) { rows_.push_back(std::move(cells)); }

  /// A last line that is always shown: totals.
  void set_foot(std::vector<std::string> cells) { foot_ = std::move(cells); }

  [[nodiscard]] std::size_t size() const { return rows_.size(); }

  /// The lines, each indented by one space and ended; trailing spaces are left out. At most `most` rows, then
  /// a line that says how many more there are and how to see them.
  [[nodiscard]] std::string print(const Stream& stream, unsigned width, std::size_t most) const;

 private:
  [[nodiscard]] std::vector<std::size_t> widths(unsigned width, std::size_t rows) const;
  [[nodiscard]] std::string line(const std::vector<std::string>& cells,
                                 const std::vector<std::size_t>& widths) const;

  std::vector<Column> columns_;
  std::vector<std::vector<std::string>> rows_;
  std::vector<std::string> foot_;  ///< empty: none
};

/// 1234567 -> "1,234,567"
[[nodiscard]] std::string with_commas(std::uint64_t number);

/// 2048 -> "2 KiB"
[[nodiscard]] std::string byte_size(std::uint64_t bytes);

/// 1, "item" -> "1 item"; 2, "item" -> "2 items"; 2, "copy", "copies" -> "2 copies"
[[nodiscard]] std::string counted(std::uint64_t number, const std::string& one, const std::string& many = "");

}  // namespace agentops::cli
