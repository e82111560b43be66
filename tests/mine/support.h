#pragma once

/// A small vocabulary for tests of mining: rows made from words, corpora with known subjects, and chance that
/// is the same everywhere.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "mine/bonds.h"
#include "mine/graph.h"
#include "models/corpus.h"

namespace agentops::mine::testing {

/// SplitMix64 (Steele, Lea, Flood 2014): the same numbers on every machine.
class Chance {
 public:
  explicit Chance(std::uint64_t seed) : state_(seed) {}
  std::uint64_t next();
  std::uint32_t below(std::uint32_t end) { return static_cast<std::uint32_t>(next() % end); }

 private:
  std::uint64_t state_;
};

/// A row of an agent whose name is `key` and whose text is these words.
[[nodiscard]] CorpusRow row(const std::string& key, std::string_view words,
                            const std::string& description = "");

/// `each` items on every subject: item "subject-N" has twelve words of its subject's twenty and eight of
/// forty common ones.
[[nodiscard]] Corpus subjects(const std::vector<std::string>& names, unsigned each);

/// Nodes in `groups` groups of `size`, joined with weight 1000 by chance: `inside` of 100 pairs of one group,
/// `outside` of 100 others.
[[nodiscard]] Graph planted(std::uint32_t groups, std::uint32_t size, std::uint32_t inside,
                            std::uint32_t outside, std::uint64_t seed);

/// Items of which people decided nothing, each a node of its own.
[[nodiscard]] Bonds free_items(std::uint32_t count);

}  // namespace agentops::mine::testing
