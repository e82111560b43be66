#include "mine/focus.h"

#include <algorithm>
#include <cmath>

namespace agentops::mine {

namespace {

/// Share of the items in each group.
std::vector<double> shares_of(const Partition& groups) {
  std::vector<double> shares(count_of(groups));
  for (const std::uint32_t group : groups) shares[group] += 1.0 / static_cast<double>(groups.size());
  return shares;
}

/// Weighs term after term.
class TermWeigher {
 public:
  TermWeigher(const Partition& groups, const FocusOptions& options)
      : groups_(groups), options_(options), shares_(shares_of(groups)), counts_(shares_.size()) {}

  /// The factor of a term, in 1/1024.
  [[nodiscard]] std::uint32_t factor(std::span<const std::uint32_t> items) {
    if (shares_.size() < 2) return 1024;
    for (const std::uint32_t item : items)
      if (counts_[groups_[item]]++ == 0) seen_.push_back(groups_[item]);
    std::ranges::sort(seen_);
    const double share =
        divergence(static_cast<double>(items.size())) / std::log(static_cast<double>(shares_.size()));
    for (const std::uint32_t group : seen_) counts_[group] = 0;
    seen_.clear();
    return static_cast<std::uint32_t>(std::lround((std::max(share, 0.0) + options_.least) * 1024));
  }

 private:
  [[nodiscard]] double divergence(double items) const {
    const double all = items + options_.prior;
    double sum = 0;
    double unseen = 1;  // share of the groups without the term
    for (const std::uint32_t group : seen_) {
      const double here = (counts_[group] + options_.prior * shares_[group]) / all;
      sum += here * std::log(here / shares_[group]);
      unseen -= shares_[group];
    }
    if (unseen > 1e-9) sum += unseen * options_.prior / all * std::log(options_.prior / all);
    return sum;
  }

  const Partition& groups_;
  const FocusOptions& options_;
  std::vector<double> shares_;
  std::vector<std::uint32_t> counts_;
  std::vector<std::uint32_t> seen_;
};

/// The weights of one row times the factors of their terms, made a unit vector again.
void reweigh(VectorView row, std::span<const std::uint32_t> factors, std::span<std::uint16_t> result) {
  std::uint64_t square = 0;
  const auto weight = [&](std::size_t i) {
    return std::uint64_t{row.weights[i]} * factors[row.terms[i]] / 64;
  };
  for (std::size_t i = 0; i < row.size(); ++i) square += weight(i) * weight(i);
  const std::uint64_t length = std::max<std::uint64_t>(whole_root(square), 1);
  for (std::size_t i = 0; i < row.size(); ++i)
    result[i] = static_cast<std::uint16_t>(std::min<std::uint64_t>(weight(i) * 65535 / length, 65535));
}

}  // namespace

Vectors focused(const Vectors& vectors, const Postings& postings, const Partition& groups,
                const FocusOptions& options) {
  TermWeigher weigher(groups, options);
  std::vector<std::uint32_t> factors(vectors.term_count);
  for (std::uint32_t term = 0; term < vectors.term_count; ++term)
    factors[term] = weigher.factor(postings.of(term).items);
  Vectors result = vectors;
  for (std::size_t row = 0; row < vectors.size(); ++row)
    reweigh(vectors.row(row), factors,
            std::span(result.weights).subspan(vectors.offsets[row], vectors.row(row).size()));
  return result;
}

}  // namespace agentops::mine
