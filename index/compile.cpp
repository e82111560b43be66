#include "index/compile.h"

#include <algorithm>
#include <utility>

#include <xapian.h>

#include "index/field_check.h"
#include "index/pairs.h"
#include "index/search_words.h"
#include "index/sources.h"
#include "index/terms.h"
#include "text/ascii.h"
#include "text/hash.h"

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

class Compiler {
 public:
  explicit Compiler(const Surroundings& surroundings)
      : database_(surroundings.database),
        stem_(surroundings.stem),
        alternatives_(surroundings.alternatives),
        domains_(surroundings.domains) {}

  Xapian::Query compile(const Node& node) const {
    switch (node.form) {
      case NodeForm::Word:
        return word(node);
      case NodeForm::Phrase:
        return phrase(node);
      case NodeForm::Near:
        return all_of(parts_of(node.parts));
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
    if (node.field) return tested(Xapian::Query(stem), {node.field, Comparison::Stem, {stem}});
    const auto others = alternatives_.find(node.text);
    if (others == alternatives_.end()) return Xapian::Query(stem);
    std::vector<Xapian::Query> names{Xapian::Query(stem)};
    for (const std::string& other : others->second) names.emplace_back(other);
    return {Xapian::Query::OP_SYNONYM, names.begin(), names.end()};  // counted as one word
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
    FieldCheck check{node.field, Comparison::Phrase, std::move(words)};
    if (node.field) return tested(candidates, std::move(check));
    std::vector<PairHash> pairs;
    for (std::size_t i = 1; i < stems.size(); ++i)
      pairs.push_back(pair_hash(text::quick_hash(stems[i - 1]), text::quick_hash(stems[i])));
    return {Xapian::Query::OP_FILTER, candidates, with_phrase(std::move(check), std::move(pairs), stem_)};
  }

  [[nodiscard]] Xapian::Query prefix(const Node& node) const {
    if (node.field == FieldId::Path) return on_path(node.text, true);
    if (node.field == FieldId::Domain)
      return in_domains(
          [&](std::string_view name) { return text::lower(name).starts_with(text::lower(node.text)); });
    if (node.field == FieldId::Tool)
      return {Xapian::Query::OP_OR, values(FieldId::Tool, node.text), values(FieldId::Program, node.text)};
    if (node.field && field(*node.field).form == FieldForm::Filter) return values(*node.field, node.text);
    const Xapian::Query anywhere = begins_with(node.text);
    return node.field ? tested(anywhere, {node.field, Comparison::Start, {node.text}}) : anywhere;
  }

  [[nodiscard]] Xapian::Query tested(const Xapian::Query& candidates, FieldCheck test) const {
    return {Xapian::Query::OP_FILTER, candidates, in_field(std::move(test), stem_)};
  }

  static Xapian::Query values(FieldId id, const std::string& start) {
    return {Xapian::Query::OP_WILDCARD, filter_term(id, start), most_values,
            Xapian::Query::WILDCARD_LIMIT_ERROR};
  }

  static Xapian::Query begins_with(const std::string& start) {
    return {Xapian::Query::OP_WILDCARD, start, most_stems, Xapian::Query::WILDCARD_LIMIT_MOST_FREQUENT};
  }

  [[nodiscard]] Xapian::Query filter(const Node& node) const {
    if (node.field == FieldId::Path) return on_path(node.text, false);
    if (node.field == FieldId::Domain)
      return in_domains([&](std::string_view name) { return text::lower(name) == text::lower(node.text); });
    const Xapian::Query exact(filter_term(*node.field, node.text));
    if (node.field != FieldId::Tool) return exact;
    // People do not ask whether the assistant or its code calls it.
    return {Xapian::Query::OP_OR, exact, Xapian::Query(filter_term(FieldId::Program, node.text))};
  }

  /// Items of the folder by the plan, those of packages by the package's name.
  template <class Test>
  [[nodiscard]] Xapian::Query in_domains(Test&& is_meant) const {
    std::vector<Xapian::Query> items;
    for (const auto& [key, name] : domains_)
      if (is_meant(name)) items.emplace_back(key_term(key));
    const std::string prefix = filter_term(FieldId::Package, "");
    for (auto term = database_.allterms_begin(prefix); term != database_.allterms_end(prefix); ++term)
      if (is_meant(std::string_view(*term).substr(prefix.size()))) items.emplace_back(*term);
    return any_of(items);
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
  const Alternatives& alternatives_;
  const Domains& domains_;
};

}  // namespace

Xapian::Query compile(const Node& settled, const Surroundings& surroundings) {
  return Compiler(surroundings).compile(settled);
}

}  // namespace agentops::index
