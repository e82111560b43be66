#pragma once

/// The linter: runs the rules over what was scanned.
///
/// Facts are looked at once, texts file by file on all threads; the answer is the same for any number of
/// them. It is sorted by severity (the worst first), rule, path and place. Findings of the reader (AO101 and
/// the like), which items bring along, are told among the others.
///
///   agents/a.md: "---\nname: a\ndescription: Use when: x\n---\n"  ->  a.md:3 warning AO101 ...

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "check/rule.h"
#include "models/source.h"

namespace agentops::check {

/// How serious a rule's findings are to be, by its id or the beginning of several ("AO3"); nothing: off. The
/// longest beginning wins.
using Levels = std::map<std::string, std::optional<Severity>, std::less<>>;

struct CheckOptions {
  std::vector<std::string> only = {};  ///< ids or their beginnings; empty: every rule
  Levels levels = {};
  std::optional<std::uint32_t> token_budget = {};     ///< of an item; nothing: 5,000, and over it a note
  const CopyFindings* copies = nullptr;               ///< for AO2xx; null: nobody looked for copies
  const std::vector<Outranked>* outranked = nullptr;  ///< for AO405; null: nobody searched
  unsigned threads = 1;
};

/// `inventory` is sorted as models/inventory.h says. A file that changed since it was scanned is AO110.
[[nodiscard]] std::vector<KnownFinding> check(const Inventory& inventory, const SourceReader& read,
                                              const CheckOptions& options);

/// True when the options ask for a rule that `beginning` begins: whether it is worth looking for copies
/// ("AO2").
[[nodiscard]] bool asks_for(const CheckOptions& options, std::string_view beginning);

/// True when somebody named the rule, among `only` or with a level of its own: for what is too costly to look
/// for unasked.
[[nodiscard]] bool is_named(const CheckOptions& options, std::string_view id);

/// True when `id` is a rule's, or the beginning of some, in any case of letters.
[[nodiscard]] bool begins_rules(std::string_view id);

}  // namespace agentops::check
