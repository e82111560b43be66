#include "draft/validations.h"

#include <algorithm>
#include <array>
#include <functional>
#include <iterator>
#include <map>
#include <set>

#include <fmt/format.h>

#include "draft/naming.h"
#include "draft/sentences.h"
#include "text/escape.h"
#include "text/slug.h"
#include "text/words.h"
#include "text/yaml.h"

namespace agentops::draft {
namespace {

constexpr std::size_t fewest_items = 3;
constexpr std::size_t most_sections = 5;
constexpr std::size_t most_checks = 3;
constexpr std::size_t most_orders = 5;
constexpr std::size_t most_sources = 4;
constexpr std::size_t shortest_order = 16;  ///< "MUST" alone says nothing
constexpr std::size_t longest_order = 200;

/// A wording, which items have it and in which line; the words alone decide what is the same.
struct Shared {
  std::map<std::string, std::size_t> wordings;
  std::map<std::size_t, std::uint32_t> items;
};

using SharedWords = std::map<std::string, Shared>;  ///< by normalised words

/// Something that an item says.
struct Saying {
  std::size_t item = 0;
  std::uint32_t line = 0;  ///< of the source file
};

void note(SharedWords& shared, std::string_view wording, Saying saying) {
  const std::string words = text::normalised(wording);
  if (words.empty()) return;
  Shared& entry = shared[words];
  if (entry.items.emplace(saying.item, saying.line).second) ++entry.wordings[std::string(wording)];
}

/// "- [ ] Confirm the identity" -> "Confirm the identity"
std::string_view without_box(std::string_view line) {
  line = line.substr(0, line.find_first_of("\r\n"));
  const std::size_t box = line.find(']');
  line = box == std::string_view::npos ? line : line.substr(box + 1);
  const auto first = line.find_first_not_of(" \t");
  return first == std::string_view::npos ? std::string_view()
                                         : line.substr(first, line.find_last_not_of(" \t") - first + 1);
}

/// "1. Analyze", "Step 2: ...": a heading of one item's own procedure.
bool is_step(std::string_view title) {
  if (title.starts_with("Step ") || title.starts_with("Phase ")) return true;
  return !title.empty() && title.front() >= '0' && title.front() <= '9';
}

SharedWords sections_of(std::span<const ReadItem> items, std::span<const std::size_t> group) {
  SharedWords shared;
  for (const std::size_t i : group)
    for (const Section& section : items[i].document.sections)
      if (section.level >= 2 && !is_step(section.title)) note(shared, section.title, {i, section.line});
  return shared;
}

SharedWords checks_of(std::span<const ReadItem> items, std::span<const std::size_t> group) {
  SharedWords shared;
  for (const std::size_t i : group)
    for (const Block& block : items[i].document.blocks)
      if (block.kind == BlockKind::ListItem && block.task)
        note(shared, without_box(items[i].at(block.span)), {i, block.line});
  return shared;
}

/// "- **NEVER** share a password." -> "**NEVER** share a password."
std::string_view without_marker(std::string_view line) {
  line = line.substr(0, line.find_first_of("\r\n"));
  const auto first = line.find_first_not_of(" \t-*+>0123456789.)");
  if (first == std::string_view::npos) return {};
  // What was taken off may have been the beginning of an emphasis.
  const auto begin = line.substr(0, first).ends_with("**") ? first - 2 : first;
  return line.substr(begin, line.find_last_not_of(" \t") - begin + 1);
}

/// True for a line that orders or forbids in capitals: MUST, NEVER, ALWAYS.
bool is_order(std::string_view line) {
  constexpr std::array<std::string_view, 5> orders = {"MUST", "NEVER", "ALWAYS", "DO NOT", "REQUIRED"};
  const auto stands_alone = [&](std::string_view order) {
    for (auto at = line.find(order); at != std::string_view::npos; at = line.find(order, at + 1)) {
      const auto is_letter = [](char c) {
        return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '_';
      };
      const auto end = at + order.size();
      if ((at == 0 || !is_letter(line[at - 1])) && (end == line.size() || !is_letter(line[end]))) return true;
    }
    return false;
  };
  return line.size() >= shortest_order && line.size() <= longest_order &&
         std::ranges::any_of(orders, stands_alone);
}

SharedWords orders_of(std::span<const ReadItem> items, std::span<const std::size_t> group) {
  SharedWords shared;
  for (const std::size_t i : group)
    for (const Block& block : items[i].document.blocks) {
      if ((block.kind != BlockKind::ListItem && block.kind != BlockKind::Paragraph) || block.task) continue;
      const std::string_view line = without_marker(items[i].at(block.span));
      if (is_order(line)) note(shared, line, {i, block.line});
    }
  return shared;
}

/// The wording that most items use.
const std::string& usual_wording(const Shared& shared) {
  return std::ranges::max_element(shared.wordings, {}, [](const auto& entry) { return entry.second; })->first;
}

/// The items that a rule speaks of: those of one folder, or all.
struct Scope {
  std::string paths;  ///< empty: all
  std::vector<std::size_t> items;
};

class Proposing {
 public:
  Proposing(std::span<const ReadItem> items, double share) : items_(items), share_(share) {}

