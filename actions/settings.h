#pragma once

/// What a project says about itself in agentops.yaml.
///
///   exclude: ["drafts/**"]
///   mirrors: [{ of: skills, at: skills-codex }]
///   rules: { AO101: error, AO3: off }
///   registries: [{ name: team, url: "file:///srv/agentops" }]

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "disk/folder.h"
#include "models/finding.h"
#include "models/result.h"

namespace agentops::actions {

/// A folder that is a copy of another on purpose: of/a.md stands again as at/a.md.
struct Mirror {
  std::string of, at;  ///< relative to the root, without '/' at the end

  friend bool operator==(const Mirror&, const Mirror&) = default;
};

/// A registry by the name that the project gave it. Secrets are not here: see actions/remote.h.
struct RegistrySetting {
  std::string name;
  /// As it was typed. A folder: /srv/agentops, ../registry, file:///srv/agentops; or a server:
  /// https://registry.example/agents, oci://registry.example/agents.
  std::string url;
  bool insecure = false;     ///< plain http, also to another machine
  std::string user;          ///< for the server; empty: none
  std::string token_server;  ///< address of another server that may be asked for tokens

  friend bool operator==(const RegistrySetting&, const RegistrySetting&) = default;
};

/// agentops.yaml; every key may be left out.
struct Settings {
  std::vector<std::string> include;
  std::vector<std::string> exclude;
  std::optional<unsigned> pattern_min_uses;
  std::optional<unsigned> generic_from_domains;
  /// `rules: {AO101: error, AO3: off}`: ids of rules or their beginnings; nothing: off.
  std::map<std::string, std::optional<Severity>, std::less<>> rules;
  std::optional<unsigned> token_budget;  ///< of an item
  std::vector<Mirror> mirrors;
  std::vector<std::string> vendored;        ///< globs of copies on purpose: only their drift is told
  unsigned near = 800;                      ///< `bands:`, thousandths of its text that make an item a copy
  unsigned variant = 500;                   ///< and a variant
  std::vector<RegistrySetting> registries;  ///< in written order; names differ

  friend bool operator==(const Settings&, const Settings&) = default;
};

inline constexpr std::string_view settings_file = "agentops.yaml";
inline constexpr std::size_t settings_limit = 256 * 1024;

/// The settings that `bytes` hold. Keys that no setting has are added to `findings`. Errors: Invalid
/// (E-SETTINGS or E-YAML...) with the line.
[[nodiscard]] Result<Settings> parse_settings(std::string_view bytes, std::vector<Finding>& findings);

/// The settings in `root`; those of the defaults when there is no file. Keys that no setting has are added to
/// `findings`. Errors: Invalid (E-SETTINGS or E-YAML...) with the line, Unreadable.
[[nodiscard]] Result<Settings> read_settings(const disk::Folder& root, std::vector<Finding>& findings);

}  // namespace agentops::actions
