#include "actions/scan.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <map>
#include <utility>

#include <fmt/format.h>

#include "actions/reading.h"
#include "disk/walk.h"
#include "extract/attachments.h"
#include "extract/document.h"
#include "extract/references.h"
#include "index/store.h"
#include "mine/rows.h"
#include "package/lock.h"
#include "state/corpus_cache.h"
#include "state/scan_cache.h"
#include "text/bytes.h"
#include "text/hash.h"

namespace agentops::actions {
namespace {

using state::KnownFile;
using state::ScanCache;

constexpr std::size_t lock_limit = std::size_t{4} << 20;
constexpr std::size_t source_limit = std::size_t{16} << 20;

/// An index is changed in place up to this share of its items; beyond, building it again is quicker.
constexpr std::size_t update_share = 5;

/// What the program itself wrote into the folder: never input to what it reads.
constexpr std::array<std::string_view, 7> own_paths = {
    "packages/",           ".agentops/",      "./agentops.plan", "./agentops.plan~",
    "./agentops.plan.new", "./agentops.lock", "./agentops.yaml"};

void skip_deployed_files(const Project& project, std::vector<std::string>& skip) {
  const auto bytes = project.root().read("agentops.lock", lock_limit);
  if (!bytes) return;
  const auto lock = package::read_lock(*bytes, "agentops.lock");
  if (!lock) return;
  for (const DeployedFile& file : lock->files) skip.push_back("./" + file.path);
}

disk::WalkOptions walk_options(const Project& project, const ScanOptions& options) {
  disk::WalkOptions walk;
  walk.include = project.settings().include;
  walk.exclude = project.settings().exclude;
  std::ranges::copy(options.include, std::back_inserter(walk.include));
  std::ranges::copy(options.exclude, std::back_inserter(walk.exclude));
  walk.ignore_files = !options.no_ignore;
  walk.follow_links = options.follow;
  for (const std::string_view path : own_paths) walk.skip.emplace_back(path);
  skip_deployed_files(project, walk.skip);
  return walk;
}

/// Folders below the root that hold a draft of ours, with '/' at the end: wherever `draft --out` put them,
/// they are no input.
std::vector<std::string> drafted_folders(const std::vector<std::string>& paths) {
  constexpr std::string_view mark = "/.draft/";
  std::vector<std::string> folders;
  for (const std::string& path : paths)
    if (const auto at = path.find(mark);
        at != std::string::npos && (folders.empty() || folders.back() != path.substr(0, at + 1)))
      folders.push_back(path.substr(0, at + 1));
  return folders;
}

/// The files that a scan reads: those of a known format, and everything attached to a skill.
std::vector<FileToRead> files_to_read(std::vector<FileStamp> stamps) {
  std::vector<std::string> paths;
  for (const FileStamp& stamp : stamps) paths.push_back(stamp.path);
  const std::vector<std::string> drafts = drafted_folders(paths);
  const auto is_drafted = [&](const std::string& path) {
    return std::ranges::any_of(drafts, [&](const std::string& folder) { return path.starts_with(folder); });
  };
  std::vector<std::string> owners = extract::owners_of(paths);
  const std::vector<bool> beside = extract::beside_skill_folders(paths);
  std::vector<FileToRead> files;
  for (std::size_t i = 0; i < stamps.size(); ++i)
    if ((!owners[i].empty() || extract::is_known_format(paths[i])) && !is_drafted(paths[i]))
      files.push_back(
          {.stamp = std::move(stamps[i]), .owner = std::move(owners[i]), .beside_skill_folders = beside[i]});
  return files;
}

std::int64_t nanoseconds_now() {
  return std::chrono::duration_cast<std::chrono::nanoseconds>(
             std::chrono::system_clock::now().time_since_epoch())
      .count();
}

ScanCache load_cache(const Project& project, std::vector<std::string>& words) {
  const auto bytes = project.store().load("scan", state::scan_cache_version);
  if (!bytes) {
    if (bytes.error() == state::Miss::Damaged)
      words.emplace_back("the cache of the last scan is damaged: everything is read again");
    return {};
  }
  return state::decode_scan_cache(*bytes).value_or(ScanCache{});
}

/// Digest of every item and its content: what an index of them is made from.
template <class Files>
Digest index_key(const Files& files) {
  text::ByteWriter writer;
  writer.number(index::entry_version);
  for (const KnownFile& file : files)
    for (const Item& item : file.items) {
      writer.text(item.key);
      writer.text(text::hex(item.digest));
      writer.number(static_cast<std::uint64_t>(item.kind));
    }
  return text::sha256(writer.bytes());
}

Digest digest_of_inputs(const std::vector<KnownFile>& files) {
  text::ByteWriter writer;
  for (const KnownFile& file : files) {
    writer.text(file.stamp.path);
    writer.text(text::hex(file.entry.digest));
    writer.text(file.entry.owner);
    writer.text(file.skipped);
  }
  return text::sha256(writer.bytes());
}

/// One scan, from the walk to the inventory.
class Scan {
 public:
  Scan(const Project& project, const ScanOptions& options, ScanNeeds needs)
      : project_(project), options_(options), needs_(needs), begun_(nanoseconds_now()) {}

