#pragma once

/// The settings of a package, and putting them into its items.
///
/// All files under the manifest's `config:` make one tree per package. In an item, `{{ settings.KEY }}` is
/// replaced when KEY is the dotted path of a single value in that tree; every other brace stays as it is,
/// byte for byte.
///
///   refund: {limit: $500}  +  "Refund up to {{ settings.refund.limit }}."  ->  "Refund up to $500."

#include <map>
#include <string>
#include <string_view>

#include "models/file_tree.h"
#include "models/manifest.h"
#include "models/result.h"
#include "models/value.h"

namespace agentops::package {

/// The merged tree, a Map in the order of the manifest and its files. Errors: Invalid; those of
/// text::read_yaml, E-CONFIG for a file that is no map, or a key that two files define (both named).
[[nodiscard]] Result<Value> read_settings(const FileTree& files, const Manifest& manifest);

/// "refund.limit" -> "$500": the tree's single values by their dotted paths. Lists and nulls have none.
using SettingValues = std::map<std::string, std::string, std::less<>>;

[[nodiscard]] SettingValues single_values(const Value& tree);

/// `text` with every `{{ settings.KEY }}` of a known KEY replaced. Linear; replaced text is not looked at
/// again.
[[nodiscard]] std::string render(std::string_view text, const SettingValues& values);

/// `tree`, a map, as YAML in block style, each line indented by `indent` spaces.
[[nodiscard]] std::string write_yaml(const Map& tree, unsigned indent = 0);

}  // namespace agentops::package
