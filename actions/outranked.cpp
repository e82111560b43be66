#include "actions/outranked.h"

#include "actions/describe.h"
#include "actions/item_text.h"
#include "index/stemmer.h"
#include "mine/nearness.h"

namespace agentops::actions {
namespace {

constexpr std::uint32_t most_looked_at = 20;  // hits, for those of the item's kind among them
constexpr std::uint32_t least_met = 500;      // thousandths of the description that the other's speaks of

bool is_chosen_by_description(const Item& item) {
  const bool is_chosen = item.kind == Kind::Agent || item.kind == Kind::Skill || item.kind == Kind::Command ||
                         item.kind == Kind::Workflow || item.kind == Kind::Prompt;
  return is_chosen && item.description_from == "frontmatter";
}

/// Other rules tell of copies.
bool is_copy(const Item& item, const Item& other) {
  return digest_of_words(item) == digest_of_words(other) ||
         (item.name == other.name && item.description == other.description);
}

}  // namespace

Result<std::vector<check::Outranked>> outranked_items(index::Searcher& searcher,
                                                      const std::vector<Item>& items) {
  mine::StemTable stems(index::make_stemmer());
  std::vector<check::Outranked> outranked;
  for (const Item& item : items) {
    if (!is_chosen_by_description(item)) continue;
    const auto hits = searcher.search(
        {.words = item.description, .limit = most_looked_at, .plain = true, .count_all = false});
    if (!hits) return fail(hits);
    for (const index::Hit& hit : hits->hits) {
      const Item* found = find_item(items, hit.key);
      if (found == nullptr || found->kind != item.kind) continue;
      if (found->key == item.key) break;
      // A page that lists what others do is found by their words, and chosen for its own.
      if (is_copy(item, *found) || mine::met_by_lead(item, *found, stems) < least_met) continue;
      outranked.push_back({.key = item.key, .by = found->key});
      break;
    }
  }
  return outranked;
}

}  // namespace agentops::actions
