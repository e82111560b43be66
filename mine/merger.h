#pragma once

/// Domains while they are joined: the small ones to the neighbours that they are linked to most, or the two
/// that belong together most until few enough are left.
///
///   {a b c} {d e f} {g}, g linked to f  ->  {a b c} {d e f g}
///
/// Nodes that are apart never meet; ties go to the domain with the smaller number, so equal input gives equal
/// output.

#include <algorithm>
#include <cstdint>
#include <map>
#include <span>
#include <utility>
#include <vector>

#include "mine/bonds.h"
#include "mine/graph.h"
#include "mine/partition.h"

namespace agentops::mine {

class Merger {
 public:
  /// `domain` of each node, numbered without gaps; `sizes` are the items of each node. A domain with a node
  /// that was decided stands however small it is.
  Merger(const Graph& nodes, const Bonds& bonds, std::span<const std::uint32_t> sizes, Partition domain);

  /// Lets every domain of fewer items than `least` join the one that it is linked to most, the smallest
  /// first.
  void absorb_small(unsigned least);

  /// Joins, one after the other, the two domains that belong together most until `count` are left.
  void merge_down_to(std::uint32_t count);

  /// How many domains of `least` items or more there are, and such as stand anyway.
  [[nodiscard]] std::uint32_t alive(unsigned least) const {
    return static_cast<std::uint32_t>(
        std::ranges::count_if(ids(), [&](std::uint32_t id) { return stands(id, least); }));
  }

  /// Domain of each node; groups that are still too small are nowhere.
  [[nodiscard]] Partition result(unsigned least) const;

 private:
  __extension__ using Wide = __int128;  // products of sums of weights

  [[nodiscard]] std::vector<std::uint32_t> ids() const {
    std::vector<std::uint32_t> all;
    for (std::uint32_t id = 0; id < members_.size(); ++id)
      if (!members_[id].empty()) all.push_back(id);
    return all;
  }
  [[nodiscard]] bool stands(std::uint32_t id, unsigned least) const {
    return items_[id] >= least || is_settled_[id];
  }
  [[nodiscard]] bool allowed(std::uint32_t a, std::uint32_t b) const {
    return std::ranges::none_of(
        apart_, [&](const auto& pair) { return domain_of(pair.first) == a && domain_of(pair.second) == b; });
  }
  [[nodiscard]] std::uint32_t domain_of(std::uint32_t id) const {
    while (heir_.contains(id)) id = heir_.at(id);
    return id;
  }
  [[nodiscard]] Wide gain(std::uint32_t a, std::uint32_t b, std::uint64_t weight) const {
    return static_cast<Wide>(weight) * total_ - static_cast<Wide>(mass_[a]) * mass_[b];
  }
  [[nodiscard]] std::uint32_t best_neighbour(std::uint32_t id) const;
  [[nodiscard]] std::pair<std::uint32_t, std::uint32_t> smallest_strangers() const;
  void join(std::uint32_t from, std::uint32_t into);

  Partition domain_;
  std::vector<std::vector<std::uint32_t>> members_;
  std::vector<std::uint32_t> items_;
  std::vector<std::uint64_t> mass_;
  std::vector<std::map<std::uint32_t, std::uint64_t>> links_;  ///< by neighbour: few, and they come and go
  std::vector<bool> is_settled_;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> apart_;
  std::map<std::uint32_t, std::uint32_t> heir_;  ///< of a domain that was joined into another
  std::uint64_t total_ = 0;
  std::uint32_t alive_ = 0;
};

}  // namespace agentops::mine
