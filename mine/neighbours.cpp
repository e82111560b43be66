// The sum for every other item grows term by term along the postings. Of the terms that stand in too many
// items for that, what they add is looked up for the candidates alone, in a small table of the item at hand:
// so the likeness of a candidate is exact, and costs its common terms only.

#include "mine/neighbours.h"

#include <algorithm>
#include <utility>

#include "mine/share_out.h"

namespace agentops::mine {

namespace {

bool is_better(const Link& a, const Link& b) {
  return a.weight != b.weight ? a.weight > b.weight : a.to < b.to;
}

/// Another item and the sum of products that makes it alike.
struct Sum {
  std::uint32_t item = 0;
  std::uint64_t sum = 0;
};

bool is_larger(const Sum& a, const Sum& b) { return a.sum != b.sum ? a.sum > b.sum : a.item < b.item; }

/// The `count` largest of `sums`, in no order, without that of `item` itself and those that are zero. Most
/// sums are turned away by one comparison.
void take_largest(std::span<const std::uint64_t> sums, std::uint32_t item, std::size_t count,
                  std::vector<Sum>& largest) {
  largest.clear();
  std::uint64_t least = 1;
  const auto cut = [&] {
    const auto end = largest.begin() + static_cast<std::ptrdiff_t>(count);
    std::ranges::nth_element(largest, end, is_larger);
    largest.erase(end, largest.end());
  };
  for (std::uint32_t other = 0; other < sums.size(); ++other) {
    if (sums[other] < least || other == item) continue;
    largest.push_back({other, sums[other]});
    if (largest.size() < 4 * count) continue;
    cut();
    least = std::ranges::min_element(largest, {}, &Sum::sum)->sum;
  }
  if (largest.size() > count) cut();
}

/// The part of the vectors that makes no candidates: terms of more items than `commonest`, numbered anew from
/// 0, so that a table of them is small.
class CommonPart {
 public:
  CommonPart(const Vectors& vectors, const Postings& postings, std::size_t commonest) {
    std::vector<std::uint32_t> number(vectors.term_count, none);
    for (std::uint32_t term = 0; term < vectors.term_count; ++term)
      if (postings.of(term).size() > commonest) number[term] = count_++;
    for (std::size_t row = 0; row < vectors.size(); ++row) {
      const VectorView whole = vectors.row(row);
      for (std::size_t i = 0; i < whole.size(); ++i) {
        if (number[whole.terms[i]] == none) continue;
        terms_.push_back(number[whole.terms[i]]);
        weights_.push_back(whole.weights[i]);
      }
      offsets_.push_back(terms_.size());
    }
  }

  [[nodiscard]] std::uint32_t count() const { return count_; }
  [[nodiscard]] VectorView of(std::uint32_t item) const {
    const std::size_t count = offsets_[item + 1] - offsets_[item];
    return {.terms = std::span(terms_).subspan(offsets_[item], count),
            .weights = std::span(weights_).subspan(offsets_[item], count)};
  }

 private:
  static constexpr std::uint32_t none = ~0U;

  std::uint32_t count_ = 0;
  std::vector<std::size_t> offsets_{0};
  std::vector<std::uint32_t> terms_;
  std::vector<std::uint16_t> weights_;
};

/// Finds neighbours item by item; one for each thread.
class Finder {
 public:
  Finder(const Vectors& vectors, const Postings& postings, const CommonPart& common,
         const NeighbourOptions& options)
      : vectors_(vectors),
        postings_(postings),
        common_(common),
        options_(options),
        commonest_(common.count() == 0 ? vectors.size() : options.commonest),
        sums_(vectors.size()),
        table_(common.count()) {}

  [[nodiscard]] std::vector<Link> of(std::uint32_t item) {
    add_up(item);
    take_largest(sums_, item, common_.count() == 0 ? options_.count : options_.candidates, candidates_);
    std::ranges::fill(sums_, 0);
    if (common_.count() != 0) complete(item);
    return links_from(candidates_);
  }

 private:
  /// The lists lie far apart in memory: all are asked for before the first is read.
  void add_up(std::uint32_t item) {
    const VectorView row = vectors_.row(item);
    lists_.clear();
    for (std::size_t i = 0; i < row.size(); ++i) {
      const PostingList list = postings_.of(row.terms[i]);
      if (list.size() > commonest_ || row.weights[i] == 0) continue;
      __builtin_prefetch(list.items.data());
      __builtin_prefetch(list.weights.data());
      lists_.emplace_back(list, row.weights[i]);
    }
    std::uint64_t* const sums = sums_.data();
    for (const auto& [list, weight] : lists_)
      for (std::size_t k = 0; k < list.size(); ++k) sums[list.items[k]] += weight * list.weights[k];
  }

  void complete(std::uint32_t item) {
    const VectorView own = common_.of(item);
    for (std::size_t i = 0; i < own.size(); ++i) table_[own.terms[i]] = own.weights[i];
    for (Sum& candidate : candidates_) {
      const VectorView other = common_.of(candidate.item);
      for (std::size_t i = 0; i < other.size(); ++i)
        candidate.sum += std::uint64_t{table_[other.terms[i]]} * other.weights[i];
    }
    for (const std::uint32_t term : own.terms) table_[term] = 0;
  }

  [[nodiscard]] std::vector<Link> links_from(std::span<const Sum> sums) const {
    std::vector<Link> links;
    for (const Sum& sum : sums)
      if (likeness_of(sum.sum) >= options_.least) links.push_back({sum.item, likeness_of(sum.sum)});
    std::ranges::sort(links, is_better);
    if (links.size() > options_.count) links.resize(options_.count);
    links.shrink_to_fit();
    return links;
  }

  const Vectors& vectors_;
  const Postings& postings_;
  const CommonPart& common_;
  const NeighbourOptions& options_;
  std::size_t commonest_;
  std::vector<std::uint64_t> sums_;
  std::vector<std::pair<PostingList, std::uint64_t>> lists_;  ///< of the item at hand, with its own weight
  std::vector<std::uint16_t> table_;
  std::vector<Sum> candidates_;
};

}  // namespace

std::vector<std::vector<Link>> neighbours_of(const Vectors& vectors, const Postings& postings,
                                             const NeighbourOptions& options) {
  const bool is_exact = vectors.size() <= options.exact_up_to;
  const CommonPart common(vectors, postings, is_exact ? vectors.size() : options.commonest);
  std::vector<std::vector<Link>> neighbours(vectors.size());
  share_out(
      vectors.size(), options.threads,
      [&](std::size_t first, std::size_t last) {
        Finder finder(vectors, postings, common, options);
        for (std::size_t i = first; i < last; ++i) neighbours[i] = finder.of(static_cast<std::uint32_t>(i));
      },
      256);
  return neighbours;
}

Graph union_graph(const std::vector<std::vector<Link>>& neighbours) {
  std::vector<Edge> edges;
  for (std::uint32_t i = 0; i < neighbours.size(); ++i)
    for (const Link& link : neighbours[i])
      edges.push_back({std::min(i, link.to), std::max(i, link.to), link.weight});
  std::ranges::sort(edges, {}, [](const Edge& edge) { return std::pair(edge.from, edge.to); });
  const auto repeats =
      std::ranges::unique(edges, {}, [](const Edge& edge) { return std::pair(edge.from, edge.to); });
  edges.erase(repeats.begin(), repeats.end());
  return graph_of(static_cast<std::uint32_t>(neighbours.size()), std::move(edges));
}

}  // namespace agentops::mine
