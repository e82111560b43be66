#include "mine/folders.h"

#include <algorithm>
#include <map>
#include <string_view>

#include "text/subject_words.h"
#include "text/words.h"

namespace agentops::mine {

namespace {

using Items = std::vector<std::uint32_t>;

/// "deploy-prod" names something; "agents" and "docs" do not.
bool says_something(std::string_view folder) {
  return std::ranges::any_of(text::content_words(folder), &text::names_subject);
}

/// Items by folder, a folder's own and those below it; no folder deeper than most_levels is told apart.
std::map<std::string_view, Items> items_by_folder(std::span<const CorpusRow> rows) {
  constexpr unsigned most_levels = 16;
  std::map<std::string_view, Items> folders;
  for (std::uint32_t item = 0; item < rows.size(); ++item) {
    const std::string_view key = rows[item].key;
    std::size_t begin = 0;
    for (unsigned level = 0; level < most_levels; ++level) {
      const std::size_t slash = key.find('/', begin);
      if (slash == std::string_view::npos) break;
      if (says_something(key.substr(begin, slash - begin))) folders[key.substr(0, slash)].push_back(item);
      begin = slash + 1;
    }
  }
  return folders;
}

/// True when all that lies below a folder above lies in `folder`: in a chain of folders one is enough.
bool is_chained(std::string_view folder, const std::map<std::string_view, Items>& folders) {
  const std::size_t size = folders.at(folder).size();
  for (std::size_t slash = folder.rfind('/'); slash != std::string_view::npos && slash > 0;
       slash = folder.rfind('/', slash - 1)) {
    const auto above = folders.find(folder.substr(0, slash));
    if (above != folders.end()) return above->second.size() == size;
  }
  return false;
}

/// How much weight joins each item of a folder with the others; `is_inside` marks its items.
std::vector<std::uint64_t> weights_inside(const Items& folder, const Graph& words,
                                          const std::vector<bool>& is_inside) {
  std::vector<std::uint64_t> weights;
  for (const std::uint32_t item : folder) {
    std::uint64_t weight = 0;
    for (const Link& link : words.of(item))
      if (is_inside[link.to]) weight += link.weight;
    weights.push_back(weight);
  }
  return weights;
}

/// Judges folders by the links of their items.
class Judge {
 public:
  Judge(const Graph& words, const FolderOptions& options)
      : words_(words), options_(options), is_inside_(words.size()) {
    for (std::uint32_t item = 0; item < words.size(); ++item)
      all_ += static_cast<double>(degree(words, item));
  }

  /// The most typical items of a topical folder, at most as many as wanted; of others none.
  [[nodiscard]] Items typical_of(const Items& folder) {
    for (const std::uint32_t item : folder) is_inside_[item] = true;
    const std::vector<std::uint64_t> weights = weights_inside(folder, words_, is_inside_);
    for (const std::uint32_t item : folder) is_inside_[item] = false;
    double inside = 0;
    double degrees = 0;
    for (std::size_t i = 0; i < folder.size(); ++i) {
      inside += static_cast<double>(weights[i]);
      degrees += static_cast<double>(degree(words_, folder[i]));
    }
    const bool is_topical =
        inside >= options_.inside * degrees && inside * all_ >= options_.beyond_chance * degrees * degrees;
    return is_topical && inside > 0 ? heaviest(folder, weights) : Items();
  }

 private:
  [[nodiscard]] Items heaviest(const Items& folder, const std::vector<std::uint64_t>& weights) const {
    std::vector<std::size_t> order(folder.size());
    for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
    std::ranges::stable_sort(order, std::ranges::greater{}, [&](std::size_t i) { return weights[i]; });
    Items items;
    for (std::size_t i = 0; i < std::min<std::size_t>(options_.typical, order.size()); ++i)
      items.push_back(folder[order[i]]);
    return items;
  }

  const Graph& words_;
  const FolderOptions& options_;
  std::vector<bool> is_inside_;
  double all_ = 0;
};

std::uint32_t median_weight(const Graph& words) {
  std::vector<std::uint32_t> weights;
  for (const Link& link : words.links) weights.push_back(link.weight);
  if (weights.empty()) return 0;
  const auto middle = weights.begin() + static_cast<std::ptrdiff_t>(weights.size() / 2);
  std::ranges::nth_element(weights, middle);
  return *middle;
}

}  // namespace

std::vector<Edge> folder_edges(std::span<const CorpusRow> rows, const Graph& words,
                               const FolderOptions& options) {
  Judge judge(words, options);
  std::vector<bool> in_any(rows.size());
  std::vector<bool> in_topical(rows.size());
  const auto weight = static_cast<std::uint32_t>(options.strength * median_weight(words));
  std::vector<Edge> edges;
  const std::map<std::string_view, Items> folders = items_by_folder(rows);
  for (const auto& [path, items] : folders) {
    const bool divides =
        static_cast<double>(items.size()) <= options.largest * static_cast<double>(rows.size());
    if (items.size() < options.fewest || !divides || is_chained(path, folders)) continue;
    const Items typical = judge.typical_of(items);
    for (const std::uint32_t item : items) {
      in_any[item] = true;
      if (!typical.empty()) in_topical[item] = true;
      for (const std::uint32_t other : typical)
        if (other != item) edges.push_back({item, other, weight});
    }
  }
  const auto topical = static_cast<double>(std::ranges::count(in_topical, true));
  if (topical < options.topical * static_cast<double>(std::ranges::count(in_any, true))) edges.clear();
  return edges;
}

}  // namespace agentops::mine
