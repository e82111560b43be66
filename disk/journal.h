#pragma once

/// What a change means to do, written down before it is begun: see apply.h.
///
/// Step N has two slots in the staging folder: "new-N", the bytes that it brings, and "old-N", the file that
/// it takes away. Which of them exist tells how far the step has come, forwards or back, so the journal
/// itself is never changed: only "new" is "not begun", only "old" (or none, for a creation) is "done", both
/// is "in between".

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "models/source.h"

namespace agentops::disk {

/// A creation brings, a removal takes, a replacement does both.
struct JournalStep {
  std::string path;
  std::optional<Digest> brings;  ///< of the new bytes
  std::optional<Digest> takes;   ///< that the file has before
  bool executable = false;       ///< of what it brings

  friend bool operator==(const JournalStep&, const JournalStep&) = default;
};

struct Journal {
  std::string staging;                   ///< name of the folder in .agentops: "staging-1"
  std::vector<std::string> new_folders;  ///< that did not exist before, parents first
  std::vector<JournalStep> steps;        ///< in the order in which they are done

  friend bool operator==(const Journal&, const Journal&) = default;
};

[[nodiscard]] std::string new_slot(std::size_t step);
[[nodiscard]] std::string old_slot(std::size_t step);

[[nodiscard]] std::string encode(const Journal& journal);

/// Nothing when the bytes are not a whole journal of this version, or name a path that must not be written: a
/// repository may bring a journal of its own.
[[nodiscard]] std::optional<Journal> decode_journal(std::string_view bytes);

}  // namespace agentops::disk
