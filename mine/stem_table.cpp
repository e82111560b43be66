#include "mine/stem_table.h"

#include <algorithm>
#include <string>

#include "text/hash.h"

namespace agentops::mine {

bool carries_subject(std::string_view word) {
  const bool is_number = std::ranges::all_of(word, [](char c) { return c >= '0' && c <= '9'; });
  return word.size() >= 2 && !is_number && !text::is_stop_word(word);
}

std::uint64_t StemTable::term(std::string_view word) {
  const std::uint64_t hash = text::quick_hash(word);
  const std::uint64_t* known = known_.find(hash);
  return known != nullptr ? *known : known_.add(hash, new_term(word));
}

std::uint64_t StemTable::new_term(std::string_view word) const {
  if (!counts_(word)) return 0;
  const std::string stem = stem_ ? stem_(std::string(word)) : std::string(word);
  return std::max<std::uint64_t>(text::quick_hash(stem), 1);
}

}  // namespace agentops::mine
