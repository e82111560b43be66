#include "index/store.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <map>
#include <mutex>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <xapian.h>

#include "index/failure.h"
#include "index/folder.h"
#include "index/record.h"
#include "index/terms.h"
#include "index/vocabulary.h"

// Xapian keeps what was added since the last commit in nested maps, so a document costs the more the more
// wait there: many small databases that are merged at the end are more than twice as quick as one large. The
// merge keeps the order of the shards, which makes the result independent of threads.

namespace agentops::index {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t most_open_shards =
    128;  // each takes three to five of the 1,024 files that a process may open
constexpr std::string_view database_name = "database";

constexpr int private_and_unsafe = Xapian::DB_BACKEND_GLASS | Xapian::DB_NO_SYNC | Xapian::DB_DANGEROUS;

Xapian::Document document_of(const Entry& entry) {
  Xapian::Document document;
  for (const EntryTerm& term : entry.terms) document.add_term(term.term, term.weight);
  document.add_value(key_slot, full_key(entry.record));
  document.add_value(pairs_slot, entry.pairs);
  document.set_data(write_record(entry.record));
  return document;
}

void write_shard(const fs::path& path, std::span<const Entry> entries) {
  Xapian::WritableDatabase database(path, Xapian::DB_CREATE | private_and_unsafe);
  for (const Entry& entry : entries) database.add_document(document_of(entry));
  database.commit();
  database.close();
}

void merge(std::span<const fs::path> shards, const fs::path& target) {
  Xapian::Database all;
  for (const fs::path& shard : shards) all.add_database(Xapian::Database(shard));
  all.compact(target, Xapian::DBCOMPACT_MULTIPASS);
  all.close();
}

Status write_vocabulary_file(const fs::path& database, const Vocabulary& vocabulary) {
  const fs::path path = database / vocabulary_name;
  const std::string bytes = write_vocabulary(vocabulary);
  std::ofstream file(path, std::ios::binary | std::ios::trunc);
  file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  file.close();
  if (!file) return fail(unwritable(path, std::strerror(errno)));
  return {};
}

/// Merges neighbours until few enough are left to merge at once, and then those. What is made on the way lies
/// beside `target` and goes with its folder.
void merge_all(std::vector<fs::path> shards, const fs::path& target) {
  for (unsigned tier = 1; shards.size() > most_open_shards; ++tier) {
    std::vector<fs::path> merged;
    for (std::size_t begin = 0; begin < shards.size(); begin += most_open_shards) {
      const std::size_t count = std::min(most_open_shards, shards.size() - begin);
      merged.push_back(target.parent_path() / fmt::format("tier-{}-{}", tier, merged.size()));
      merge(std::span(shards).subspan(begin, count), merged.back());
    }
    shards = std::move(merged);
  }
  merge(shards, target);
}

}  // namespace

std::string_view name_of(State state) {
  constexpr std::array<std::string_view, 6> names = {"fresh",   "out of date",        "missing",
                                                     "damaged", "of another version", "made elsewhere"};
  return names[static_cast<std::size_t>(state)];
}

State state_of(const Home& home, const Digest& key) {
  const auto current = open_current(home);
  if (current) return current->generation.key == key ? State::Fresh : State::Stale;
  if (current.error().code == "E-INDEX-MISSING") return State::Missing;
  if (current.error().code == "E-INDEX-FOREIGN") return State::Foreign;
  return current.error().code == "E-INDEX-VERSION" ? State::OtherVersion : State::Damaged;
}

Result<Digest> key_of(const Home& home) {
  const auto current = open_current(home);
  if (!current) return fail(current);
  return current->generation.key;
}

Result<Written> merge(std::span<const Home> parts, const Home& whole, const Digest& key) {
  std::vector<OpenGeneration> generations;
  std::vector<fs::path> databases;
  Vocabulary vocabulary;
  std::uint64_t documents = 0;
  for (const Home& part : parts) {
    auto current = open_current(part);
    if (!current) return fail(current);
    databases.push_back(current->database);
    const auto words = read_words(*current);
    if (!words) return fail(words);
    for (const auto& [word, items] : *words) vocabulary[word] += items;
    documents += current->generation.documents;
    generations.push_back(std::move(*current));
  }
  auto workshop = Workshop::open(whole);
  if (!workshop) return fail(workshop);
  const fs::path target = workshop->path() / database_name;
  try {
    merge_all(std::move(databases), target);
  } catch (...) {
    return fail(caught_writing(target));
  }
  if (const Status written = write_vocabulary_file(target, vocabulary); !written) return fail(written);
  return workshop->publish(database_name, key, documents);
}

