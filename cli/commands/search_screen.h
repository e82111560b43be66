#pragma once

/// How what a search found is shown: to people, to fzf, and as JSON.

#include <string>

#include "actions/search_places.h"
#include "cli/session.h"
#include "models/value.h"

namespace agentops::cli {

/// What is shown beside the hits.
struct SearchScreen {
  std::string root;     ///< of the folder, as it was typed
  bool titles = false;  ///< no lines of text
};

/// Numbered hits with their lines, facets, and how many match in all.
void print_hits(Session& session, const SearchScreen& screen, const actions::PlacedHits& search);

/// A line each for programs that pick one: PATH:LINE, kind, name, description, with tabs between.
void print_lines(Session& session, const SearchScreen& screen, const actions::PlacedHits& search);

/// What the query was taken for, on stderr: corrected words, words that are missing.
void say_how_it_was_read(Session& session, const actions::PlacedHits& search);

/// One hit, as in `hits[]` of docs/schema.md.
[[nodiscard]] Value hit_value(const actions::PlacedHit& found);

/// The data of the answer.
[[nodiscard]] Value search_data(const std::string& query, const actions::PlacedHits& search);

}  // namespace agentops::cli
