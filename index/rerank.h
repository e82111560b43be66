#pragma once

/// Ranks the best candidates of a search once more: those with words of the query beside each other, as they
/// stand in the query, go up.
///
/// A pair counts the more the rarer it is, as a word does in BM25. How rare is not stored: the share of
/// candidates that have it stands for the share of all documents that have its rarer word.

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "index/pairs.h"

namespace agentops::index {

struct Candidate {
  std::uint32_t document = 0;  ///< number in the index
  double score = 0;
  std::string key;    ///< of its item; empty until it has to decide
  std::string pairs;  ///< signature of its text

  friend bool operator==(const Candidate&, const Candidate&) = default;
};

/// Two words of the query that follow each other.
struct AskedPair {
  PairHash hash = 0;
  std::uint64_t documents = 0;  ///< that have the rarer of the two words

  friend bool operator==(const AskedPair&, const AskedPair&) = default;
};

/// Adds to the score of each candidate for the pairs that it has. `documents` is the size of the index.
void raise_by_pairs(std::span<Candidate> candidates, std::span<const AskedPair> asked,
                    std::uint64_t documents);

/// Gives the key of the document with this number.
using KeyReader = std::function<std::string(std::uint32_t document)>;

/// Sorts by score, best first, then by key. Keys are read only where scores are equal.
void sort_by_score(std::vector<Candidate>& candidates, const KeyReader& key_of);

}  // namespace agentops::index
