#pragma once

/// The pairs of words by which lines are found that may be alike.
///
///   "Query the index for names." and "Query the plan for moves."  ->  both have the mark "query the"
///
/// Each unit is found by its dozen rarest pairs that others may have too; the words of a pair stand side by
/// side or with one word between them.

#include <cstdint>
#include <span>
#include <vector>

#include "mine/template_units.h"

namespace agentops::mine {

/// A unit that has a mark.
struct MarkedUnit {
  std::uint64_t hash = 0;  ///< of the mark
  std::uint32_t unit = 0;
  std::uint32_t bits = 0;  ///< of the two words, hundredths
};

class Marks {
 public:
  /// Units looked at for one mark: of more, so many evenly.
  static constexpr std::size_t longest_list = 64;

  /// `units` are finished.
  explicit Marks(const Units& units);

  /// The marks of a unit, to be asked for with list().
  [[nodiscard]] std::span<const std::uint32_t> of(std::uint32_t unit) const {
    return std::span(own_).subspan(own_begin_[unit], own_begin_[unit + 1] - own_begin_[unit]);
  }

  /// The units that have a mark, ascending.
  [[nodiscard]] std::span<const MarkedUnit> list(std::uint32_t mark) const {
    return std::span(marked_).subspan(list_begin_[mark], list_begin_[mark + 1] - list_begin_[mark]);
  }

  /// Units that share a mark with others, those with most company first.
  [[nodiscard]] std::vector<std::uint32_t> seeds() const;

 private:
  void gather(const Units& units);
  void index(std::size_t units);

  std::vector<MarkedUnit> marked_;         ///< by mark, unit
  std::vector<std::uint32_t> list_begin_;  ///< by mark: where its list begins in marked_
  std::vector<std::uint32_t> own_begin_;   ///< by unit: where its marks begin in own_
  std::vector<std::uint32_t> own_;         ///< marks
};

}  // namespace agentops::mine
