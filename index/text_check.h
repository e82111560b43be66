#pragma once

/// What only the text of a found item can say, since the index keeps no positions: that words follow each
/// other, or stand near each other.
///
///   text_checks(`"error budget" kind:agent`)  -> one check, of the phrase

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "index/query.h"
#include "text/words.h"

namespace agentops::index {

struct TextCheck {
  std::vector<std::string>
      words;                   ///< of a phrase as they are written, in lower case; otherwise stems, each once
  std::uint32_t distance = 0;  ///< at most so many words from the first to the last; 0: a phrase

  friend bool operator==(const TextCheck&, const TextCheck&) = default;
};

/// What must hold for each item that `settled` asks for. What stands in an OR or under NOT is not among it.
[[nodiscard]] std::vector<TextCheck> text_checks(const Node& settled, const text::Stemmer& stem);

/// Linear in the text.
[[nodiscard]] bool holds(const TextCheck& check, std::string_view text, const text::Stemmer& stem);

}  // namespace agentops::index
