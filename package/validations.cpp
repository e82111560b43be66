// First the rules are read, each fault with its line; then every rule that is switched on is asked of every
// item that it applies to.

#include "package/validations.h"

#include <algorithm>
#include <array>
#include <optional>
#include <ranges>
#include <set>
#include <tuple>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "package/layout.h"
#include "text/escape.h"
#include "text/glob.h"
#include "text/spelling.h"
#include "text/words.h"
#include "text/yaml.h"

namespace agentops::package {
namespace {

constexpr std::string_view rule_number = "AO508";
constexpr std::size_t most_rules = 1000;

enum class Demand : std::uint8_t { RequireSection, RequireText, ForbidText, MaxTokens, ReferencesResolve };
constexpr std::array demands = std::to_array<std::string_view>(
    {"require_section", "require_text", "forbid_text", "max_tokens", "references_resolve"});

constexpr std::array severities = std::to_array<std::string_view>({"note", "warning", "error"});

const std::vector<std::string_view> known_keys = {
    "id",          "applies_to", "severity",           "enabled", "require_section", "require_text",
    "forbid_text", "max_tokens", "references_resolve",
};

struct ValidationRule {
  std::string id;
  std::string folder;  ///< of the kind that it applies to; empty: any
  std::string paths;   ///< a glob; empty: any
  std::optional<Demand> demand;
  std::string text;
  std::int64_t number = 0;
  Severity severity = Severity::Error;
  bool enabled = true;
};

std::string quoted(std::string_view untrusted) {
  return fmt::format("\"{}\"", text::for_terminal(untrusted.substr(0, 100)));
}

Finding finding(Severity severity, const std::string& path, std::uint32_t line, std::string message,
                std::string fix) {
  return {.rule = std::string(rule_number),
          .severity = severity,
          .place = {.path = path, .line = line, .column = line == 0 ? 0U : 1U},
          .message = std::move(message),
          .fix = std::move(fix)};
}

template <std::size_t Size>
std::optional<std::size_t> index_in(const std::array<std::string_view, Size>& names, const Value& value) {
  const auto* text = value.text();
  if (text == nullptr) return std::nullopt;
  const auto found = std::ranges::find(names, *text);
  if (found == names.end()) return std::nullopt;
  return static_cast<std::size_t>(found - names.begin());
}

/// Reads the rules of one file; what is wrong with one leaves it out.
class RulesReader {
 public:
  RulesReader(const std::string& path, std::vector<Finding>& findings) : path_(path), findings_(findings) {}

  std::vector<ValidationRule> read(std::string_view bytes) {
    const auto tree = text::read_yaml(bytes, path_);
    if (!tree) {
      complain(tree.error().where.line, tree.error().message, tree.error().hint);
      return {};
    }
    const Value* list = tree->find("rules");
    if (tree->is_null() || (list != nullptr && list->is_null())) return {};
    if (list == nullptr || list->list() == nullptr || list->list()->size() > most_rules) {
      complain(list == nullptr ? 1 : list->line,
               fmt::format("expected `rules:` with a list of at most {} rules", most_rules),
               "as in  rules: [{id: brief, max_tokens: 2000}]");
      return {};
    }
    std::vector<ValidationRule> rules;
    for (const Value& entry : *list->list())
      if (auto rule = read_rule(entry)) rules.push_back(*std::move(rule));
    return rules;
  }

 private:
  void complain(std::uint32_t line, std::string message, std::string fix) {
    findings_.push_back(finding(Severity::Error, path_, line, std::move(message), std::move(fix)));
    faulty_ = true;
  }

  std::optional<ValidationRule> read_rule(const Value& entry) {
    faulty_ = false;
    ValidationRule rule;
    const Map* keys = entry.map();
    if (keys == nullptr) {
      complain(entry.line, "a rule is a map of keys", "as in  - id: brief");
      return std::nullopt;
    }
    for (const auto& [key, value] : *keys) read_key(rule, key, value);
    if (rule.id.empty() && !faulty_) complain(entry.line, "a rule has no `id`", "name it, as in  id: brief");
    if (!rule.demand && !faulty_)
      complain(entry.line, fmt::format("{} asks for nothing", quoted(rule.id)),
               fmt::format("one of {}", fmt::join(demands, ", ")));
    if (faulty_) return std::nullopt;
    return rule;
  }

