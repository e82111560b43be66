#include "draft/portrait.h"

#include <algorithm>
#include <array>
#include <limits>
#include <map>
#include <set>

#include <fmt/format.h>

#include "draft/naming.h"
#include "draft/sentences.h"
#include "draft/settings.h"
#include "text/escape.h"
#include "text/words.h"

namespace agentops::draft {
namespace {

constexpr std::size_t few_items = 6;  ///< in so small a package one item is enough to make a term telling
constexpr std::size_t most_terms = 3;
constexpr std::size_t most_names = 3;
constexpr std::size_t longest_name = 60;
constexpr std::size_t longest_purpose = 120;
constexpr std::size_t longest_sentence = 400;  ///< before its opening is taken off

const Domain* domain_of(const Mining& mining, const PackageLayout& package) {
  for (const Domain& domain : mining.domains)
    if (!package.id.empty() && domain.id == package.id) return &domain;
  for (const Domain& domain : mining.domains)
    if (domain.name == package.name) return &domain;
  return nullptr;
}

/// True when the words stand in it as a whole: "crm" in "CRM clean-up".
bool says(std::string_view text, std::string_view normalised_words) {
  return fmt::format(" {} ", text::normalised(text)).find(fmt::format(" {} ", normalised_words)) !=
         std::string::npos;
}

/// True for what items do to their subject: an "-ing" word that opens most of the names in which it stands,
/// as in "hunting-for-threats".
bool is_activity(std::span<const ReadItem> items, std::string_view word) {
  if (!word.ends_with("ing")) return false;
  std::size_t standing = 0;
  std::size_t opening = 0;
  for (const ReadItem& read : items) {
    const std::string name = text::normalised(read.item().name);
    if (says(name, word)) ++standing;
    if (name.size() > word.size() && name.starts_with(word) && name[word.size()] == ' ') ++opening;
  }
  return opening * 2 > standing;
}

/// The terms of the domain that its items use for themselves: in two names, titles or first sentences; a pair
/// of words in two names or titles, because pairs in sentences are often only a turn of phrase.
std::vector<std::string> telling_terms(std::span<const ReadItem> items,
                                       const std::vector<std::string>& terms) {
  const std::size_t fewest = items.size() < few_items ? 1 : 2;
  std::vector<std::string> telling;
  for (const std::string& term : terms) {
    const std::string words = text::normalised(term);
    const bool is_pair = words.find(' ') != std::string::npos;
    const auto users = std::ranges::count_if(items, [&](const ReadItem& read) {
      const Item& item = read.item();
      return says(item.name, words) || says(item.title, words) ||
             (!is_pair && says(first_sentence(item.description), words));
    });
    if (static_cast<std::size_t>(users) >= fewest && !is_activity(items, words)) telling.push_back(term);
  }
  return telling;
}

/// Names as the items have them; where two are called the same, both go by their files, and where these too
/// are called the same, by their paths.
std::vector<std::string> names_of(std::span<const ReadItem> items) {
  std::map<std::string, unsigned> taken;
  for (const ReadItem& read : items) ++taken[read.item().name];
  std::vector<std::string> names;
  for (const ReadItem& read : items) {
    const std::string& own = read.item().name;
    const std::string_view path = read.placed->path;
    const bool is_plain = !own.empty() && own.size() <= longest_name && taken[own] == 1;
    names.emplace_back(is_plain                      ? std::string_view(own)
                       : file_of(path) == "SKILL.md" ? file_of(folder_of(path))
                                                     : stem_of(path));
  }
  taken.clear();
  for (const std::string& name : names) ++taken[name];
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (taken[names[i]] == 1) continue;
    const std::string_view path = items[i].placed->path;
    names[i] =
        file_of(path) == "SKILL.md" ? folder_of(path) : path.substr(0, path.size() - suffix_of(path).size());
  }
  return names;
}

std::vector<std::size_t> typical_first(std::span<const ReadItem> items, const Domain* domain) {
  std::vector<std::size_t> order;
  std::vector<bool> added(items.size());
  const auto add = [&](std::size_t item) {
    if (!added[item]) order.push_back(item);
    added[item] = true;
  };
  if (domain != nullptr)
    for (const std::string& key : domain->representatives)
      for (std::size_t i = 0; i < items.size(); ++i)
        if (items[i].item().key == key) add(i);
  for (std::size_t i = 0; i < items.size(); ++i) add(i);
  return order;
}

Calls calls_among(std::span<const ReadItem> items) {
  std::map<std::string_view, std::size_t> index;
  for (std::size_t i = 0; i < items.size(); ++i) index[items[i].item().key] = i;
  Calls calls;
  for (std::size_t i = 0; i < items.size(); ++i)
    for (const Reference& reference : items[i].item().references)
      if (const auto to = index.find(reference.to); to != index.end() && to->second != i)
        calls.insert({i, to->second});
  return calls;
}

/// Programs that every machine has: nobody needs to be told.
bool is_everywhere(std::string_view program) {
  constexpr std::array<std::string_view, 48> programs = {
      "awk",  "basename", "bash", "cat",   "cd",     "chmod",  "chown",  "cp",   "cut",  "date",
      "diff", "dirname",  "du",   "echo",  "env",    "export", "find",   "grep", "head", "id",
      "kill", "ln",       "ls",   "mkdir", "mktemp", "mv",     "printf", "ps",   "pwd",  "rm",
      "sed",  "seq",      "set",  "sh",    "sleep",  "sort",   "source", "tail", "tar",  "tee",
      "test", "touch",    "tr",   "uname", "uniq",   "wc",     "which",  "xargs"};
  return std::ranges::find(programs, program) != programs.end();
}

std::vector<Demand> demands(std::span<const ReadItem> items, std::vector<std::string> Uses::* list) {
  std::map<std::string, std::size_t> counts;
  for (const ReadItem& read : items)
    for (const std::string& name : read.item().uses.*list) ++counts[name];
  std::vector<Demand> demands;
  for (const auto& [name, count] : counts) demands.push_back({name, count});
  std::ranges::stable_sort(demands, [](const Demand& a, const Demand& b) { return a.items > b.items; });
  return demands;
}

std::vector<text::Passage> bodies_of(std::span<const ReadItem> items) {
  std::vector<text::Passage> bodies;
  for (const ReadItem& read : items) {
    const std::string_view text = read.at(read.document.body);
    const auto before = static_cast<std::size_t>(text.data() - read.source.data());
    const bool is_whole = text.empty();
    const auto lines =
        is_whole ? 0 : std::ranges::count(std::string_view(read.source).substr(0, before), '\n');
    bodies.push_back(
        {is_whole ? std::string_view(read.source) : text, static_cast<std::uint32_t>(lines) + 1});
  }
  return bodies;
}

/// "Agents and workflows": the kinds of the package, most frequent first.
std::string kinds_of(std::span<const ReadItem> items) {
  std::map<Kind, std::size_t> counts;
  for (const ReadItem& read : items) ++counts[read.placed->kind];
  std::vector<std::pair<Kind, std::size_t>> kinds(counts.begin(), counts.end());
  std::ranges::stable_sort(kinds, [](const auto& a, const auto& b) { return a.second > b.second; });
  std::vector<std::string> words;
  for (const auto& [kind, count] : kinds) words.push_back(plural(kind));
  std::string line = words.size() > 3 ? "items" : listed(words);
  if (!line.empty() && line.front() >= 'a' && line.front() <= 'z')
    line.front() = static_cast<char>(line.front() - 'a' + 'A');
  return line;
}

std::string describe_patterns(const PackageLayout& package) {
  std::vector<std::string> names;
  for (const PlacedPattern& placed : package.patterns) names.push_back(placed.pattern->name);
  return fmt::format("Patterns that recur across domains: {}", listed(names, most_names));
}

/// "Agents and workflows for refunds, tickets and escalation: refund-agent, csat-follow-up and 2 more".
std::string describe(const Portrait& portrait) {
  if (portrait.items.empty()) return describe_patterns(*portrait.package);
  if (portrait.items.size() == 1) {
    const std::string purpose = purpose_of(portrait.items.front().item());
    return purpose.empty() ? portrait.names.front() : purpose;
  }
  std::vector<std::string> names;
  for (const bool copies : {false, true})
    for (const std::size_t i : portrait.typical)
      if (is_copy(portrait, i) == copies) names.push_back(portrait.names[i]);
  const std::string terms =
      listed(std::span(portrait.terms).first(std::min(most_terms, portrait.terms.size())));
  return fmt::format("{}{}{}: {}", kinds_of(portrait.items), terms.empty() ? "" : " for ", terms,
                     listed(names, most_names));
}

}  // namespace

