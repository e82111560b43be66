#pragma once

/// The settings in force: a package's own values, and over them those of whoever has a say.
///
///   default 200, sales needs it with 300, packages/support.local.yaml says 500
///   -> 500, set by packages/support.local.yaml:2
///
/// As Helm merges: maps merge, lists replace, null takes a value out. What has the last word: packages that
/// depend on this one (their settings under its name), the project, the command line. A value must be of the
/// type that the package gave it; one that the package declares without a value takes any.

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "models/result.h"
#include "models/value.h"
#include "package/contents.h"

namespace agentops::package {

/// One say about the settings of a package.
struct Layer {
  std::string by;    ///< who: "sales-operations", "packages/support.local.yaml", "--set"
  std::string path;  ///< file of the values, whose lines they have; empty when there is none
  Map values;
  bool is_package = false;  ///< a package that depends on this one: two of them have to agree
};

/// A single value, a list, or an empty map.
struct Setting {
  std::string key;  ///< dotted: "limits.amount_above"
  Value initial;    ///< as the package has it; null when whoever installs it has to say
  Place declared;   ///< where: packages/support/config/default-settings.yaml, line 3
  Value value;      ///< in force; null when there is none
  std::string by;   ///< who set it; empty when it is as the package has it
  Place set;        ///< where, when a file says so

  friend bool operator==(const Setting&, const Setting&) = default;
};

struct Configuration {
  Map tree;                       ///< in force, without what is not set
  std::vector<Setting> settings;  ///< in the order of the package's files, its validations left out

  friend bool operator==(const Configuration&, const Configuration&) = default;
};

/// The settings of `package` under `layers`, the last of which wins. Errors: those of read_settings;
/// NotFound, E-OVERRIDE, for a key that is none (with the nearest); Unsafe, E-CONFIG, for another type (both
/// places named); Conflict, E-CONFIG, when two packages want different values and no later layer decides.
[[nodiscard]] Result<Configuration> configure(const Package& package, std::span<const Layer> layers);

/// What each of the settings of `package` says about one that it depends on, by its name: a map under that
/// name. They are no settings of its own.
[[nodiscard]] Result<std::vector<std::pair<std::string, Layer>>> values_for_dependencies(
    const Package& package);

/// "text", "integer", "number", "truth", "list", "map"; "any" for null.
[[nodiscard]] std::string_view type_of(const Value& value);

/// `text` as a value of the type of `like`; any plain YAML scalar where that is null. Nothing when it is
/// none.
[[nodiscard]] std::optional<Value> value_like(const Value& like, std::string_view text);

}  // namespace agentops::package
