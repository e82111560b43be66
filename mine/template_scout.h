#pragma once

/// Looks around one line for others that are alike but for some values.
///
///   seed "Query the index for names.", beside it "Query the plan for moves." and more
///     ->  the shape "Query the ", " for ", ".", and all lines that have it
///
/// The lines that share rare pairs with the seed are its company; the chain of their common subsequences
/// erodes step by step, and the step is kept at which most is saved. Lines that were claimed are no company.

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "mine/template_align.h"
#include "mine/template_marks.h"
#include "mine/template_search.h"
#include "mine/template_units.h"

namespace agentops::mine {

/// When a line was claimed: the number of the round, from 1; 0: it is free.
using Claims = std::vector<std::uint32_t>;

/// What looking at a seed has shown.
struct Sight {
  std::optional<FoundShape> found;
  std::vector<std::uint32_t> members;    ///< lines that have the shape
  std::vector<std::uint32_t> looked_at;  ///< lines that were free: were one claimed, the answer could differ
  std::size_t tests = 0;                 ///< lines compared with the shape
};

/// Looks at seeds; one for each thread.
class Scout {
 public:
  Scout(const Units& units, const Marks& marks, const Claims& claims, const SearchOptions& options)
      : units_(units),
        marks_(marks),
        claims_(claims),
        options_(options),
        aligner_(units.vocabulary()),
        score_(units.all().size()) {}

  [[nodiscard]] Sight look_at(std::uint32_t seed);

 private:
  /// A step of the erosion: so many lines have so much in common.
  struct Step {
    std::size_t lines = 0;
    std::uint64_t bits = 0;
    WordList words;
  };

  [[nodiscard]] std::vector<std::uint32_t> company_of(std::uint32_t seed, Sight& sight);
  [[nodiscard]] std::vector<std::uint32_t> alike(std::uint32_t seed, std::span<const std::uint32_t> others);
  [[nodiscard]] Step best_step(std::uint32_t seed, const std::vector<std::uint32_t>& company);
  [[nodiscard]] Shape shape_of(const WordList& words, const std::vector<std::uint32_t>& company) const;
  void judge(const Shape& shape, Sight& sight) const;
  [[nodiscard]] std::uint64_t bits_of_words(const WordList& words) const;
  [[nodiscard]] static std::int64_t gain(const Step& step);
  [[nodiscard]] WordList words_of(std::uint32_t unit) const {
    return {units_.begin(units_.all()[unit]), units_.end(units_.all()[unit])};
  }

  const Units& units_;
  const Marks& marks_;
  const Claims& claims_;
  const SearchOptions& options_;
  Aligner aligner_;
  std::vector<std::uint64_t> score_;  ///< by unit; 0 between seeds
};

}  // namespace agentops::mine
