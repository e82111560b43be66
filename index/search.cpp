#include "index/search.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <set>
#include <utility>

#include <fmt/format.h>
#include <xapian.h>

#include "index/compile.h"
#include "index/failure.h"
#include "index/folder.h"
#include "index/query.h"
#include "index/record.h"
#include "index/rerank.h"
#include "index/spelling.h"
#include "index/stemmer.h"
#include "index/terms.h"
#include "text/hash.h"

namespace agentops::index {
namespace {

constexpr std::uint32_t reranked = 100;      // candidates whose pairs of words are looked at
constexpr std::uint32_t most_hits = 10'000;  // that a query can reach by limit and offset
constexpr std::size_t most_corrections = 4;  // of misspelt words in one query
constexpr std::size_t most_pairs = 256;      // of a query

/// BM25 with k1 1.6 and b .8; the others are as is usual.
Xapian::BM25Weight ranking() { return {1.6, 0, 1, 0.8, 0}; }

Error query_error(std::string_view why) {
  return {.kind = ErrorKind::Usage,
          .code = "E-QUERY",
          .message = fmt::format("cannot run the query: {}", why),
          .hint = "write more of the word before '*'",
          .where = {}};
}

/// How far to look.
struct Reach {
  std::uint32_t wanted = 0;
  bool ranked = true;  ///< false: filters only
  bool count_all = true;
};

struct Found {
  std::vector<Candidate> candidates;
  std::uint64_t total = 0;
};

std::string replaced(std::string_view text, std::string_view word, std::string_view by) {
  std::string result;
  std::size_t kept = 0;
  text::for_each_word(text, [&](const text::Word& found) {
    if (found.text != word) return;
    result.append(text.substr(kept, found.span.begin - kept)).append(by);
    kept = found.span.end;
  });
  return result.append(text.substr(kept));
}

}  // namespace

bool mended_by_rebuild(const Error& error) {
  return error.code == "E-INDEX-MISSING" || error.code == "E-INDEX-DAMAGED" ||
         error.code == "E-INDEX-FOREIGN" || error.code == "E-INDEX-VERSION";
}

struct Searcher::Work {
  std::vector<OpenGeneration> generations;
  Xapian::Database database;  ///< all of them
  text::Stemmer stem = make_stemmer();

