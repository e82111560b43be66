#pragma once

/// Searches the items of a folder. The index is brought up to date first; one that is missing, damaged or of
/// another version is built again, with a word about it.

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "actions/scan.h"
#include "index/search.h"
#include "index/snippet.h"

namespace agentops::actions {

struct SearchRequest {
  std::string query;
  unsigned limit = 10;
  bool snippets = true;
};

struct Found {
  index::Hit hit;
  Item item;
  std::vector<index::SnippetLine> lines;
};

struct Search {
  Scanned scanned;
  std::vector<Found> found;  ///< best first
  index::Hits hits;          ///< totals, the query as understood, a suggestion
};

/// Errors: Usage (E-QUERY) with the column of the fault in the query.
[[nodiscard]] Result<Search> search(const Project& project, const SearchRequest& request);

/// One line of a batch and what it found.
using BatchVisitor = std::function<void(std::string_view id, const std::vector<index::Hit>& hits)>;

struct BatchOutcome {
  std::size_t queries = 0;
  std::size_t plain = 0;               ///< did not parse and were searched as plain words
  std::vector<std::size_t> malformed;  ///< numbers of lines without `id<TAB>query`, from 1
  std::vector<std::string> words;      ///< about caches and index
};

/// What a query can ask for by name: a line each, for help pages.
[[nodiscard]] std::string field_help();

/// Runs each `id<TAB>query` line of `lines`; `visit` is called in their order. Blank lines are passed over.
[[nodiscard]] Result<BatchOutcome> search_batch(const Project& project, std::string_view lines,
                                                unsigned limit, const BatchVisitor& visit);

}  // namespace agentops::actions
