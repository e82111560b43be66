#include "mine/postings.h"

namespace agentops::mine {

Postings::Postings(const Vectors& vectors) : offsets_(std::size_t{vectors.terms} + 1) {
  for (const auto& row : vectors.rows)
    for (const Component& component : row) ++offsets_[component.term + 1];
  for (std::size_t i = 1; i < offsets_.size(); ++i) offsets_[i] += offsets_[i - 1];
  entries_.resize(offsets_.back());
  std::vector<std::size_t> next(offsets_.begin(), offsets_.end() - 1);
  for (std::uint32_t item = 0; item < vectors.rows.size(); ++item)
    for (const Component& component : vectors.rows[item])
      entries_[next[component.term]++] = {item, component.weight};
}

}  // namespace agentops::mine
