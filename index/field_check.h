#pragma once

/// Whether words stand in a field of a found document: what the index cannot answer alone.
///
///   holds({FieldId::Heading, Comparison::Phrase, {"error", "budget"}}, record, stem)

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "index/fields.h"
#include "index/record.h"
#include "text/words.h"

namespace agentops::index {

enum class Comparison : std::uint8_t {
  Stem,    ///< a word with the stem words[0]
  Start,   ///< a word that begins with words[0]
  Phrase,  ///< all words, as they are, one after the other
};

struct FieldCheck {
  std::optional<FieldId> field;  ///< nothing: name, description or a heading
  Comparison comparison = Comparison::Stem;
  std::vector<std::string> words;  ///< not empty

  friend bool operator==(const FieldCheck&, const FieldCheck&) = default;
};

/// A phrase never spans two headings, or name and title.
[[nodiscard]] bool holds(const FieldCheck& check, const Record& record, const text::Stemmer& stem);

}  // namespace agentops::index
