#pragma once

/// A staged, journalled change: done step by step, or undone. See journal.h for how a step knows how far it
/// has come.

#include <string>
#include <vector>

#include "disk/apply.h"
#include "disk/descriptor.h"
#include "disk/folder.h"
#include "disk/journal.h"
#include "models/result.h"

namespace agentops::disk {

inline constexpr const char* journal_name = "journal";  ///< in the state folder

/// Where the older texts of edited files are kept: "kept-1" for "staging-1".
[[nodiscard]] std::string kept_name(const std::string& staging);

/// Removes a staging folder with the files in it. What cannot be removed stays: it does no harm, and the next
/// command tries again.
void clear_staging(int state, const std::string& name);

class Change {
 public:
  /// `state` is the open state folder, in which the journal and its staging folder lie.
  [[nodiscard]] static Result<Change> open(const Folder& root, Descriptor state, Journal journal,
                                           const BeforeStep& before_step);

  /// Does every step that is not done yet, and syncs. After an error the change stands where it was stopped.
  [[nodiscard]] Status finish();

  /// Puts back every step that was done, and syncs. What somebody edited meanwhile is left; see edited().
  [[nodiscard]] Status undo();

  /// Ends the change, done or undone: drops the journal, then what was staged.
  [[nodiscard]] Status close();

  /// Brings each step that a kill stopped between two renames to one of its named states. To be called before
  /// the others when the change was begun by another process.
  [[nodiscard]] Status settle();

  /// Paths that undo() did not put back because they had been edited. close() keeps the older texts in the
  /// folder kept_name() of the state folder.
  [[nodiscard]] const std::vector<std::string>& edited() const { return edited_; }

 private:
  Change(const Folder& root, Descriptor state, Descriptor staging, Journal journal, BeforeStep before_step);

  Status before(const std::string& verb, const std::string& path) const;
  bool has(const std::string& slot) const;
  Status settle_step(std::size_t index);
  Status finish_step(std::size_t index);
  Status undo_step(std::size_t index);
  Status put(const std::string& slot, const std::string& path) const;
  Status fetch(const std::string& path, const std::string& slot) const;
  Status swap(const std::string& path, const std::string& slot, const std::string& slot_after) const;
  void remove_emptied_folders() const;
  Status sync() const;

  const Folder* root_;
  Descriptor state_;
  Descriptor staging_;
  Journal journal_;
  BeforeStep before_step_;
  std::vector<std::string> edited_;
};

}  // namespace agentops::disk
