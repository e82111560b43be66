#include "actions/package_index.h"

#include <algorithm>
#include <filesystem>
#include <map>
#include <span>
#include <utility>

#include <fmt/format.h>

#include "actions/package_facts.h"
#include "actions/user_folders.h"
#include "disk/place.h"
#include "index/failure.h"
#include "index/stemmer.h"
#include "index/writer_lock.h"
#include "package/layout.h"
#include "state/scan_cache.h"
#include "state/store.h"
#include "text/bytes.h"
#include "text/escape.h"
#include "text/hash.h"

namespace agentops::actions {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view stage = "items";
constexpr std::size_t digits = 32;  // of a digest, in the name of a folder

/// Where indexes of packages are kept: with the project's own where the user has no place for caches.
fs::path shelf_of(const Project& project) {
  const auto cache = user_folder(UserFolder::Cache);
  return cache && !project.unkept() ? fs::path(*cache) : project.state_folder();
}

fs::path folder_of(const Project& project, const Digest& digest) {
  return shelf_of(project) / "packages" / text::hex(digest).substr(0, digits);
}

/// Nothing is kept that could not be sealed.
state::Store store_in(const Project& project, const fs::path& folder) {
  return {folder.string(), project.unkept() ? std::nullopt : std::optional(project.secret())};
}

Digest key_of(const Digest& digest) {
  text::ByteWriter writer;
  writer.number(index::entry_version);
  writer.number(state::scan_cache_version);
  writer.text(text::hex(digest));
  return text::sha256(writer.bytes());
}

/// Whether a file of the package is or holds an item: manifest, settings and documents about it do not.
bool is_item_path(std::string_view path) { return package::is_item_folder(path.substr(0, path.find('/'))); }

struct Contents {
  std::vector<PackageFile> files;
  std::vector<index::Entry> entries;
};

Contents contents_of(const FileTree& tree, std::string_view place) {
  Contents contents;
  const text::Stemmer stem = index::make_stemmer();
  const Inventory inventory = read_items(tree, [&](const Document& document) {
    const std::string& path = document.item.path;
    if (is_item_path(path))
      contents.entries.push_back(index::entry_of(document, package::bytes_of(tree.at(path)), stem, place));
  });
  std::map<std::string, PackageFile> files;
  for (const Item& item : inventory.items)
    if (is_item_path(item.path)) files[item.path].items.push_back(item);
  for (auto& [path, file] : files) {
    file.path = path;
    file.digest = text::sha256(package::bytes_of(tree.at(path)));
    contents.files.push_back(std::move(file));
  }
  return contents;
}

std::string encode(const std::vector<PackageFile>& files) {
  state::ScanCache cache;
  for (const PackageFile& file : files)
    cache.files.push_back({.stamp = {.path = file.path},
                           .entry = {.path = file.path, .digest = file.digest},
                           .items = file.items});
  return state::encode(cache);
}

/// Items first: an index that is there has them.
Status build(const Project& project, const PackageIndex& made, const std::vector<index::Entry>& entries) {
  const fs::path folder = made.home.folder.parent_path();
  if (!project.unkept())
    if (const Status saved =
            store_in(project, folder).save(stage, state::scan_cache_version, encode(made.files));
        !saved)
      return saved;
  auto build = index::Build::begin(made.home);
  if (!build) return fail(build);
  std::uint32_t shard = 0;
  for (auto rest = std::span(entries); !rest.empty(); ++shard) {
    const auto size = std::min(rest.size(), index::entries_per_shard);
    if (const Status written = build->write(shard, rest.first(size)); !written) return written;
    rest = rest.subspan(size);
  }
  if (const auto written = build->finish(made.key); !written) return fail(written);
  return {};
}

}  // namespace

PackageIndex index_for(const Project& project, const Digest& digest) {
  return {.home = {.folder = folder_of(project, digest) / "index", .secret = project.secret()},
          .key = key_of(digest),
          .files = {}};
}

Result<PackageIndex> index_package(const Project& project, const PackageSource& source, bool rebuild,
                                   std::vector<std::string>& words) {
  PackageIndex index = index_for(project, source.digest);
  const index::State state = index::state_of(index.home, index.key);
  if (state == index::State::Fresh && !rebuild) return index;
  if (state == index::State::Damaged)
    words.push_back(fmt::format("the index of {} is damaged: built again", text::for_terminal(source.place)));
  auto read = source.read();
  if (!read) return fail(read);
  const auto& [tree, digest] = *read;
  if (digest != source.digest) {
    words.push_back(fmt::format("{} was edited since it was installed: it is searched as it is now",
                                text::for_terminal(source.place)));
    index = index_for(project, digest);
  }
  auto lock = index::WriterLock::wait(index.home, [&] {
    project.report({.stage = "waiting for another process, which indexes", .done = 0, .total = 1});
  });
  if (!lock) return fail(lock);
  if (!rebuild && index::state_of(index.home, index.key) == index::State::Fresh) return index;
  Contents contents = contents_of(tree, source.place);
  index.files = std::move(contents.files);
  if (const Status built = build(project, index, contents.entries); !built) return fail(built);
  return index;
}

Result<std::vector<PackageFile>> files_of(const Project& project, const PackageIndex& index) {
  if (!index.files.empty()) return index.files;
  const auto bytes =
      store_in(project, index.home.folder.parent_path()).load(stage, state::scan_cache_version);
  auto cache = bytes ? state::decode_scan_cache(*bytes) : std::nullopt;
  if (!cache) return fail(index::damaged("the items of a package are not beside it"));
  std::vector<PackageFile> files;
  for (state::KnownFile& file : cache->files)
    files.push_back({std::move(file.entry.path), file.entry.digest, std::move(file.items)});
  return files;
}

index::Home merged_home(const Project& project, std::string_view scope) {
  text::ByteWriter writer;
  writer.text(disk::full_path(project.root().path()));
  writer.text(scope);
  const std::string name = text::hex(text::sha256(writer.bytes())).substr(0, digits);
  return {.folder = shelf_of(project) / "searches" / name, .secret = project.secret()};
}

}  // namespace agentops::actions
