#include "index/reasons.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include <xapian.h>

#include "index/field_check.h"
#include "index/ranking.h"
#include "index/terms.h"

namespace agentops::index {
namespace {

/// The words that rank, without their fields: a word in a field ranks as it would anywhere.
void add_ranked_words(const Node& node, std::vector<Node>& words) {
  if (node.form == NodeForm::Not || node.form == NodeForm::Filter) return;
  const bool is_value = node.field && field(*node.field).form == FieldForm::Filter;
  if (is_value) return;
  if (node.form == NodeForm::Prefix) words.push_back(node);
  if (node.parts.empty() && node.form != NodeForm::Prefix)
    for (const std::string& word : words_of(node))
      if (!text::is_stop_word(word)) words.push_back({.form = NodeForm::Word, .text = word});
  for (const Node& part : node.parts) add_ranked_words(part, words);
}

double score_of(const Xapian::Query& word, const std::string& key, const Xapian::Database& database) {
  Xapian::Enquire enquire(database);
  enquire.set_query({Xapian::Query::OP_FILTER, word, Xapian::Query(key)});
  set_ranking(enquire);
  const Xapian::MSet set = enquire.get_mset(0, 1);
  return set.empty() ? 0 : set.begin().get_weight();
}

/// Its own stem, and those of what it may also be called.
std::vector<std::string> stems_of(const std::string& word, const Surroundings& surroundings) {
  std::vector<std::string> stems{surroundings.stem(word)};
  if (const auto others = surroundings.alternatives.find(word); others != surroundings.alternatives.end())
    std::ranges::copy(others->second, std::back_inserter(stems));
  return stems;
}

}  // namespace

std::vector<Reason> reasons_for(const Record& record, double score, const Node& settled,
                                const Surroundings& surroundings) {
  std::vector<Node> words;
  add_ranked_words(settled, words);
  const std::string key = key_term(full_key(record));
  std::vector<Reason> reasons;
  double rest = score;
  for (const Node& word : words) {
    const Xapian::Query query = compile(word, surroundings);
    Reason reason{
        .what = word.text, .score = score_of(query, key, surroundings.database), .items = 0, .fields = {}};
    if (reason.score <= 0) continue;
    rest -= reason.score;
    for (const std::string& stem : stems_of(word.text, surroundings)) {
      reason.items = std::max<std::uint64_t>(reason.items, surroundings.database.get_termfreq(stem));
      for (const FieldId id : {FieldId::Name, FieldId::Description, FieldId::Heading})
        if (holds({id, Comparison::Stem, {stem}}, record, surroundings.stem)) reason.fields.push_back(id);
    }
    std::ranges::sort(reason.fields);
    reason.fields.erase(std::ranges::unique(reason.fields).begin(), reason.fields.end());
    reasons.push_back(std::move(reason));
  }
  constexpr double rounding = 1e-6;
  if (rest > rounding) reasons.push_back({.what = {}, .score = rest, .items = 0, .fields = {}});
  return reasons;
}

}  // namespace agentops::index
