#include "extract/classify.h"

#include <algorithm>
#include <array>
#include <map>

#include "extract/ballot.h"

namespace agentops::extract {

namespace {

using Points = std::array<int, kind_names.size()>;

Points count(const Ballot& ballot) {
  Points points{};
  points[static_cast<std::size_t>(Kind::Doc)] = 2;  // what nothing speaks against is a document
  for (const auto& vote : ballot.votes()) points[static_cast<std::size_t>(vote.kind)] += vote.points;
  return points;
}

Kind best(const Points& points, Kind except) {
  std::size_t winner = except == Kind::Agent ? 1 : 0;
  for (std::size_t i = 0; i < points.size(); ++i)
    if (static_cast<Kind>(i) != except && points[i] > points[winner]) winner = i;
  return static_cast<Kind>(winner);
}

/// How sure `first` points against `second` are: half for a draw, .7 for a margin of two, and towards 1 with
/// both margin and amount.
double confidence(int first, int second) {
  const double margin = std::max(first - std::max(second, 0), 0);
  const double amount = std::max(first, 1);
  return std::min(0.99, 0.5 + 0.5 * margin / (margin + 3.0) + 0.02 * std::min(amount, 10.0) - 0.02);
}

std::vector<std::string> evidence_for(Kind kind, const Ballot& ballot) {
  std::vector<Vote> votes;
  for (const auto& vote : ballot.votes())
    if (vote.kind == kind && vote.points > 0) votes.push_back(vote);
  std::ranges::stable_sort(votes, std::greater<>{}, &Vote::points);
  std::vector<std::string> evidence;
  for (auto& vote : votes)
    if (std::ranges::find(evidence, vote.evidence) == evidence.end())
      evidence.push_back(std::move(vote.evidence));
  return evidence;
}

}  // namespace

Verdict classify(const Observed& observed) {
  Ballot ballot;
  vote_by_path(observed, ballot);
  vote_by_frontmatter(observed, ballot);
  vote_by_body(observed, ballot);
  if (observed.heading != Kind::Other)
    ballot.add(observed.heading, 12, "heading." + std::string(name_of(observed.heading)));

  const auto points = count(ballot);
  const auto kind = best(points, static_cast<Kind>(kind_names.size()));
  const auto runner_up = best(points, kind);
  Verdict verdict{.kind = kind,
                  .runner_up = runner_up,
                  .confidence = confidence(points[static_cast<std::size_t>(kind)],
                                           points[static_cast<std::size_t>(runner_up)]),
                  .from = evidence_for(kind, ballot),
                  .runner_up_from = evidence_for(runner_up, ballot)};
  if (verdict.from.empty()) verdict.from.emplace_back("nothing else");
  return verdict;
}

}  // namespace agentops::extract
