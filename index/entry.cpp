#include "index/entry.h"

#include <algorithm>
#include <array>
#include <functional>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "index/pairs.h"
#include "index/search_words.h"
#include "index/terms.h"
#include "text/hash.h"

namespace agentops::index {
namespace {

constexpr std::size_t longest_description = 4UL * 1024;
constexpr std::size_t longest_headings = 16UL * 1024;

using Stems = std::unordered_set<std::string_view>;

/// Of the words of a text, so that they are looked up where they stand.
struct WordHash {
  using is_transparent = void;
  std::size_t operator()(std::string_view word) const { return text::quick_hash(word); }
};

/// What is known of one spelling in this document, looked up once however often it occurs.
struct Spelling {
  std::string stem;
  std::uint64_t hash = 0;  ///< of the stem
  bool is_stop_word = false;
  std::uint32_t weight = 0;
};

/// Collects the terms of one document, in any order and with repeats; take() brings order.
class Collector {
 public:
  explicit Collector(const text::Stemmer& stem) : stem_(stem) {}

  /// Words that count `weight` each, and nothing else.
  void add_words(std::string_view text, std::uint32_t weight) {
    for_each_search_word(text, [&](std::string_view word) {
      if (Spelling& spelling = spelling_of(word); !spelling.is_stop_word) spelling.weight += weight;
    });
  }

  /// The same for the body, once a word, with the pairs of its words.
  [[nodiscard]] std::string add_body(std::string_view text) {
    std::vector<std::uint64_t> hashes;
    for_each_search_word(text, [&](std::string_view word) {
      Spelling& spelling = spelling_of(word);
      if (spelling.is_stop_word) return;
      ++spelling.weight;
      hashes.push_back(spelling.hash);
    });
    return make_pairs(hashes);
  }

  /// The words of a field: a stem adds weight once, however often it stands there.
  void add_field(std::string_view text, std::uint32_t weight) {
    Stems counted;
    for_each_search_word(text, [&](std::string_view word) {
      Spelling& spelling = spelling_of(word);
      if (spelling.is_stop_word) return;
      if (counted.insert(spelling.stem).second) spelling.weight += weight;
    });
  }

  void add_filter(std::string term) { filters_.push_back(std::move(term)); }

  void add_filters(FieldId field, const std::vector<std::string>& values) {
    for (const std::string& value : values) add_filter(filter_term(field, value));
  }

  [[nodiscard]] std::vector<EntryTerm> take() {
    std::vector<EntryTerm> terms;
    for (auto& [word, spelling] : spellings_) {
      if (spelling.weight > 0) terms.push_back({std::move(spelling.stem), spelling.weight});
    }
    for (std::string& filter : filters_) terms.push_back({std::move(filter), 0});
    return merged(std::move(terms));
  }

 private:
  Spelling& spelling_of(std::string_view word) {
    if (const auto known = spellings_.find(word); known != spellings_.end()) return known->second;
    const auto added = spellings_.try_emplace(std::string(word)).first;
    Spelling& spelling = added->second;
    spelling.stem = stem_(added->first);
    spelling.hash = text::quick_hash(spelling.stem);
    spelling.is_stop_word = text::is_stop_word(word);
    return spelling;
  }

  /// Sorted, equal terms made one.
  static std::vector<EntryTerm> merged(std::vector<EntryTerm> terms) {
    std::ranges::sort(terms, {}, &EntryTerm::term);
    std::vector<EntryTerm> result;
    result.reserve(terms.size());
    for (EntryTerm& term : terms) {
      if (result.empty() || result.back().term != term.term)
        result.push_back(std::move(term));
      else
        result.back().weight += term.weight;
    }
    return result;
  }

  const text::Stemmer& stem_;
  std::unordered_map<std::string, Spelling, WordHash, std::equal_to<>> spellings_;
  std::vector<std::string> filters_;
};

/// The first bytes of the text, cut after a whole word.
std::string_view opening_of(std::string_view text) {
  const std::size_t begin = std::min(text.find_first_not_of(" \t\r\n"), text.size());
  text.remove_prefix(begin);
  if (text.size() <= opening_bytes) return text;
  const std::size_t end = text.find_last_of(" \t\r\n", opening_bytes);
  return text.substr(0, end == std::string_view::npos ? opening_bytes : end);
}

void add_text_of(const Value& value, Collector& terms) {
  if (const std::string* text = value.text()) terms.add_words(*text, 1);
}

/// Texts of the frontmatter that have no field of their own, such as tags.
void add_meta(const Value& meta, Collector& terms) {
  constexpr std::array<std::string_view, 5> own = {"name", "description", "tools", "allowed-tools", "model"};
  if (meta.map() == nullptr) return;
  for (const auto& [key, value] : *meta.map()) {
    if (std::ranges::find(own, key) != own.end()) continue;
    add_text_of(value, terms);
    if (const List* list = value.list())
      for (const Value& element : *list) add_text_of(element, terms);
  }
}

std::string headings_of(const Document& document) {
  std::string headings;
  for (const Section& section : document.sections) {
    if (section.title.empty()) continue;
    if (headings.size() + section.title.size() >= longest_headings) break;
    headings.append(section.title).append("\n");
  }
  return headings;
}

Record record_of(const Document& document) {
  const Item& item = document.item;
  return {.key = item.key,
          .path = item.path,
          .line = item.line,
          .name = item.name + "\n" + item.title,
          .description = item.description.substr(0, longest_description),
          .headings = headings_of(document)};
}

void add_possessions(const Item& item, Collector& terms) {
  const std::array<bool, possessions.size()> has = {
      !item.uses.tools.empty(), !item.model.empty(),    !item.uses.programs.empty(), !item.uses.env.empty(),
      !item.uses.hosts.empty(), !item.mentions.empty(), is_described(item)};
  for (std::size_t i = 0; i < has.size(); ++i)
    if (has.at(i)) terms.add_filter(filter_term(FieldId::Has, possessions.at(i)));
}

void add_filters(const Item& item, Collector& terms) {
  terms.add_filter(filter_term(FieldId::Kind, name_of(item.kind)));
  if (!item.model.empty()) terms.add_filter(filter_term(FieldId::Model, item.model));
  terms.add_filters(FieldId::Tool, item.uses.tools);
  terms.add_filters(FieldId::Program, item.uses.programs);
  terms.add_filters(FieldId::Env, item.uses.env);
  terms.add_filters(FieldId::Host, item.uses.hosts);
  add_possessions(item, terms);
}

}  // namespace

Entry entry_of(const Document& document, std::string_view bytes, const text::Stemmer& stem,
               std::string_view place) {
  const std::string_view body = slice(bytes, document.body);
  Record record = record_of(document);
  record.place = place;
  Collector terms(stem);
  terms.add_field(record.name, field_weights.name);
  terms.add_field(record.description, field_weights.description);
  terms.add_field(record.headings, field_weights.heading - 1);
  terms.add_words(opening_of(body), field_weights.opening - 1);
  add_meta(document.meta, terms);
  std::string pairs = terms.add_body(body);
  terms.add_filter(key_term(full_key(record)));
  if (!place.empty()) terms.add_filter(filter_term(FieldId::Package, place.substr(0, place.find('@'))));
  add_filters(document.item, terms);
  return {.record = std::move(record), .terms = terms.take(), .pairs = std::move(pairs)};
}

}  // namespace agentops::index
