#include "index/rerank.h"

#include <algorithm>
#include <cmath>
#include <functional>

namespace agentops::index {
namespace {

constexpr double pair_weight = 0.4;  // of a pair against a word as rare; measured, .3 to .5 are alike

/// BM25's weight of what `with` of `all` documents have.
double rarity(double with, double all) { return std::log1p((all - with + 0.5) / (with + 0.5)); }

}  // namespace

void raise_by_pairs(std::span<Candidate> candidates, std::span<const AskedPair> asked,
                    std::uint64_t documents) {
  std::vector<std::vector<PairHash>> pairs;
  pairs.reserve(candidates.size());
  for (const Candidate& candidate : candidates) pairs.push_back(read_pairs(candidate.pairs));

  for (const AskedPair& pair : asked) {
    std::vector<std::size_t> holders;
    for (std::size_t i = 0; i < pairs.size(); ++i)
      if (std::ranges::binary_search(pairs[i], pair.hash)) holders.push_back(i);
    const auto found = static_cast<double>(holders.size());
    const double share = found / static_cast<double>(pairs.size());
    const double estimate = std::max(found, share * static_cast<double>(pair.documents));
    for (const std::size_t i : holders)
      candidates[i].score += pair_weight * rarity(estimate, static_cast<double>(documents));
  }
}

void sort_by_score(std::vector<Candidate>& candidates, const KeyReader& key_of) {
  std::ranges::sort(candidates, std::ranges::greater{}, &Candidate::score);
  for (std::size_t begin = 0; begin < candidates.size();) {
    std::size_t end = begin + 1;
    while (end < candidates.size() && candidates[end].score == candidates[begin].score) ++end;
    const auto tied = std::span(candidates).subspan(begin, end - begin);
    begin = end;
    if (tied.size() == 1) continue;
    for (Candidate& candidate : tied)
      if (candidate.key.empty()) candidate.key = key_of(candidate.document);
    std::ranges::sort(tied, {}, &Candidate::key);
  }
}

}  // namespace agentops::index
