#pragma once

/// Questions that are put to one document after the other while Xapian matches: what no list of documents
/// answers.
///
/// Each is used beside a query that leaves few documents to ask, but for paths, which are quick to compare.

#include <string>
#include <vector>

#include "index/field_check.h"
#include "index/pairs.h"
#include "text/words.h"

namespace Xapian {
class Query;
}

namespace agentops::index {

/// Documents in whose record the words of a field stand.
[[nodiscard]] Xapian::Query in_field(FieldCheck check, text::Stemmer stem);

/// Documents that have the words of a phrase in a name, description or heading, or in whose text words follow
/// each other as these `pairs` do: nearly always those with the phrase in their text.
[[nodiscard]] Xapian::Query with_phrase(FieldCheck check, std::vector<PairHash> pairs, text::Stemmer stem);

/// Documents on whose path `value` lies (terms.h); `is_start`: or that begins so there.
[[nodiscard]] Xapian::Query on_path(std::string value, bool is_start);

}  // namespace agentops::index
