#include "index/entry.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "index/pairs.h"
#include "index/terms.h"
#include "text/hash.h"

namespace agentops::index {
namespace {

constexpr std::uint32_t gap_between_texts = 100;  // so that no phrase spans two headings

using Stems = std::unordered_set<std::string>;

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
    for (const std::string& word : text::content_words(text))
      if (Spelling& spelling = spelling_of(word); !spelling.is_stop_word) spelling.weight += weight;
  }

  /// The same for the body, once a word, with the pairs of its words.
  [[nodiscard]] std::string add_body(std::string_view text) {
    std::vector<std::uint64_t> hashes;
    for (const std::string& word : text::content_words(text)) {
      Spelling& spelling = spelling_of(word);
      if (spelling.is_stop_word) continue;
      ++spelling.weight;
      hashes.push_back(spelling.hash);
    }
    return make_pairs(hashes);
  }

  /// Words with positions, found by `field` too and known to spelling. Those in `counted` add no weight
  /// again.
  void add_field(FieldId field, std::string_view text, std::uint32_t weight, Stems& counted) {
    for (const std::string& word : text::content_words(text)) {
      Spelling& spelling = spelling_of(word);
      add_position(spelling.stem);
      add_position(word_term(field, spelling.stem));
      ++position_;
      if (spelling.is_stop_word) continue;
      filters_.push_back(spelling_term(word));
      if (counted.insert(spelling.stem).second) spelling.weight += weight;
    }
    position_ += gap_between_texts;
  }

  void add_filter(std::string term) { filters_.push_back(std::move(term)); }

  void add_filters(FieldId field, const std::vector<std::string>& values) {
    for (const std::string& value : values) add_filter(filter_term(field, value));
  }

  [[nodiscard]] std::vector<EntryTerm> take() {
    std::vector<EntryTerm> terms = std::move(positions_);
    for (auto& [word, spelling] : spellings_)
      if (spelling.weight > 0) terms.push_back({std::move(spelling.stem), spelling.weight, {}});
    for (std::string& filter : filters_) terms.push_back({std::move(filter), 0, {}});
    return merged(std::move(terms));
  }

 private:
  Spelling& spelling_of(const std::string& word) {
    const auto [known, is_new] = spellings_.try_emplace(word);
    if (is_new) {
      known->second.stem = stem_(word);
      known->second.hash = text::quick_hash(known->second.stem);
      known->second.is_stop_word = text::is_stop_word(word);
    }
    return known->second;
  }

  void add_position(std::string term) { positions_.push_back({std::move(term), 0, {position_}}); }

  /// Sorted, equal terms made one. A stable sort would only keep positions ascending: they are sorted anyway.
  static std::vector<EntryTerm> merged(std::vector<EntryTerm> terms) {
    std::ranges::sort(terms, {}, &EntryTerm::term);
    std::vector<EntryTerm> result;
    result.reserve(terms.size());
    for (EntryTerm& term : terms) {
      if (result.empty() || result.back().term != term.term) {
        result.push_back(std::move(term));
        continue;
      }
      result.back().weight += term.weight;
      std::ranges::copy(term.positions, std::back_inserter(result.back().positions));
    }
    for (EntryTerm& term : result) std::ranges::sort(term.positions);
    return result;
  }

  const text::Stemmer& stem_;
  std::unordered_map<std::string, Spelling> spellings_;
  std::vector<EntryTerm> positions_;
  std::vector<std::string> filters_;
  std::uint32_t position_ = 1;
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

/// Name, title, description, headings. A stem counts once for its field, however often it stands there.
void add_fields(const Document& document, Collector& terms) {
  const Item& item = document.item;
  Stems counted;
  terms.add_field(FieldId::Name, item.name, field_weights.name, counted);
  terms.add_field(FieldId::Name, item.title, field_weights.name, counted);
  counted.clear();
  terms.add_field(FieldId::Description, item.description, field_weights.description, counted);
  counted.clear();
  for (const Section& section : document.sections)
    terms.add_field(FieldId::Heading, section.title, field_weights.heading - 1, counted);
}

void add_filters(const Item& item, Collector& terms) {
  terms.add_filter(key_term(item.key));
  terms.add_filter(filter_term(FieldId::Kind, name_of(item.kind)));
  if (!item.model.empty()) terms.add_filter(filter_term(FieldId::Model, item.model));
  terms.add_filters(FieldId::Path, path_values(item.path));
  terms.add_filters(FieldId::Tool, item.uses.tools);
  terms.add_filters(FieldId::Program, item.uses.programs);
  terms.add_filters(FieldId::Env, item.uses.env);
  terms.add_filters(FieldId::Host, item.uses.hosts);
}

}  // namespace

Entry entry_of(const Document& document, std::string_view bytes, const text::Stemmer& stem) {
  const std::string_view body = slice(bytes, document.body);
  const Item& item = document.item;
  Collector terms(stem);
  add_fields(document, terms);
  terms.add_words(opening_of(body), field_weights.opening - 1);
  add_meta(document.meta, terms);
  std::string pairs = terms.add_body(body);
  add_filters(item, terms);
  return {.key = item.key,
          .path = item.path,
          .line = item.line,
          .terms = terms.take(),
          .pairs = std::move(pairs)};
}

}  // namespace agentops::index
