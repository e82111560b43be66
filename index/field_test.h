#pragma once

/// Whether words stand in a field of a found document: what the index cannot answer alone.
///
///   holds({.field = FieldId::Heading, .form = Comparison::Phrase, .words = {"error", "budget"}}, record,
///   stem)

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

struct FieldTest {
  std::optional<FieldId> field;  ///< nothing: name, description or a heading
  Comparison comparison = Comparison::Stem;
  std::vector<std::string> words;  ///< not empty

  friend bool operator==(const FieldTest&, const FieldTest&) = default;
};

/// A phrase never spans two headings, or name and title.
[[nodiscard]] bool holds(const FieldTest& test, const Record& record, const text::Stemmer& stem);

}  // namespace agentops::index
