#pragma once

/// The index on disk: made whole by Build, changed a little by Update, judged by state_of.
///
/// It lives in generations, FOLDER/gen-KEY, each complete and never changed; the small file FOLDER/current
/// names the one in use. A build or update prepares a generation beside it, forces it to the disk, and
/// renames `current`: whoever searches sees the old or the new one, and a kill at any point leaves the old. A
/// generation that no search holds open is removed by the next build. One build or update at a time: the
/// caller holds the lock of writer_lock.h.
///
///   auto build = Build::begin(home);
///   build->write(0, entries_of_first_files);  build->write(1, ...);   // from any threads
///   build->finish(key);

#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>

#include "index/entry.h"
#include "models/result.h"
#include "models/source.h"
#include "text/hash.h"

namespace agentops::index {

/// How many entries a shard should hold: few enough for Xapian to be quick, enough to merge few.
inline constexpr std::size_t entries_per_shard = 250;

/// Where an index lies, and what seals it: one without the seal of this secret was made by somebody else and
/// is never opened.
struct Home {
  std::filesystem::path folder;
  text::Secret secret;
};

enum class State : std::uint8_t {
  Fresh,         ///< made from these very inputs
  Stale,         ///< whole, but made from other inputs: update or build it
  Missing,       ///< never made, or removed
  Damaged,       ///< bytes changed or lost since it was written
  OtherVersion,  ///< written by a program that keeps other things in it
  Foreign,       ///< whole, but sealed with another secret
};

/// One word for people: "fresh", "out of date", "missing", "damaged", "of another version", "made elsewhere".
[[nodiscard]] std::string_view name_of(State state);

/// What stands in `home` compared with what an index for `key` (a digest of all its inputs) would be.
/// Damage is noticed by size always, and by content for files touched since they were written. Never fails:
/// what cannot be read is Damaged.
[[nodiscard]] State state_of(const Home& home, const Digest& key);

/// Key of the inputs that the index in `home` was made from; an Error when it is not Fresh or Stale.
[[nodiscard]] Result<Digest> key_of(const Home& home);

struct Written {
  std::uint64_t documents = 0;  ///< in the index now
  std::uint64_t bytes = 0;      ///< that it takes on disk

  friend bool operator==(const Written&, const Written&) = default;
};

/// Makes one index of several, which stay as they are, so that a search opens one instead of hundreds. Not
/// empty. Errors: as Searcher::open for a part, and E-INDEX-WRITE.
[[nodiscard]] Result<Written> merge(std::span<const Home> parts, const Home& whole, const Digest& key);

/// Makes a new index from entries. Without finish() nothing happens but that a temporary folder is removed.
class Build {
 public:
  /// Errors: Unreadable (E-INDEX-WRITE) when the folder cannot be made or written.
  [[nodiscard]] static Result<Build> begin(const Home& home);

  Build(Build&&) noexcept;
  Build& operator=(Build&&) noexcept;
  ~Build();

  /// Writes entries as shard `number`. Safe on several threads at once; each number once. Numbers and what is
  /// in each decide the order in the index, threads do not: cut the sorted list of files in ranges of
  /// entries_per_shard. Empty shards may be left out.
  [[nodiscard]] Status write(std::uint32_t number, std::span<const Entry> entries);

  /// Merges the shards into a generation and makes it the current one. `key`: a digest of all inputs, which
  /// are known by now.
  [[nodiscard]] Result<Written> finish(const Digest& key);

 private:
  struct Work;
  explicit Build(std::unique_ptr<Work> work);
  std::unique_ptr<Work> work_;
};

/// Changes few entries (up to a fifth pays; beyond, build). Searching afterwards gives what a build would
/// give.
class Update {
 public:
  /// Starts from the current generation. Errors: as Searcher::open, and E-INDEX-WRITE.
  [[nodiscard]] static Result<Update> begin(const Home& home);

  Update(Update&&) noexcept;
  Update& operator=(Update&&) noexcept;
  ~Update();

  /// Adds entries, or replaces those with their keys.
  [[nodiscard]] Status put(std::span<const Entry> entries);

  /// Removes the entries with these keys; unknown keys do nothing.
  [[nodiscard]] Status remove(std::span<const std::string> keys);

  /// Makes the changed index the current one, for the inputs of `key`.
  [[nodiscard]] Result<Written> finish(const Digest& key);

 private:
  struct Work;
  explicit Update(std::unique_ptr<Work> work);
  std::unique_ptr<Work> work_;
};

}  // namespace agentops::index
