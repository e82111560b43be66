#pragma once

/// The settings of packages, and what a project changes of what they bring.
///
///   package_values(project, "support")            -> limits.amount $500, by packages/support.local.yaml:2
///   override_package(project, {.name = "support", .set = {"limits.amount=$500"}})
///     -> packages/support.local.yaml written, agents/refund.md rendered anew

#include <optional>
#include <string>
#include <vector>

#include "actions/project.h"
#include "models/overrides.h"
#include "package/configuration.h"
#include "package/install.h"

namespace agentops::actions {

struct PackageValues {
  std::string name;
  Version version;
  std::vector<package::Setting> settings;
};

/// `name`: an installed package, or the folder of one when it holds '/'. Errors: NotFound, E-NOT-INSTALLED;
/// those of package::configure.
[[nodiscard]] Result<PackageValues> package_values(const Project& project, const std::string& name);

struct RenderOrder {
  std::string name;              ///< as package_values takes it
  std::string item;              ///< path or name of one item; all when empty
  std::string values;            ///< a YAML file of settings, over those of the project; empty: none
  std::vector<std::string> set;  ///< KEY=VALUE, over everything else
};

/// A setting that an item asks for and that has no value.
struct MissingSetting {
  std::string key;
  Place place;            ///< in the rendered text, named by its place
  bool declared = false;  ///< the package knows the key

  friend bool operator==(const MissingSetting&, const MissingSetting&) = default;
};

struct RenderedItem {
  std::string place;   ///< where it lies once installed
  std::string origin;  ///< where its text lies as published
  std::string text;

  friend bool operator==(const RenderedItem&, const RenderedItem&) = default;
};

struct Rendered {
  std::vector<RenderedItem> items;      ///< sorted by place
  std::vector<MissingSetting> missing;  ///< sorted by place and line
};

/// The items as they are deployed, with the settings in force. Errors: as package_values; NotFound,
/// E-NO-ITEM; those of reading the values.
[[nodiscard]] Result<Rendered> render_package(const Project& project, const RenderOrder& order);

struct OverrideOrder {
  std::string name;                  ///< an installed package
  std::vector<std::string> set;      ///< KEY=VALUE
  std::vector<std::string> disable;  ///< items of the package
  std::vector<std::string> add;      ///< files of the project
  std::vector<std::string> edit;     ///< items: as they lie deployed now is how they stay
  std::vector<std::string> remove;   ///< KEY, item or file: an override of them goes
  bool dry_run = false;
};

struct Overridden {
  std::string path;     ///< packages/NAME.local.yaml
  std::string written;  ///< its text now; empty when it goes
  package::Proposal proposal;
};

/// Writes the overrides and deploys anew. Errors: as package_values; NotFound, E-NO-ITEM, E-OVERRIDE; Usage
/// for a value of another type; Invalid, E-YAML-LAYOUT, with what to write by hand.
[[nodiscard]] Result<Overridden> override_package(const Project& project, const OverrideOrder& order);

/// The text of packages/NAME.local.yaml; empty when there is none. Errors: NotFound, E-NOT-INSTALLED.
[[nodiscard]] Result<std::string> overrides_of(const Project& project, const std::string& name);

}  // namespace agentops::actions