Portrait portray(const DraftInput& input, const Layout& layout, std::size_t package,
                 std::vector<ReadItem> items, std::vector<Need> needs) {
  Portrait portrait;
  portrait.package = &layout.packages[package];
  portrait.folder = fmt::format("{}/{}", input.options.out, layout.packages[package].name);
  portrait.items = std::move(items);
  const std::span<const ReadItem> read(portrait.items);
  const Domain* domain = domain_of(input.mining, *portrait.package);
  portrait.names = names_of(read);
  if (domain != nullptr) portrait.terms = telling_terms(read, domain->terms);
  portrait.typical = typical_first(read, domain);
  const std::vector<text::Passage> bodies = bodies_of(read);
  portrait.copies = copies_among(bodies);
  for (const Copy& copy : portrait.copies) portrait.original.emplace(copy.copy, copy.of);
  portrait.calls = calls_among(read);
  portrait.needs = std::move(needs);
  portrait.programs = demands(read, &Uses::programs);
  std::erase_if(portrait.programs, [](const Demand& demand) { return is_everywhere(demand.name); });
  portrait.variables = demands(read, &Uses::env);
  portrait.tools = demands(read, &Uses::tools);
  constexpr unsigned all = std::numeric_limits<unsigned>::max();
  portrait.lifts = input.options.lift_config;
  portrait.settings =
      lift_settings(read, portrait.copies, input.options.lift_config ? all : input.options.most_settings);
  portrait.rules = propose_rules(read, input.options.shared_by);
  portrait.description = text::for_terminal(one_line(describe(portrait)));
  return portrait;
}

std::string purpose_of(const Item& item) {
  std::string purpose =
      shortened(without_opening(first_sentence(item.description, longest_sentence)), longest_purpose);
  if (purpose.empty() && item.title != item.name) purpose = first_sentence(item.title);
  return purpose;
}

bool is_copy(const Portrait& portrait, std::size_t item) { return portrait.original.contains(item); }

std::size_t first_to_try(const Portrait& portrait) {
  std::set<std::size_t> callers;
  std::set<std::size_t> called;
  for (const auto& [from, to] : portrait.calls) callers.insert(from), called.insert(to);
  for (const std::size_t i : portrait.typical)
    if (callers.contains(i) && !called.contains(i) && !is_copy(portrait, i)) return i;
  return portrait.typical.front();
}

}  // namespace agentops::draft
