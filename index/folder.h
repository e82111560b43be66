#pragma once

/// The folder of the index: how the current generation is found and how a new one takes its place.
///
///   FOLDER/current        names the generation in use and describes its files (generation.h)
///   FOLDER/gen-KEY/       a Xapian database, never written again, and `in-use`, which readers lock (shared)
///   FOLDER/building-XXX/  what is being prepared, with an `in-use` that its maker locks

#include <cstdint>
#include <filesystem>
#include <string_view>

#include "index/file_lock.h"
#include "index/generation.h"
#include "index/store.h"
#include "index/vocabulary.h"
#include "models/result.h"
#include "models/source.h"

namespace agentops::index {

/// A generation that will not be removed while this lives.
struct OpenGeneration {
  Generation generation;
  std::filesystem::path database;
  FileLock lock;
};

/// The current generation, its files checked. Errors: E-INDEX-MISSING, -DAMAGED, -FOREIGN, -VERSION, -READ.
[[nodiscard]] Result<OpenGeneration> open_current(const Home& home);

/// The words of its names and descriptions. Errors: E-INDEX-DAMAGED.
[[nodiscard]] Result<Vocabulary> read_words(const OpenGeneration& current);
inline constexpr std::string_view vocabulary_name = "words";  ///< of the file in a database's folder

/// A folder to prepare a generation in; removed with the value unless it was published.
class Workshop {
 public:
  /// Makes the folder when it is not there, and clears away what killed builds have left.
  [[nodiscard]] static Result<Workshop> open(const Home& home);

  Workshop(Workshop&& other) noexcept;
  Workshop& operator=(Workshop&&) = delete;
  ~Workshop();

  [[nodiscard]] const std::filesystem::path& path() const { return path_; }

  /// Makes path()/NAME, a finished database, the current generation: its files go to the disk first,
  /// `current` last. Afterwards removes the generations that nobody reads.
  [[nodiscard]] Result<Written> publish(std::string_view name, const Digest& key, std::uint64_t documents);

 private:
  Workshop(Home home, std::filesystem::path path, FileLock lock);
  Home home_;
  std::filesystem::path path_;
  FileLock lock_;
};

}  // namespace agentops::index
