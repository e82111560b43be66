#include "actions/scan.h"

#include <algorithm>
#include <map>
#include <utility>

#include <fmt/format.h>

#include "actions/index_record.h"
#include "actions/plan.h"
#include "actions/reading.h"
#include "actions/scan_files.h"
#include "disk/trace.h"
#include "extract/mirrors.h"
#include "extract/references.h"
#include "extract/uses.h"
#include "index/store.h"
#include "index/writer_lock.h"
#include "mine/settle.h"
#include "state/corpus_cache.h"
#include "state/scan_cache.h"
#include "text/bytes.h"
#include "text/hash.h"

namespace agentops::actions {
namespace {

using state::KnownFile;
using state::ScanCache;

/// An index is changed in place up to this share of its items; beyond, building it again is quicker.
constexpr std::size_t update_share = 5;

ScanCache load_cache(const Project& project, std::vector<std::string>& words) {
  const auto bytes = project.store().load("scan", state::scan_cache_version);
  if (!bytes) {
    if (bytes.error() == state::Miss::Damaged || bytes.error() == state::Miss::Foreign)
      words.push_back(
          fmt::format("the cache of the last scan is {}: everything is read again", name_of(bytes.error())));
    return {};
  }
  return state::decode_scan_cache(*bytes).value_or(ScanCache{});
}

Digest digest_of_inputs(const std::vector<KnownFile>& files) {
  text::ByteWriter writer;
  for (const KnownFile& file : files) {
    writer.text(file.stamp.path);
    writer.text(text::hex(file.entry.digest));
    writer.text(file.entry.owner);
    writer.number(static_cast<std::uint64_t>(file.entry.kind));
    writer.text(file.skipped);
  }
  return text::sha256(writer.bytes());
}

/// One scan, from the walk to the inventory.
class Scan {
 public:
  Scan(const Project& project, const ScanOptions& options, ScanNeeds needs)
      : project_(project), options_(options), needs_(needs), begun_(disk::nanoseconds_now()) {}

  Result<Scanned> run() {
    auto found = find_files(project_, options_, scanned_.words);
    if (!found) return fail(found);
    files_ = std::move(found->files);
    if (!options_.rebuild) before_ = load_cache(project_, scanned_.words);
    note_known();
    if (const Status read = read_and_index(); !read) return fail(read);
    join(std::move(found->skipped));
    save();
    return std::move(scanned_);
  }

 private:
  /// Which files the last scan knew, and which are gone.
  void note_known() {
    std::map<std::string_view, const KnownFile*> earlier;
    for (const KnownFile& file : before_.files) {
      earlier.emplace(file.stamp.path, &file);
      for (const Item& item : file.items) earlier_.emplace(item.key, item.digest);
    }
    scanned_.changes.first = before_.files.empty();
    for (const auto& file : files_) {
      KnownFile* same = state::known(before_, file.stamp);
      if (same != nullptr &&
          (same->entry.owner != file.owner || same->beside_skill_folders != file.beside_skill_folders))
        same = nullptr;
      known_.push_back(same);
      earlier.erase(file.stamp.path);
    }
    for (const auto& [path, file] : earlier) gone_.push_back(file);
    forget_skills_of_changed_scripts();
    for (std::size_t i = 0; i < files_.size(); ++i)
      if (known_[i] == nullptr) unknown_.push_back(i);
  }

  /// What a skill uses is read from its scripts, too.
  void forget_skills_of_changed_scripts() {
    const auto forget = [&](std::string_view path, const std::string& owner) {
      if (owner.empty() || !extract::is_script_path(path)) return;
      if (const std::size_t skill = place_of(files_, owner); skill < files_.size()) known_[skill] = nullptr;
    };
    for (std::size_t i = 0; i < files_.size(); ++i)
      if (known_[i] == nullptr) forget(files_[i].stamp.path, files_[i].owner);
    for (const KnownFile* file : gone_) forget(file->stamp.path, file->entry.owner);
  }

  [[nodiscard]] bool nothing_moved() const {
    return unknown_.empty() && gone_.empty() && !scanned_.changes.first;
  }

