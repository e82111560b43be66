// Shapes are found in a sample of the lines; then every line of every item is given a symbol: the shape that
// it has, or its own text when that recurs. Lines that keep together become runs. What is left over stays
// alone.

#include "mine/templates.h"

#include <algorithm>
#include <atomic>
#include <deque>
#include <map>
#include <optional>
#include <set>
#include <tuple>
#include <utility>

#include "mine/hash_table.h"
#include "mine/template_blocks.h"
#include "mine/template_join.h"
#include "mine/template_search.h"
#include "mine/template_units.h"
#include "text/hash.h"

namespace agentops::mine {

namespace {

constexpr Symbol text_mark = 1ULL << 63U;  ///< a symbol of a text; without it one more than the shape's index

/// Finds the shape of a line among many by a rare word of it.
class ShapeTable {
 public:
  ShapeTable(std::vector<FoundShape> shapes, const Units& units) : shapes_(std::move(shapes)) {
    std::vector<LineWord> words;
    for (std::uint32_t i = 0; i < shapes_.size(); ++i) {
      std::uint64_t key = 0;
      std::uint32_t most = 0;
      for (const std::string& piece : shapes_[i].shape.pieces) {
        line_words(piece, Units::longest, words);
        for (std::size_t w = 0; w < words.size(); ++w) {
          const std::uint32_t bits = units.bits_of_hash(words[w].hash);
          const std::uint32_t pair = w == 0 ? 0 : bits + units.bits_of_hash(words[w - 1].hash);
          if (bits > most) std::tie(most, key) = std::tuple(bits, words[w].hash);
          if (pair > most) std::tie(most, key) = std::tuple(pair, pair_key(words[w - 1].hash, words[w].hash));
        }
      }
      const std::uint32_t list = by_key_.add(key, static_cast<std::uint32_t>(lists_.size()));
      if (list == lists_.size()) lists_.emplace_back();
      lists_[list].push_back(i);
    }
  }

  /// The shape that saves most of those that `text` has.
  [[nodiscard]] std::optional<std::uint32_t> shape_of(std::string_view text,
                                                      std::vector<LineWord>& words) const {
    words.clear();
    if (text.size() > Units::longest) return std::nullopt;
    line_words(text, Units::most_words + 1, words);
    if (words.size() > Units::most_words) return std::nullopt;
    std::optional<std::uint32_t> best;
    const auto look = [&](std::uint64_t key) {
      const std::uint32_t* found = by_key_.find(key);
      if (found == nullptr) return;
      for (const std::uint32_t i : lists_[*found])
        if ((!best || i < *best) && fits(shapes_[i].shape, text)) best = i;
    };
    for (std::size_t w = 0; w < words.size(); ++w) {
      look(words[w].hash);
      if (w > 0) look(pair_key(words[w - 1].hash, words[w].hash));
    }
    return best;
  }

  [[nodiscard]] const Shape& shape(std::uint32_t index) const { return shapes_[index].shape; }
  [[nodiscard]] std::uint64_t bits(std::uint32_t index) const { return shapes_[index].bits; }

 private:
  static std::uint64_t pair_key(std::uint64_t a, std::uint64_t b) { return a * 0x9E3779B97F4A7C15ULL + b; }

  static bool fits(const Shape& shape, std::string_view text) {
    std::size_t constant = 0;
    for (const std::string& piece : shape.pieces) constant += piece.size();
    return text.size() <= constant * 3 && values_in(shape, text).has_value();
  }

  std::vector<FoundShape> shapes_;
  HashTable<std::uint32_t> by_key_;                ///< index of a list
  std::vector<std::vector<std::uint32_t>> lists_;  ///< of shapes
};

/// Remembers which texts came before, on several threads: two different ones may be taken for the same.
class Seen {
 public:
  /// True from the second time on.
  bool again(std::uint64_t hash) {
    const std::uint64_t bit = 1ULL << (hash & 63U);
    return (words_[hash >> shift].fetch_or(bit, std::memory_order_relaxed) & bit) != 0;
  }

