#include "actions/lookup.h"

#include <algorithm>

#include <fmt/format.h>

#include "text/escape.h"
#include "text/spelling.h"

namespace agentops::actions {
namespace {

constexpr std::size_t shown_candidates = 5;

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
          .hint = found.front()->path == found.back()->path
                      ? fmt::format("name one part, as in  {}", text::for_terminal(found.back()->key))
                      : "name it by its path",
          .where = {}};
}

Error unknown(std::string_view words, const std::vector<Item>& items) {
  std::vector<std::string_view> names;
  for (const Item& item : items) names.emplace_back(item.name);
  const std::string near = text::closest_spelling(words, names);
  return {.kind = ErrorKind::NotFound,
          .code = "E-NO-ITEM",
          .message = fmt::format("no item is called \"{}\"", text::for_terminal(words)),
          .hint = near.empty() ? "agentops list shows all items"
                               : fmt::format("did you mean  {}", text::for_terminal(near)),
          .where = {}};
}

}  // namespace

Result<const Item*> item_named(const std::vector<Item>& items, std::string_view words) {
  const std::vector<const Item*> found = candidates(items, words);
  if (found.size() == 1) return found.front();
  return fail(found.empty() ? unknown(words, items) : ambiguous(words, found));
}

}  // namespace agentops::actions
