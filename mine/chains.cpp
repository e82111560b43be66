#include "mine/chains.h"

#include <algorithm>
#include <cmath>
#include <set>

#include "text/hash.h"
#include "text/slug.h"

namespace agentops::mine {

namespace {

constexpr std::size_t most_calls = 3;     ///< of an item that begins a chain: who calls more is a hub
constexpr std::size_t longest_chain = 6;  ///< items

/// Kinds that are run, and that run others.
bool is_run(const Item& item) {
  return item.kind == Kind::Agent || item.kind == Kind::Workflow || item.kind == Kind::Command ||
         item.kind == Kind::Skill || item.kind == Kind::Prompt;
}

/// The first line in which each caller of an item calls it; 0: not known.
using Callers = std::map<std::string, std::uint32_t>;

class Calls {
 public:
  explicit Calls(std::span<const Item> items) {
    for (const Item& item : items)
      if (is_run(item)) items_.emplace(item.key, &item);
    for (const auto& [key, item] : items_)
      for (const Reference& reference : item->references)
        if (reference.to != key && items_.contains(reference.to)) {
          called_[key].insert(reference.to);
          const std::uint32_t line = reference.lines.empty() ? 0 : reference.lines[0];
          std::uint32_t& first = callers_[reference.to].try_emplace(key, line).first->second;
          if (first == 0 || (line != 0 && line < first)) first = line;
        }
  }

  [[nodiscard]] const std::map<std::string, Callers>& callers() const { return callers_; }
  [[nodiscard]] const Item& item(const std::string& key) const { return *items_.at(key); }
  [[nodiscard]] std::size_t size() const { return items_.size(); }

  /// What an item calls, when it is no hub.
  [[nodiscard]] std::set<std::string> calls(const std::string& key) const {
    const auto found = called_.find(key);
    if (found == called_.end() || found->second.size() > most_calls) return {};
    return found->second;
  }

 private:
  std::map<std::string, const Item*> items_;
  std::map<std::string, std::set<std::string>> called_;
  std::map<std::string, Callers> callers_;
};

/// `first`, `second`, and on while there is one way to go.
std::vector<std::string> chain_from(const Calls& calls, const std::string& first, const std::string& second) {
  std::vector<std::string> chain = {first, second};
  while (chain.size() < longest_chain) {
    const std::set<std::string> next = calls.calls(chain.back());
    if (next.size() != 1 || std::ranges::find(chain, *next.begin()) != chain.end()) break;
    chain.push_back(*next.begin());
  }
  return chain;
}

Use use_of(const Item& caller, std::uint32_t line, const std::map<std::string, std::string>& domain_of) {
  Use use{.key = caller.key, .title = caller.name};
  use.line = use.line_end = line;
  const auto domain = domain_of.find(caller.key);
  if (domain != domain_of.end()) use.domain = domain->second;
  return use;
}

Pattern pattern_of(const Calls& calls, const std::vector<std::string>& chain, const Callers& callers,
                   const std::map<std::string, std::string>& domain_of) {
  Pattern pattern{.form = PatternForm::Chain, .wordings = 1, .links = chain};
  std::string joined;
  for (const std::string& key : chain) {
    pattern.name += (pattern.name.empty() ? "" : "-") + text::slug(calls.item(key).name);
    joined.append(key).append(1, '\0');
  }
  pattern.name = text::slug(pattern.name);
  pattern.content = text::quick_hash(joined);
  std::set<std::string> domains;
  for (const auto& [key, line] : callers) {
    if (std::ranges::find(chain, key) != chain.end()) continue;
    pattern.uses.push_back(use_of(calls.item(key), line, domain_of));
    if (!pattern.uses.back().domain.empty()) domains.insert(pattern.uses.back().domain);
  }
  pattern.items = static_cast<std::uint32_t>(pattern.uses.size());
  pattern.of = static_cast<std::uint32_t>(calls.size());
  pattern.domains = static_cast<std::uint32_t>(domains.size());
  const double bits = std::log2(static_cast<double>(calls.size())) * static_cast<double>(chain.size());
  if (pattern.items > 1)
    pattern.bits_saved = static_cast<std::uint64_t>(std::lround(bits)) * (pattern.items - 1);
  return pattern;
}

}  // namespace

std::vector<Pattern> chains_of(std::span<const Item> items,
                               const std::map<std::string, std::string>& domain_of, unsigned min_uses) {
  const Calls calls(items);
  std::vector<Pattern> patterns;
  for (const auto& [key, callers] : calls.callers()) {
    if (callers.size() < min_uses) continue;
    for (const std::string& next : calls.calls(key)) {
      Pattern pattern = pattern_of(calls, chain_from(calls, key, next), callers, domain_of);
      if (pattern.items >= min_uses) patterns.push_back(std::move(pattern));
    }
  }
  return patterns;
}

}  // namespace agentops::mine
