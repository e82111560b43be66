#include "mine/neighbours.h"

#include <algorithm>

#include "mine/postings.h"
#include "mine/share_out.h"

namespace agentops::mine {

namespace {

bool is_better(const Link& a, const Link& b) {
  return a.weight != b.weight ? a.weight > b.weight : a.to < b.to;
}

/// The best `count` of `links`, best first.
void keep_best(std::vector<Link>& links, std::size_t count) {
  if (links.size() > count) {
    std::ranges::nth_element(links, links.begin() + static_cast<std::ptrdiff_t>(count), is_better);
    links.resize(count);
  }
  std::ranges::sort(links, is_better);
}

/// Finds neighbours item by item; one for each thread.
class Finder {
 public:
  Finder(const Vectors& vectors, const Postings& postings, const NeighbourOptions& options)
      : vectors_(vectors), postings_(postings), options_(options), sums_(vectors.rows.size()) {}

  [[nodiscard]] std::vector<Link> of(std::uint32_t item) {
    const bool is_exact = vectors_.rows.size() <= options_.exact_up_to;
    add_up(item, is_exact ? vectors_.rows.size() : options_.commonest);
    std::vector<Link> links = take_sums(item);
    if (!is_exact) {
      keep_best(links, options_.candidates);
      for (Link& link : links) link.weight = likeness(vectors_.rows[item], vectors_.rows[link.to]);
    }
    std::erase_if(links, [&](const Link& link) { return link.weight < options_.least; });
    keep_best(links, options_.count);
    return links;
  }

 private:
  void add_up(std::uint32_t item, std::size_t commonest) {
    for (const Component& component : vectors_.rows[item]) {
      const std::span<const Posting> postings = postings_.of(component.term);
      if (postings.size() > commonest) continue;
      for (const Posting& posting : postings) {
        if (sums_[posting.item] == 0) touched_.push_back(posting.item);
        sums_[posting.item] += std::uint64_t{component.weight} * posting.weight;
      }
    }
  }

  [[nodiscard]] std::vector<Link> take_sums(std::uint32_t item) {
    std::vector<Link> links;
    links.reserve(touched_.size());
    for (const std::uint32_t other : touched_) {
      const std::uint64_t weight = std::min<std::uint64_t>(sums_[other] >> 16U, full_weight);
      if (other != item) links.push_back({other, static_cast<std::uint32_t>(weight)});
      sums_[other] = 0;
    }
    touched_.clear();
    return links;
  }

  const Vectors& vectors_;
  const Postings& postings_;
  const NeighbourOptions& options_;
  std::vector<std::uint64_t> sums_;
  std::vector<std::uint32_t> touched_;
};

}  // namespace

std::vector<std::vector<Link>> neighbours_of(const Vectors& vectors, const NeighbourOptions& options) {
  const Postings postings(vectors);
  std::vector<std::vector<Link>> neighbours(vectors.rows.size());
  share_out(vectors.rows.size(), options.threads, [&](std::size_t first, std::size_t last) {
    Finder finder(vectors, postings, options);
    for (std::size_t i = first; i < last; ++i) neighbours[i] = finder.of(static_cast<std::uint32_t>(i));
  });
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
