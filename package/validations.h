#pragma once

/// The validations that a package brings for its own items: the file under `validation_rules` in its
/// manifest, config/validation-rules.yaml.
///
///   rules:
///     - id: before_you_act
///       applies_to: { path: "agents/*" }     # or kind: workflow; all items when it is left out
///       require_section: "Before you act"    # or require_text, forbid_text, max_tokens, references_resolve
///       severity: warning                    # note, warning or error, which is the default
///       enabled: true                        # the default
///   -> agents/a.md: warning AO508, "before_you_act: there is no section "Before you act""
///
/// Sections and required text are compared by their words, so case, spacing and punctuation do not count;
/// forbidden text as it is written. One rule asks for one thing. Nothing of a package is run.

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "models/file_tree.h"
#include "models/finding.h"
#include "models/manifest.h"

namespace agentops::package {

/// What the manifest calls the file under `config`.
inline constexpr std::string_view rules_key = "validation_rules";

/// A reference of an item to what is neither in its package nor in one that it depends on.
struct DeadReference {
  std::string target;      ///< as written
  std::uint32_t line = 0;  ///< from 1

  friend bool operator==(const DeadReference&, const DeadReference&) = default;
};

/// What a reader of Markdown knows about an item.
struct ItemFacts {
  std::vector<std::string> sections;  ///< their titles as plain text
  std::uint32_t tokens = 0;
  std::vector<DeadReference> dead;
};

/// The facts of the item at a path of the package.
using FactsOf = std::function<ItemFacts(const std::string& path)>;

/// What the items do not keep, and what is wrong with the rules themselves (AO508, an error), sorted by path
/// and line. Empty for a package without such a file. All contents must be read.
[[nodiscard]] std::vector<Finding> check_validations(const FileTree& files, const Manifest& manifest,
                                                     const FactsOf& facts_of);

}  // namespace agentops::package
