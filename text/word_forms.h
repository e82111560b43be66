#pragma once

/// Replaces the words of one subject by those of another, in every form that English and identifiers give
/// them.
///
///   customer -> lead:  "Customers ask" -> "Leads ask"     customer_id -> lead_id     CustomerPage ->
///   LeadPage customer service -> sales:  customer-service -> sales
///
/// Plurals by the rules of spelling (s, es, ies); capitals as they were; words joined by a space, dash,
/// underscore or a capital, as they were. A word counts only as a whole: "customs" is none. What stands in
/// the address of a URL stays. Linear in the text for a given list; pure.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace agentops::text {

/// Words in lower case, apart by single spaces: {"customer service", "sales"}.
struct WordMapping {
  std::string from;
  std::string to;

  friend bool operator==(const WordMapping&, const WordMapping&) = default;
};

struct WordReplacement {
  std::size_t at = 0;       ///< in the text before, in bytes
  std::string before;       ///< "Customers"
  std::string after;        ///< "Leads"
  std::size_t mapping = 0;  ///< which

  friend bool operator==(const WordReplacement&, const WordReplacement&) = default;
};

/// Ascending, apart. Where several mappings fit, the one of most words counts, then the first.
[[nodiscard]] std::vector<WordReplacement> word_replacements(std::string_view text,
                                                             const std::vector<WordMapping>& mappings);

/// `text` with them made.
[[nodiscard]] std::string with_replacements(std::string_view text,
                                            const std::vector<WordReplacement>& replacements);

/// "lead" -> "leads", "inquiry" -> "inquiries", "box" -> "boxes"
[[nodiscard]] std::string plural_of(std::string_view word);

/// "Customer-Service" -> "customer service": how a person's word becomes one of a WordMapping. Empty when it
/// has none.
[[nodiscard]] std::string plain_words(std::string_view text);

}  // namespace agentops::text
