#pragma once

/// The words that tell domains apart: the candidates for their names.
///
///   items of two domains, named "invoice-export", "invoice-check" and "interview-plan", "interview-notes"
///   ->  {"invoice" in items 0, 1}, {"interview" in items 2, 3}, each with what it is worth
///
/// Words come from the names, descriptions and headings of the items. Linear in those.

#include <cstdint>
#include <string>
#include <vector>

#include "mine/partition.h"
#include "mine/stem_table.h"
#include "models/corpus.h"

namespace agentops::mine {

/// Words of one field of an item, as a reader sees them ("GraphQL" is one, "deploy_infra" two), in small
/// letters, and what it counts to stand there.
struct Field {
  enum class Place : std::uint8_t { Name, Description, Heading };

  Place place = Place::Name;
  std::vector<std::string> words;
};

/// How much a word counts by where it stands: 2 in name and description, 1 in a heading.
[[nodiscard]] double weight_of(Field::Place place);

/// Name and description, then headings in reading order, the first two dozen.
[[nodiscard]] std::vector<Field> fields_of(const CorpusRow& row);

/// True for a lower-case word that may stand in the name of a domain.
[[nodiscard]] bool may_be_in_name(std::string_view word);

/// A word, by its term, as a candidate for the name of one domain.
struct Candidate {
  std::uint64_t term = 0;
  double score = 0;                  ///< what it adds to telling the domain from the others; see the source
  std::vector<std::uint32_t> items;  ///< of the domain, that have it: two or more
};

/// Candidates of each of `count` domains, best first, ties by term. `stems` chooses by may_be_in_name.
[[nodiscard]] std::vector<std::vector<Candidate>> candidates_of(const Corpus& corpus,
                                                                const Partition& domains, std::size_t count,
                                                                StemTable& stems);

}  // namespace agentops::mine
