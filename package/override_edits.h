#pragma once

/// Edits of `packages/NAME.local.yaml` for those who would rather type a command. What the user wrote there
/// stays, byte for byte.
///
///   {support, set limits.amount=$500, disable triage}
///   -> packages/support.local.yaml "config:\n  limits:\n    amount: $500\nagents:\n  disabled:\n ..."

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "models/result.h"
#include "package/configuration.h"
#include "package/install.h"

namespace agentops::package {

/// KEY=VALUE, understood.
struct Assignment {
  std::vector<std::string> path;  ///< keys, outermost first
  Value value;

  friend bool operator==(const Assignment&, const Assignment&) = default;
};

/// `text` as a value for one of `settings`, of its type. Errors: Usage; NotFound, E-OVERRIDE, for another
/// key.
[[nodiscard]] Result<Assignment> assignment_of(std::string_view text, const std::vector<Setting>& settings);

/// Sets what is at `path` of `tree`.
void assign(Map& tree, const std::vector<std::string>& path, const Value& value);

struct OverrideEdits {
  std::string name;                  ///< of the package
  std::vector<std::string> set;      ///< KEY=VALUE
  std::vector<std::string> disable;  ///< items
  std::vector<std::string> add;      ///< files of the project, in a folder that is called as their kind's
  std::vector<std::string> edit;     ///< items: what lies deployed now is how the project wants them
  std::vector<std::string> remove;   ///< key, item or file of overrides that go
};

struct EditedOverrides {
  std::map<std::string, std::optional<std::string>> files;  ///< of the project; nothing: goes
};

/// The files that the edits change; packages/NAME.local.yaml is always among them. Errors: NotFound,
/// E-NOT-INSTALLED, E-NO-ITEM, E-OVERRIDE; Usage; Invalid, E-YAML-LAYOUT.
[[nodiscard]] Result<EditedOverrides> edit_overrides(const OverrideEdits& edits, const Project& project);

}  // namespace agentops::package
