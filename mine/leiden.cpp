// The three passes of Leiden, on integers: (1) move nodes to the community that gains most, (2) split each
// community into well-connected parts, (3) make each part a node and begin again. A move's gain is
//
//   w(v, C) * 2m * 1024  -  resolution * degree(v) * degree(C)
//
// which is the change of modularity times a constant, so comparing gains needs no division.

#include "mine/leiden.h"

#include <algorithm>
#include <numeric>
#include <queue>

namespace agentops::mine {

namespace {

__extension__ using Gain = __int128;
__extension__ using Product = unsigned __int128;

using Pairs = std::vector<std::pair<std::uint32_t, std::uint32_t>>;

std::vector<std::uint64_t> degrees_of(const Graph& graph) {
  std::vector<std::uint64_t> degrees(graph.size());
  for (std::uint32_t node = 0; node < graph.size(); ++node) degrees[node] = degree(graph, node);
  return degrees;
}

/// Weight from one node to each of the communities around it; reset in time proportional to what was touched.
class Surroundings {
 public:
  explicit Surroundings(std::uint32_t count) : weight_(count) {}

  void add(std::uint32_t community, std::uint64_t weight) {
    if (weight_[community] == 0) touched_.push_back(community);
    weight_[community] += weight;
  }
  [[nodiscard]] std::uint64_t to(std::uint32_t community) const { return weight_[community]; }
  [[nodiscard]] std::span<const std::uint32_t> communities() const { return touched_; }
  void clear() {
    for (const std::uint32_t community : touched_) weight_[community] = 0;
    touched_.clear();
  }

 private:
  std::vector<std::uint64_t> weight_;
  std::vector<std::uint32_t> touched_;
};

/// One level of the method: a graph, its communities, and what may not meet.
class Level {
 public:
  Level(const Graph& graph, Partition partition, const Pairs& apart, std::uint32_t resolution)
      : graph_(graph),
        resolution_(resolution),
        degrees_(degrees_of(graph)),
        total_(std::accumulate(degrees_.begin(), degrees_.end(), std::uint64_t{0}) * resolution_unit),
        community_(std::move(partition)),
        apart_(graph.size()),
        around_(graph.size()) {
    for (const auto& [a, b] : apart) {
      apart_[a].push_back(b);
      apart_[b].push_back(a);
    }
    mass_ = masses(community_);
  }

  /// Pass 1: `order` is the first turn of the nodes.
  void move_nodes(std::span<const std::uint32_t> order);

  /// Pass 2: parts of the communities, as ids below the number of nodes.
  [[nodiscard]] Partition refined();

  [[nodiscard]] const Partition& community() const { return community_; }

 private:
  [[nodiscard]] Gain gain(std::uint64_t weight, std::uint64_t a, std::uint64_t b) const {
    const std::uint64_t scaled = a * resolution_;
    return static_cast<Gain>(Product{weight} * total_) - static_cast<Gain>(Product{scaled} * b);
  }
  [[nodiscard]] std::vector<std::uint64_t> masses(const Partition& partition) const {
    std::vector<std::uint64_t> mass(graph_.size());
    for (std::uint32_t node = 0; node < graph_.size(); ++node) mass[partition[node]] += degrees_[node];
    return mass;
  }
  [[nodiscard]] bool allowed(std::uint32_t node, std::uint32_t community, const Partition& partition) const {
    return std::ranges::none_of(apart_[node],
                                [&](std::uint32_t other) { return partition[other] == community; });
  }
  [[nodiscard]] std::uint32_t best_community(std::uint32_t node, std::uint32_t empty);
  void join_part(std::uint32_t node, Partition& part);

  const Graph& graph_;
  std::uint32_t resolution_;
  std::vector<std::uint64_t> degrees_;
  std::uint64_t total_;  ///< 2m * 1024
  Partition community_;
  std::vector<std::vector<std::uint32_t>> apart_;
  Surroundings around_;
  std::vector<std::uint64_t> mass_;  ///< of each community

