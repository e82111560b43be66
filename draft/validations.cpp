#include "draft/validations.h"

#include <algorithm>
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
constexpr std::size_t most_texts = 3;

/// A wording and which items have it; the words alone decide what is the same.
struct Shared {
  std::map<std::string, std::size_t> wordings;
  std::set<std::size_t> items;
};

using SharedWords = std::map<std::string, Shared>;  ///< by normalised words

void note(SharedWords& shared, std::string_view wording, std::size_t item) {
  const std::string words = text::normalised(wording);
  if (words.empty()) return;
  Shared& entry = shared[words];
  if (entry.items.insert(item).second) ++entry.wordings[std::string(wording)];
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
      if (section.level >= 2 && !is_step(section.title)) note(shared, section.title, i);
  return shared;
}

SharedWords checks_of(std::span<const ReadItem> items, std::span<const std::size_t> group) {
  SharedWords shared;
  for (const std::size_t i : group)
    for (const Block& block : items[i].document.blocks)
      if (block.kind == BlockKind::ListItem && block.task)
        note(shared, without_box(items[i].at(block.span)), i);
  return shared;
}

/// The wording that most items use.
const std::string& usual_wording(const Shared& shared) {
  return std::ranges::max_element(shared.wordings, {}, [](const auto& entry) { return entry.second; })->first;
}

/// The items of one folder, as a rule sees them.
struct Proposal {
  std::string paths;
  std::size_t of = 0;
  double share = 0;
};

/// Adds what enough items share as rules that require it as `field`: the section or the text.
void propose(const SharedWords& shared, const Proposal& proposal, std::size_t most,
             std::string ProposedRule::* field, std::vector<ProposedRule>& rules) {
  std::vector<ProposedRule> found;
  for (const auto& [words, entry] : shared) {
    const auto kept = entry.items.size();
    if (kept < fewest_items || static_cast<double>(kept) < proposal.share * static_cast<double>(proposal.of))
      continue;
    const std::string& wording = usual_wording(entry);
    ProposedRule rule{.id = text::slug(wording),
                      .paths = proposal.paths,
                      .section = {},
                      .text = {},
                      .kept = kept,
                      .of = proposal.of};
    std::ranges::replace(rule.id, '-', '_');
    rule.*field = wording;
    if (!rule.id.empty()) found.push_back(std::move(rule));
  }
  std::ranges::stable_sort(found, [](const auto& a, const auto& b) { return a.kept > b.kept; });
  if (found.size() > most) found.resize(most);
  std::ranges::move(found, std::back_inserter(rules));
}

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

}  // namespace

std::vector<ProposedRule> propose_rules(std::span<const ReadItem> items, double share) {
  std::vector<ProposedRule> rules;
  for (const auto& [folder, group] : folders_of(items)) {
    if (folder == "docs" || group.size() < fewest_items) continue;
    const std::string paths = folder == "skills" ? "skills/*/SKILL.md" : folder + "/*";
    const Proposal proposal{.paths = paths, .of = group.size(), .share = share};
    propose(sections_of(items, group), proposal, most_sections, &ProposedRule::section, rules);
    propose(checks_of(items, group), proposal, most_texts, &ProposedRule::text, rules);
  }
  std::ranges::stable_sort(rules, [](const auto& a, const auto& b) { return a.kept > b.kept; });
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
    text += fmt::format("    applies_to: {{ path: \"{}\" }}\n", rule.paths);
    text += fmt::format("    {}: {}   # {} of {} items have it\n",
                        is_section ? "require_section" : "require_text",
                        text::yaml_scalar(is_section ? rule.section : rule.text), rule.kept, rule.of);
    text += "    severity: warning\n    enabled: false\n";
  }
  return text;
}

}  // namespace agentops::draft
