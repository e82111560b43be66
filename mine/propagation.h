#pragma once

/// How votes for single items spread over likeness: what a decision about one item says about all the others.
///
///   a - b - c   d, a vote for "billing" at a  ->  a leans to billing most, b less, c a little, d not at all
///
/// With S the likeness of items, each divided by the roots of both items' degrees, and L = I - S, the
/// leanings F solve (L + damping I) F = Y, where Y holds the votes: a column for each domain (harmonic label
/// propagation: Zhu, Ghahramani, Lafferty, Semi-supervised learning using Gaussian fields and harmonic
/// functions, 2003; with the damping of Zhou et al., Learning with local and global consistency, 2004). The
/// matrix does not depend on the votes, so it is factorised once. Leanings are rounded to millionths before
/// anybody compares them.

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "mine/graph.h"

namespace agentops::mine {

struct PropagationOptions {
  std::uint32_t strongest = 10;  ///< links of an item along which votes spread; those of either end count
  double damping = 0.3;          ///< more keeps votes nearer to where they were given
  std::uint32_t direct_up_to = 4000;  ///< items; more are solved by iteration, because the factor fills up
  unsigned threads = 1;               ///< changes the time, never the answer
};

/// So much for a domain, given at one item.
struct Vote {
  std::uint32_t item = 0;
  std::uint32_t domain = 0;
  double weight = 1;
};

/// How much speaks for each domain at each item, in millionths of a vote.
struct Leanings {
  std::uint32_t domains = 0;
  std::vector<std::int32_t> amounts;  ///< row after row: `domains` of each item

  [[nodiscard]] std::span<const std::int32_t> of(std::uint32_t item) const {
    return std::span(amounts).subspan(std::size_t{item} * domains, domains);
  }
};

/// One graph made ready. May be asked from several threads.
class Propagation {
 public:
  explicit Propagation(const Graph& likeness, const PropagationOptions& options = {});
  ~Propagation();
  Propagation(Propagation&&) noexcept;
  Propagation& operator=(Propagation&&) noexcept;

  /// The leanings that these votes make; domains of votes are below `domains`.
  [[nodiscard]] Leanings leanings(std::span<const Vote> votes, std::uint32_t domains) const;

  /// What one vote at `item` adds to each item, in millionths; also what one vote at each item adds to
  /// `item`.
  [[nodiscard]] std::vector<std::int32_t> reach(std::uint32_t item) const;

  /// The least that one vote says at its own item, whatever its neighbours are, in millionths.
  [[nodiscard]] std::int32_t echo() const;

 private:
  struct Solver;
  std::unique_ptr<Solver> solver_;
};

}  // namespace agentops::mine