  Result<Scanned> run() {
    auto walked = disk::walk(project_.root(), walk_options(project_, options_));
    if (!walked) return fail(walked);
    files_ = files_to_read(std::move(walked->files));
    if (!options_.rebuild) before_ = load_cache(project_, scanned_.words);
    note_known();
    if (const Status read = read_and_index(); !read) return fail(read);
    join(std::move(walked->skipped));
    save();
    return std::move(scanned_);
  }

 private:
  /// Which files the last scan knew, and which are gone.
  void note_known() {
    std::map<std::string_view, const KnownFile*> earlier;
    for (const KnownFile& file : before_.files) earlier.emplace(file.stamp.path, &file);
    scanned_.changes.first = before_.files.empty();
    for (std::size_t i = 0; i < files_.size(); ++i) {
      const KnownFile* same = state::known(before_, files_[i].stamp);
      if (same != nullptr && same->entry.owner != files_[i].owner) same = nullptr;
      known_.push_back(same);
      if (same == nullptr) unknown_.push_back(i);
      earlier.erase(files_[i].stamp.path);
    }
    for (const auto& [path, file] : earlier) gone_.push_back(file);
  }

  [[nodiscard]] bool nothing_moved() const {
    return unknown_.empty() && gone_.empty() && !scanned_.changes.first;
  }

  /// Reads what has to be read, and brings the index up to date on the way.
  Status read_and_index() {
    if (!needs_.index) return read(unknown_, {.rows = needs_.rows}, nullptr);
    if (const Status prepared = project_.prepare_state(); !prepared) return prepared;
    const index::State state = index::state_of(index_folder(project_), index_key(before_.files));
    const bool few = unknown_.size() + gone_.size() <= files_.size() / update_share;
    if (state == index::State::Fresh && !scanned_.changes.first) return few ? update_index() : build_index();
    if (state != index::State::Missing && state != index::State::Stale)
      scanned_.words.push_back(fmt::format("the index is {}: built again", index::name_of(state)));
    return build_index();
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
    return {};
  }

  Status update_index() {
    std::vector<index::Entry> entries;
    if (const Status done = read(unknown_, {.rows = needs_.rows, .entries = true}, &entries); !done)
      return done;
    if (nothing_moved()) return {};
    auto update = index::Update::begin(index_folder(project_));
    if (!update) return fail(update);
    if (const Status removed = update->remove(stale_keys()); !removed) return removed;
    if (const Status put = update->put(entries); !put) return put;
    return finished(update->finish(index_key(current())));
  }

  Status build_index() {
    std::vector<std::size_t> all(files_.size());
    for (std::size_t i = 0; i < all.size(); ++i) all[i] = i;
    auto build = index::Build::begin(index_folder(project_));
    if (!build) return fail(build);
    if (const Status done = read(all, {.rows = needs_.rows, .build = &*build}, nullptr); !done) return done;
    project_.report({.stage = "merging the index", .done = files_.size(), .total = files_.size()});
    return finished(build->finish(index_key(current())));
  }

  Status finished(const Result<index::Written>& written) {
    if (!written) return fail(written);
    scanned_.index_documents = written->documents;
    return {};
  }

  /// Keys of what the index holds and the folder no longer has in this form.
  std::vector<std::string> stale_keys() const {
    std::vector<std::string> keys;
    const auto add = [&](const KnownFile& file) {
      for (const Item& item : file.items) keys.push_back(item.key);
    };
    for (const KnownFile* file : gone_) add(*file);
    std::map<std::string_view, const KnownFile*> earlier;
    for (const KnownFile& file : before_.files) earlier.emplace(file.stamp.path, &file);
    for (const std::size_t i : unknown_)
      if (const auto at = earlier.find(files_[i].stamp.path); at != earlier.end()) add(*at->second);
    return keys;
  }

  /// All files as they are now, in order.
  std::vector<KnownFile> current() const {
    std::vector<KnownFile> files;
    for (std::size_t i = 0; i < files_.size(); ++i) {
      const auto fresh = fresh_.find(i);
      files.push_back(fresh != fresh_.end() ? fresh->second : *known_[i]);
      files.back().stamp = files_[i].stamp;
    }
    return files;
  }

  void join(std::vector<Skipped> skipped) {
    after_ = {.begun_ns = begun_, .files = current()};
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
    std::ranges::sort(inventory.skipped, {}, &Skipped::path);
    std::ranges::sort(inventory.items, {}, &Item::key);
    std::ranges::sort(scanned_.rows, {}, &CorpusRow::key);
    scanned_.files_seen = files_.size();
    scanned_.inputs = digest_of_inputs(after_.files);
    if (!nothing_moved()) resolve();
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
    std::map<std::string_view, Digest> earlier;
    for (const KnownFile& file : before_.files)
      for (const Item& item : file.items) earlier.emplace(item.key, item.digest);
    for (const Item& item : scanned_.inventory.items) {
      const auto before = earlier.find(item.key);
      if (before == earlier.end())
        changes.added.push_back(item.key);
      else if (before->second != item.digest)
        changes.changed.push_back(item.key);
      if (before != earlier.end()) earlier.erase(before);
    }
    for (const auto& [key, digest] : earlier) changes.gone.emplace_back(key);
  }

