#pragma once

/// Which of many texts share so much that one was copied from another: all pairs, found exactly.
///
///   sets of 20,000 files, least 800  -> the pairs (a, b) with |A and B| / |A or B| >= .8, and no others
///
/// Two sets that are so alike share one of their rarest members, so only sets that meet there are compared
/// (prefix filtering: S. Chaudhuri, V. Ganti, R. Kaushik 2006; R. Bayardo, Y. Ma, R. Srikant, Scaling Up All
/// Pairs Similarity Search, 2007). Nothing is sampled: the answer is exact. Equal sets are compared once.
/// Near linear in the members where likeness is rare; with the number of pairs where it is not.

#include <cstdint>
#include <vector>

namespace agentops::mine {

/// Members ascending, without repeats, as text::shingles_of gives them.
using Members = std::vector<std::uint64_t>;

/// Thousandths of the members of either that both have (Jaccard); of two empty sets 0.
[[nodiscard]] std::uint32_t jaccard(const Members& a, const Members& b);

/// What a set shares with another; `a` < `b` are indices.
struct LikePair {
  std::uint32_t a = 0, b = 0;
  std::uint32_t shared = 0;  ///< members of both

  friend bool operator==(const LikePair&, const LikePair&) = default;
};

/// Many sets made ready to be compared: what only one set holds is counted and forgotten.
class Resemblance {
 public:
  /// Takes the sets over and lets them go one after the other. At most 2^32 - 1 sets.
  Resemblance(std::vector<Members> sets, unsigned threads);

  /// The first set that is equal to this one; itself when none is before it. Empty sets are equal to none.
  [[nodiscard]] std::uint32_t original_of(std::uint32_t set) const { return original_[set]; }
  [[nodiscard]] std::uint32_t size_of(std::uint32_t set) const { return size_[set]; }

  /// All pairs of originals that share at least `least` thousandths (1..1000) of what either holds (Jaccard),
  /// sorted by a, b.
  [[nodiscard]] std::vector<LikePair> alike(unsigned least) const;

  /// All pairs of originals of which the smaller, of `fewest` members or more, lies to `least` thousandths in
  /// the larger, sorted by a, b.
  [[nodiscard]] std::vector<LikePair> contained(unsigned least, std::uint32_t fewest) const;

  /// |A and B| / |A or B|, 0..1.
  [[nodiscard]] double jaccard(const LikePair& pair) const;

 private:
  struct Span {
    const std::uint32_t* begin;
    const std::uint32_t* end;
  };
  [[nodiscard]] Span shared_members(std::uint32_t set) const {
    return {members_.data() + offset_[set], members_.data() + offset_[set + 1]};
  }
  [[nodiscard]] std::uint32_t shared_by(std::uint32_t a, std::uint32_t b) const;
  /// How many of the rarest members of a set have to be looked at when `needed` of them must be shared.
  [[nodiscard]] std::uint32_t prefix_of(std::uint32_t set, std::uint64_t needed) const;
  template <class Accepts>
  [[nodiscard]] std::vector<LikePair> join(const std::vector<std::uint32_t>& looked_up,
                                           const std::vector<std::uint32_t>& listed,
                                           const Accepts& accepts) const;

  unsigned threads_ = 1;
  std::uint32_t kinds_ = 0;  ///< number of members that two sets or more hold
  std::vector<std::uint32_t> original_;
  std::vector<std::uint32_t> size_;     ///< members of each set, also those that no other has
  std::vector<std::uint64_t> offset_;   ///< into members_, one more than there are sets
  std::vector<std::uint32_t> members_;  ///< of each set those that others hold too, rarest first
};

}  // namespace agentops::mine
