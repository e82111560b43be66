#pragma once

/// A settled query as Xapian runs it.

#include <map>
#include <string>
#include <vector>

#include "index/query.h"
#include "text/words.h"

namespace Xapian {
class Database;
class Query;
}  // namespace Xapian

namespace agentops::index {

/// What each word may also be called: corrections and synonyms, as stems.
using Alternatives = std::map<std::string, std::vector<std::string>, std::less<>>;

/// Key of an item of the folder -> name of its domain.
using Domains = std::map<std::string, std::string, std::less<>>;

/// What a query is read against.
struct Surroundings {
  const Xapian::Database& database;
  const text::Stemmer& stem;
  const Alternatives& alternatives;
  const Domains& domains;
};

/// Words rank by their stems; filters and fields only decide. Of an Or of very many words the rarest are
/// kept. Phrases and words near each other let through what may have them, see text_check.h. Throws Xapian's
/// exceptions when the database is damaged.
[[nodiscard]] Xapian::Query compile(const Node& settled, const Surroundings& surroundings);

}  // namespace agentops::index