  /// Reads what has to be read, and brings the index up to date on the way.
  Status read_and_index() {
    const PassOptions plain{.rows = needs_.rows};
    if (!needs_.index) return read(unknown_, plain, nullptr);
    if (!project_.prepare_state()) {
      scanned_.words.emplace_back("the state folder cannot be written: nothing is indexed");
      return read(unknown_, plain, nullptr);
    }
    IndexPlan plan = plan_index();
    if (plan.is_change && plan.different.empty() && plan.indexed.size() == count_known_items())
      return update_index(plan);
    // Somebody else may be at it: then its work is seen, and perhaps nothing is left to do.
    const auto lock = index::WriterLock::wait(index_home(project_), [this] {
      project_.report({.stage = "waiting for another process, which indexes", .done = 0, .total = 1});
    });
    if (!lock) return fail(lock);
    plan = plan_index();
    if (plan.is_change) return update_index(plan);
    const bool foreign = plan.state == index::State::Foreign && !project_.unkept();
    if (foreign || plan.state == index::State::Damaged || plan.state == index::State::OtherVersion)
      scanned_.words.push_back(fmt::format("the index is {}: built again", index::name_of(plan.state)));
    return build_index();
  }

  /// What has to be done to the index.
  struct IndexPlan {
    index::State state = index::State::Missing;
    IndexRecord indexed;                 ///< what is in it
    bool is_change = false;              ///< few files differ: it is updated; otherwise built
    std::vector<std::size_t> different;  ///< files to read for it
  };

  [[nodiscard]] std::size_t count_known_items() const {
    std::size_t count = 0;
    for (const KnownFile* file : known_) count += file == nullptr ? 0 : file->items.size();
    return count;
  }

  [[nodiscard]] IndexPlan plan_index() const {
    auto indexed = load_index_record(project_);
    IndexPlan plan{.indexed = indexed.value_or(IndexRecord{})};
    plan.state = index::state_of(index_home(project_), key_of(plan.indexed));
    if (!indexed || plan.state != index::State::Fresh || options_.rebuild) return plan;
    plan.different = to_index(plan.indexed);
    plan.is_change = plan.different.size() <= files_.size() / update_share;
    return plan;
  }

  /// Files that were not read before, or whose items the index has in another form or not at all.
  std::vector<std::size_t> to_index(const IndexRecord& indexed) const {
    std::vector<std::size_t> different;
    for (std::size_t i = 0; i < files_.size(); ++i) {
      const auto is_indexed = [&](const Item& item) {
        const auto form = indexed.find(item.key);
        return form != indexed.end() && form->second == form_of(item);
      };
      if (known_[i] == nullptr || !std::ranges::all_of(known_[i]->items, is_indexed)) different.push_back(i);
    }
    return different;
  }

  Status read(const std::vector<std::size_t>& which, PassOptions pass, std::vector<index::Entry>* entries) {
    std::vector<FileToRead> files;
    for (const std::size_t i : which) files.push_back(files_[i]);
    auto reads = read_files(project_, files, pass);
    if (!reads) return fail(reads);
    for (std::size_t i = 0; i < which.size(); ++i) {
      FileRead& read = (*reads)[i];
      std::ranges::move(read.rows, std::back_inserter(scanned_.rows));
      if (entries != nullptr) std::ranges::move(read.entries, std::back_inserter(*entries));
      fresh_.emplace(which[i], std::move(read.known));
    }
    gather();
    return {};
  }

  Status update_index(const IndexPlan& plan) {
    const IndexRecord& indexed = plan.indexed;
    std::vector<index::Entry> entries;
    if (const Status done = read(plan.different, {.rows = needs_.rows, .entries = true}, &entries); !done)
      return done;
    const IndexRecord record = record_of(after_.files);
    scanned_.index_key = key_of(record);
    if (record == indexed) return {};
    auto update = index::Update::begin(index_home(project_));
    if (!update) return fail(update);
    std::vector<std::string> stale;
    for (const auto& [key, form] : indexed)
      if (const auto now = record.find(key); now == record.end() || now->second != form) stale.push_back(key);
    if (const Status removed = update->remove(stale); !removed) return removed;
    if (const Status put = update->put(entries); !put) return put;
    return finished(update->finish(key_of(record)), record);
  }

  Status build_index() {
    std::vector<std::size_t> all(files_.size());
    for (std::size_t i = 0; i < all.size(); ++i) all[i] = i;
    auto build = index::Build::begin(index_home(project_));
    if (!build) return fail(build);
    if (const Status done = read(all, {.rows = needs_.rows, .build = &*build}, nullptr); !done) return done;
    project_.report({.stage = "merging the index", .done = files_.size(), .total = files_.size()});
    const IndexRecord record = record_of(after_.files);
    return finished(build->finish(key_of(record)), record);
  }

