#include "mine/template_join.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <optional>
#include <set>
#include <tuple>

#include "mine/share_out.h"
#include "mine/template_fit.h"
#include "mine/template_search.h"
#include "text/hash.h"
#include "text/words.h"

namespace agentops::mine {

namespace {

constexpr std::uint64_t least_bits = 2400;        ///< of constant words, hundredths
constexpr std::size_t fewest_repeated_words = 8;  ///< of a text that recurs without any slot

/// A place of a run with its text.
struct Passage {
  RunPlace place;
  std::string text;                    ///< from its first line to the end of its last
  std::uint32_t begin = 0;             ///< of `text` in the file
  std::vector<Span> lines;             ///< in `text`
  std::vector<std::uint32_t> numbers;  ///< of the lines, in the file
};

std::size_t words_in(const Shape& shape) {
  std::size_t words = 0;
  for (const std::string& piece : shape.pieces)
    text::for_each_word(piece, [&](const text::Word&) { ++words; });
  return words;
}

using KindSizes = std::map<std::uint32_t, std::uint32_t>;  ///< how many items there are of each kind

class Joiner {
 public:
  Joiner(const Run& run, std::vector<Passage> passages, const JoinInput& input, const KindSizes& of_kind)
      : run_(run), passages_(std::move(passages)), input_(input), of_kind_(of_kind) {}

  /// The patterns of a run: one, or when its free lines are too much of it those of its pieces between them.
  std::vector<Pattern> patterns() {
    std::vector<Pattern> found;
    if (auto whole = pattern(0, run_.symbols.size())) {
      found.push_back(*std::move(whole));
      return found;
    }
    for (std::size_t begin = 0; begin < run_.symbols.size();) {
      std::size_t end = begin;
      while (end < run_.symbols.size() && run_.symbols[end] != 0) ++end;
      if (end > begin && end - begin < run_.symbols.size())
        if (auto piece = pattern(begin, end)) found.push_back(*std::move(piece));
      begin = end + 1;
    }
    return found;
  }

 private:
  /// Lines [begin, end) of all passages.
  std::optional<Pattern> pattern(std::size_t begin, std::size_t end) {
    std::vector<const Passage*> sources = alike(begin, end);
    Fitted all = constant("", sources.size());
    for (std::size_t k = begin; k < end; ++k) {
      std::vector<std::string_view> lines;
      for (const Passage* source : sources) lines.push_back(slice(source->text, source->lines[k]));
      if (k > begin) append(all, constant(between(*sources.front(), k), sources.size()));
      append(all, fit_line(input_.shape_of(run_.symbols[k]), lines));
    }
    fold(all);
    return judged(all, sources, begin, end);
  }

  static std::string_view between(const Passage& passage, std::size_t line) {
    return slice(passage.text, {passage.lines[line - 1].end, passage.lines[line].begin});
  }

  /// Without those that have something else between their lines than most.
  [[nodiscard]] std::vector<const Passage*> alike(std::size_t begin, std::size_t end) const {
    std::map<std::string, std::vector<const Passage*>> groups;
    for (const Passage& passage : passages_) {
      std::string joints;
      for (std::size_t k = begin + 1; k < end; ++k) joints.append(between(passage, k)).append(1, '\0');
      groups[joints].push_back(&passage);
    }
    return std::ranges::max_element(groups, {}, [](const auto& group) { return group.second.size(); })
        ->second;
  }

  std::optional<Pattern> judged(const Fitted& all, const std::vector<const Passage*>& sources,
                                std::size_t begin, std::size_t end) const {
    std::size_t constant_bytes = 0;
    std::size_t bytes = 0;
    for (const std::string& piece : all.shape.pieces) constant_bytes += piece.size();
    std::set<std::uint32_t> items;
    std::set<std::string_view> domains;
    std::set<std::uint32_t> kinds;
    std::set<std::string_view> texts;
    for (std::size_t p = 0; p < sources.size(); ++p) {
      const Passage& source = *sources[p];
      const TextItem& item = input_.items[source.place.item];
      const std::string_view text = text_of(source, begin, end);
      if (rendered(all.shape, all.values[p]) != text) return std::nullopt;
      items.insert(source.place.item);
      if (!item.domain.empty()) domains.insert(item.domain);
      kinds.insert(item.kind);
      texts.insert(text);
      bytes += text.size();
    }
    const std::uint64_t bits = bits_of(all.shape, input_.units);
    const std::uint64_t cost = sources.size() * cost_of_use(all.shape.slots()) + bits;
    if (items.size() < input_.min_items || bits < least_bits || sources.size() * bits <= cost)
      return std::nullopt;
    if (constant_bytes * sources.size() * 2 < bytes) return std::nullopt;
    if (all.shape.slots() == 0 && words_in(all.shape) < fewest_repeated_words) return std::nullopt;

    Pattern pattern;
    pattern.form = PatternForm::Template;
    for (std::size_t p = 0; p < sources.size(); ++p)
      pattern.uses.push_back(use_of(*sources[p], begin, end, all.values[p]));
    pattern.items = static_cast<std::uint32_t>(items.size());
    pattern.domains = static_cast<std::uint32_t>(domains.size());
    pattern.wordings = static_cast<std::uint32_t>(texts.size());
    for (const std::uint32_t kind : kinds) pattern.of += of_kind_.at(kind);
    pattern.bits_saved = (sources.size() * bits - cost) / 100;
    pattern.content = content_of(all.shape);
    pattern.parts = parts(all, sources);
    return pattern;
  }