  /// A cache that cannot be written costs time, nothing else.
  void save() {
    if (nothing_moved() && fresh_.empty()) return;
    if (!project_.prepare_state() ||
        !project_.store().save("scan", state::scan_cache_version, state::encode(after_)))
      scanned_.words.emplace_back("the state folder cannot be written: the next run reads everything again");
  }

  const Project& project_;
  const ScanOptions& options_;
  ScanNeeds needs_;
  std::int64_t begun_;
  ScanCache before_, after_;
  std::vector<FileToRead> files_;
  std::vector<const KnownFile*> known_;     ///< for each file, what the last scan knew; null: read it
  std::vector<std::size_t> unknown_;        ///< indices of files to read
  std::vector<const KnownFile*> gone_;      ///< files that the last scan knew and that are there no more
  std::map<std::size_t, KnownFile> fresh_;  ///< what was read now, by index
  Scanned scanned_;
};

}  // namespace

Result<Scanned> scan(const Project& project, const ScanOptions& options, ScanNeeds needs) {
  return Scan(project, options, needs).run();
}

namespace {

std::vector<state::KnownRow> load_rows(const Project& project) {
  const auto bytes = project.store().load("corpus", state::corpus_cache_version);
  if (!bytes) return {};
  return state::decode_corpus_cache(*bytes).value_or(std::vector<state::KnownRow>{});
}

/// The files of the items that no row is known for.
std::vector<FileToRead> files_without_rows(const Scanned& scanned,
                                           const std::map<std::string, state::KnownRow>& rows) {
  std::vector<FileToRead> files;
  for (const Item& item : scanned.inventory.items) {
    if (!mine::is_clustered(item.kind) || rows.contains(item.key)) continue;
    if (files.empty() || files.back().stamp.path != item.path)
      files.push_back(
          {.stamp = {.path = item.path, .size = 0, .modified_ns = 0, .inode = 0, .executable = false},
           .owner = {}});
  }
  return files;
}

}  // namespace

Result<std::vector<CorpusRow>> rows_of_scan(const Project& project, const Scanned& scanned) {
  std::map<std::string_view, Digest> wanted;
  for (const Item& item : scanned.inventory.items)
    if (mine::is_clustered(item.kind)) wanted.emplace(item.key, item.digest);
  std::map<std::string, state::KnownRow> rows;
  bool moved = false;
  const auto keep = [&](CorpusRow row, const Digest& digest) {
    const auto at = wanted.find(row.key);
    if (at == wanted.end() || at->second != digest) {
      moved = true;
      return;
    }
    const std::string key = row.key;
    rows.insert_or_assign(key, state::KnownRow{.item = digest, .row = std::move(row)});
  };
  if (scanned.rows.size() < wanted.size())
    for (state::KnownRow& known : load_rows(project)) keep(std::move(known.row), known.item);
  for (const CorpusRow& row : scanned.rows) keep(row, wanted.at(row.key));
  moved |= !scanned.rows.empty();

  const std::vector<FileToRead> missing = files_without_rows(scanned, rows);
  auto reads = read_files(project, missing, {.rows = true});
  if (!reads) return fail(reads);
  for (FileRead& read : *reads)
    for (CorpusRow& row : read.rows) {
      const auto item = std::ranges::find(read.known.items, row.key, &Item::key);
      keep(std::move(row), item->digest);
    }
  moved |= !missing.empty();

  std::vector<state::KnownRow> known;
  for (auto& [key, row] : rows) known.push_back(std::move(row));
  if (moved && project.prepare_state())
    (void)project.store().save("corpus", state::corpus_cache_version, state::encode(known));
  std::vector<CorpusRow> result;
  for (state::KnownRow& row : known) result.push_back(std::move(row.row));
  return result;
}

SourceReader source_reader(const Project& project, const Inventory& inventory) {
  std::map<std::string, Digest> digests;
  for (const FileEntry& file : inventory.files) digests.emplace(file.path, file.digest);
  return
      [&root = project.root(), digests = std::move(digests)](const std::string& path) -> Result<std::string> {
        auto bytes = root.read(path, source_limit);
        if (!bytes) return bytes;
        const auto expected = digests.find(path);
        if (expected != digests.end() && text::sha256(*bytes) == expected->second) return bytes;
        return fail({.kind = ErrorKind::Unreadable,
                     .code = "E-CHANGED",
                     .message = "the file has changed since it was scanned",
                     .hint = "run the command again",
                     .where = {.path = path}});
      };
}

Result<std::vector<Section>> outline_of(const Item& item, const SourceReader& read) {
  auto bytes = read(item.path);
  if (!bytes) return fail(bytes);
  for (Document& document :
       extract::read_documents({.path = item.path, .bytes = *std::move(bytes), .digest = {}}, {}))
    if (document.item.key == item.key) return std::move(document.sections);
  return std::vector<Section>{};
}

std::filesystem::path index_folder(const Project& project) { return project.state_folder() / "index"; }

}  // namespace agentops::actions
