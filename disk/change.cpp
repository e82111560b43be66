#include "disk/change.h"

#include <cerrno>
#include <cstdio>
#include <ranges>
#include <set>
#include <utility>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "disk/failure.h"
#include "disk/listing.h"
#include "disk/spot.h"
#include "disk/state_folder.h"

// A replacement is one exchange of two names, so the path never stands empty, and what came out is looked at
// afterwards: an edit made in the last moment is noticed and swapped back. Undoing is the same movement with
// the slots' roles turned.

namespace agentops::disk {
namespace {

/// The name of the folder above, "." for the root.
std::string above(const std::string& path) {
  const std::size_t slash = path.rfind('/');
  return slash == std::string::npos ? "." : path.substr(0, slash);
}

bool is_executable(int folder, const std::string& name) {
  struct stat facts{};
  return fstatat(folder, name.c_str(), &facts, AT_SYMLINK_NOFOLLOW) == 0 && (facts.st_mode & S_IXUSR) != 0;
}

/// False when there was none, or it is not empty.
bool remove_empty_folder(int root, const std::string& path) {
  const auto spot = open_spot(root, path, MissingFolders::Fail);
  return spot && unlinkat(spot->folder.get(), spot->name.c_str(), AT_REMOVEDIR) == 0;
}

Error changed_meanwhile(const std::string& path) {
  return refusal(ErrorKind::Conflict, "E-CONFLICT", path, "was changed meanwhile: it is left as it is");
}

}  // namespace

std::string kept_name(const std::string& staging) { return "kept" + staging.substr(staging.find('-')); }

void clear_staging(int state, const std::string& name) {
  const Descriptor folder = open_below(state, name, O_RDONLY | O_DIRECTORY, Links::Refuse);
  if (!folder) return;
  const auto entries = list_folder(open_below(folder.get(), ".", O_RDONLY | O_DIRECTORY, Links::Refuse));
  if (!entries) return;
  for (const Entry& entry : *entries) unlinkat(folder.get(), entry.name.c_str(), 0);
  unlinkat(state, name.c_str(), AT_REMOVEDIR);
}

Change::Change(const Folder& root, Descriptor state, Descriptor staging, Journal journal,
               BeforeStep before_step)
    : root_(&root),
      state_(std::move(state)),
      staging_(std::move(staging)),
      journal_(std::move(journal)),
      before_step_(std::move(before_step)) {}

Result<Change> Change::open(const Folder& root, Descriptor state, Journal journal,
                            const BeforeStep& before_step) {
  Descriptor staging = open_below(state.get(), journal.staging, O_RDONLY | O_DIRECTORY, Links::Refuse);
  const std::string shown = std::string(state_folder_name) + "/" + journal.staging;
  if (!staging && errno == ENOENT)
    return fail(refusal(ErrorKind::Unsafe, "E-JOURNAL", shown,
                        "is missing, and with it what an interrupted change staged"));
  if (!staging) return fail(unreadable("open the folder", shown, errno));
  return Change(root, std::move(state), std::move(staging), std::move(journal), before_step);
}

Status Change::before(const std::string& verb, const std::string& path) const {
  return before_step_ ? before_step_(verb + " " + path) : Status{};
}

bool Change::has(const std::string& slot) const { return is_taken(staging_.get(), slot); }

Status Change::settle() {
  for (std::size_t step = 0; step < journal_.steps.size(); ++step)
    if (Status status = settle_step(step); !status) return status;
  return {};
}

/// An exchange leaves its outcome under the slot's old name until the rename that follows: the content tells
/// which it is.
Status Change::settle_step(std::size_t index) {
  const JournalStep& step = journal_.steps[index];
  const bool has_new = has(new_slot(index));
  if (!step.brings || !step.takes || has_new == has(old_slot(index))) return {};
  const std::string slot = has_new ? new_slot(index) : old_slot(index);
  const bool is_new =
      holds(staging_.get(), slot, *step.brings) && is_executable(staging_.get(), slot) == step.executable;
  const std::string right = is_new ? new_slot(index) : old_slot(index);
  if (slot == right) return {};
  if (Status status = before("settle", step.path); !status) return status;
  if (move_to_free(staging_.get(), slot, staging_.get(), right)) return {};
  return fail(unwritable("settle", step.path, errno));
}

Status Change::finish() {
  for (std::size_t step = 0; step < journal_.steps.size(); ++step)
    if (Status status = finish_step(step); !status) return status;
  remove_emptied_folders();
  return sync();
}

Status Change::finish_step(std::size_t index) {
  const JournalStep& step = journal_.steps[index];
  const bool has_new = step.brings && has(new_slot(index));
  const bool has_old = step.takes && has(old_slot(index));
  if (!step.takes) return has_new ? put(new_slot(index), step.path) : Status{};
  // Taken out before an interruption, and perhaps edited in the moment before that.
  if (has_old && !holds(staging_.get(), old_slot(index), *step.takes))
    return fail(changed_meanwhile(step.path));
  if (has_old && has_new) return put(new_slot(index), step.path);
  if (has_old || (step.brings && !has_new)) return {};

  const Status moved =
      step.brings ? swap(step.path, new_slot(index), old_slot(index)) : fetch(step.path, old_slot(index));
  if (!moved) return moved;
  if (!holds(staging_.get(), old_slot(index), *step.takes)) return fail(changed_meanwhile(step.path));
  return {};
}

Status Change::undo() {
  if (Status status = settle(); !status) return status;
  for (std::size_t step = journal_.steps.size(); step-- > 0;)
    if (Status status = undo_step(step); !status) return status;
  for (const std::string& folder : journal_.new_folders | std::views::reverse)
    remove_empty_folder(root_->descriptor(), folder);
  return sync();
}

Status Change::undo_step(std::size_t index) {
  const JournalStep& step = journal_.steps[index];
  const bool brought = step.brings && !has(new_slot(index));
  const bool has_old = step.takes && has(old_slot(index));
  if (!brought && !has_old) return {};
  if (step.takes && !has_old) return {};  // put back by an earlier attempt

  const auto spot = open_spot(root_->descriptor(), step.path, MissingFolders::Make);
  if (!spot) return fail(spot);
  const bool taken = is_taken(spot->folder.get(), spot->name);
  if (taken && (!brought || !holds(spot->folder.get(), spot->name, *step.brings))) {
    edited_.push_back(step.path);  // somebody's own work by now
    return {};
  }
  if (!step.takes) return taken ? fetch(step.path, new_slot(index)) : Status{};
  return taken ? swap(step.path, old_slot(index), new_slot(index)) : put(old_slot(index), step.path);
}

/// Moves a slot to its place, which must be free.
Status Change::put(const std::string& slot, const std::string& path) const {
  const auto spot = open_spot(root_->descriptor(), path, MissingFolders::Make);
  if (!spot) return fail(spot);
  if (Status status = before("place", path); !status) return status;
  if (move_to_free(staging_.get(), slot, spot->folder.get(), spot->name)) return {};
  return fail(errno == EEXIST ? changed_meanwhile(path) : unwritable("place", path, errno));
}

/// Moves what stands at its place into a slot.
Status Change::fetch(const std::string& path, const std::string& slot) const {
  const auto spot = open_spot(root_->descriptor(), path, MissingFolders::Fail);
  if (!spot) return fail(spot);
  if (Status status = before("remove", path); !status) return status;
  if (move_to_free(spot->folder.get(), spot->name, staging_.get(), slot)) return {};
  return fail(errno == ENOENT ? changed_meanwhile(path) : unwritable("remove", path, errno));
}

/// Exchanges a slot with what stands at its place, and gives the slot its other name.
Status Change::swap(const std::string& path, const std::string& slot, const std::string& slot_after) const {
  const auto spot = open_spot(root_->descriptor(), path, MissingFolders::Fail);
  if (!spot) return fail(spot);
  if (Status status = before("exchange", path); !status) return status;
  const int staging = staging_.get();
  if (renameat2(staging, slot.c_str(), spot->folder.get(), spot->name.c_str(), RENAME_EXCHANGE) == 0) {
    if (Status status = before("name what came out of", path); !status) return status;
    if (move_to_free(staging, slot, staging, slot_after)) return {};
    return fail(unwritable("replace", path, errno));
  }
  if (errno == ENOENT) return fail(changed_meanwhile(path));
  if (errno != EINVAL && errno != ENOSYS) return fail(unwritable("replace", path, errno));
  // A file system that cannot exchange: the path stands empty between the two.
  if (Status status = fetch(path, slot_after); !status) return status;
  return put(slot, path);
}

/// The folders of removed files go, from the inside out, as far as they are empty.
void Change::remove_emptied_folders() const {
  for (const JournalStep& step : journal_.steps) {
    if (step.brings) continue;
    for (std::string folder = above(step.path); folder != "."; folder = above(folder))
      if (!remove_empty_folder(root_->descriptor(), folder)) break;
  }
}

/// So that the renames outlive a power cut before the journal goes.
Status Change::sync() const {
  std::set<std::string> folders;
  for (const JournalStep& step : journal_.steps) folders.insert(above(step.path));
  for (const std::string& folder : journal_.new_folders) folders.insert(above(folder));
  if (Status status = before("sync", root_->path()); !status) return status;
  if (sync_below(root_->descriptor(), {folders.begin(), folders.end()})) return {};
  return fail(unwritable("sync", root_->path(), errno));
}

Status Change::close() {
  const std::string shown = std::string(state_folder_name) + "/" + journal_name;
  if (Status status = before("drop", shown); !status) return status;
  if (unlinkat(state_.get(), journal_name, 0) != 0 && errno != ENOENT)
    return fail(unwritable("drop", shown, errno));
  if (!before("clear", journal_.staging)) return {};  // it is over: what stays is cleared next time
  if (edited_.empty()) {
    clear_staging(state_.get(), journal_.staging);
    return {};
  }
  const std::string kept = kept_name(journal_.staging);
  if (renameat(state_.get(), journal_.staging.c_str(), state_.get(), kept.c_str()) == 0) return {};
  return fail(unwritable("keep", std::string(state_folder_name) + "/" + kept, errno));
}

}  // namespace agentops::disk
