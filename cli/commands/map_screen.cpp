#include "cli/commands/map_screen.h"

#include <algorithm>
#include <map>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "cli/table.h"
#include "text/escape.h"

namespace agentops::cli {
namespace {

constexpr unsigned narrow = 60;  ///< columns under which boxes stand below each other
constexpr std::size_t longest_name = 40;
constexpr std::size_t most_targets = 4;
constexpr std::size_t most_lines = 6;  ///< of names in a box

/// "/deploy ?": commands are called with a slash.
std::string shown(const MapItem& item) {
  const std::string name = text::cut_to_width(text::for_terminal(item.name), longest_name);
  return fmt::format("{}{}{}", item.kind == Kind::Command ? "/" : "", name, item.close_call ? "?" : "");
}

/// The names in lines of at most `width` columns, of which `most` are kept.
std::vector<std::string> name_lines(const MapDomain& domain, std::size_t width, std::size_t most) {
  std::vector<std::string> lines;
  std::size_t placed = 0;
  for (const MapItem& item : domain.items) {
    const std::string name = text::cut_to_width(shown(item), width);
    const bool fits =
        !lines.empty() && text::display_width(lines.back()) + 2 + text::display_width(name) <= width;
    if (!fits && lines.size() == most) break;
    if (fits)
      lines.back() += "  " + name;
    else
      lines.push_back(name);
    ++placed;
  }
  if (placed < domain.items.size())
    lines.push_back(fmt::format("... and {} more", domain.items.size() - placed));
  return lines;
}

std::string padded(const std::string& text, std::size_t width) {
  return text + std::string(width - std::min(width, text::display_width(text)), ' ');
}

/// "+-- support 5 -----": the upper edge, with the domain's name in it.
std::string edge(const MapDomain& domain, std::size_t width) {
  const std::string title = fmt::format(
      "-- {} {} ", text::cut_to_width(text::for_terminal(domain.name), width - 12), domain.items.size());
  return title + std::string(width - std::min(width, text::display_width(title)), '-');
}

/// One row of boxes.
std::string row(const std::vector<const MapDomain*>& domains, std::size_t inner, std::size_t most) {
  std::string text = " ";
  std::vector<std::vector<std::string>> columns;
  std::size_t height = 0;
  for (const MapDomain* domain : domains) {
    text += "+" + edge(*domain, inner + 2);
    columns.push_back(name_lines(*domain, inner, most));
    height = std::max(height, columns.back().size());
  }
  text += "+\n";
  for (std::size_t line = 0; line < height; ++line) {
    text += " ";
    for (const std::vector<std::string>& column : columns)
      text += "| " + padded(line < column.size() ? column[line] : "", inner) + " ";
    text += "|\n";
  }
  return text;
}

std::map<std::string_view, const MapDomain*> domains_by_item(const FolderMap& map) {
  std::map<std::string_view, const MapDomain*> domains;
  for (const MapDomain& domain : map.domains)
    for (const MapItem& item : domain.items) domains.emplace(item.key, &domain);
  return domains;
}

/// " support -> core 3": the domains that refer to others, most first.
std::string references_between(const FolderMap& map, std::size_t most) {
  const auto domain_of = domains_by_item(map);
  std::map<std::pair<std::string_view, std::string_view>, std::size_t> counts;
  for (const MapReference& reference : map.references) {
    const auto* from = domain_of.at(reference.from);
    const auto* to = domain_of.at(reference.to);
    if (from != to) counts[{from->name, to->name}] += reference.count;
  }
  if (counts.empty()) return {};
  std::vector<std::pair<std::pair<std::string_view, std::string_view>, std::size_t>> ranked(counts.begin(),
                                                                                            counts.end());
  std::ranges::stable_sort(ranked, std::ranges::greater(), [](const auto& entry) { return entry.second; });
  std::string text = "\n references between domains\n";
  for (std::size_t i = 0; i < std::min(most, ranked.size()); ++i)
    text += fmt::format("   {} -> {}   {}\n", text::for_terminal(ranked[i].first.first),
                        text::for_terminal(ranked[i].first.second), ranked[i].second);
  if (ranked.size() > most) text += fmt::format("   ... and {} more  (--all)\n", ranked.size() - most);
  return text;
}

bool has_close_calls(const FolderMap& map) {
  return std::ranges::any_of(map.domains, [](const MapDomain& domain) {
    return std::ranges::any_of(domain.items, &MapItem::close_call);
  });
}

}  // namespace

std::string map_boxes(const FolderMap& map, unsigned width, std::size_t most) {
  const std::size_t beside = width < narrow ? 1 : 2;
  const std::size_t inner = (std::max(width, 24U) - 2) / beside - 3;
  std::string text;
  std::size_t last = 1;
  for (std::size_t first = 0; first < map.domains.size(); first += beside) {
    std::vector<const MapDomain*> domains;
    for (std::size_t d = first; d < std::min(first + beside, map.domains.size()); ++d)
      domains.push_back(&map.domains[d]);
    last = domains.size();
    text +=
        row(domains, inner, most > most_lines && most < map.domains.size() * most_lines ? most_lines : most);
  }
  text += " ";
  for (std::size_t i = 0; i < last; ++i) text += "+" + std::string(inner + 2, '-');
  text += "+\n";
  if (has_close_calls(map)) text += " ? sits between two domains\n";
  return text + references_between(map, most);
}

std::string map_tree(const FolderMap& map, std::size_t most) {
  std::map<std::string_view, std::vector<std::string>> targets;
  std::map<std::string_view, std::string> names;
  for (const MapDomain& domain : map.domains)
    for (const MapItem& item : domain.items) names.emplace(item.key, shown(item));
  for (const MapReference& reference : map.references)
    targets[reference.from].push_back(names.at(reference.to));
  std::string text;
  for (const MapDomain& domain : map.domains) {
    text += fmt::format(" {}   {}\n", text::for_terminal(domain.name), counted(domain.items.size(), "item"));
    for (std::size_t i = 0; i < std::min(most, domain.items.size()); ++i) {
      const MapItem& item = domain.items[i];
      std::string line = fmt::format("   {:<8} {}", name_of(item.kind), shown(item));
      const std::vector<std::string>& calls = targets[item.key];
      for (std::size_t t = 0; t < std::min(most_targets, calls.size()); ++t)
        line += (t == 0 ? "  -> " : ", ") + calls[t];
      if (calls.size() > most_targets) line += fmt::format(" and {} more", calls.size() - most_targets);
      text += line + "\n";
    }
    if (domain.items.size() > most)
      text += fmt::format("   ... and {} more  (--all)\n", domain.items.size() - most);
  }
  return text;
}

}  // namespace agentops::cli
