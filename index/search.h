#pragma once

/// Finds documents: words, "phrases", filters, AND OR NOT, wildcards, best first.
///
///   rollback plan       up to three words must all be there, or any when nothing has all; of more, any
///   "error budget"      words that follow each other
///   error NEAR/5 budget words at most so far apart; NEAR alone: ten
///   kind:agent          a filter or field (fields.h); several filters of one field mean any of them
///   deploy*             words that begin so
///   a AND b, a OR b, NOT c, (a b)
///
///   search("rollback kind:workflow")  -> "legacy/deploy-infra.md", line 1, score 8.1, 100 percent; ...

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "index/correction.h"
#include "index/facets.h"
#include "index/reasons.h"
#include "index/store.h"
#include "models/result.h"

namespace agentops::index {

struct Hit;

/// The text of an item that was found; nothing when it cannot be had. Phrases and words near each other are
/// looked up in it.
using TextOf = std::function<std::optional<std::string>(const Hit& hit)>;

struct Query {
  std::string words;         ///< as typed
  std::uint32_t limit = 10;  ///< how many hits
  std::uint32_t offset = 0;  ///< leave out this many of the best
  bool plain = false;        ///< take everything as plain words: no syntax, so no error
  bool count_all = true;     ///< false: `total` may be an estimate, which saves half the time of long queries
  bool explain = false;      ///< say of each hit why it stands where it does
  std::vector<FieldId> facets{};     ///< count all that match by these filters
  const Domains* domains = nullptr;  ///< of the items of the folder, for `domain:`; null: none
  TextOf text_of{};  ///< without it, phrases are taken to be where the index says that they may be
};

struct Hit {
  std::string place;            ///< the package that it is in, NAME@VERSION; empty: the folder itself
  std::string key;              ///< of the item, there
  std::string path;             ///< of its file, there
  std::uint32_t line = 1;       ///< where the item begins in its file
  double score = 0;             ///< BM25; comparable within one search only; 0 when the query is filters only
  int percent = 0;              ///< of the best hit's score, 0..100
  std::vector<Reason> reasons;  ///< when they were asked for

  friend bool operator==(const Hit&, const Hit&) = default;
};

struct Hits {
  std::vector<Hit> hits;              ///< by score, then by place and key
  std::uint64_t total = 0;            ///< all that match
  bool is_exact = true;               ///< false: `total` is about so many, since not every text was read
  std::string parsed;                 ///< the query as it was understood, in its own notation
  bool loosened = false;              ///< nothing had all words: these have some
  std::vector<std::string> stems;     ///< of the words asked for, for snippet(); sorted
  std::vector<Correction> corrected;  ///< words that no item has, and what was searched for in their place
  std::string suggestion;  ///< no word is known: the query with its words put right, which was not searched
                           ///< for; or empty
  std::uint64_t suggested = 0;  ///< how many items match the suggestion
  std::vector<Facet> facets;    ///< as they were asked for

  friend bool operator==(const Hits&, const Hits&) = default;
};

/// True for errors that building the index again mends: missing, damaged, made elsewhere, of another version.
[[nodiscard]] bool mended_by_rebuild(const Error& error);

/// An open index, or several. It keeps the generations that it opened, whatever is built meanwhile; open
/// another to see the new one. Used on one thread at a time.
class Searcher {
 public:
  /// Errors: NotFound (E-INDEX-MISSING), Invalid (E-INDEX-DAMAGED, -FOREIGN, -VERSION), Unreadable
  /// (E-INDEX-READ).
  [[nodiscard]] static Result<Searcher> open(const Home& home);

  /// The same of several indexes, searched as one: what is rare is rare in all of them together. Not empty.
  [[nodiscard]] static Result<Searcher> open(std::span<const Home> homes);

  Searcher(Searcher&&) noexcept;
  Searcher& operator=(Searcher&&) noexcept;
  ~Searcher();

  /// Errors: Usage (E-QUERY) with `where.column` for a caret under query.words; Invalid (E-INDEX-DAMAGED).
  /// Takes any bytes; time is bounded: very long queries are cut to their rarest words.
  [[nodiscard]] Result<Hits> search(const Query& query);

  /// Of the inputs that the first index was made from.
  [[nodiscard]] const Digest& key() const;

  /// For each word, in its order, how many documents have a form of it. Errors: Invalid (E-INDEX-DAMAGED).
  [[nodiscard]] Result<std::vector<std::uint64_t>> documents_with(std::span<const std::string> words) const;

  /// Number of documents in the index.
  [[nodiscard]] std::uint64_t size() const;

 private:
  struct Work;
  explicit Searcher(std::unique_ptr<Work> work);
  std::unique_ptr<Work> work_;
};

}  // namespace agentops::index