  void read_key(ValidationRule& rule, const std::string& key, const Value& value) {
    if (key == "id") return read_id(rule, value);
    if (key == "applies_to") return read_scope(rule, value);
    if (key == "severity") {
      const auto severity = index_in(severities, value);
      if (!severity)
        return complain(value.line, "`severity` is none",
                        fmt::format("one of {}", fmt::join(severities, ", ")));
      rule.severity = static_cast<Severity>(*severity);
    } else if (key == "enabled") {
      if (value.truth() == nullptr)
        return complain(value.line, "`enabled` is neither true nor false", "true");
      rule.enabled = *value.truth();
    } else if (const auto demand = index_in(demands, Value(key))) {
      read_demand(rule, static_cast<Demand>(*demand), value);
    } else {
      const auto near = text::closest_spelling(key, known_keys);
      complain(value.line, fmt::format("unknown key {}", quoted(key)),
               near.empty() ? fmt::format("one of {}", fmt::join(known_keys, ", "))
                            : fmt::format("did you mean `{}`?", near));
    }
  }

  void read_id(ValidationRule& rule, const Value& value) {
    const auto* id = value.text();
    if (id == nullptr || id->empty())
      return complain(value.line, "`id` is not text", "name it, as in  id: brief");
    if (!ids_.insert(*id).second)
      return complain(value.line, fmt::format("two rules are called {}", quoted(*id)), "rename one");
    rule.id = *id;
  }

  void read_scope(ValidationRule& rule, const Value& value) {
    const Map* keys = value.map();
    const bool is_one = keys != nullptr && keys->size() == 1;
    if (is_one && keys->front().first == "kind") {
      const auto* kind = keys->front().second.text();
      const auto* const list =
          kind == nullptr ? item_lists.end() : std::ranges::find(item_lists, *kind, &ItemList::kind);
      if (list == item_lists.end())
        return complain(
            value.line, "`kind` is none that a package has",
            fmt::format("one of {}", fmt::join(item_lists | std::views::transform(&ItemList::kind), ", ")));
      rule.folder = list->key;
      return;
    }
    const auto* paths = is_one && keys->front().first == "path" ? keys->front().second.text() : nullptr;
    if (paths == nullptr || paths->empty())
      return complain(value.line, "`applies_to` names neither a kind nor a path",
                      "as in  applies_to: { kind: workflow }  or  { path: \"agents/*.md\" }");
    rule.paths = *paths;
  }

  void read_demand(ValidationRule& rule, Demand demand, const Value& value) {
    const std::string_view name = demands.at(static_cast<std::size_t>(demand));
    if (rule.demand) return complain(value.line, "a rule asks for one thing only", "make two rules of it");
    rule.demand = demand;
    if (demand == Demand::ReferencesResolve) {
      if (value.truth() == nullptr || !*value.truth())
        complain(value.line, fmt::format("`{}` is not true", name), "to switch a rule off:  enabled: false");
    } else if (demand == Demand::MaxTokens) {
      if (value.integer() == nullptr || *value.integer() <= 0)
        return complain(value.line, fmt::format("`{}` is no number above 0", name),
                        "as in  max_tokens: 2000");
      rule.number = *value.integer();
    } else {
      if (value.text() == nullptr || value.text()->empty())
        return complain(value.line, fmt::format("`{}` is not text", name), "write it in quotes");
      rule.text = *value.text();
    }
  }

