#include "actions/lookup.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "text/escape.h"

namespace agentops::actions {
namespace {

constexpr std::size_t longest_name = 128;
constexpr std::size_t shown_candidates = 5;

std::size_t edit_distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = std::exchange(row[0], i);
    for (std::size_t j = 1; j <= b.size(); ++j)
      diagonal = std::exchange(
          row[j], std::min({row[j] + 1, row[j - 1] + 1, diagonal + (a[i - 1] == b[j - 1] ? 0 : 1)}));
  }
  return row.back();
}

std::vector<const Item*> items_where(const std::vector<Item>& items, const auto& holds) {
  std::vector<const Item*> found;
  for (const Item& item : items)
    if (holds(item)) found.push_back(&item);
  return found;
}

/// The items that `words` may mean, by the strongest of its readings that fits any.
std::vector<const Item*> candidates(const std::vector<Item>& items, std::string_view words) {
  if (words.starts_with("./")) words.remove_prefix(2);
  auto found = items_where(items, [&](const Item& item) { return item.key == words || item.path == words; });
  if (!found.empty()) return found;
  found = items_where(items, [&](const Item& item) { return item.name == words; });
  if (!found.empty()) return found;
  if (const auto colon = words.find(':'); colon != std::string_view::npos)
    if (const auto kind = kind_named(words.substr(0, colon)))
      return items_where(items, [&](const Item& item) {
        return item.kind == *kind && item.name == words.substr(colon + 1);
      });
  return items_where(items, [&](const Item& item) { return item.id == words; });
}

Error ambiguous(std::string_view words, const std::vector<const Item*>& found) {
  std::string list;
  for (std::size_t i = 0; i < found.size() && i < shown_candidates; ++i)
    list += (i == 0 ? "" : ", ") + text::for_terminal(found[i]->key);
  if (found.size() > shown_candidates) list += fmt::format(" and {} more", found.size() - shown_candidates);
  return {.kind = ErrorKind::Usage,
          .code = "E-AMBIGUOUS",
          .message = fmt::format("\"{}\" may be {} items: {}", text::for_terminal(words), found.size(), list),
          .hint = "name it by its path",
          .where = {}};
}

Error unknown(std::string_view words, const std::vector<Item>& items) {
  std::vector<std::string> names;
  for (const Item& item : items) names.push_back(item.name);
  const std::string near = nearest_name(words, names);
  return {.kind = ErrorKind::NotFound,
          .code = "E-NO-ITEM",
          .message = fmt::format("no item is called \"{}\"", text::for_terminal(words)),
          .hint = near.empty() ? "agentops list shows all items"
                               : fmt::format("did you mean  {}", text::for_terminal(near)),
          .where = {}};
}

}  // namespace

std::string nearest_name(std::string_view word, const std::vector<std::string>& names) {
  std::string nearest;
  std::size_t best = word.size() < 4 ? 2 : word.size() < 8 ? 3 : 4;
  if (word.size() > longest_name) return nearest;
  for (const std::string& name : names) {
    if (name.size() > longest_name) continue;
    if (const std::size_t distance = edit_distance(word, name); distance < best) {
      best = distance;
      nearest = name;
    }
  }
  return nearest;
}

Result<const Item*> item_named(const std::vector<Item>& items, std::string_view words) {
  const std::vector<const Item*> found = candidates(items, words);
  if (found.size() == 1) return found.front();
  return fail(found.empty() ? unknown(words, items) : ambiguous(words, found));
}

}  // namespace agentops::actions
