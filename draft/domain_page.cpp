#include "draft/domain_page.h"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "draft/context.h"
#include "draft/sentences.h"
#include "text/escape.h"

namespace agentops::draft {
namespace {

constexpr std::size_t most_patterns = 6;

/// "[refund-agent](../agents/refund-agent.md), line 8"
std::string place(const Portrait& portrait, std::size_t item, std::uint32_t line) {
  return fmt::format("[{}](../{}), line {}", text::for_markdown(portrait.names[item]),
                     portrait.items[item].placed->path, line);
}

std::string share(const Portrait& portrait, std::size_t items) {
  return fmt::format("in {} of {}", items, counted(portrait.items.size(), "item"));
}

void list(Page& page, const Portrait& portrait, std::string_view title, std::string_view opening,
          const std::vector<ContextEntry>& entries) {
  if (entries.empty()) return;
  page.line(fmt::format("## {}", title)).line().line(opening).line();
  for (const ContextEntry& entry : entries)
    page.line(fmt::format("- {}{}: {}; first in {}", text::for_markdown(entry.word),
                          entry.objects.empty() ? "" : " " + text::for_markdown(listed(entry.objects)),
                          share(portrait, entry.items), place(portrait, entry.first, entry.line)));
  page.line();
}

void language(Page& page, const Portrait& portrait, const std::vector<ContextEntry>& entries) {
  if (entries.empty()) return;
  page.line("## Language")
      .line()
      .line("Terms, abbreviations and names that one must know to read the items.")
      .line();
  for (const ContextEntry& entry : entries)
    page.line(fmt::format(
        "- {}: {}{}", text::for_markdown(entry.word),
        entry.meaning.empty() ? "first used in " : text::for_markdown(entry.meaning) + "; defined in ",
        place(portrait, entry.first, entry.line)));
  page.line();
}

/// Patterns by how many items of the package have them; of fewer than a quarter, or of two, they are not its
/// own.
std::vector<std::pair<const Pattern*, std::size_t>> patterns_in(const Portrait& portrait,
                                                                const Mining& mining) {
  std::set<std::string_view> keys;
  for (const ReadItem& read : portrait.items) keys.insert(read.item().key);
  std::vector<std::pair<const Pattern*, std::size_t>> found;
  for (const Pattern& pattern : mining.patterns) {
    std::set<std::string_view> here;
    for (const Use& use : pattern.uses)
      if (keys.contains(use.key)) here.insert(use.key);
    if (here.size() > 2 && 4 * here.size() >= keys.size()) found.emplace_back(&pattern, here.size());
  }
  std::ranges::stable_sort(found, [](const auto& a, const auto& b) { return a.second > b.second; });
  found.resize(std::min(most_patterns, found.size()));
  return found;
}

void patterns(Page& page, const Portrait& portrait, const Mining& mining) {
  const auto found = patterns_in(portrait, mining);
  if (found.empty()) return;
  page.line("## Patterns").line().line("What recurs in the items.").line();
  for (const auto& [pattern, items] : found)
    page.line(fmt::format("- {}: {}", text::for_markdown(pattern->name), share(portrait, items)));
  page.line();
}

}  // namespace

Page domain_page(const Portrait& portrait, const Mining& mining) {
  Page page("docs/domain.md");
  const Context context = context_of(portrait.items, portrait.copies);
  page.line(fmt::format("# The domain of {}", portrait.package->name)).line();
  page.blank("one sentence: what this domain owns and what it does not");
  page.line(fmt::format("{} owns {} and does not own {}.", portrait.package->name, blank_mark, blank_mark))
      .line();
  list(page, portrait, "Entities", "What the items act on.", context.entities);
  list(page, portrait, "Operations", "What they do, and to what.", context.operations);
  patterns(page, portrait, mining);
  language(page, portrait, context.language);
  return page;
}

}  // namespace agentops::draft