  const std::string& path_;
  std::vector<Finding>& findings_;
  std::set<std::string> ids_;
  bool faulty_ = false;
};

/// An item: a file of an item folder; of a skill only its SKILL.md.
bool is_item(std::string_view path) {
  const auto slash = path.find('/');
  if (slash == std::string_view::npos || !is_item_folder(path.substr(0, slash))) return false;
  return !path.starts_with("skills/") || (path.ends_with("/SKILL.md") && std::ranges::count(path, '/') == 2);
}

bool applies(const ValidationRule& rule, std::string_view path) {
  if (!rule.paths.empty()) return text::glob_matches(rule.paths, path);
  return rule.folder.empty() || path.substr(0, path.find('/')) == rule.folder;
}

/// One item under the rules.
class ItemCheck {
 public:
  ItemCheck(const std::string& path, std::string_view bytes, const ItemFacts& facts,
            std::vector<Finding>& findings)
      : path_(path), bytes_(bytes), facts_(facts), findings_(findings) {}

  void check(const ValidationRule& rule) {
    switch (*rule.demand) {
      case Demand::RequireSection:
        if (!has_section(rule.text)) add(rule, 0, fmt::format("there is no section {}", quoted(rule.text)));
        return;
      case Demand::RequireText:
        if (!says(rule.text)) add(rule, 0, fmt::format("it does not say {}", quoted(rule.text)));
        return;
      case Demand::ForbidText:
        if (const auto at = bytes_.find(rule.text); at != std::string_view::npos)
          add(rule, line_at(at), fmt::format("it says {}", quoted(rule.text)));
        return;
      case Demand::MaxTokens:
        if (facts_.tokens > static_cast<std::uint64_t>(rule.number))
          add(rule, 0, fmt::format("it has about {} tokens, and {} are allowed", facts_.tokens, rule.number));
        return;
      case Demand::ReferencesResolve:
        for (const DeadReference& dead : facts_.dead)
          add(rule, dead.line, fmt::format("{} leads nowhere", quoted(dead.target)));
        return;
    }
  }

 private:
  void add(const ValidationRule& rule, std::uint32_t line, const std::string& message) {
    findings_.push_back(finding(rule.severity, path_, line,
                                fmt::format("{}: {}", text::for_terminal(rule.id), message),
                                "mend it, or switch the rule off with `enabled: false`"));
  }

  [[nodiscard]] bool has_section(std::string_view title) const {
    const std::string words = text::normalised(title);
    return std::ranges::any_of(facts_.sections, [&](const std::string& section) {
      return words.empty() ? section == title : text::normalised(section) == words;
    });
  }

  [[nodiscard]] bool says(std::string_view wanted) {
    const std::string words = text::normalised(wanted);
    if (words.empty()) return bytes_.contains(wanted);
    if (words_.empty()) words_ = " " + text::normalised(bytes_) + " ";
    return words_.contains(" " + words + " ");
  }

  [[nodiscard]] std::uint32_t line_at(std::size_t at) const {
    return static_cast<std::uint32_t>(std::ranges::count(bytes_.substr(0, at), '\n')) + 1;
  }

  const std::string& path_;
  std::string_view bytes_;
  const ItemFacts& facts_;
  std::vector<Finding>& findings_;
  std::string words_;  ///< of the whole item, between spaces, once somebody asked
};

}  // namespace

std::vector<Finding> check_validations(const FileTree& files, const Manifest& manifest,
                                       const FactsOf& facts_of) {
  const auto named = std::ranges::find(manifest.config, rules_key, &NamedPaths::value_type::first);
  if (named == manifest.config.end()) return {};
  const auto file = files.find(named->second);
  if (file == files.end()) return {};
  std::vector<Finding> findings;
  auto rules = RulesReader(named->second, findings).read(bytes_of(file->second));
  std::erase_if(rules, [](const ValidationRule& rule) { return !rule.enabled; });
  for (const auto& [path, item] : files) {
    if (!is_item(path) || std::ranges::none_of(rules, [&](const auto& rule) { return applies(rule, path); }))
      continue;
    const ItemFacts facts = facts_of(path);
    ItemCheck check(path, bytes_of(item), facts, findings);
    for (const ValidationRule& rule : rules)
      if (applies(rule, path)) check.check(rule);
  }
  std::ranges::stable_sort(findings, {},
                           [](const Finding& found) { return std::tie(found.place.path, found.place.line); });
  return findings;
}

}  // namespace agentops::package
