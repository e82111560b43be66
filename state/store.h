#pragma once

/// Caches: one file per stage in the state folder, always safe to delete. They change time, never answers.
///
/// A file carries its stage, its version, a checksum and a seal, so a torn, damaged or older one reads as
/// nothing, and so does one that this user did not write on this machine: a repository may bring some.
/// Several processes may load and save at once: a reader sees one whole file or another.

#include <cstdint>
#include <expected>
#include <optional>
#include <string>
#include <string_view>

#include "models/result.h"
#include "text/hash.h"

namespace agentops::state {

/// Why there is nothing to load.
enum class Miss : std::uint8_t { Absent, Damaged, OtherVersion, Foreign };

/// One word for a person: "missing", "damaged", "of another version", "made elsewhere".
[[nodiscard]] std::string_view name_of(Miss miss);

/// The caches of one state folder. Keeps no file open.
class Store {
 public:
  /// `secret` seals what is saved. Without one nothing is loaded and nothing can be saved.
  Store(std::string folder, std::optional<text::Secret> secret)
      : folder_(std::move(folder)), secret_(secret) {}

  /// What was saved under `stage` ("scan": letters, digits, '-') with the same `version`, or why not.
  [[nodiscard]] std::expected<std::string, Miss> load(std::string_view stage, std::uint32_t version) const;

  /// Replaces the stage's file at once. The folder must exist. Not synced: after a power cut the file may be
  /// found damaged.
  [[nodiscard]] Status save(std::string_view stage, std::uint32_t version, std::string_view bytes) const;

 private:
  std::string folder_;
  std::optional<text::Secret> secret_;
};

}  // namespace agentops::state