struct Build::Work {
  Workshop workshop;
  std::mutex mutex{};                          ///< of what follows
  std::map<std::uint32_t, fs::path> shards{};  ///< by number
  std::uint64_t documents = 0;
  Vocabulary vocabulary{};
};

Build::Build(std::unique_ptr<Work> work) : work_(std::move(work)) {}
Build::Build(Build&&) noexcept = default;
Build& Build::operator=(Build&&) noexcept = default;
Build::~Build() = default;

Result<Build> Build::begin(const Home& home) {
  auto workshop = Workshop::open(home);
  if (!workshop) return fail(workshop);
  return Build(std::make_unique<Work>(std::move(*workshop)));
}

Status Build::write(std::uint32_t number, std::span<const Entry> entries) {
  if (entries.empty()) return {};
  const fs::path path = work_->workshop.path() / fmt::format("shard-{}", number);
  try {
    write_shard(path, entries);
  } catch (...) {
    return fail(caught_writing(path));
  }
  Vocabulary words;
  for (const Entry& entry : entries) add_words(entry.record, words);
  const std::scoped_lock lock(work_->mutex);
  for (const auto& [word, items] : words) work_->vocabulary[word] += items;
  work_->shards.emplace(number, path);
  work_->documents += entries.size();
  return {};
}

Result<Written> Build::finish(const Digest& key) {
  std::vector<fs::path> shards;
  for (const auto& [number, path] : work_->shards) shards.push_back(path);
  const fs::path target = work_->workshop.path() / database_name;
  try {
    if (shards.empty())
      write_shard(target, {});
    else
      merge_all(std::move(shards), target);
  } catch (...) {
    return fail(caught_writing(target));
  }
  if (const Status written = write_vocabulary_file(target, work_->vocabulary); !written) return fail(written);
  return work_->workshop.publish(database_name, key, work_->documents);
}

struct Update::Work {
  Workshop workshop;
  fs::path path;
  Xapian::WritableDatabase database;
  Vocabulary vocabulary;

  void forget_words(const std::string& term);
};

/// Of the document with this term, which is about to go.
void Update::Work::forget_words(const std::string& term) {
  for (auto found = database.postlist_begin(term); found != database.postlist_end(term); ++found) {
    const Xapian::Document document = database.get_document(*found);
    if (const auto record = read_record(document.get_data(), document.get_value(key_slot)))
      remove_words(*record, vocabulary);
  }
}

Update::Update(std::unique_ptr<Work> work) : work_(std::move(work)) {}
Update::Update(Update&&) noexcept = default;
Update& Update::operator=(Update&&) noexcept = default;
Update::~Update() = default;

Result<Update> Update::begin(const Home& home) {
  const auto current = open_current(home);
  if (!current) return fail(current);
  auto workshop = Workshop::open(home);
  if (!workshop) return fail(workshop);

  const fs::path path = workshop->path() / database_name;
  try {
    fs::create_directory(path);
    for (const StoredFile& file : current->generation.files)
      fs::copy_file(current->database / file.name, path / file.name);
    Xapian::WritableDatabase database(path, Xapian::DB_OPEN | private_and_unsafe);
    auto words = read_words(*current);
    if (!words) return fail(words);
    return Update(std::make_unique<Work>(std::move(*workshop), path, std::move(database), *std::move(words)));
  } catch (...) {
    return fail(caught_writing(path));
  }
}

Status Update::put(std::span<const Entry> entries) {
  try {
    for (const Entry& entry : entries) {
      const std::string term = key_term(full_key(entry.record));
      work_->forget_words(term);
      work_->database.replace_document(term, document_of(entry));
      add_words(entry.record, work_->vocabulary);
    }
    work_->database.commit();
    return {};
  } catch (...) {
    return fail(caught_writing(work_->path));
  }
}

Status Update::remove(std::span<const std::string> keys) {
  try {
    for (const std::string& key : keys) {
      work_->forget_words(key_term(key));
      work_->database.delete_document(key_term(key));
    }
    return {};
  } catch (...) {
    return fail(caught_writing(work_->path));
  }
}

Result<Written> Update::finish(const Digest& key) {
  std::uint64_t documents = 0;
  try {
    work_->database.commit();
    documents = work_->database.get_doccount();
    work_->database.close();
  } catch (...) {
    return fail(caught_writing(work_->path));
  }
  if (const Status written = write_vocabulary_file(work_->path, work_->vocabulary); !written)
    return fail(written);
  return work_->workshop.publish(database_name, key, documents);
}

}  // namespace agentops::index
