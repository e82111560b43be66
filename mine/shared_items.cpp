#include "mine/shared_items.h"

#include <algorithm>
#include <map>
#include <string_view>

#include "mine/bonds.h"

namespace agentops::mine {
namespace {

constexpr const std::string* no_domain = nullptr;

/// The domain of each row, and whether it is free to leave it.
struct Place {
  const std::string* domain = no_domain;
  bool free = false;
};

std::vector<Place> places_of(const Corpus& corpus, const Mining& mining) {
  std::vector<Place> places(corpus.rows.size());
  for (const Domain& domain : mining.domains)
    for (const Member& member : domain.members)
      places[row_with(corpus, member.key)] = {.domain = &domain.id,
                                              .free = member.close_call && !member.decided};
  for (const std::string& key : mining.unassigned) places[row_with(corpus, key)].free = true;
  for (const std::string& key : mining.copies) places[row_with(corpus, key)].free = false;
  return places;
}

/// How many items of each other domain refer to one item.
using Referrers = std::map<std::string_view, std::uint32_t>;

bool is_shared(const Referrers& referrers, unsigned from_domains) {
  std::uint32_t all = 0;
  std::uint32_t most = 0;
  for (const auto& [domain, count] : referrers) {
    all += count;
    most = std::max(most, count);
  }
  return referrers.size() >= from_domains && 2 * most <= all;
}

/// Rows, and how many domains refer to each.
using Candidates = std::map<std::uint32_t, std::uint32_t>;

Candidates used_by_several(const Corpus& corpus, const Mining& mining, unsigned from_domains) {
  const std::vector<Place> places = places_of(corpus, mining);
  std::map<std::uint32_t, Referrers> referrers;
  for (const ReferenceEdge& edge : corpus.references)
    if (places[edge.to].free && places[edge.from].domain != no_domain &&
        places[edge.from].domain != places[edge.to].domain)
      ++referrers[edge.to][*places[edge.from].domain];
  Candidates candidates;
  for (const auto& [row, from] : referrers)
    if (is_shared(from, from_domains)) candidates.emplace(row, static_cast<std::uint32_t>(from.size()));
  return candidates;
}

/// Leaves out those of domains that would become too small.
void keep_domains(const Corpus& corpus, const Mining& mining, unsigned min_size, Candidates& candidates) {
  for (const Domain& domain : mining.domains) {
    std::vector<std::uint32_t> leaving;
    for (const Member& member : domain.members)
      if (const std::uint32_t row = row_with(corpus, member.key); candidates.contains(row))
        leaving.push_back(row);
    if (domain.members.size() < min_size + leaving.size())
      for (const std::uint32_t row : leaving) candidates.erase(row);
  }
}

/// Leaves out those that refer to an item which is none, and then those that refer to these.
void keep_independent(const Corpus& corpus, Candidates& candidates) {
  std::map<std::uint32_t, std::vector<std::uint32_t>>
      callers;  ///< candidates, by the candidate they refer to
  std::vector<std::uint32_t> leaving;
  for (const ReferenceEdge& edge : corpus.references) {
    if (!candidates.contains(edge.from)) continue;
    if (candidates.contains(edge.to))
      callers[edge.to].push_back(edge.from);
    else
      leaving.push_back(edge.from);
  }
  while (!leaving.empty()) {
    const std::uint32_t row = leaving.back();
    leaving.pop_back();
    if (candidates.erase(row) == 0) continue;
    if (const auto from = callers.find(row); from != callers.end())
      leaving.insert(leaving.end(), from->second.begin(), from->second.end());
  }
}

}  // namespace

std::vector<SharedItem> shared_items(const Corpus& corpus, const Mining& mining,
                                     const SharingOptions& options) {
  Candidates candidates = used_by_several(corpus, mining, options.from_domains);
  keep_domains(corpus, mining, options.min_size, candidates);
  keep_independent(corpus, candidates);
  std::vector<SharedItem> shared;
  for (const auto& [row, domains] : candidates)
    shared.push_back({.key = corpus.rows[row].key, .domains = domains});
  std::ranges::sort(shared, {}, &SharedItem::key);
  return shared;
}

void set_apart(std::vector<SharedItem> shared, Mining& mining) {
  const auto is_in = [&](const std::string& key) {
    return std::ranges::binary_search(shared, key, {}, &SharedItem::key);
  };
  for (Domain& domain : mining.domains) {
    std::erase_if(domain.members, [&](const Member& member) { return is_in(member.key); });
    for (DomainPart& part : domain.parts) std::erase_if(part.members, is_in);
    std::erase_if(domain.parts, [](const DomainPart& part) { return part.members.empty(); });
  }
  std::erase_if(mining.unassigned, is_in);
  std::erase_if(mining.questions, [&](const Question& question) { return is_in(question.key); });
  mining.shared = std::move(shared);
}

}  // namespace agentops::mine