  // Of pass 2 alone.
  std::vector<std::uint64_t> part_mass_;
  std::vector<std::uint64_t> part_outside_;  ///< weight from a part to the rest of its community
  std::vector<std::uint32_t> part_size_;
};

/// The community that `node`, which has been taken out of its own, gains most by joining; `empty` is an id
/// without members.
std::uint32_t Level::best_community(std::uint32_t node, std::uint32_t empty) {
  const std::uint32_t own = community_[node];
  std::uint32_t best = empty;
  Gain most = 0;
  if (allowed(node, own, community_)) {
    const Gain stay = gain(around_.to(own), degrees_[node], mass_[own]);
    if (stay >= most) most = stay, best = own;
  }
  for (const std::uint32_t community : around_.communities()) {
    const Gain here = gain(around_.to(community), degrees_[node], mass_[community]);
    if ((here > most || (here == most && community < best && best != own)) &&
        allowed(node, community, community_))
      most = here, best = community;
  }
  return best;
}

void Level::move_nodes(std::span<const std::uint32_t> order) {
  std::vector<std::uint32_t> members(graph_.size());
  for (const std::uint32_t community : community_) ++members[community];
  std::vector<std::uint32_t> empty;
  for (std::uint32_t id = graph_.size(); id-- > 0;)
    if (members[id] == 0) empty.push_back(id);

  std::queue<std::uint32_t> queue;
  std::vector<bool> queued(graph_.size(), true);
  for (const std::uint32_t node : order) queue.push(node);
  while (!queue.empty()) {
    const std::uint32_t node = queue.front();
    queue.pop();
    queued[node] = false;
    const std::uint32_t own = community_[node];
    for (const Link& link : graph_.of(node)) around_.add(community_[link.to], link.weight);
    mass_[own] -= degrees_[node];
    // Alone in its community a node needs no other empty one.
    const std::uint32_t spare = members[own] == 1 || empty.empty() ? own : empty.back();
    const std::uint32_t best = best_community(node, spare);
    around_.clear();
    mass_[best] += degrees_[node];
    if (best == own) continue;
    if (best == spare) empty.pop_back();
    if (--members[own] == 0) empty.push_back(own);
    ++members[best];
    community_[node] = best;
    for (const Link& link : graph_.of(node)) {
      if (community_[link.to] == best || queued[link.to]) continue;
      queued[link.to] = true;
      queue.push(link.to);
    }
  }
}

/// Lets a node that is still a part of its own join the part of its community where it gains most.
void Level::join_part(std::uint32_t node, Partition& part) {
  const std::uint32_t own = part[node];
  const std::uint64_t rest = mass_[community_[node]] - degrees_[node];
  if (gain(part_outside_[own], degrees_[node], rest) < 0) return;
  for (const Link& link : graph_.of(node))
    if (community_[link.to] == community_[node]) around_.add(part[link.to], link.weight);

  std::uint32_t best = own;
  Gain most = 0;
  for (const std::uint32_t other : around_.communities()) {
    if (other == own || !allowed(node, other, part)) continue;
    const bool is_well_connected =
        gain(part_outside_[other], part_mass_[other], mass_[community_[node]] - part_mass_[other]) >= 0;
    const Gain here = gain(around_.to(other), degrees_[node], part_mass_[other]);
    if (is_well_connected && (here > most || (here == most && best != own && other < best)))
      most = here, best = other;
  }
  if (best != own) {
    part_outside_[best] = part_outside_[best] + part_outside_[own] - 2 * around_.to(best);
    part_mass_[best] += degrees_[node];
    ++part_size_[best];
    part_size_[own] = 0;
    part[node] = best;
  }
  around_.clear();
}

Partition Level::refined() {
  Partition part(graph_.size());
  std::iota(part.begin(), part.end(), 0U);
  part_mass_ = degrees_;
  part_size_.assign(graph_.size(), 1);
  part_outside_.assign(graph_.size(), 0);
  for (std::uint32_t node = 0; node < graph_.size(); ++node)
    for (const Link& link : graph_.of(node))
      if (community_[link.to] == community_[node]) part_outside_[node] += link.weight;
  for (std::uint32_t node = 0; node < graph_.size(); ++node)
    if (part[node] == node && part_size_[node] == 1) join_part(node, part);
  return part;
}

Pairs lifted(const Pairs& apart, const Partition& group) {
  Pairs result;
  for (const auto& [a, b] : apart) result.emplace_back(group[a], group[b]);
  return result;
}

/// The nodes in their own order for the first attempt, well mixed for each other (by SplitMix64).
std::vector<std::uint32_t> turns(std::uint32_t nodes, unsigned attempt) {
  std::vector<std::uint32_t> order(nodes);
  std::iota(order.begin(), order.end(), 0U);
  if (attempt == 0) return order;
  const auto mixed = [&](std::uint32_t node) {
    std::uint64_t value = (std::uint64_t{attempt} << 32U) + node + 0x9E3779B97F4A7C15ULL;
    value = (value ^ (value >> 30U)) * 0xBF58476D1CE4E5B9ULL;
    value = (value ^ (value >> 27U)) * 0x94D049BB133111EBULL;
    return value ^ (value >> 31U);
  };
  std::ranges::sort(order, {}, [&](std::uint32_t node) { return std::pair(mixed(node), node); });
  return order;
}

/// One round: passes 1 to 3 until nothing moves any more.
Partition round_of(const Graph& graph, const LeidenOptions& options, const Partition& start,
                   unsigned attempt) {
  Partition top(graph.size());  // node of the current level that each original node belongs to
  std::iota(top.begin(), top.end(), 0U);
  const Graph* current = &graph;
  Graph coarser;  // which `current` is from the second level on
  Partition community = start;
  Pairs apart = options.apart;
  while (true) {
    Level level(*current, community, apart, options.resolution);
    level.move_nodes(turns(current->size(), attempt));
    community = renumbered(level.community());
    const Partition raw = level.refined();
    const Partition part = renumbered(raw);
    const std::uint32_t parts = count_of(part);
    if (parts == current->size() || count_of(community) == current->size()) break;
    Partition lifted_community(parts);
    for (std::uint32_t node = 0; node < current->size(); ++node)
      lifted_community[part[node]] = community[node];
    for (std::uint32_t& node : top) node = part[node];
    apart = lifted(apart, part);
    coarser = contracted(*current, part, parts);
    current = &coarser;
    community = std::move(lifted_community);
  }
  Partition result(graph.size());
  for (std::uint32_t node = 0; node < graph.size(); ++node) result[node] = community[top[node]];
  return renumbered(result);
}

}  // namespace

Partition leiden(const Graph& graph, const LeidenOptions& options) {
  Partition singles(graph.size());
  std::iota(singles.begin(), singles.end(), 0U);
  Partition best = singles;
  double most = 0;
  const unsigned attempts = std::max(options.attempts, 1U);
  for (unsigned attempt = 0; attempt < attempts; ++attempt) {
    Partition partition = singles;
    for (unsigned round = 0; round < options.rounds; ++round) {
      Partition next = round_of(graph, options, partition, attempt);
      if (next == partition) break;
      partition = std::move(next);
    }
    const double quality = attempts > 1 ? modularity(graph, partition, options.resolution) : 0;
    if (attempt > 0 && quality <= most) continue;
    most = quality;
    best = std::move(partition);
  }
  return connected(graph, best);
}

}  // namespace agentops::mine
