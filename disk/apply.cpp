#include "disk/apply.h"

#include <cerrno>
#include <set>
#include <utility>
#include <variant>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include "disk/change.h"
#include "disk/failure.h"
#include "disk/journal.h"
#include "disk/listing.h"
#include "disk/spot.h"
#include "disk/state_folder.h"
#include "text/escape.h"
#include "text/hash.h"

namespace agentops::disk {
namespace {

constexpr std::size_t largest_journal = 64U << 20U;

/// One step before it is staged: what is to be done, and with which bytes.
struct Intent {
  JournalStep step;
  const TreeFile* file = nullptr;  ///< null for a removal
};

/// Removals first: a name that goes may be near one that comes. Creations before replacements: who reads
/// meanwhile, without the lock, finds what the new text of a file speaks of, as the index of a registry does.
std::vector<Intent> intents_of(const ChangeSet& changes) {
  std::vector<Intent> intents;
  intents.reserve(changes.remove.size() + changes.replace.size() + changes.create.size());
  for (const Removal& removal : changes.remove)
    intents.push_back({.step = {.path = removal.path, .brings = {}, .takes = removal.expected}});
  for (const Creation& creation : changes.create)
    intents.push_back({.step = {.path = creation.path, .brings = {}, .takes = {}}, .file = &creation.file});
  for (const Replacement& replacement : changes.replace)
    intents.push_back({.step = {.path = replacement.path, .brings = {}, .takes = replacement.expected},
                       .file = &replacement.file});
  return intents;
}

Status refuse_collisions(const ChangeSet& changes) {
  if (changes.conflicts.empty()) return {};
  const Collision& first = changes.conflicts.front();
  const std::size_t more = changes.conflicts.size() - 1;
  Error error = refusal(ErrorKind::Conflict, "E-CONFLICT", first.path,
                        fmt::format("needs a person: {}{}", text::for_terminal(first.why),
                                    more == 0 ? "" : fmt::format(" (and {} more)", more)));
  error.hint = "nothing was written";
  return fail(std::move(error));
}

Status check_taken(const Spot& spot, const JournalStep& step) {
  if (!is_taken(spot.folder.get(), spot.name))
    return fail(
        refusal(ErrorKind::Conflict, "E-CONFLICT", step.path, "is gone: it was expected to be there"));
  if (!holds(spot.folder.get(), spot.name, *step.takes))
    return fail(refusal(ErrorKind::Conflict, "E-CONFLICT", step.path, "was changed: it is left as it is"));
  return {};
}

Status check(const Folder& root, const JournalStep& step) {
  if (!is_writable_path(step.path))
    return fail(refusal(ErrorKind::Unsafe, "E-PATH", step.path, "is not a path that may be written"));
  const auto spot = open_spot(root.descriptor(), step.path, MissingFolders::Fail);
  if (spot && step.takes) return check_taken(*spot, step);
  if (spot && is_taken(spot->folder.get(), spot->name))
    return fail(refusal(ErrorKind::Conflict, "E-CONFLICT", step.path, "exists already: it is left as it is"));
  const bool to_be_made = !spot && spot.error().kind == ErrorKind::NotFound && !step.takes;
  return spot || to_be_made ? Status{} : fail(spot);
}

/// The folders on the way to `paths` that are not there yet, parents first.
std::vector<std::string> missing_folders(const Folder& root, const std::vector<Intent>& intents) {
  std::set<std::string> missing;
  for (const Intent& intent : intents)
    for (std::size_t slash = intent.step.path.find('/'); slash != std::string::npos;
         slash = intent.step.path.find('/', slash + 1))
      if (std::string folder = intent.step.path.substr(0, slash);
          !missing.contains(folder) && !root.exists(folder))
        missing.insert(std::move(folder));
  return {missing.begin(), missing.end()};
}

/// The bytes of a file that is to be written. A source that is not what it was is an error.
Result<std::string> content_of(const TreeFile& file, const SourceReader& read_source) {
  if (const auto* bytes = std::get_if<std::string>(&file.content)) return *bytes;
  const auto& copy = std::get<CopyOf>(file.content);
  auto bytes = read_source(copy.source);
  if (bytes && text::sha256(*bytes) != copy.digest)
    return fail(refusal(ErrorKind::Unreadable, "E-SOURCE", copy.source, "was changed since it was scanned"));
  return bytes;
}

/// The first "staging-N" that is free, made; neither it nor its kept texts may be there.
Result<std::string> make_staging(int state) {
  for (std::size_t number = 1;; ++number) {
    std::string name = "staging-" + std::to_string(number);
    if (is_taken(state, kept_name(name))) continue;
    if (mkdirat(state, name.c_str(), 0700) == 0) return name;
    if (errno != EEXIST)
      return fail(unwritable("make the folder", std::string(state_folder_name) + "/" + name, errno));
  }
}

/// Writes and syncs what the steps bring, and completes the steps with its digests.
Status stage(int staging, std::vector<Intent>& intents, const SourceReader& read_source,
             const BeforeStep& before) {
  std::vector<std::string> written = {"."};
  for (std::size_t i = 0; i < intents.size(); ++i) {
    auto& [step, file] = intents[i];
    if (file == nullptr) continue;
    const auto bytes = content_of(*file, read_source);
    if (!bytes) return fail(bytes);
    if (Status status = before ? before("stage " + step.path) : Status{}; !status) return status;
    if (!write_new(staging, new_slot(i), *bytes, file->executable))
      return fail(unwritable("stage", step.path, errno));
    written.push_back(new_slot(i));
    step.brings = text::sha256(*bytes);
    step.executable = file->executable;
  }
  if (Status status = before ? before("sync what was staged") : Status{}; !status) return status;
  return sync_below(staging, written) ? Status{}
                                      : fail(unwritable("sync", std::string(state_folder_name), errno));
}

Status write_journal(int state, const Journal& journal, const BeforeStep& before) {
  const std::string shown = std::string(state_folder_name) + "/" + journal_name;
  if (Status status = before ? before("write " + shown) : Status{}; !status) return status;
  if (replace_file(state, journal_name, encode(journal))) return {};
  return fail(unwritable("write", shown, errno));
}

/// Nothing is in its place yet: an error here leaves only a staging folder, which goes.
Result<Journal> prepare(const Folder& root, int state, std::vector<Intent> intents,
                        const SourceReader& read_source, const BeforeStep& before) {
  auto name = make_staging(state);
  if (!name) return fail(name);
  const Descriptor staging = open_below(state, *name, O_RDONLY | O_DIRECTORY, Links::Refuse);
  Status status = staging ? stage(staging.get(), intents, read_source, before)
                          : fail(unwritable("open the folder", *name, errno));
  Journal journal{.staging = *name, .new_folders = missing_folders(root, intents), .steps = {}};
  for (Intent& intent : intents) journal.steps.push_back(std::move(intent.step));
  if (status) status = write_journal(state, journal, before);
  if (status) return journal;
  unlinkat(state, journal_name, 0);
  clear_staging(state, *name);
  return fail(status);
}

Error edited_meanwhile(const Change& change, const std::string& staging) {
  const std::vector<std::string>& edited = change.edited();
  Error error =
      refusal(ErrorKind::Conflict, "E-CONFLICT", edited.front(),
              fmt::format("was edited while a change was being put back{}: the edit stays",
                          edited.size() == 1 ? "" : fmt::format(" (and {} more)", edited.size() - 1)));
  error.hint = fmt::format("the text before the change is in {}/{}", state_folder_name, kept_name(staging));
  return error;
}

/// Done wholly, or put back wholly with the reason why.
Status finish_or_undo(Change& change) {
  Status done = change.finish();
  if (done) done = change.close();
  if (done) return {};
  Status undone = change.undo();
  if (undone) undone = change.close();
  if (!undone) done.error().hint = "it could not be put back either: the next command will try again";
  return done;
}

/// Staging folders without a journal: their change was never begun, or is over.
void clear_leftovers(int state) {
  unlinkat(state, temporary_name(journal_name).c_str(), 0);
  const auto entries = list_folder(open_below(state, ".", O_RDONLY | O_DIRECTORY, Links::Refuse));
  if (!entries) return;
  for (const Entry& entry : *entries)
    if (entry.type == EntryType::Folder && entry.name.starts_with("staging-"))
      clear_staging(state, entry.name);
}

/// The journal, nothing when there is none.
Result<std::optional<Journal>> read_journal(int state) {
  const std::string shown = std::string(state_folder_name) + "/" + journal_name;
  const Descriptor file = open_below(state, journal_name, O_RDONLY | O_NONBLOCK | O_NOCTTY, Links::Refuse);
  if (!file && errno == ENOENT) return std::nullopt;
  if (!file) return fail(unreadable("read", shown, errno));
  const auto bytes = read_bytes(file.get(), 4096, largest_journal);
  if (!bytes) return fail(unreadable("read", shown, errno));
  if (auto journal = decode_journal(*bytes)) return journal;
  Error error =
      refusal(ErrorKind::Unsafe, "E-JOURNAL", shown, "is damaged or of another version: nothing was touched");
  error.hint = fmt::format(
      "an interrupted change may be half done: its files are in {0}/staging-*; look at them, then remove {0}",
      state_folder_name);
  return fail(std::move(error));
}

}  // namespace

Status apply(const Folder& root, const ChangeSet& changes, const SourceReader& read_source,
             const BeforeStep& before_step) {
  if (Status status = refuse_collisions(changes); !status) return status;
  if (Status status = recover(root, before_step); !status) return status;
  if (changes.empty()) return {};
  std::vector<Intent> intents = intents_of(changes);
  for (const Intent& intent : intents)
    if (Status status = check(root, intent.step); !status) return status;

  if (Status status = ensure_state_folder(root); !status) return status;
  auto state = open_state_folder(root);
  if (!state) return fail(state);
  auto journal = prepare(root, state->get(), std::move(intents), read_source, before_step);
  if (!journal) return fail(journal);
  auto change = Change::open(root, std::move(*state), std::move(*journal), before_step);
  return change ? finish_or_undo(*change) : fail(change);
}

Status recover(const Folder& root, const BeforeStep& before_step) {
  auto state = open_state_folder(root);
  if (!state && state.error().kind == ErrorKind::NotFound) return {};
  if (!state) return fail(state);
  auto journal = read_journal(state->get());
  if (!journal) return fail(journal);
  if (!*journal) {
    clear_leftovers(state->get());
    return {};
  }
  const std::string staging = (*journal)->staging;
  auto change = Change::open(root, std::move(*state), std::move(**journal), before_step);
  if (!change) return fail(change);
  if (Status status = change->settle(); !status) return status;

  Status finished = change->finish();
  if (!finished) finished = change->undo();
  if (finished) finished = change->close();
  if (finished && !change->edited().empty()) return fail(edited_meanwhile(*change, staging));
  return finished;
}

Status write_file(const Folder& root, const std::string& relative, std::string_view bytes) {
  if (!is_writable_path(relative))
    return fail(refusal(ErrorKind::Unsafe, "E-PATH", relative, "is not a path that may be written"));
  const auto spot = open_spot(root.descriptor(), relative, MissingFolders::Make);
  if (!spot) return fail(spot);
  struct stat facts{};
  const bool exists = fstatat(spot->folder.get(), spot->name.c_str(), &facts, AT_SYMLINK_NOFOLLOW) == 0;
  if (exists && S_ISLNK(facts.st_mode))
    return fail(refusal(ErrorKind::Unsafe, "E-LINK", relative, "is a link: it is not written through"));
  if (replace_file(spot->folder.get(), spot->name, bytes)) return {};
  return fail(unwritable("write", relative, errno));
}

}  // namespace agentops::disk
