#include "mine/rows.h"

#include <algorithm>
#include <limits>
#include <map>

#include "mine/fragments.h"

namespace agentops::mine {

namespace {

/// How much a word counts by where it stands. Half a word is the smallest step, so that code can count half.
struct FieldWeights {
  std::uint32_t name = 12;
  std::uint32_t description = 8;
  std::uint32_t heading = 4;
  std::uint32_t body = 2;
  std::uint32_t code = 1;
};

constexpr FieldWeights field_weights;

/// Terms as they come, to be counted at the end.
class Counter {
 public:
  void add(std::uint64_t term, std::uint32_t weight) {
    if (term != 0 && weight != 0) seen_.emplace_back(term, weight);
  }

  [[nodiscard]] TermBag bag() {
    constexpr std::uint32_t most = std::numeric_limits<std::uint16_t>::max();
    std::ranges::sort(seen_, {}, [](const auto& one) { return one.first; });
    TermBag bag;
    for (std::size_t i = 0; i < seen_.size();) {
      std::uint64_t sum = 0;
      const std::uint64_t term = seen_[i].first;
      for (; i < seen_.size() && seen_[i].first == term; ++i) sum += seen_[i].second;
      bag.terms.push_back(term);
      bag.counts.push_back(static_cast<std::uint16_t>(std::min<std::uint64_t>(sum, most)));
    }
    return bag;
  }

 private:
  std::vector<std::pair<std::uint64_t, std::uint32_t>> seen_;
};

/// The bags of one document, filled stretch by stretch.
class Bags {
 public:
  explicit Bags(StemTable& stems) : stems_(stems) {}

  void add_lead(std::string_view text, std::uint32_t weight) {
    text::for_each_content_word(text, [&](std::string_view word) {
      const std::uint64_t term = stems_.term(word);
      words_.add(term, weight);
      lead_.add(term, weight);
    });
  }

  void add_heading(std::string_view text) {
    text::for_each_content_word(
        text, [&](std::string_view word) { words_.add(stems_.term(word), field_weights.heading); });
  }

  /// Pairs do not reach across blocks, nor across a stop word.
  void add_body(std::string_view text, std::uint32_t weight) {
    std::uint64_t before = 0;
    text::for_each_content_word(text, [&](std::string_view word) {
      const std::uint64_t term = stems_.term(word);
      words_.add(term, weight);
      if (before != 0 && term != 0) pairs_.add(before * 0x9E3779B97F4A7C15ULL + term, 1);
      before = term;
    });
  }

  void finish(CorpusRow& row) {
    row.words = words_.bag();
    row.pairs = pairs_.bag();
    row.lead = lead_.bag();
  }

 private:
  StemTable& stems_;
  Counter words_;
  Counter pairs_;
  Counter lead_;
};

std::vector<ReferenceEdge> edges_among(const std::vector<CorpusRow>& rows, std::span<const Item> items) {
  std::vector<ReferenceEdge> edges;
  for (const Item& item : items) {
    const std::uint32_t from = place_of(rows, item.key);
    if (from == rows.size()) continue;
    for (const Reference& reference : item.references) {
      const std::uint32_t to = place_of(rows, reference.to);
      if (to != rows.size() && to != from)
        edges.push_back(
            {from, to, static_cast<std::uint32_t>(std::max<std::size_t>(reference.lines.size(), 1))});
    }
  }
  return edges;
}

/// Sorted by ends, those with the same ends made one.
void merge_equal(std::vector<ReferenceEdge>& edges) {
  const auto ends = [](const ReferenceEdge& edge) { return std::pair(edge.from, edge.to); };
  std::ranges::sort(edges, {}, ends);
  std::size_t kept = 0;
  for (const ReferenceEdge& edge : edges) {
    if (kept > 0 && ends(edges[kept - 1]) == ends(edge))
      edges[kept - 1].count += edge.count;
    else
      edges[kept++] = edge;
  }
  edges.resize(kept);
}

/// Rows by what their code calls, of one of these lists; what one row alone calls is left out.
void add_tools(const std::vector<CorpusRow>& rows, std::span<const Item> items,
               std::vector<std::string> Uses::* list, std::vector<std::vector<std::uint32_t>>& tools) {
  std::map<std::string_view, std::vector<std::uint32_t>> callers;
  for (const Item& item : items)
    if (const std::uint32_t row = place_of(rows, item.key); row != rows.size())
      for (const std::string& name : item.uses.*list) callers[name].push_back(row);
  for (auto& [name, calling] : callers) {
    std::ranges::sort(calling);
    const auto repeats = std::ranges::unique(calling);
    calling.erase(repeats.begin(), repeats.end());
    if (calling.size() > 1) tools.push_back(std::move(calling));
  }
}

}  // namespace

CorpusRow row_of(const Document& document, std::string_view bytes, StemTable& stems) {
  CorpusRow row;
  row.key = document.item.key;
  row.kind = document.item.kind;
  row.name = document.item.name;
  row.description = document.item.description;
  Bags bags(stems);
  bags.add_lead(row.name, field_weights.name);
  bags.add_lead(row.description, field_weights.description);
  for (const Section& section : document.sections) {
    if (section.level == 0) continue;
    bags.add_heading(section.title);
    row.headings.push_back(section.title);
  }
  for (const Block& block : document.blocks)
    bags.add_body(slice(bytes, block.span),
                  block.kind == BlockKind::Code ? field_weights.code : field_weights.body);
  bags.finish(row);
  row.fragments = fragments_of(document, bytes);
  return row;
}

bool is_clustered(Kind kind) { return kind != Kind::Config && kind != Kind::Hook && kind != Kind::Readme; }

std::pair<std::string_view, std::string_view> order_of(std::string_view key) {
  const std::size_t slash = key.rfind('/');
  return {slash == std::string_view::npos ? key : key.substr(slash + 1), key};
}

std::uint32_t place_of(std::span<const CorpusRow> rows, std::string_view key) {
  const auto order = [](const CorpusRow& row) { return order_of(row.key); };
  const auto found = std::ranges::lower_bound(rows, order_of(key), {}, order);
  return found != rows.end() && found->key == key ? static_cast<std::uint32_t>(found - rows.begin())
                                                  : static_cast<std::uint32_t>(rows.size());
}

Corpus corpus_of(std::vector<CorpusRow> rows, std::span<const Item> items) {
  std::ranges::sort(rows, {}, [](const CorpusRow& row) { return order_of(row.key); });
  Corpus corpus{.rows = std::move(rows), .references = {}, .tools = {}};
  corpus.references = edges_among(corpus.rows, items);
  merge_equal(corpus.references);
  for (const auto list : {&Uses::programs, &Uses::env, &Uses::hosts})
    add_tools(corpus.rows, items, list, corpus.tools);
  return corpus;
}

}  // namespace agentops::mine