  /// What the scope keeps. What a wider scope before it keeps is not said again.
  void propose(const Scope& scope) {
    if (scope.items.size() < fewest_items) return;
    add(sections_of(items_, scope.items), scope, most_sections, &ProposedRule::section);
    add(checks_of(items_, scope.items), scope, most_checks, &ProposedRule::text);
    add(orders_of(items_, scope.items), scope, most_orders, &ProposedRule::text);
  }

  std::vector<ProposedRule> rules() && {
    std::ranges::stable_sort(rules_, std::ranges::greater(), kept);
    return std::move(rules_);
  }

 private:
  static std::size_t kept(const ProposedRule& rule) { return rule.sources.size(); }

  void add(const SharedWords& shared, const Scope& scope, std::size_t most,
           std::string ProposedRule::* field) {
    std::vector<ProposedRule> found;
    for (const auto& [words, entry] : shared) {
      const auto items = entry.items.size();
      const bool enough = items >= fewest_items &&
                          static_cast<double>(items) >= share_ * static_cast<double>(scope.items.size());
      if (!enough || !said_.insert({field == &ProposedRule::section, words}).second) continue;
      ProposedRule rule = rule_for(entry, scope);
      rule.*field = usual_wording(entry);
      rule.id = text::slug(rule.*field);
      std::ranges::replace(rule.id, '-', '_');
      if (!rule.id.empty()) found.push_back(std::move(rule));
    }
    std::ranges::stable_sort(found, std::ranges::greater(), kept);
    if (found.size() > most) found.resize(most);
    std::ranges::move(found, std::back_inserter(rules_));
  }

  [[nodiscard]] ProposedRule rule_for(const Shared& shared, const Scope& scope) const {
    ProposedRule rule;
    rule.paths = scope.paths;
    for (const std::size_t i : scope.items) {
      const std::string& path = items_[i].placed->path;
      if (const auto at = shared.items.find(i); at != shared.items.end())
        rule.sources.push_back({.path = path, .line = items_[i].drafted_line(at->second)});
      else
        rule.lacks.push_back(path);
    }
    return rule;
  }

  std::span<const ReadItem> items_;
  double share_;
  std::set<std::pair<bool, std::string>> said_;  ///< a section or a text, and its words
  std::vector<ProposedRule> rules_;
};

/// The items by the folder in which they lie.
std::map<std::string, std::vector<std::size_t>> folders_of(std::span<const ReadItem> items) {
  std::map<std::string, std::vector<std::size_t>> folders;
  for (std::size_t i = 0; i < items.size(); ++i) {
    const std::string_view path = items[i].placed->path;
    folders[std::string(path.substr(0, path.find('/')))].push_back(i);
  }
  return folders;
}

void number_ids(std::vector<ProposedRule>& rules) {
  std::set<std::string> ids;
  for (ProposedRule& rule : rules) {
    const std::string id = rule.id;
    for (unsigned number = 2; !ids.insert(rule.id).second; ++number)
      rule.id = fmt::format("{}_{}", id, number);
  }
}

/// "kept by 4 of 5: agents/a.md:14, agents/b.md:9 and 2 more; not by agents/e.md"
std::string evidence(const ProposedRule& rule) {
  const std::size_t of = rule.sources.size() + rule.lacks.size();
  std::vector<std::string> sources;
  for (const Place& source : rule.sources)
    sources.push_back(fmt::format("{}:{}", text::for_terminal(source.path), source.line));
  std::vector<std::string> lacks;
  for (const std::string& path : rule.lacks) lacks.push_back(text::for_terminal(path));
  std::string text = fmt::format("kept by {} of {}: {}", rule.sources.size(), of, listed(sources, most_sources));
  return lacks.empty() ? text : text + "; not by " + listed(lacks, most_sources);
}

}  // namespace

std::vector<ProposedRule> propose_rules(std::span<const ReadItem> items, double share) {
  Proposing proposing(items, share);
  auto folders = folders_of(items);
  folders.erase("docs");
  Scope all;
  for (const auto& [folder, group] : folders) std::ranges::copy(group, std::back_inserter(all.items));
  if (folders.size() > 1) proposing.propose(all);
  for (const auto& [folder, group] : folders)
    proposing.propose({.paths = folder == "skills" ? "skills/*/SKILL.md" : folder + "/*", .items = group});
  std::vector<ProposedRule> rules = std::move(proposing).rules();
  number_ids(rules);
  return rules;
}

std::string rules_text(std::span<const ProposedRule> rules) {
  std::string text =
      "# Proposed from what these items already do. With `enabled: true`, `agentops package validate` looks; with `severity: error`, it refuses.\n"
      "rules:\n";
  for (const ProposedRule& rule : rules) {
    const bool is_section = !rule.section.empty();
    text += fmt::format("  - id: {}\n", text::yaml_scalar(rule.id));
    if (!rule.paths.empty()) text += fmt::format("    applies_to: {{ path: \"{}\" }}\n", rule.paths);
    text += fmt::format("    {}: {}   # {}\n", is_section ? "require_section" : "require_text",
                        text::yaml_scalar(is_section ? rule.section : rule.text), evidence(rule));
    text += "    severity: warning\n    enabled: false\n";
  }
  return text;
}

}  // namespace agentops::draft
