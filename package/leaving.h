#pragma once

/// The files that leave one package on their way to where agents read them: which they are, where their kind
/// goes, and their text with settings filled in and the project's overrides applied.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "models/result.h"
#include "package/configuration.h"
#include "package/deploy.h"
#include "package/links.h"

namespace agentops::package {

struct Leaving {
  std::string owner;             ///< name of the package
  std::string origin;            ///< packages/support/skills/refunds/SKILL.md, or a file of the project
  std::string folder;            ///< where its kind goes: .claude/skills
  std::string name;              ///< below that: refunds/SKILL.md
  std::string rendered;          ///< with settings, links as at its origin
  std::string appended;          ///< what the project adds, with settings, links as at ...
  std::string appended_from;     ///< ... this file; empty when it adds nothing
  const Patch* patch = nullptr;  ///< what the project changes; lives as long as the Installed
  const Localization* local = nullptr;
  bool stale = false;  ///< the patch was written against another text
  bool executable = false;
  bool in_skill = false;

  /// What moves as one, below the folder: a skill, or the file alone.
  [[nodiscard]] std::string_view whole() const;
  /// Equal for what is one file or skill on some system.
  [[nodiscard]] std::string unit() const;
  [[nodiscard]] std::string shared_path() const;
  [[nodiscard]] std::string own_path() const;
  /// Equal for files that say the same, wherever they go.
  [[nodiscard]] std::string content() const;
};

/// What leaves `installed`, sorted by origin. Links in `installed` must outlive it. Errors: those of
/// check_overrides.
[[nodiscard]] Result<std::vector<Leaving>> leaving(const Installed& installed,
                                                   const Configuration& configuration);

/// The text of `file` at its `place`, and what the project has to look at, if anything.
struct Arrived {
  std::string text;
  std::optional<StaleOverride> stale;
};

[[nodiscard]] Arrived arrive(const Leaving& file, const std::string& place, const MovedTo& moved_to);

}  // namespace agentops::package
