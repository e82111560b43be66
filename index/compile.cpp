#include "index/compile.h"

#include <algorithm>
#include <utility>

#include <xapian.h>

#include "index/field_check.h"
#include "index/record.h"
#include "index/search_words.h"
#include "index/terms.h"

namespace agentops::index {
namespace {

constexpr std::size_t most_words = 96;         // of one Or: more cost time and rank no better
constexpr Xapian::termcount most_stems = 100;  // that one '*' stands for, the most frequent first
constexpr Xapian::termcount most_values = 10'000;

Xapian::Query all_of(const std::vector<Xapian::Query>& queries) {
  return {Xapian::Query::OP_AND, queries.begin(), queries.end()};
}

Xapian::Query any_of(const std::vector<Xapian::Query>& queries) {
  return {Xapian::Query::OP_OR, queries.begin(), queries.end()};
}

/// Lets through the documents whose record passes a test. Used beside a query that leaves few to ask.
class FieldSource final : public Xapian::PostingSource {
 public:
  FieldSource(FieldCheck test, text::Stemmer stem) : test_(std::move(test)), stem_(std::move(stem)) {}

  [[nodiscard]] PostingSource* clone() const override { return new FieldSource(test_, stem_); }

  void init(const Xapian::Database& database) override {
    database_ = database;
    last_ = database.get_lastdocid();
    at_ = 0;
  }

  [[nodiscard]] Xapian::doccount get_termfreq_min() const override { return 0; }
  [[nodiscard]] Xapian::doccount get_termfreq_est() const override { return database_.get_doccount(); }
  [[nodiscard]] Xapian::doccount get_termfreq_max() const override { return database_.get_doccount(); }

  void next(double /*least_weight*/) override { find_from(at_ + 1); }
  void skip_to(Xapian::docid document, double /*least_weight*/) override {
    find_from(std::max(document, at_));
  }
  bool check(Xapian::docid document, double /*least_weight*/) override {
    at_ = document;
    return passes(document);
  }

  [[nodiscard]] bool at_end() const override { return at_ > last_; }
  [[nodiscard]] Xapian::docid get_docid() const override { return at_; }

 private:
  void find_from(Xapian::docid document) {
    for (at_ = document; at_ <= last_; ++at_)
      if (passes(at_)) return;
  }

  [[nodiscard]] bool passes(Xapian::docid document) const {
    try {
      const auto record = read_record(database_.get_document(document).get_data());
      if (!record) throw Xapian::DatabaseCorruptError("a record does not read");
      return holds(test_, *record, stem_);
    } catch (const Xapian::DocNotFoundError&) {
      return false;  // numbers of removed documents are not used again
    }
  }

  FieldCheck test_;
  text::Stemmer stem_;
  Xapian::Database database_;
  Xapian::docid last_ = 0;
  Xapian::docid at_ = 0;
};

class Compiler {
 public:
  Compiler(const Xapian::Database& database, const text::Stemmer& stem) : database_(database), stem_(stem) {}

  Xapian::Query compile(const Node& node) const {
    switch (node.form) {
      case NodeForm::Word:
        return word(node);
      case NodeForm::Phrase:
        return phrase(node);
      case NodeForm::Prefix:
        return prefix(node);
      case NodeForm::Filter:
        return filter(node);
      case NodeForm::Or:
        return any_of(parts_of(rarest(node.parts)));
      case NodeForm::And:
        return conjunction(node.parts);
      case NodeForm::Not:
        return conjunction({node});
      case NodeForm::Beside:
        break;
    }
    return Xapian::Query::MatchNothing;
  }

 private:
  /// A word in a field ranks as it would anywhere.
  [[nodiscard]] Xapian::Query word(const Node& node) const {
    const std::string stem = stem_(node.text);
    const Xapian::Query anywhere(stem);
    return node.field ? tested(anywhere, {node.field, Comparison::Stem, {stem}}) : anywhere;
  }

  /// Documents with all its words anywhere, ranked by them, and then asked for their order in a field.
  [[nodiscard]] Xapian::Query phrase(const Node& node) const {
    std::vector<std::string> words = search_words(node.text);
    std::vector<std::string> stems;
    for (const std::string& word : words)
      if (!text::is_stop_word(word)) stems.push_back(stem_(word));
    const Xapian::Query candidates = stems.empty()
                                         ? Xapian::Query::MatchAll
                                         : Xapian::Query(Xapian::Query::OP_AND, stems.begin(), stems.end());
    return tested(candidates, {node.field, Comparison::Phrase, std::move(words)});
  }

