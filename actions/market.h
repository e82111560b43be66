#pragma once

/// What the registries of a project offer, each package asked for once.
///
/// A name is looked up in the registries in their order, and only the first that has it counts. What is taken
/// was checked: digests by the store, and here that a manifest is that of its name and version, needs what
/// the index says, and is the one in the archive. For one thread.

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "actions/project.h"
#include "actions/registries.h"
#include "models/manifest.h"
#include "package/install.h"
#include "registry/store.h"

namespace agentops::actions {

class Market {
 public:
  /// A published version, and what it depends on: as the index of the registry says where it does, otherwise
  /// as its manifest does. What is taken is held to it.
  struct Release {
    registry::Tagged tagged;
    std::vector<Dependency> dependencies;
  };

  /// A published package: which registry has it, and its releases.
  struct Offer {
    std::string registry;
    std::vector<Release> releases;  ///< oldest first
  };

  /// `project` must outlive it.
  explicit Market(const Project& project) : project_(project) {}

  /// The offer for `name`, or null when no registry has it. Lives as long as the market. Errors: those of the
  /// store; Unsafe, E-REGISTRY-MISMATCH.
  [[nodiscard]] Result<const Offer*> offer(const std::string& name);

  /// The manifest of a release. Errors as take.
  [[nodiscard]] Result<Manifest> manifest(const std::string& name, const Version& version);

  /// The files of a release; `source` is the registry's name. Errors: NotFound, E-NOT-PUBLISHED; Unsafe,
  /// E-REGISTRY-MISMATCH; those of the store and of package::unpack.
  [[nodiscard]] Result<package::Candidate> take(const std::string& name, const Version& version);

  /// A name that some registry has, near to `name`; empty when there is none.
  [[nodiscard]] std::string nearest(const std::string& name);

  /// "suport of team": what could be meant instead of `name`, one letter away, in the registries that were
  /// asked for it. Empty when there is none.
  [[nodiscard]] std::string look_alike(const std::string& name);

 private:
  /// A release, from where it comes, and its manifest, which is that of its name and version.
  struct Found {
    const registry::Store* store = nullptr;
    std::string registry;
    std::string origin;  ///< "team: core 1.0.0"
    registry::Release release;
    Manifest manifest;
  };
  [[nodiscard]] Result<Found> find(const std::string& name, const Version& version);

  /// The names of its packages, which are asked for once and with little patience; none when they do not
  /// come.
  [[nodiscard]] const std::vector<std::string>& names_in(const RegistrySetting& setting);
  [[nodiscard]] Result<const registry::Store*> store(const RegistrySetting& setting);

  const Project& project_;
  std::map<std::string, registry::Store, std::less<>> stores_;
  std::map<std::string, std::optional<Offer>, std::less<>> offers_;
  std::map<std::string, std::vector<std::string>, std::less<>> names_;  ///< by registry
};

/// The newest of an offer in `range` that was not withdrawn.
[[nodiscard]] std::optional<Version> newest_in(const Market::Offer& offer, std::string_view range);

}  // namespace agentops::actions
