#pragma once

/// Names for domains: the words that a person would choose, and those that make the domain.
///
///   items named "invoice-export", "invoice-check", "tax-report"  ->  name "invoice-tax", terms {"invoice",
///   "tax", ...}
///
/// Candidates come from the names, descriptions and headings of the items, because the words that people
/// choose for a category are seldom those that statistics rank first in its text (Carmel, Roitman, Zwerdling,
/// Enhancing cluster labeling using Wikipedia, 2009). A good name stands in many items of its domain and in
/// few others, and says the field of work where the items do.

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "mine/leiden.h"
#include "models/corpus.h"
#include "text/words.h"

namespace agentops::mine {

struct Label {
  std::string name;                ///< slug of one to three words
  std::vector<std::string> terms;  ///< up to 8, most telling first

  friend bool operator==(const Label&, const Label&) = default;
};

/// One label for each domain, 0 .. given.size() - 1; names differ. A name in `given` is kept; an empty one is
/// found, unlike all of `given` and `avoided`. No name is made of words for kinds of items ("agent",
/// "guide").
[[nodiscard]] std::vector<Label> labels_of(const Corpus& corpus, const Partition& domains,
                                           std::span<const std::string> given,
                                           std::span<const std::string> avoided, const text::Stemmer& stem);

}  // namespace agentops::mine
