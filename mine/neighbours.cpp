// The sum for every other item grows term by term along the postings. What makes two items alike is the same
// from both sides, so an item adds up only what it has in common with the items before it, and hands each sum
// to the other one as well. Of the terms that stand in too many items for that, what they add is looked up
// for the candidates alone, in a small table of the item at hand: so the likeness of a candidate is exact,
// and costs its common terms only.

#include "mine/neighbours.h"

#include <algorithm>
#include <mutex>
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

/// Keeps the `count` largest of `sums`, in no order, and gives the least of them.
std::uint64_t cut(std::vector<Sum>& sums, std::size_t count) {
  const auto end = sums.begin() + static_cast<std::ptrdiff_t>(count);
  std::ranges::nth_element(sums, end, is_larger);
  sums.erase(end, sums.end());
  return std::ranges::min_element(sums, {}, &Sum::sum)->sum;
}

/// A sum, and the item to whose largest it may belong.
struct Offer {
  std::uint32_t to = 0;
  Sum sum;
};

/// The largest sums of every item. Which they are does not depend on the order in which they come.
class Largest {
 public:
  Largest(std::uint32_t items, std::size_t count) : count_(count), sums_(items), least_(items, 1) {}

  [[nodiscard]] std::size_t count() const { return count_; }

  /// Takes sums that reach the bounds of their items. Safe on several threads.
  void take(std::span<const Offer> offers) {
    const std::scoped_lock lock(mutex_);
    for (const auto& [to, sum] : offers) {
      if (sum.sum < least_[to]) continue;
      sums_[to].push_back(sum);
      if (sums_[to].size() >= 2 * count_) least_[to] = cut(sums_[to], count_);
    }
  }

  /// For each item, below what a sum does not count. Bounds only rise, so older ones let through too much and
  /// lose nothing.
  void copy_bounds(std::vector<std::uint64_t>& bounds) {
    const std::scoped_lock lock(mutex_);
    bounds = least_;
  }

  /// Once all sums are there: those of one item, in no order.
  [[nodiscard]] std::span<Sum> of(std::uint32_t item) {
    if (sums_[item].size() > count_) cut(sums_[item], count_);
    return sums_[item];
  }

 private:
  std::size_t count_;
  std::mutex mutex_;
  std::vector<std::vector<Sum>> sums_;
  std::vector<std::uint64_t> least_;
};

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

/// Adds up sums, item by item; one for each thread.
class Adder {
 public:
  Adder(const Vectors& vectors, const Postings& postings, std::size_t commonest, Largest& largest)
      : vectors_(vectors),
        postings_(postings),
        commonest_(commonest),
        largest_(largest),
        sums_(vectors.size()) {}

  /// The sums of the items [first, last) with all before them.
  void add(std::uint32_t first, std::uint32_t last) {
    largest_.copy_bounds(bounds_);
    for (std::uint32_t item = first; item < last; ++item) {
      add_up(item);
      offer(item);
      std::fill_n(sums_.begin(), item, 0);
    }
    largest_.take(offers_);
    offers_.clear();
  }

 private:
  /// The lists lie far apart in memory: all are asked for before the first is read. Each holds `item` itself,
  /// which ends its part of the items before.
  void add_up(std::uint32_t item) {
    const VectorView row = vectors_.row(item);
    lists_.clear();
    for (std::size_t i = 0; i < row.size(); ++i) {
      const PostingList list = postings_.of(row.terms[i]);
      if (list.size() > commonest_ || row.weights[i] == 0) continue;
      __builtin_prefetch(list.items.data());
      __builtin_prefetch(list.weights.data());
      lists_.push_back({list.items.data(), list.weights.data(), row.weights[i]});
    }
    std::uint64_t* const sums = sums_.data();
    for (const List& list : lists_)
      for (std::size_t k = 0; list.items[k] < item; ++k) sums[list.items[k]] += list.weight * list.weights[k];
  }

  /// Most sums are turned away by two comparisons.
  void offer(std::uint32_t item) {
    std::uint64_t least = bounds_[item];
    own_.clear();
    for (std::uint32_t other = 0; other < item; ++other) {
      const std::uint64_t sum = sums_[other];
      if (sum >= bounds_[other]) offers_.push_back({other, {item, sum}});
      if (sum < least) continue;
      own_.push_back({other, sum});
      if (own_.size() == 4 * largest_.count()) least = cut(own_, largest_.count());
    }
    if (own_.size() > largest_.count()) cut(own_, largest_.count());
    for (const Sum& sum : own_) offers_.push_back({item, sum});
  }

  struct List {
    const std::uint32_t* items = nullptr;
    const std::uint16_t* weights = nullptr;
    std::uint64_t weight = 0;  ///< of the item at hand
  };

  const Vectors& vectors_;
  const Postings& postings_;
  std::size_t commonest_;
  Largest& largest_;
  std::vector<std::uint64_t> sums_;
  std::vector<std::uint64_t> bounds_;
  std::vector<List> lists_;  ///< of the item at hand
  std::vector<Sum> own_;     ///< its largest so far
  std::vector<Offer> offers_;
};

/// Makes candidates neighbours; one for each thread.
class Finder {
 public:
  Finder(const CommonPart& common, const NeighbourOptions& options, Largest& largest)
      : common_(common), options_(options), largest_(largest), table_(common.count()) {}

  [[nodiscard]] std::vector<Link> of(std::uint32_t item) {
    const std::span<Sum> candidates = largest_.of(item);
    if (common_.count() != 0) complete(item, candidates);
    return links_from(candidates);
  }

 private:
  void complete(std::uint32_t item, std::span<Sum> candidates) {
    const VectorView own = common_.of(item);
    for (std::size_t i = 0; i < own.size(); ++i) table_[own.terms[i]] = own.weights[i];
    for (Sum& candidate : candidates) {
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

  const CommonPart& common_;
  const NeighbourOptions& options_;
  Largest& largest_;
  std::vector<std::uint16_t> table_;
};

}  // namespace

std::vector<std::vector<Link>> neighbours_of(const Vectors& vectors, const Postings& postings,
                                             const NeighbourOptions& options) {
  constexpr std::size_t stretch = 128;
  const bool is_exact = vectors.size() <= options.exact_up_to;
  const CommonPart common(vectors, postings, is_exact ? vectors.size() : options.commonest);
  const std::size_t commonest = common.count() == 0 ? vectors.size() : options.commonest;
  Largest largest(vectors.size(), common.count() == 0 ? options.count : options.candidates);
  share_out(
      vectors.size(), options.threads,
      [&](std::size_t first, std::size_t last) {
        Adder(vectors, postings, commonest, largest)
            .add(static_cast<std::uint32_t>(first), static_cast<std::uint32_t>(last));
      },
      stretch);
  std::vector<std::vector<Link>> neighbours(vectors.size());
  share_out(
      vectors.size(), options.threads,
      [&](std::size_t first, std::size_t last) {
        Finder finder(common, options, largest);
        for (std::size_t i = first; i < last; ++i) neighbours[i] = finder.of(static_cast<std::uint32_t>(i));
      },
      stretch);
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
