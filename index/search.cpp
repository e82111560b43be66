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
#include "index/field_check.h"
#include "index/folder.h"
#include "index/query.h"
#include "index/ranking.h"
#include "index/record.h"
#include "index/rerank.h"
#include "index/stemmer.h"
#include "index/synonyms.h"
#include "index/terms.h"
#include "index/text_check.h"
#include "text/hash.h"

namespace agentops::index {
namespace {

constexpr std::uint32_t reranked = 100;        // candidates whose pairs of words are looked at
constexpr std::uint32_t most_hits = 10'000;    // that a query can reach by limit and offset
constexpr std::size_t most_corrections = 4;    // of misspelt words in one query
constexpr std::size_t most_asked_pairs = 256;  // of a query
constexpr std::size_t most_read = 300;         // texts, to see whether a phrase is in them

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

/// What is asked, in all forms that are needed on the way.
struct Question {
  const Query& query;
  const Node& settled;
  const Alternatives& alternatives;
};

struct Searcher::Work {
  std::vector<OpenGeneration> generations;
  Xapian::Database database;  ///< all of them
  text::Stemmer stem = make_stemmer();
  std::optional<Vocabulary> vocabulary{};  ///< of all of them, once it is needed

  Hits search(const Query& query, const Node& tree);
  Hits run(const Question& question) const;
  Found find(const Xapian::Query& query, const Reach& reach) const;
  void rerank(std::vector<Candidate>& candidates, const std::vector<std::string>& words) const;
  std::string value_of(Xapian::docid document, Xapian::valueno slot) const;
  Record record_of(Xapian::docid document) const;
  void keep_what_holds(const Question& question, std::vector<Candidate>& candidates, Hits& hits) const;
  std::vector<Hit> hits_of(const std::vector<Candidate>& candidates, const Question& question) const;
  std::vector<AskedPair> pairs_of(const std::vector<std::string>& words) const;
  Surroundings surroundings(const Question& question) const;
  Alternatives synonyms_in(const std::vector<std::string>& words) const;
  std::vector<Correction> corrections_of(const std::vector<std::string>& words, const Alternatives& known);
  const Vocabulary& known_words();
};

/// At least `wanted` matches, and with the last of them all that score the same, so that a tie is never cut
/// by chance. What is not ranked comes in the order of keys.
Found Searcher::Work::find(const Xapian::Query& query, const Reach& reach) const {
  Xapian::Enquire enquire(database);
  enquire.set_query(query);
  set_ranking(enquire);
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
  // Among equals, what lies in the index that was given first comes first: the folder before packages. Xapian
  // deals the numbers of documents out to the indexes in turn.
  const auto key_of = [this](std::uint32_t document) {
    const auto place = static_cast<char>((document - 1) % generations.size());
    return place + value_of(document, key_slot);
  };
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

Record Searcher::Work::record_of(Xapian::docid document) const {
  return index::record_of(database.get_document(document, Xapian::DOC_ASSUME_VALID));
}

/// Reads the texts of the best candidates until enough are known to hold what the index only thinks likely,
/// and leaves the others out.
void Searcher::Work::keep_what_holds(const Question& question, std::vector<Candidate>& candidates,
                                     Hits& hits) const {
  const std::vector<TextCheck> checks = text_checks(question.settled, stem);
  if (checks.empty() || !question.query.text_of) return;
  const auto holds_there = [&](const Candidate& candidate) {
    const Record record = record_of(candidate.document);
    std::optional<std::string> text;
    for (const TextCheck& check : checks) {
      const FieldCheck in_record{std::nullopt, Comparison::Phrase, check.words};
      if (check.distance == 0 && holds(in_record, record, stem)) continue;
      if (!text)
        text = question.query.text_of({.place = record.place,
                                       .key = record.key,
                                       .path = record.path,
                                       .line = record.line,
                                       .reasons = {}});
      if (text && !holds(check, *text, stem)) return false;
    }
    return true;
  };

  const std::size_t wanted = std::size_t{question.query.offset} + question.query.limit;
  std::vector<Candidate> kept;
  std::size_t read = 0;
  for (; read < candidates.size() && read < most_read && kept.size() < wanted; ++read)
    if (holds_there(candidates[read])) kept.push_back(std::move(candidates[read]));
  hits.total -= std::min<std::uint64_t>(hits.total, read - kept.size());
  hits.is_exact = hits.total == kept.size();
  if (!hits.is_exact && kept.size() < wanted)
    hits.total = kept.size();  // what was not read is not shown either
  candidates = std::move(kept);
}

std::vector<Hit> Searcher::Work::hits_of(const std::vector<Candidate>& candidates,
                                         const Question& question) const {
  const Query& query = question.query;
  const double best = candidates.empty() ? 0 : candidates.front().score;
  std::vector<Hit> hits;
  for (std::size_t i = query.offset; i < candidates.size() && hits.size() < query.limit; ++i) {
    const Candidate& candidate = candidates[i];
    Record record = record_of(candidate.document);
    const int percent = best > 0 ? static_cast<int>(std::lround(100 * candidate.score / best)) : 100;
    std::vector<Reason> reasons;
    if (query.explain)
      reasons = reasons_for(record, candidate.score, question.settled, surroundings(question));
    hits.push_back({std::move(record.place), std::move(record.key), std::move(record.path), record.line,
                    candidate.score, percent, std::move(reasons)});
  }
  return hits;
}

std::vector<AskedPair> Searcher::Work::pairs_of(const std::vector<std::string>& words) const {
  std::vector<AskedPair> pairs;
  std::string last;
  for (const std::string& word : words) {
    if (pairs.size() == most_asked_pairs) break;
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

Surroundings Searcher::Work::surroundings(const Question& question) const {
  static const Domains no_domains;
  return {.database = database,
          .stem = stem,
          .alternatives = question.alternatives,
          .domains = question.query.domains == nullptr ? no_domains : *question.query.domains};
}

Hits Searcher::Work::run(const Question& question) const {
  const Query& query = question.query;
  const std::vector<std::string> words = words_of(question.settled);
  const std::uint64_t asked = std::uint64_t{query.offset} + query.limit;
  const auto wanted = static_cast<std::uint32_t>(std::clamp<std::uint64_t>(asked, reranked, most_hits));
  const Reach reach{.wanted = wanted, .ranked = !words.empty(), .count_all = query.count_all};
  auto [candidates, total] = find(compile(question.settled, surroundings(question)), reach);
  if (reach.ranked) rerank(candidates, words);

  std::set<std::string> stems;
  for (const std::string& word : words) {
    stems.insert(stem(word));
    if (const auto others = question.alternatives.find(word); others != question.alternatives.end())
      stems.insert(others->second.begin(), others->second.end());
  }
  Hits hits{.hits = {},
            .total = total,
            .parsed = write_query(question.settled),
            .stems = {stems.begin(), stems.end()},
            .corrected = {},
            .suggestion = {},
            .facets = {}};
  keep_what_holds(question, candidates, hits);
  hits.hits = hits_of(candidates, question);
  if (!query.facets.empty())
    hits.facets = count_facets(question.settled, surroundings(question), query.facets);
  return hits;
}

const Vocabulary& Searcher::Work::known_words() {
  if (vocabulary) return *vocabulary;
  vocabulary.emplace();
  for (const OpenGeneration& generation : generations) {
    const auto words = read_words(generation);
    if (!words) throw Xapian::DatabaseCorruptError("its list of words does not read");
    for (const auto& [word, items] : *words) (*vocabulary)[word] += items;
  }
  return *vocabulary;
}

/// Of the words, the other names that some item has. A text of many words says what it is about without them;
/// there they only let common words in.
Alternatives Searcher::Work::synonyms_in(const std::vector<std::string>& words) const {
  Alternatives alternatives;
  if (words.size() > most_required_words) return alternatives;
  for (const std::string& word : words)
    for (const std::string& other : synonyms_of(word))
      if (std::string stem_of_other = stem(other); database.term_exists(stem_of_other))
        alternatives[word].push_back(std::move(stem_of_other));
  return alternatives;
}

/// What may be meant by the words that no item has.
std::vector<Correction> Searcher::Work::corrections_of(const std::vector<std::string>& words,
                                                       const Alternatives& known) {
  std::vector<Correction> corrections;
  for (const std::string& word : words) {
    if (corrections.size() == most_corrections) break;
    if (known.contains(word) || text::is_stop_word(word) || database.term_exists(stem(word))) continue;
    if (auto better = corrected(word, known_words(), database, stem))
      corrections.push_back(*std::move(better));
  }
  return corrections;
}

// A query of which no word is known is only suggested in another spelling: whoever typed it sees at once that
// nothing has it. Of one with other words the unknown ones are taken for misspelt, and that is told.
Hits Searcher::Work::search(const Query& query, const Node& tree) {
  const Node strict = settled(tree, false);
  const std::vector<std::string> words = words_of(strict);
  Alternatives alternatives = synonyms_in(words);
  std::vector<Correction> corrections = corrections_of(words, alternatives);
  const bool is_unknown = !corrections.empty() && std::ranges::none_of(words, [&](const std::string& word) {
    return alternatives.contains(word) || (!text::is_stop_word(word) && database.term_exists(stem(word)));
  });
  const Alternatives as_typed = alternatives;
  for (const Correction& correction : corrections)
    alternatives[correction.word].push_back(stem(correction.by));

  if (is_unknown) {
    Hits hits = run({.query = query, .settled = strict, .alternatives = as_typed});
    if (hits.total > 0) return hits;
    hits.suggestion = query.words;
    for (const Correction& correction : corrections)
      hits.suggestion = replaced(hits.suggestion, correction.word, correction.by);
    hits.suggested = run({.query = query, .settled = strict, .alternatives = alternatives}).total;
    return hits;
  }
  Hits hits = run({.query = query, .settled = strict, .alternatives = alternatives});
  const Node loose = settled(tree, true);
  if (hits.total == 0 && loose != strict) {
    Hits loosened = run({.query = query, .settled = loose, .alternatives = alternatives});
    loosened.loosened = loosened.total > 0;
    if (loosened.loosened) hits = std::move(loosened);
  }
  hits.corrected = std::move(corrections);
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
