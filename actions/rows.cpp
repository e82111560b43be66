// The rows of a scan: from the cache where it has them in the right form, from the pass that has just read,
// or read now.

#include "mine/rows.h"

#include <algorithm>
#include <map>
#include <utility>

#include "actions/reading.h"
#include "actions/scan.h"
#include "state/corpus_cache.h"

namespace agentops::actions {
namespace {

/// Gathers a row for each item that is grouped.
class Rows {
 public:
  Rows(const Project& project, Scanned& scanned) : project_(project), scanned_(scanned) {
    for (const Item& item : scanned.inventory.items)
      if (mine::is_clustered(item.kind)) wanted_.emplace(item.key, &item);
  }

  Result<std::vector<CorpusRow>> gather() {
    if (scanned_.rows.size() < wanted_.size()) take_from_cache();
    std::vector<CorpusRow> fresh = std::exchange(scanned_.rows, {});
    moved_ |= !fresh.empty();
    for (CorpusRow& row : fresh) {
      const Digest digest = wanted_.at(row.key)->digest;
      take(std::move(row), digest);
    }
    if (const Status read = read_missing(); !read) return fail(read);
    for (const auto& [key, item] : wanted_)
      if (!rows_.contains(key)) return fail(changed(item->path));
    return result();
  }

 private:
  void take(CorpusRow row, const Digest& digest) {
    const auto item = wanted_.find(row.key);
    if (item == wanted_.end() || item->second->digest != digest) {
      moved_ = true;
      return;
    }
    row.kind = item->second->kind;
    const std::string key = row.key;
    rows_.insert_or_assign(key, state::KnownRow{.item = digest, .row = std::move(row)});
  }

  void take_from_cache() {
    const auto bytes = project_.store().load("corpus", state::corpus_cache_version);
    if (!bytes) return;
    auto known = state::decode_corpus_cache(*bytes);
    if (!known) return;
    for (state::KnownRow& row : *known) take(std::move(row.row), row.item);
  }

  Status read_missing() {
    std::vector<FileToRead> files;
    for (const auto& [key, item] : wanted_)
      if (!rows_.contains(key) && (files.empty() || files.back().stamp.path != item->path))
        files.push_back({.stamp = {.path = item->path}, .owner = {}});
    auto reads = read_files(project_, files, {.rows = true});
    if (!reads) return fail(reads);
    for (FileRead& read : *reads)
      for (CorpusRow& row : read.rows) {
        const auto item = std::ranges::find(read.known.items, row.key, &Item::key);
        take(std::move(row), item->digest);
      }
    moved_ |= !files.empty();
    return {};
  }

  Result<std::vector<CorpusRow>> result() {
    std::vector<state::KnownRow> known;
    for (auto& [key, row] : rows_) known.push_back(std::move(row));
    if (moved_ && project_.prepare_state())
      (void)project_.store().save("corpus", state::corpus_cache_version, state::encode(known));
    std::vector<CorpusRow> rows;
    for (state::KnownRow& row : known) rows.push_back(std::move(row.row));
    return rows;
  }

  static Error changed(const std::string& path) {
    return {.kind = ErrorKind::Unreadable,
            .code = "E-CHANGED",
            .message = "the file has changed since it was scanned",
            .hint = "run the command again",
            .where = {.path = path}};
  }

  const Project& project_;
  Scanned& scanned_;
  std::map<std::string, const Item*> wanted_;
  std::map<std::string, state::KnownRow> rows_;
  bool moved_ = false;  ///< the cache holds something else
};

}  // namespace

Result<std::vector<CorpusRow>> rows_of_scan(const Project& project, Scanned& scanned) {
  return Rows(project, scanned).gather();
}

}  // namespace agentops::actions
