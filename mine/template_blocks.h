#pragma once

/// Lines that follow one another in many items become one template of several lines.
///
///   "1. Query {} for {}", "2. Store the answer", "3. Report {}" in nine items, always together  ->  one run
///
/// A line follows another when it does so nearly wherever either of the two stands; up to two lines of any
/// text may stand between them. A heading begins anew.

#include <cstdint>
#include <string_view>
#include <vector>

namespace agentops::mine {

/// What is known of a line: lines with equal symbols are alike. 0: like no other.
using Symbol = std::uint64_t;

/// A line of an item that is not blank.
struct SymbolLine {
  Symbol symbol = 0;
  std::uint32_t number = 0;  ///< from 1, in the file
  std::uint32_t begin = 0;   ///< in the file
  std::uint32_t end = 0;
  std::uint32_t bits = 0;  ///< of its words, those of a shape's slots left out; hundredths; 0: not known
  bool opens = false;      ///< a heading: no run goes on over it
  bool recurs = false;     ///< its text came before; false of the first of equal ones

  friend bool operator==(const SymbolLine&, const SymbolLine&) = default;
};

/// A place where all lines of a run stand.
struct RunPlace {
  std::uint32_t item = 0;
  std::uint32_t first = 0;  ///< index of the item's line; as many lines as the run has follow

  friend bool operator==(const RunPlace&, const RunPlace&) = default;
};

/// A sequence of lines that recurs. The first and the last have a symbol; between them 0 stands for any text.
struct Run {
  std::vector<Symbol> symbols;
  std::vector<std::uint32_t>
      steps;                     ///< from each line to the next, in line numbers: 1, or 2 over a blank one
  std::vector<RunPlace> places;  ///< by item, first

  friend bool operator==(const Run&, const Run&) = default;
};

/// Runs of two lines or more that stand in `min_items` items at least. No line belongs to two of their
/// places. Ordered by their first place.
[[nodiscard]] std::vector<Run> runs_of(const std::vector<std::vector<SymbolLine>>& items, unsigned min_items);

}  // namespace agentops::mine