  Hits search(const Query& query, const Node& tree) const;
  Hits run(const Query& query, const Node& settled) const;
  Found find(const Xapian::Query& query, const Reach& reach) const;
  void rerank(std::vector<Candidate>& candidates, const std::vector<std::string>& words) const;
  std::string value_of(Xapian::docid document, Xapian::valueno slot) const;
  std::vector<Hit> hits_of(const std::vector<Candidate>& candidates, const Query& query) const;
  std::vector<AskedPair> pairs_of(const std::vector<std::string>& words) const;
  std::string suggestion_for(const Query& query, const Node& settled) const;
  std::vector<KnownWord> known_words() const;
};

/// At least `wanted` matches, and with the last of them all that score the same, so that a tie is never cut
/// by chance. What is not ranked comes in the order of keys.
Found Searcher::Work::find(const Xapian::Query& query, const Reach& reach) const {
  Xapian::Enquire enquire(database);
  enquire.set_query(query);
  enquire.set_weighting_scheme(ranking());
  if (!reach.ranked) enquire.set_sort_by_value(key_slot, false);
  const Xapian::doccount counted = reach.count_all ? database.get_doccount() : 0;
  for (std::uint32_t asked = reach.wanted + 1;; asked *= 2) {
    const Xapian::MSet set = enquire.get_mset(0, asked, counted);
    Found found{.candidates = {}, .total = set.get_matches_estimated()};
    for (auto match = set.begin(); match != set.end(); ++match)
      found.candidates.push_back({*match, match.get_weight(), {}, {}});
    const bool is_all = found.candidates.size() < asked;
    if (is_all || !reach.ranked || asked > most_hits) return found;
    if (found.candidates[reach.wanted - 1].score != found.candidates.back().score) return found;
  }
}

/// Ranks the best once more by their pairs of words.
void Searcher::Work::rerank(std::vector<Candidate>& candidates, const std::vector<std::string>& words) const {
  const auto key_of = [this](std::uint32_t document) { return value_of(document, key_slot); };
  sort_by_score(candidates, key_of);
  const auto top = std::span(candidates).first(std::min<std::size_t>(reranked, candidates.size()));
  const std::vector<AskedPair> pairs = pairs_of(words);
  if (pairs.empty()) return;
  for (Candidate& candidate : top) candidate.pairs = value_of(candidate.document, pairs_slot);
  raise_by_pairs(top, pairs, database.get_doccount());
  sort_by_score(candidates, key_of);
}

std::string Searcher::Work::value_of(Xapian::docid document, Xapian::valueno slot) const {
  return database.get_document(document, Xapian::DOC_ASSUME_VALID).get_value(slot);
}

std::vector<Hit> Searcher::Work::hits_of(const std::vector<Candidate>& candidates, const Query& query) const {
  const double best = candidates.empty() ? 0 : candidates.front().score;
  std::vector<Hit> hits;
  for (std::size_t i = query.offset; i < candidates.size() && hits.size() < query.limit; ++i) {
    const Candidate& candidate = candidates[i];
    auto record = read_record(database.get_document(candidate.document, Xapian::DOC_ASSUME_VALID).get_data());
    if (!record) throw Xapian::DatabaseCorruptError("a record does not read");
    const int percent = best > 0 ? static_cast<int>(std::lround(100 * candidate.score / best)) : 100;
    hits.push_back({std::move(record->place), std::move(record->key), std::move(record->path), record->line,
                    candidate.score, percent});
  }
  return hits;
}

std::vector<AskedPair> Searcher::Work::pairs_of(const std::vector<std::string>& words) const {
  std::vector<AskedPair> pairs;
  std::string last;
  for (const std::string& word : words) {
    if (pairs.size() == most_pairs) break;
    if (text::is_stop_word(word)) continue;
    std::string stem_of_word = stem(word);
    if (!last.empty()) {
      const PairHash hash = pair_hash(text::quick_hash(last), text::quick_hash(stem_of_word));
      pairs.push_back({hash, std::min(database.get_termfreq(last), database.get_termfreq(stem_of_word))});
    }
    last = std::move(stem_of_word);
  }
  std::ranges::sort(pairs, {}, &AskedPair::hash);
  const auto repeated = std::ranges::unique(pairs, {}, &AskedPair::hash);
  pairs.erase(repeated.begin(), repeated.end());
  return pairs;
}

Hits Searcher::Work::run(const Query& query, const Node& settled) const {
  const std::vector<std::string> words = words_of(settled);
  const std::uint64_t asked = std::uint64_t{query.offset} + query.limit;
  const auto wanted = static_cast<std::uint32_t>(std::clamp<std::uint64_t>(asked, reranked, most_hits));
  const Reach reach{.wanted = wanted, .ranked = !words.empty(), .count_all = query.count_all};
  auto [candidates, total] = find(compile(settled, database, stem), reach);
  if (reach.ranked) rerank(candidates, words);

  std::set<std::string> stems;
  for (const std::string& word : words) stems.insert(stem(word));
  return {.hits = hits_of(candidates, query),
          .total = total,
          .parsed = write_query(settled),
          .loosened = false,
          .stems = {stems.begin(), stems.end()},
          .suggestion = {}};
}

/// Words of names and descriptions.
std::vector<KnownWord> Searcher::Work::known_words() const {
  std::vector<KnownWord> words;
  const std::string prefix(spelling_prefix);
  for (auto term = database.allterms_begin(prefix); term != database.allterms_end(prefix); ++term)
    words.push_back({(*term).substr(prefix.size()), term.get_termfreq()});
  return words;
}

/// The query with its first unknown words put right.
std::string Searcher::Work::suggestion_for(const Query& query, const Node& settled) const {
  std::vector<std::string> unknown;
  for (const std::string& word : words_of(settled)) {
    if (unknown.size() == most_corrections) break;
    if (!database.term_exists(stem(word))) unknown.push_back(word);
  }
  if (unknown.empty()) return "";

  const std::vector<KnownWord> known = known_words();
  std::string suggestion = query.words;
  bool is_changed = false;
  for (const std::string& word : unknown) {
    const std::string better = nearest_word(word, known);
    if (better.empty()) continue;
    suggestion = replaced(suggestion, word, better);
    is_changed = true;
  }
  return is_changed ? suggestion : "";
}

Hits Searcher::Work::search(const Query& query, const Node& tree) const {
  const Node strict = settled(tree, false);
  Hits hits = run(query, strict);
  if (hits.total > 0) return hits;

  std::string suggestion = suggestion_for(query, strict);
  const Node loose = settled(tree, true);
  if (loose != strict) {
    Hits loosened = run(query, loose);
    loosened.loosened = loosened.total > 0;
    if (loosened.loosened) hits = std::move(loosened);
  }
  hits.suggestion = std::move(suggestion);
  return hits;
}

Searcher::Searcher(std::unique_ptr<Work> work) : work_(std::move(work)) {}
Searcher::Searcher(Searcher&&) noexcept = default;
Searcher& Searcher::operator=(Searcher&&) noexcept = default;
Searcher::~Searcher() = default;

Result<Searcher> Searcher::open(const Home& home) { return open(std::span(&home, 1)); }

Result<Searcher> Searcher::open(std::span<const Home> homes) {
  assert(!homes.empty());
  std::vector<OpenGeneration> generations;
  Xapian::Database database;
  for (const Home& home : homes) {
    auto current = open_current(home);
    if (!current) return fail(current);
    try {
      database.add_database(Xapian::Database(current->database));
    } catch (...) {
      return fail(caught_reading());
    }
    generations.push_back(std::move(*current));
  }
  return Searcher(std::make_unique<Work>(std::move(generations), std::move(database)));
}

Result<Hits> Searcher::search(const Query& query) {
  auto tree = query.plain ? Result<Node>(plain_query(query.words)) : read_query(query.words);
  if (!tree) return fail(tree);
  try {
    return work_->search(query, *tree);
  } catch (const Xapian::WildcardError&) {
    return fail(query_error("a '*' stands for too many values"));
  } catch (...) {
    return fail(caught_reading());
  }
}

const Digest& Searcher::key() const { return work_->generations.front().generation.key; }

Result<std::vector<std::uint64_t>> Searcher::documents_with(std::span<const std::string> words) const {
  try {
    std::vector<std::uint64_t> counts;
    for (const std::string& word : words) counts.push_back(work_->database.get_termfreq(work_->stem(word)));
    return counts;
  } catch (...) {
    return fail(caught_reading());
  }
}

std::uint64_t Searcher::size() const { return work_->database.get_doccount(); }

}  // namespace agentops::index