  [[nodiscard]] Xapian::Query prefix(const Node& node) const {
    if (node.field && field(*node.field).form == FieldForm::Filter)
      return {Xapian::Query::OP_WILDCARD, filter_term(*node.field, node.text), most_values,
              Xapian::Query::WILDCARD_LIMIT_ERROR};
    const Xapian::Query anywhere(Xapian::Query::OP_OR, begins_with(node.text),
                                 begins_with(spelling_term(node.text)));
    return node.field ? tested(anywhere, {node.field, Comparison::Start, {node.text}}) : anywhere;
  }

  [[nodiscard]] Xapian::Query tested(const Xapian::Query& candidates, FieldCheck test) const {
    return {Xapian::Query::OP_FILTER, candidates,
            Xapian::Query((new FieldSource(std::move(test), stem_))->release())};
  }

  static Xapian::Query begins_with(const std::string& start) {
    return {Xapian::Query::OP_WILDCARD, start, most_stems, Xapian::Query::WILDCARD_LIMIT_MOST_FREQUENT};
  }

  /// A folder may be given with or without its '/'.
  static Xapian::Query filter(const Node& node) {
    Xapian::Query exact(filter_term(*node.field, node.text));
    if (*node.field != FieldId::Path || node.text.ends_with('/')) return exact;
    return {Xapian::Query::OP_OR, exact, Xapian::Query(filter_term(*node.field, node.text + "/"))};
  }

  static bool is_filter(const Node& node) {
    if (node.form == NodeForm::Or) return std::ranges::all_of(node.parts, is_filter);
    return node.field && field(*node.field).form == FieldForm::Filter;
  }

  Xapian::Query conjunction(const std::vector<Node>& parts) const {
    std::vector<Xapian::Query> ranked;
    std::vector<Xapian::Query> filters;
    std::vector<Xapian::Query> excluded;
    for (const Node& part : parts) {
      if (part.form == NodeForm::Not)
        excluded.push_back(all_of(parts_of(part.parts)));
      else
        (is_filter(part) ? filters : ranked).push_back(compile(part));
    }
    Xapian::Query result = Xapian::Query::MatchAll;
    if (ranked.empty() && filters.empty() && excluded.empty()) return Xapian::Query::MatchNothing;
    if (!ranked.empty()) result = all_of(ranked);
    if (!filters.empty()) result = {Xapian::Query::OP_FILTER, result, all_of(filters)};
    if (!excluded.empty()) result = {Xapian::Query::OP_AND_NOT, result, any_of(excluded)};
    return result;
  }

  std::vector<Xapian::Query> parts_of(const std::vector<Node>& nodes) const {
    std::vector<Xapian::Query> queries;
    queries.reserve(nodes.size());
    for (const Node& node : nodes) queries.push_back(compile(node));
    return queries;
  }

  /// `nodes`, or the rarest of them that occur at all.
  std::vector<Node> rarest(std::vector<Node> nodes) const {
    if (nodes.size() <= most_words) return nodes;
    std::vector<std::pair<Xapian::doccount, std::size_t>> order;
    for (std::size_t i = 0; i < nodes.size(); ++i) {
      const bool is_word = nodes[i].form == NodeForm::Word;
      const Xapian::doccount frequency = is_word ? database_.get_termfreq(stem_(nodes[i].text)) : 1;
      if (frequency > 0) order.emplace_back(frequency, i);
    }
    std::ranges::sort(order);
    order.resize(std::min(order.size(), most_words));
    std::vector<Node> kept;
    kept.reserve(order.size());
    for (const auto& [frequency, i] : order) kept.push_back(std::move(nodes[i]));
    return kept;
  }

  const Xapian::Database& database_;
  const text::Stemmer& stem_;
};

}  // namespace

Xapian::Query compile(const Node& settled, const Xapian::Database& database, const text::Stemmer& stem) {
  return Compiler(database, stem).compile(settled);
}

}  // namespace agentops::index
