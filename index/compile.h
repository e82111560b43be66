#pragma once

/// A settled query as Xapian runs it.

#include "index/query.h"
#include "text/words.h"

namespace Xapian {
class Database;
class Query;
}  // namespace Xapian

namespace agentops::index {

/// Words rank by their stems; filters and fields only decide. Of an Or of very many words the rarest are
/// kept. Throws Xapian's exceptions when `database` is damaged.
[[nodiscard]] Xapian::Query compile(const Node& settled, const Xapian::Database& database,
                                    const text::Stemmer& stem);

}  // namespace agentops::index