 private:
  static constexpr unsigned shift = 64 - 19;
  std::vector<std::atomic<std::uint64_t>> words_ =
      std::vector<std::atomic<std::uint64_t>>(std::size_t{1} << 19U);
};

class Finder {
 public:
  Finder(std::span<const TextItem> items, const SourceReader& read, const TemplateOptions& options)
      : items_(items), read_(read), options_(options), lines_(items.size()) {}

  Result<std::vector<Pattern>> find(std::span<Pattern> sections) {
    if (const Status sampled = sample(); !sampled) return fail(sampled);
    units_.finish();
    const ShapeTable shapes(
        find_shapes(units_, {.min_items = options_.min_items, .threads = options_.threads}), units_);
    if (const Status marked = mark_lines(shapes); !marked) return fail(marked);
    forget_rare_texts();
    for (Pattern& section : sections) weigh(section);
    std::vector<Run> runs = runs_of(lines_, options_.min_items);
    add_single_lines(runs);
    const auto shape_of = [&](Symbol symbol) -> const Shape* {
      return symbol == 0 || (symbol & text_mark) != 0 ? nullptr
                                                      : &shapes.shape(static_cast<std::uint32_t>(symbol - 1));
    };
    return patterns_of_runs(runs, {.items = items_,
                                   .lines = lines_,
                                   .read = read_,
                                   .shape_of = shape_of,
                                   .units = units_,
                                   .type_of = options_.type_of,
                                   .min_items = options_.min_items,
                                   .threads = options_.threads});
  }

 private:
  /// Reads files until the sample is full, those first whose path has the smallest hash, so that a large
  /// collection is not judged by its first folder.
  Status sample() {
    const std::vector<FileOfItems> files = files_of(items_);
    std::vector<std::pair<std::uint64_t, std::size_t>> order;  ///< hash, file
    for (std::size_t i = 0; i < files.size(); ++i)
      order.emplace_back(text::quick_hash(items_[files[i].first].path), i);
    std::ranges::sort(order);
    std::map<std::size_t, std::string> texts;
    std::size_t bytes = 0;
    for (std::size_t i = 0; i < order.size() && bytes < options_.sample; ++i) {
      auto file = read_(items_[files[order[i].second].first].path);
      if (!file) return fail(file);
      bytes += file->size();
      texts.emplace(order[i].second, *std::move(file));
    }
    for (auto& [index, file] : texts) {
      sample_.push_back(std::move(file));
      const FileLines lines(sample_.back());
      for (std::uint32_t i = files[index].first; i < files[index].last; ++i)
        units_.add(i, lines.of(items_[i]));
    }
    return {};
  }

  Status mark_lines(const ShapeTable& shapes) {
    Seen seen;
    return visit_files(items_, read_, options_.threads, [&](const FileOfItems& file, std::string_view bytes) {
      const FileLines lines(bytes);
      for (std::uint32_t i = file.first; i < file.last; ++i) mark_item(shapes, seen, lines.of(items_[i]), i);
    });
  }

  /// A text that has not come before is most often alone, and what its words tell is not asked: of equal
  /// lines one, whichever is first, does not recur and has no bits.
  void mark_item(const ShapeTable& shapes, Seen& seen, const std::vector<TextLine>& lines,
                 std::uint32_t item) {
    std::vector<LineWord> words;
    for (const TextLine& line : lines) {
      const auto shape = shapes.shape_of(line.text, words);
      const Symbol symbol = shape ? *shape + 1 : text::quick_hash(line.text) | text_mark;
      std::uint64_t bits = shape ? shapes.bits(*shape) : 0;
      const bool recurs = !shape && seen.again(symbol);
      if (recurs)
        for (const LineWord& word : words) bits += units_.bits_of_hash(word.hash);
      lines_[item].push_back({.symbol = symbol,
                              .number = line.number,
                              .begin = line.begin,
                              .end = line.end(),
                              .bits = static_cast<std::uint32_t>(bits),
                              .opens = line.text.starts_with("##"),
                              .recurs = recurs});
    }
  }

