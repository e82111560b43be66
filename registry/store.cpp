#include "registry/store.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "text/escape.h"
#include "text/hash.h"
#include "text/version.h"

namespace agentops::registry {
namespace {

std::string path_of(const std::string& package, std::string_view file) {
  return fmt::format("{}/{}", package, file);
}

std::string origin_of(const std::string& registry, const std::string& package, std::string_view what) {
  return fmt::format("{}: {}", registry, path_of(package, what));
}

/// The bytes of `wanted`, and no others.
Result<std::string> checked_blob(const std::string& registry, const Source& source,
                                 const std::string& package, const Descriptor& wanted) {
  const std::string origin = origin_of(registry, package, blob_path(wanted.digest));
  auto bytes = source.blob(package, wanted);
  if (!bytes) return fail(bytes);
  if (!*bytes)
    return fail({.kind = ErrorKind::NotFound,
                 .code = "E-REGISTRY-BLOB",
                 .message = fmt::format("{}: is listed but not there", text::for_terminal(origin)),
                 .hint = "the registry was copied or written in part; publish this version again",
                 .where = {}});
  if (const Status right = check_bytes(**bytes, wanted, origin); !right) return fail(right);
  return *std::move(*bytes);
}

Result<std::vector<Release>> releases_of(const std::string& registry, const Source& source,
                                         const std::string& package) {
  const auto tagged = source.tags(package);
  if (!tagged) return fail(tagged);
  std::vector<Release> found;
  for (const Tagged& one : *tagged) {
    auto read = release_of(registry, source, package, one);
    if (!read) return fail(read);
    found.push_back(*std::move(read));
  }
  return found;
}

Result<std::vector<Entry>> read_entries(const std::string& name, const ReadFile& read) {
  const std::string file(catalogue_file);
  const auto bytes = read(file, most_catalogue_bytes);
  if (!bytes) return fail(bytes);
  if (!*bytes)
    return fail({.kind = ErrorKind::NotFound,
                 .code = "E-REGISTRY-CATALOGUE",
                 .message = fmt::format("{}: there is no {} here", text::for_terminal(name), file),
                 .hint = "agentops registry init DIR  makes a registry",
                 .where = {}});
  return read_catalogue(**bytes, fmt::format("{}: {}", name, file));
}

Result<std::vector<std::string>> read_entry_names(const std::string& name, const ReadFile& read) {
  const auto entries = read_entries(name, read);
  if (!entries) return fail(entries);
  std::vector<std::string> names;
  for (const Entry& entry : *entries) names.push_back(entry.name);
  return names;
}

TreeFile file_of(std::string bytes) { return {.content = std::move(bytes)}; }

/// What the index says a package depends on. Long lists are left to the artifact, so that an index has room
/// for thousands of versions.
std::optional<std::vector<std::string>> needs_of(const Manifest& package) {
  constexpr std::size_t most_bytes = 2048;
  std::vector<std::string> needs;
  std::size_t bytes = 0;
  for (const auto& [name, range] : package.dependencies)
    bytes += needs.emplace_back(fmt::format("{}@{}", name, range)).size();
  if (bytes > most_bytes) return std::nullopt;
  return needs;
}

/// A package in a folder that is about to change.
struct Shelf {
  std::string registry;
  std::string package;
  Source source;
  std::vector<Entry> entries;  ///< of all packages
  std::vector<Tagged> tags;    ///< of this one
};

Result<Shelf> read_shelf(const std::string& registry, const std::string& package, const ReadFile& read) {
  Shelf shelf{.registry = registry,
              .package = package,
              .source = layout_source(registry, read),
              .entries = {},
              .tags = {}};
  auto entries = shelf.source.catalogue();
  if (!entries) return fail(entries);
  auto tags = shelf.source.tags(package);
  if (!tags) return fail(tags);
  shelf.entries = *std::move(entries);
  shelf.tags = *std::move(tags);
  return shelf;
}

/// The index and the catalogue as the shelf has them now. `fresh` is the config of the version that is being
/// published, if any.
Result<Publication> listing(Shelf shelf, const std::optional<std::pair<Version, std::string>>& fresh) {
  std::erase_if(shelf.entries, [&](const Entry& entry) { return entry.name == shelf.package; });
  if (const Tagged* best = newest(shelf.tags)) {
    std::string config;
    if (fresh && fresh->first == best->version) {
      config = fresh->second;
    } else {
      auto release = release_of(shelf.registry, shelf.source, shelf.package, *best);
      if (!release) return fail(release);
      config = std::move(release->config);
    }
    auto entry = entry_of(config, origin_of(shelf.registry, shelf.package, tag_of(best->version)));
    if (!entry) return fail(entry);
    shelf.entries.push_back(*std::move(entry));
  }
  Publication publication;
  publication.files.emplace(path_of(shelf.package, index_file), file_of(write_index(shelf.tags)));
  publication.files.emplace(catalogue_file, file_of(write_catalogue(std::move(shelf.entries))));
  return publication;
}

}  // namespace

Source layout_source(std::string name, ReadFile read) {
  return {.catalogue = [name, read] { return read_entries(name, read); },
          .names = [name, read] { return read_entry_names(name, read); },
          .tags = [name, read](const std::string& package) -> Result<std::vector<Tagged>> {
            const auto bytes = read(path_of(package, index_file), most_index_bytes);
            if (!bytes) return fail(bytes);
            if (!*bytes) return std::vector<Tagged>{};
            return read_index(**bytes, origin_of(name, package, index_file));
          },
          .blob =
              [read](const std::string& package, const Descriptor& wanted) {
                return read(path_of(package, blob_path(wanted.digest)), wanted.size);
              }};
}

Store checked_store(std::string name, Source source) {
  return {
      .catalogue = source.catalogue,
      .names = source.names,
      .tags = source.tags,
      .release = [name, source](const std::string& package,
                                const Tagged& tagged) { return release_of(name, source, package, tagged); },
      .releases = [name, source](const std::string& package) { return releases_of(name, source, package); },
      .archive =
          [name, source](const std::string& package, const Release& release) {
            return checked_blob(name, source, package, release.archive);
          }};
}

Result<Release> release_of(const std::string& name, const Source& source, const std::string& package,
                           const Tagged& tagged) {
  const auto manifest = checked_blob(name, source, package, tagged.manifest);
  if (!manifest) return fail(manifest);
  const auto parts = read_artifact(*manifest, origin_of(name, package, tag_of(tagged.version)));
  if (!parts) return fail(parts);
  auto config = checked_blob(name, source, package, parts->config);
  if (!config) return fail(config);
  return Release{.version = tagged.version,
                 .config = *std::move(config),
                 .manifest = tagged.manifest,
                 .archive = parts->archive,
                 .yanked = tagged.yanked};
}

const Tagged* newest(const std::vector<Tagged>& tags) {
  const Tagged* best = nullptr;
  for (const Tagged& tagged : tags) {
    if (tagged.yanked) continue;
    const bool is_release = tagged.version.pre_release.empty();
    if (best == nullptr || is_release || !best->version.pre_release.empty()) best = &tagged;
  }
  return best;
}

Result<bool> is_published(const Version& version, const Descriptor& manifest, const std::vector<Tagged>& tags,
                          const std::string& name, const std::string& package) {
  // A tag cannot tell build metadata from none where a reader ignores it, so neither may two versions.
  const auto there = std::ranges::find_if(
      tags, [&](const Tagged& other) { return text::compare(other.version, version) == 0; });
  if (there == tags.end()) return false;
  if (there->manifest.digest == manifest.digest) return true;
  return fail({.kind = ErrorKind::Invalid,
               .code = "E-PUBLISHED",
               .message = fmt::format("{} {} is already published in {} (sha256 differs)", package,
                                      text::to_text(version), text::for_terminal(name)),
               .hint = "published versions never change; raise the version in package.yaml",
               .where = {}});
}

Result<Publication> publish(const Manifest& package, const Artifact& artifact, const std::string& name,
                            const ReadFile& read) {
  auto shelf = read_shelf(name, package.name, read);
  if (!shelf) return fail(shelf);
  const Descriptor manifest = describe(manifest_type, artifact.manifest);
  const auto there = is_published(package.version, manifest, shelf->tags, name, package.name);
  if (!there) return fail(there);
  if (*there) return Publication{};
  shelf->tags.push_back({.version = package.version, .manifest = manifest, .needs = needs_of(package)});
  shelf->tags = oldest_first(std::move(shelf->tags));
  auto publication = listing(*std::move(shelf), std::pair(package.version, artifact.config));
  if (!publication) return publication;
  FileTree& files = publication->files;
  files.emplace(path_of(package.name, layout_file), file_of(layout_text()));
  for (const std::string& blob : {artifact.manifest, artifact.config, artifact.archive})
    files.emplace(path_of(package.name, blob_path(text::sha256(blob))), file_of(blob));
  return publication;
}

FileTree empty_registry() { return {{std::string(catalogue_file), file_of(write_catalogue({}))}}; }

Result<Publication> withdraw(const Withdrawal& withdrawal, const std::string& name, const ReadFile& read) {
  auto shelf = read_shelf(name, withdrawal.package, read);
  if (!shelf) return fail(shelf);
  const auto tagged = std::ranges::find(shelf->tags, withdrawal.version, &Tagged::version);
  if (tagged == shelf->tags.end())
    return fail(
        {.kind = ErrorKind::NotFound,
         .code = "E-NOT-PUBLISHED",
         .message = fmt::format("{} {} is not published in {}", text::for_terminal(withdrawal.package),
                                text::to_text(withdrawal.version), text::for_terminal(name)),
         .hint = "agentops registry search  shows what is",
         .where = {}});
  if (tagged->yanked == withdrawal.yanked) return Publication{};
  tagged->yanked = withdrawal.yanked;
  return listing(*std::move(shelf), std::nullopt);
}

}  // namespace agentops::registry
