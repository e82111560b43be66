#include "mine/postings.h"

namespace agentops::mine {

Postings::Postings(const Vectors& vectors)
    : offsets_(std::size_t{vectors.term_count} + 1), items_(vectors.terms.size()), weights_(items_.size()) {
  for (const std::uint32_t term : vectors.terms) ++offsets_[term + 1];
  for (std::size_t i = 1; i < offsets_.size(); ++i) offsets_[i] += offsets_[i - 1];
  reweigh(vectors);
}

void Postings::reweigh(const Vectors& vectors) {
  std::vector<std::size_t> next(offsets_.begin(), offsets_.end() - 1);
  for (std::uint32_t item = 0; item < vectors.size(); ++item) {
    const VectorView row = vectors.row(item);
    for (std::size_t i = 0; i < row.size(); ++i) {
      const std::size_t place = next[row.terms[i]]++;
      items_[place] = item;
      weights_[place] = row.weights[i];
    }
  }
}

}  // namespace agentops::mine
