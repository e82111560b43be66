#pragma once

/// What the command `search` needs beside search_places.h: many queries at once, and the help of its fields.

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "actions/search_places.h"
#include "models/result.h"

namespace agentops::actions {

/// One line of a batch and what it found.
using BatchVisitor = std::function<void(std::string_view id, const std::vector<PlacedHit>& found)>;

struct BatchOutcome {
  std::size_t queries = 0;
  std::size_t plain = 0;               ///< did not parse and were searched as plain words
  std::vector<std::size_t> malformed;  ///< numbers of lines without `id<TAB>query`, from 1
};

/// What a query can ask for by name: a line each, for help pages.
[[nodiscard]] std::string field_help();

/// Runs each `id<TAB>query` line of `lines`; `visit` is called in their order. Blank lines are passed over.
/// Errors: those of SearchPlaces::search, but for queries that do not parse.
[[nodiscard]] Result<BatchOutcome> search_batch(SearchPlaces& places, std::string_view lines, unsigned limit,
                                                const BatchVisitor& visit);

}  // namespace agentops::actions
