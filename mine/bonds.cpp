#include "mine/bonds.h"

#include <algorithm>
#include <numeric>

#include "mine/rows.h"

namespace agentops::mine {

namespace {

/// Sets of items that grow together (union-find; the earliest item is the root of its set).
class Sets {
 public:
  explicit Sets(std::uint32_t count) : parent_(count), home_(count, nowhere) {
    std::iota(parent_.begin(), parent_.end(), 0U);
  }

  [[nodiscard]] std::uint32_t root(std::uint32_t item) {
    while (parent_[item] != item) item = parent_[item] = parent_[parent_[item]];
    return item;
  }
  [[nodiscard]] std::uint32_t home(std::uint32_t item) { return home_[root(item)]; }
  void settle(std::uint32_t item, std::uint32_t home) { home_[root(item)] = home; }

  /// Joins two sets unless they were decided for different homes.
  void join(std::uint32_t a, std::uint32_t b) {
    const std::uint32_t first = std::min(root(a), root(b));
    const std::uint32_t second = std::max(root(a), root(b));
    if (first == second) return;
    if (home_[first] != nowhere && home_[second] != nowhere && home_[first] != home_[second]) return;
    if (home_[first] == nowhere) home_[first] = home_[second];
    parent_[second] = first;
  }

 private:
  std::vector<std::uint32_t> parent_;
  std::vector<std::uint32_t> home_;
};

void settle_decided(const Corpus& corpus, const Constraints& constraints, Sets& sets, Bonds& bonds) {
  for (std::uint32_t index = 0; index < constraints.precedents.size(); ++index) {
    std::uint32_t first = nowhere;
    for (const std::string& key : constraints.precedents[index].decided) {
      const std::uint32_t item = row_with(corpus, key);
      if (item == nowhere || bonds.decided[item]) continue;
      bonds.decided[item] = true;
      sets.settle(item, index);
      if (first != nowhere) sets.join(first, item);
      first = item;
    }
  }
}

/// Numbers the sets as nodes.
void number(Sets& sets, Bonds& bonds) {
  std::vector<std::uint32_t> node_of_root(bonds.node.size(), nowhere);
  for (std::uint32_t item = 0; item < bonds.node.size(); ++item) {
    std::uint32_t& node = node_of_root[sets.root(item)];
    if (node == nowhere) {
      node = static_cast<std::uint32_t>(bonds.home.size());
      bonds.home.push_back(sets.home(item));
    }
    bonds.node[item] = node;
  }
}

void keep_apart(const Corpus& corpus, const Constraints& constraints, Bonds& bonds) {
  std::vector<std::uint32_t> settled;
  for (std::uint32_t node = 0; node < bonds.home.size(); ++node)
    if (bonds.home[node] != nowhere) settled.push_back(node);
  for (std::size_t i = 0; i < settled.size(); ++i)
    for (std::size_t j = i + 1; j < settled.size(); ++j) bonds.apart.emplace_back(settled[i], settled[j]);
  for (const auto& [a, b] : constraints.apart) {
    const std::uint32_t first = row_with(corpus, a);
    const std::uint32_t second = row_with(corpus, b);
    if (first == nowhere || second == nowhere || bonds.node[first] == bonds.node[second]) continue;
    const std::pair<std::uint32_t, std::uint32_t> nodes(bonds.node[first], bonds.node[second]);
    bonds.apart.emplace_back(std::min(nodes.first, nodes.second), std::max(nodes.first, nodes.second));
  }
  std::ranges::sort(bonds.apart);
  const auto repeats = std::ranges::unique(bonds.apart);
  bonds.apart.erase(repeats.begin(), repeats.end());
}

}  // namespace

Bonds bonds_of(const Corpus& corpus, const Constraints& constraints) {
  const auto items = static_cast<std::uint32_t>(corpus.rows.size());
  Bonds bonds;
  bonds.node.resize(items);
  bonds.decided.resize(items);
  Sets sets(items);
  settle_decided(corpus, constraints, sets, bonds);
  for (const auto& [a, b] : constraints.together) {
    const std::uint32_t first = row_with(corpus, a);
    const std::uint32_t second = row_with(corpus, b);
    if (first != nowhere && second != nowhere) sets.join(first, second);
  }
  number(sets, bonds);
  keep_apart(corpus, constraints, bonds);
  return bonds;
}

std::uint32_t domains_in(std::span<const std::uint32_t> domains) {
  std::uint32_t count = 0;
  for (const std::uint32_t domain : domains)
    if (domain != nowhere) count = std::max(count, domain + 1);
  return count;
}

std::uint32_t row_with(const Corpus& corpus, const std::string& key) {
  const std::uint32_t place = place_of(corpus.rows, key);
  return place == corpus.rows.size() ? nowhere : place;
}

}  // namespace agentops::mine
