// The factor of a graph of nearest neighbours stays sparse up to some thousands of items (8 times the entries
// of the matrix at 1,650). Beyond, conjugate gradients need about ten steps, because damping bounds the
// condition of the matrix by (2 + damping) / damping.

#include "mine/propagation.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include <Eigen/Sparse>

#include "mine/share_out.h"

namespace agentops::mine {

namespace {

using Matrix = Eigen::SparseMatrix<double>;

constexpr double millionths = 1e6;

std::int32_t rounded(double amount) { return static_cast<std::int32_t>(std::lround(amount * millionths)); }

/// The strongest links of each item, as edges; a link that is strong at either end is one.
std::vector<Edge> strongest_edges(const Graph& graph, std::uint32_t most) {
  std::vector<Edge> edges;
  for (std::uint32_t item = 0; item < graph.size(); ++item) {
    std::vector<Link> links(graph.of(item).begin(), graph.of(item).end());
    const auto kept = std::min<std::size_t>(most, links.size());
    std::ranges::partial_sort(links, links.begin() + static_cast<std::ptrdiff_t>(kept),
                              [](const Link& a, const Link& b) {
                                return a.weight != b.weight ? a.weight > b.weight : a.to < b.to;
                              });
    for (std::size_t i = 0; i < kept; ++i)
      edges.push_back({std::min(item, links[i].to), std::max(item, links[i].to), links[i].weight});
  }
  std::ranges::sort(edges, {}, [](const Edge& edge) { return std::pair(edge.from, edge.to); });
  const auto repeats = std::ranges::unique(edges);
  edges.erase(repeats.begin(), repeats.end());
  return edges;
}

/// (1 + damping) I - S.
Matrix matrix_of(const Graph& graph, const PropagationOptions& options) {
  const std::vector<Edge> edges = strongest_edges(graph, options.strongest);
  std::vector<double> degrees(graph.size());
  for (const Edge& edge : edges) {
    degrees[edge.from] += edge.weight;
    degrees[edge.to] += edge.weight;
  }
  std::vector<Eigen::Triplet<double>> entries;
  for (std::uint32_t item = 0; item < graph.size(); ++item)
    entries.emplace_back(item, item, 1 + options.damping);
  for (const Edge& edge : edges) {
    const double share = edge.weight / std::sqrt(degrees[edge.from] * degrees[edge.to]);
    entries.emplace_back(edge.from, edge.to, -share);
    entries.emplace_back(edge.to, edge.from, -share);
  }
  Matrix matrix(graph.size(), graph.size());
  matrix.setFromTriplets(entries.begin(), entries.end());
  return matrix;
}

}  // namespace

struct Propagation::Solver {
  Solver(const Graph& likeness, const PropagationOptions& options)
      : matrix(matrix_of(likeness, options)),
        is_direct(likeness.size() <= options.direct_up_to),
        damping(options.damping),
        threads(options.threads) {
    if (is_direct) {
      direct.compute(matrix);
      return;
    }
    iterative.setTolerance(1e-5);
    iterative.compute(matrix);
  }

  [[nodiscard]] Eigen::VectorXd solve(const Eigen::VectorXd& votes) const {
    if (is_direct) return direct.solve(votes);
    return iterative.solve(votes);
  }

  Matrix matrix;  ///< the iterative solver points to it
  bool is_direct;
  double damping;
  unsigned threads;
  Eigen::SimplicialLDLT<Matrix> direct;
  Eigen::ConjugateGradient<Matrix, Eigen::Lower | Eigen::Upper> iterative;
};

Propagation::Propagation(const Graph& likeness, const PropagationOptions& options)
    : solver_(std::make_unique<Solver>(likeness, options)) {}
Propagation::~Propagation() = default;
Propagation::Propagation(Propagation&&) noexcept = default;
Propagation& Propagation::operator=(Propagation&&) noexcept = default;

Leanings Propagation::leanings(std::span<const Vote> votes, std::uint32_t domains) const {
  const auto items = static_cast<std::size_t>(solver_->matrix.rows());
  Leanings leanings{.domains = domains, .amounts = std::vector<std::int32_t>(items * domains)};
  std::vector<std::vector<Vote>> columns(domains);
  for (const Vote& vote : votes) columns[vote.domain].push_back(vote);
  share_out(
      domains, solver_->threads,
      [&](std::size_t domain, std::size_t) {
        if (columns[domain].empty()) return;
        Eigen::VectorXd column = Eigen::VectorXd::Zero(static_cast<Eigen::Index>(items));
        for (const Vote& vote : columns[domain]) column[vote.item] += vote.weight;
        const Eigen::VectorXd amounts = solver_->solve(column);
        for (std::size_t item = 0; item < items; ++item)
          leanings.amounts[(item * domains) + domain] = rounded(amounts[static_cast<Eigen::Index>(item)]);
      },
      1);
  return leanings;
}

std::vector<std::int32_t> Propagation::reach(std::uint32_t item) const {
  Eigen::VectorXd vote = Eigen::VectorXd::Zero(solver_->matrix.rows());
  vote[item] = 1;
  const Eigen::VectorXd amounts = solver_->solve(vote);
  std::vector<std::int32_t> reach;
  for (const double amount : amounts) reach.push_back(rounded(amount));
  return reach;
}

std::int32_t Propagation::echo() const { return rounded(1 / (1 + solver_->damping)); }

}  // namespace agentops::mine