  Status finished(const Result<index::Written>& written, const IndexRecord& record) {
    if (!written) return fail(written);
    scanned_.index_key = key_of(record);
    save_index_record(project_, record);
    return {};
  }

  /// All files as they are now, in order: taken from what was read and what was known.
  void gather() {
    after_.begun_ns = begun_;
    after_.files.reserve(files_.size());
    for (std::size_t i = 0; i < files_.size(); ++i) {
      const auto fresh = fresh_.find(i);
      after_.files.push_back(std::move(fresh != fresh_.end() ? fresh->second : *known_[i]));
      after_.files.back().stamp = files_[i].stamp;
    }
  }

  void join(std::vector<Skipped> skipped) {
    Inventory& inventory = scanned_.inventory;
    inventory.skipped = std::move(skipped);
    for (const KnownFile& file : after_.files) {
      if (!file.skipped.empty()) {
        inventory.skipped.push_back({.path = file.stamp.path, .why = file.skipped});
        continue;
      }
      inventory.files.push_back(file.entry);
      std::ranges::copy(file.items, std::back_inserter(inventory.items));
      scanned_.bytes += file.entry.size;
    }
    inventory.mirrors = extract::mirrors_of(inventory.files);
    std::ranges::sort(inventory.skipped, {}, &Skipped::path);
    std::ranges::sort(inventory.items, {}, &Item::key);
    std::ranges::sort(scanned_.rows, {}, &CorpusRow::key);
    scanned_.files_seen = files_.size();
    scanned_.inputs = digest_of_inputs(after_.files);
    if (!nothing_moved() || !fresh_.empty()) resolve();
    note_changes();
  }

  /// References depend on all items, so they are looked up again when any of them moved.
  void resolve() {
    extract::resolve_references(scanned_.inventory);
    std::map<std::string_view, const Item*> resolved;
    for (const Item& item : scanned_.inventory.items) resolved.emplace(item.key, &item);
    for (KnownFile& file : after_.files)
      for (Item& item : file.items)
        if (const auto at = resolved.find(item.key); at != resolved.end())
          item.references = at->second->references;
  }

  void note_changes() {
    ScanChanges& changes = scanned_.changes;
    if (changes.first) return;
    for (const Item& item : scanned_.inventory.items) {
      const auto before = earlier_.find(item.key);
      if (before == earlier_.end())
        changes.added.push_back(item.key);
      else if (before->second != item.digest)
        changes.changed.push_back(item.key);
      if (before != earlier_.end()) earlier_.erase(before);
    }
    for (const auto& [key, digest] : earlier_) changes.gone.push_back(key);
  }

  /// A cache that cannot be written costs time, nothing else. A file that could not be read is no part of it:
  /// nothing in its stamp says when that it can be.
  void save() {
    if (nothing_moved() && fresh_.empty()) return;
    std::erase_if(after_.files, [](const KnownFile& file) {
      return !file.skipped.empty() && file.entry.digest == Digest{};
    });
    if (project_.unkept())
      scanned_.words.push_back(project_.unkept()->message + ": the next run reads everything again");
    else if (!project_.prepare_state() ||
             !project_.store().save("scan", state::scan_cache_version, state::encode(after_)))
      scanned_.words.emplace_back("the state folder cannot be written: the next run reads everything again");
  }

  const Project& project_;
  const ScanOptions& options_;
  ScanNeeds needs_;
  std::int64_t begun_;
  ScanCache before_, after_;
  std::vector<FileToRead> files_;
  std::map<std::string, Digest> earlier_;   ///< items that the last scan knew
  std::vector<KnownFile*> known_;           ///< for each file, what the last scan knew; null: read it
  std::vector<std::size_t> unknown_;        ///< indices of files to read
  std::vector<const KnownFile*> gone_;      ///< files that the last scan knew and that are there no more
  std::map<std::size_t, KnownFile> fresh_;  ///< what was read now, by index
  Scanned scanned_;
};

}  // namespace

Result<Scanned> scan(const Project& project, const ScanOptions& options, ScanNeeds needs) {
  auto scanned = Scan(project, options, needs).run();
  // A plan that cannot be read is the business of those who write it.
  if (const auto plan = load_plan(project); scanned && plan && *plan)
    mine::obey_kinds((*plan)->plan, scanned->inventory.items);
  return scanned;
}

}  // namespace agentops::actions
