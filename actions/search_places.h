#pragma once

/// One search over many places: the folder at hand, the packages installed in it, those installed for the
/// user, and those that a registry offers.
///
///   auto places = SearchPlaces::open(project, {});
///   places->search({.query = {.words = "rollback kind:workflow"}})
///   -> deploy-infra in the folder, rollback in core@1.0.0 (packages/core/workflows/rollback.md), ...
///
/// What is rare is rare in all places together, so scores compare. Indexes are brought up to date first; one
/// that is missing, damaged or of another version is built again, with a word about it. Past a few dozen
/// packages their indexes are merged into one, in the user's cache. For one thread.

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "actions/places.h"
#include "actions/project.h"
#include "actions/scan.h"
#include "index/search.h"
#include "index/snippet.h"

namespace agentops::actions {

struct PlacesOrder {
  bool folder = true;  ///< the folder at hand
  PackagesOrder packages;
};

struct PlacedQuery {
  index::Query query;    ///< the texts and domains that it needs are put in
  bool snippets = true;  ///< read the files of what was found, for the lines that show why
  index::SnippetOptions lines = {};
};

/// An item that was found. Path and key of `item` are as one finds it from the folder at hand:
/// "packages/core/agents/a.md".
struct PlacedHit {
  index::Hit hit;
  Item item;
  Place place;
  std::string domain;               ///< in the plan; of a package its name; empty: none
  std::optional<std::size_t> same;  ///< which hit before it says the very same; its lines are not repeated
  std::vector<index::SnippetLine> lines;  ///< counted in its file
};

struct PlacedHits {
  std::vector<PlacedHit> found;  ///< best first
  index::Hits hits;              ///< totals, the query as understood, a suggestion; its hits are in `found`
};

/// In how many items words occur.
struct WordCounts {
  std::uint64_t items = 0;          ///< in all places
  std::vector<std::uint64_t> with;  ///< that have a form of each word, in the order of the words
};

class SearchPlaces {
 public:
  /// Scans the folder, and looks what is installed. `project` must outlive it. Errors: those of scan, of
  /// packages_to_search and of building an index.
  [[nodiscard]] static Result<SearchPlaces> open(const Project& project, const PlacesOrder& order);

  SearchPlaces(SearchPlaces&&) noexcept;
  SearchPlaces& operator=(SearchPlaces&&) noexcept;
  ~SearchPlaces();

  /// Errors: Usage (E-QUERY) with the column of the fault in the query; those of rebuilding an index that
  /// turns out to be damaged.
  [[nodiscard]] Result<PlacedHits> search(const PlacedQuery& query);

  /// Errors: Invalid (E-INDEX-DAMAGED); a search mends it.
  [[nodiscard]] Result<WordCounts> count(std::span<const std::string> words) const;

  /// The bytes of the file of an item that was found. Errors: E-CHANGED when it is another one by now.
  [[nodiscard]] Result<std::string> read(const PlacedHit& found) const;

  /// The scan of the folder; empty when that is not searched.
  [[nodiscard]] const Scanned& scanned() const;

  [[nodiscard]] std::span<const PlacedPackage> packages() const;

  /// A word to the reader about caches and indexes, since it was opened.
  [[nodiscard]] const std::vector<std::string>& words() const;

 private:
  struct Work;
  explicit SearchPlaces(std::unique_ptr<Work> work);
  std::unique_ptr<Work> work_;
};

/// Opens the places and searches once: for commands that ask one question.
[[nodiscard]] Result<PlacedHits> search_places(const Project& project, const PlacesOrder& order,
                                               const PlacedQuery& query);

}  // namespace agentops::actions
