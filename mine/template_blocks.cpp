// Of each symbol the most usual follower is found, and of each the most usual line before it. Where both
// agree they are linked; links that join end to end are runs, like the unitigs of an assembled genome.

#include "mine/template_blocks.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>
#include <unordered_map>

#include "mine/hash_table.h"

namespace agentops::mine {

namespace {

constexpr std::size_t farthest = 3;  ///< lines from one to the line that follows it, those between counted
constexpr std::uint32_t most_blank = 2;  ///< line numbers from one line to the next that is not blank
constexpr std::uint32_t usual = 8;       ///< tenths of its places in which a line has its follower

/// One symbol after another, with the steps in line numbers between them as digits.
struct Follow {
  Symbol from = 0;
  Symbol to = 0;
  std::uint32_t steps = 0;  ///< as many digits as lines forward, each 1 or 2

  friend auto operator<=>(const Follow&, const Follow&) = default;
};

struct Link {
  Symbol to = 0;
  std::uint32_t steps = 0;
};

class Linker {
 public:
  explicit Linker(const std::vector<std::vector<SymbolLine>>& items) : items_(items) {
    for (const auto& lines : items)
      for (const SymbolLine& line : lines)
        if (line.symbol != 0) ++count_.add(line.symbol, 0);
  }

  std::map<Symbol, Link> links() {
    for (std::size_t distance = 1; distance <= farthest; ++distance) link(distance);
    return std::move(links_);
  }

  [[nodiscard]] bool has_before(Symbol symbol) const { return followed_.contains(symbol); }

 private:
  /// Links lines that have no follower yet with those so many lines on that follow none.
  void link(std::size_t distance) {
    std::vector<Follow> follows;
    for (const auto& lines : items_)
      for (std::size_t i = 0; i + distance < lines.size(); ++i)
        if (const std::uint32_t steps = steps_of(lines, i, distance); steps != 0)
          follows.push_back({lines[i].symbol, lines[i + distance].symbol, steps});
    std::ranges::sort(follows);
    for (std::size_t i = 0; i < follows.size();) {
      const std::size_t begin = i;
      while (i < follows.size() && follows[i] == follows[begin]) ++i;
      const Follow& one = follows[begin];
      if ((i - begin) * 10 >= std::size_t{usual} * std::max(*count_.find(one.from), *count_.find(one.to)))
        links_.emplace(one.from, Link{one.to, one.steps});
    }
    for (const auto& [from, link] : links_) {
      linked_.add(from, true);
      followed_.add(link.to, true);
    }
  }

  /// 0 when the two are not to be linked: no symbol, linked already, too far apart, or one and the same.
  [[nodiscard]] std::uint32_t steps_of(const std::vector<SymbolLine>& lines, std::size_t i,
                                       std::size_t distance) const {
    const SymbolLine& from = lines[i];
    const SymbolLine& to = lines[i + distance];
    if (from.symbol == 0 || to.symbol == 0 || from.symbol == to.symbol) return 0;
    if (linked_.contains(from.symbol) || followed_.contains(to.symbol)) return 0;
    std::uint32_t steps = 0;
    for (std::size_t k = i; k < i + distance; ++k) {
      const std::uint32_t step = lines[k + 1].number - lines[k].number;
      if (step > most_blank || lines[k + 1].opens) return 0;
      steps = steps * 10 + step;
    }
    return steps;
  }

  const std::vector<std::vector<SymbolLine>>& items_;
  HashTable<std::uint32_t> count_;
  std::map<Symbol, Link> links_;
  HashTable<bool> linked_;    ///< has a follower
  HashTable<bool> followed_;  ///< is one
};

/// The digits of a link's steps, the first line's first.
std::vector<std::uint32_t> digits_of(std::uint32_t steps) {
  std::vector<std::uint32_t> digits;
  for (; steps > 0; steps /= 10) digits.push_back(steps % 10);
  std::ranges::reverse(digits);
  return digits;
}

Run run_from(Symbol symbol, const std::map<Symbol, Link>& links) {
  Run run{.symbols = {symbol}, .steps = {}, .places = {}};
  for (auto link = links.find(symbol); link != links.end(); link = links.find(link->second.to)) {
    for (const std::uint32_t step : digits_of(link->second.steps)) {
      run.steps.push_back(step);
      run.symbols.push_back(0);
    }
    run.symbols.back() = link->second.to;
  }
  return run;
}

bool stands_at(const Run& run, const std::vector<SymbolLine>& lines, std::size_t first) {
  if (first + run.symbols.size() > lines.size()) return false;
  for (std::size_t k = 0; k < run.symbols.size(); ++k) {
    if (run.symbols[k] != 0 && run.symbols[k] != lines[first + k].symbol) return false;
    if (k > 0 && lines[first + k].number - lines[first + k - 1].number != run.steps[k - 1]) return false;
  }
  return true;
}

}  // namespace

std::vector<Run> runs_of(const std::vector<std::vector<SymbolLine>>& items, unsigned min_items) {
  Linker linker(items);
  const std::map<Symbol, Link> links = linker.links();
  std::unordered_map<Symbol, Run> runs;  ///< by first symbol
  for (const auto& [symbol, link] : links)
    if (!linker.has_before(symbol)) runs.emplace(symbol, run_from(symbol, links));
  for (std::uint32_t item = 0; item < items.size(); ++item)
    for (std::uint32_t i = 0; i < items[item].size();) {
      const auto run = runs.find(items[item][i].symbol);
      if (run == runs.end() || !stands_at(run->second, items[item], i)) {
        ++i;
        continue;
      }
      run->second.places.push_back({item, i});
      i += static_cast<std::uint32_t>(run->second.symbols.size());
    }
  std::vector<Run> result;
  for (auto& [symbol, run] : runs) {
    std::set<std::uint32_t> holders;
    for (const RunPlace& place : run.places) holders.insert(place.item);
    if (holders.size() >= min_items) result.push_back(std::move(run));
  }
  std::ranges::sort(result, {},
                    [](const Run& run) { return std::tuple(run.places[0].item, run.places[0].first); });
  return result;
}

}  // namespace agentops::mine