  /// Only a text that stands in enough items keeps its symbol.
  void forget_rare_texts() {
    struct Holders {
      std::uint32_t items = 0;
      std::uint32_t last = ~0U;
    };
    HashTable<Holders> texts;  ///< those that came again
    for_each_text([&](std::uint32_t, SymbolLine& line) {
      if (line.recurs) texts.add(line.symbol, {});
    });
    for_each_text([&](std::uint32_t item, SymbolLine& line) {
      Holders* holders = texts.find(line.symbol);
      if (holders != nullptr && std::exchange(holders->last, item) != item) ++holders->items;
    });
    for_each_text([&](std::uint32_t, SymbolLine& line) {
      const Holders* holders = texts.find(line.symbol);
      if (holders == nullptr || holders->items < options_.min_items) line.symbol = 0;
    });
  }

  template <class Visit>
  void for_each_text(const Visit& visit) {
    for (std::uint32_t item = 0; item < lines_.size(); ++item)
      for (SymbolLine& line : lines_[item])
        if ((line.symbol & text_mark) != 0) visit(item, line);
  }

  /// What a section's places share, line by line: each such line needs to be written once.
  void weigh(Pattern& section) const {
    std::vector<std::tuple<Symbol, std::uint32_t, std::uint32_t>> shared;  ///< with bits and item
    for (const Use& use : section.uses) {
      const auto item = std::ranges::lower_bound(items_, use.key, {}, &TextItem::key);
      if (item == items_.end() || item->key != use.key) continue;
      const auto index = static_cast<std::uint32_t>(item - items_.begin());
      const auto& lines = lines_[index];
      auto line = std::ranges::lower_bound(lines, use.span.begin, {}, &SymbolLine::begin);
      for (; line != lines.end() && line->begin < use.span.end; ++line)
        if (line->symbol != 0) shared.emplace_back(line->symbol, line->bits, index);
    }
    std::ranges::sort(shared);
    std::uint64_t saved = 0;
    for (std::size_t i = 0; i < shared.size();) {
      const Symbol symbol = std::get<0>(shared[i]);
      std::set<std::uint32_t> holders;
      std::uint32_t bits = 0;
      for (; i < shared.size() && std::get<0>(shared[i]) == symbol; ++i) {
        bits = std::max(bits, std::get<1>(shared[i]));
        holders.insert(std::get<2>(shared[i]));
      }
      saved += std::uint64_t{bits} * (holders.size() - 1);
    }
    const std::uint64_t cost = section.uses.size() * cost_of_use(0);
    section.bits_saved = saved > cost ? (saved - cost) / 100 : 0;
  }

  /// Lines with a symbol that belong to no run are runs of one line.
  void add_single_lines(std::vector<Run>& runs) const {
    std::vector<std::vector<bool>> taken;
    for (const auto& lines : lines_) taken.emplace_back(lines.size());
    for (const Run& run : runs)
      for (const RunPlace& place : run.places)
        std::fill_n(taken[place.item].begin() + place.first, run.symbols.size(), true);
    HashTable<std::size_t> singles;  ///< by symbol: which of the runs
    for (std::uint32_t item = 0; item < lines_.size(); ++item)
      for (std::uint32_t i = 0; i < lines_[item].size(); ++i) {
        const Symbol symbol = lines_[item][i].symbol;
        if (symbol == 0 || taken[item][i]) continue;
        const std::size_t single = singles.add(symbol, runs.size());
        if (single == runs.size()) runs.push_back({.symbols = {symbol}, .steps = {}, .places = {}});
        runs[single].places.push_back({item, i});
      }
  }

  std::span<const TextItem> items_;
  const SourceReader& read_;
  const TemplateOptions& options_;
  std::deque<std::string> sample_;  ///< units point into it
  Units units_;
  std::vector<std::vector<SymbolLine>> lines_;  ///< by item
};

}  // namespace

Result<std::vector<Pattern>> templates_of(std::span<const TextItem> items, const SourceReader& read,
                                          const TemplateOptions& options, std::span<Pattern> sections) {
  return Finder(items, read, options).find(sections);
}

}  // namespace agentops::mine