  static std::uint64_t content_of(const Shape& shape) {
    std::string joined;
    for (const std::string& piece : shape.pieces) joined.append(piece).append(1, '\0');
    return text::quick_hash(joined);
  }

  static std::string_view text_of(const Passage& source, std::size_t begin, std::size_t end) {
    return slice(source.text, {source.lines[begin].begin, source.lines[end - 1].end});
  }

  [[nodiscard]] Use use_of(const Passage& source, std::size_t begin, std::size_t end,
                           const Values& values) const;

  [[nodiscard]] std::vector<PatternPart> parts(const Fitted& all,
                                               const std::vector<const Passage*>& sources) const {
    std::vector<Values> by_slot(all.shape.slots());
    std::vector<std::string_view> names;
    for (std::size_t p = 0; p < sources.size(); ++p) {
      names.push_back(input_.items[sources[p]->place.item].name);
      for (std::size_t slot = 0; slot < by_slot.size(); ++slot) by_slot[slot].push_back(all.values[p][slot]);
    }
    return parts_of(all.shape, by_slot, names, input_.type_of);
  }

  const Run& run_;
  std::vector<Passage> passages_;
  const JoinInput& input_;
  const KindSizes& of_kind_;
};

Use Joiner::use_of(const Passage& source, std::size_t begin, std::size_t end, const Values& values) const {
  const TextItem& item = input_.items[source.place.item];
  const std::string_view text = text_of(source, begin, end);
  Use use{.key = item.key, .domain = item.domain};
  unsigned words = 0;
  text::for_each_word(text.substr(0, Units::longest), [&](const text::Word& word) {
    if (words++ < 5) use.title.append(use.title.empty() ? "" : " ").append(word.text);
  });
  use.text = text::words_hash(text);
  use.line = source.numbers[begin];
  use.line_end = source.numbers[end - 1];
  use.span = {source.begin + source.lines[begin].begin, source.begin + source.lines[end - 1].end};
  for (const std::string_view value : values) use.values.emplace_back(value);
  return use;
}

/// A place of one of the runs.
struct Place {
  std::uint32_t item = 0;
  std::uint32_t run = 0;
  std::uint32_t place = 0;  ///< of the run's
};

Passage passage_of(const RunPlace& place, std::span<const SymbolLine> lines, std::string_view file) {
  Passage passage{.place = place, .text = {}, .begin = lines.front().begin};
  passage.text = slice(file, {lines.front().begin, lines.back().end});
  for (const SymbolLine& line : lines) {
    passage.lines.push_back({line.begin - passage.begin, line.end - passage.begin});
    passage.numbers.push_back(line.number);
  }
  return passage;
}

/// The passages of each run.
Result<std::vector<std::vector<Passage>>> passages_of(const std::vector<Run>& runs, const JoinInput& input) {
  std::vector<Place> places;
  std::vector<std::vector<Passage>> passages(runs.size());
  for (std::uint32_t r = 0; r < runs.size(); ++r) {
    passages[r].resize(runs[r].places.size());
    for (std::uint32_t p = 0; p < runs[r].places.size(); ++p)
      places.push_back({runs[r].places[p].item, r, p});
  }
  std::ranges::stable_sort(places, {}, &Place::item);
  const Status read = visit_files(
      input.items, input.read, input.threads, [&](const FileOfItems& file, std::string_view bytes) {
        auto one = std::ranges::lower_bound(places, file.first, {}, &Place::item);
        for (; one != places.end() && one->item < file.last; ++one) {
          const Run& run = runs[one->run];
          const RunPlace& place = run.places[one->place];
          passages[one->run][one->place] = passage_of(
              place, std::span(input.lines[place.item]).subspan(place.first, run.symbols.size()), bytes);
        }
      });
  if (!read) return fail(read);
  return passages;
}

}  // namespace

Result<std::vector<Pattern>> patterns_of_runs(const std::vector<Run>& runs, const JoinInput& input) {
  auto passages = passages_of(runs, input);
  if (!passages) return fail(passages);
  KindSizes of_kind;
  for (const TextItem& item : input.items) ++of_kind[item.kind];
  std::vector<std::vector<Pattern>> found(runs.size());
  share_out(runs.size(), input.threads, [&](std::size_t first, std::size_t last) {
    for (std::size_t r = first; r < last; ++r)
      found[r] = Joiner(runs[r], std::move((*passages)[r]), input, of_kind).patterns();
  });
  std::vector<Pattern> patterns;
  for (auto& some : found) std::ranges::move(some, std::back_inserter(patterns));
  std::ranges::sort(patterns, [](const Pattern& a, const Pattern& b) {
    return std::tie(b.bits_saved, a.uses[0].key, a.uses[0].line, a.content) <
           std::tie(a.bits_saved, b.uses[0].key, b.uses[0].line, b.content);
  });
  return patterns;
}

}  // namespace agentops::mine
