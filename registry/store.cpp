#include "registry/store.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "text/escape.h"
#include "text/hash.h"
#include "text/version.h"

namespace agentops::registry {
namespace {

/// The files of one package in a registry.
class Layout {
 public:
  Layout(const std::string& registry, const std::string& package, const ReadFile& read)
      : registry_(registry), package_(package), read_(read) {}

  [[nodiscard]] std::string path(std::string_view file) const { return fmt::format("{}/{}", package_, file); }

  [[nodiscard]] std::string origin(std::string_view file) const {
    return fmt::format("{}: {}", registry_, path(file));
  }

  /// Nothing when there is no such package.
  [[nodiscard]] Result<std::vector<Tagged>> tags() const {
    const auto bytes = read_(path(index_file), most_index_bytes);
    if (!bytes) return fail(bytes);
    if (!*bytes) return std::vector<Tagged>{};
    return read_index(**bytes, origin(index_file));
  }

  [[nodiscard]] Result<std::string> blob(const Descriptor& wanted) const {
    const std::string file = blob_path(wanted.digest);
    const auto bytes = read_(path(file), wanted.size);
    if (!bytes) return fail(bytes);
    if (!*bytes)
      return fail({.kind = ErrorKind::NotFound,
                   .code = "E-REGISTRY-BLOB",
                   .message = fmt::format("{}: is listed but not there", text::for_terminal(origin(file))),
                   .hint = "the registry was copied or written in part; publish this version again",
                   .where = {}});
    if (const Status right = check_bytes(**bytes, wanted, origin(file)); !right) return fail(right);
    return *std::move(*bytes);
  }

  [[nodiscard]] Result<Release> release(const Tagged& tagged) const {
    const auto manifest = blob(tagged.manifest);
    if (!manifest) return fail(manifest);
    const auto parts = read_artifact(*manifest, origin(tag_of(tagged.version)));
    if (!parts) return fail(parts);
    auto config = blob(parts->config);
    if (!config) return fail(config);
    return Release{.version = tagged.version,
                   .config = *std::move(config),
                   .manifest = tagged.manifest,
                   .archive = parts->archive,
                   .yanked = tagged.yanked};
  }

  [[nodiscard]] Result<std::vector<Release>> releases() const {
    const auto tagged = tags();
    if (!tagged) return fail(tagged);
    std::vector<Release> found;
    for (const Tagged& one : *tagged) {
      auto read = release(one);
      if (!read) return fail(read);
      found.push_back(*std::move(read));
    }
    return found;
  }

 private:
  const std::string& registry_;
  const std::string& package_;
  const ReadFile& read_;
};

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

/// The version that stands for a package: a release before a pre-release, the newest of those; nothing when
/// all were withdrawn.
const Tagged* newest(const std::vector<Tagged>& tags) {
  const Tagged* best = nullptr;
  for (const Tagged& tagged : tags) {  // oldest first
    if (tagged.yanked) continue;
    const bool is_release = tagged.version.pre_release.empty();
    if (best == nullptr || is_release || !best->version.pre_release.empty()) best = &tagged;
  }
  return best;
}

TreeFile file_of(std::string bytes) { return {.content = std::move(bytes)}; }

/// The index and the catalogue once `tags` are those of the package. `config` gives the config of one of
/// them.
Result<Publication> listing(const Layout& layout, const std::string& package, const std::vector<Tagged>& tags,
                            std::vector<Entry> entries,
                            const std::function<Result<std::string>(const Tagged&)>& config) {
  std::erase_if(entries, [&](const Entry& entry) { return entry.name == package; });
  if (const Tagged* best = newest(tags)) {
    const auto said = config(*best);
    if (!said) return fail(said);
    auto entry = entry_of(*said, layout.origin(tag_of(best->version)));
    if (!entry) return fail(entry);
    entries.push_back(*std::move(entry));
  }
  Publication publication;
  publication.files.emplace(layout.path(index_file), file_of(write_index(tags)));
  publication.files.emplace(catalogue_file, file_of(write_catalogue(std::move(entries))));
  return publication;
}

Result<std::string> config_in(const Layout& layout, const Tagged& tagged) {
  auto release = layout.release(tagged);
  if (!release) return fail(release);
  return std::move(release->config);
}

Error published_already(const Manifest& package, const std::string& registry) {
  return {.kind = ErrorKind::Invalid,
          .code = "E-PUBLISHED",
          .message = fmt::format("{} {} is already published in {} (sha256 differs)", package.name,
                                 text::to_text(package.version), text::for_terminal(registry)),
          .hint = "published versions never change; raise the version in package.yaml",
          .where = {}};
}

}  // namespace

Store layout_store(std::string name, ReadFile read) {
  return {
      .catalogue = [name, read] { return read_entries(name, read); },
      .releases = [name, read](const std::string& package) { return Layout(name, package, read).releases(); },
      .archive = [name, read](
                     const std::string& package,
                     const Release& release) { return Layout(name, package, read).blob(release.archive); }};
}

Result<Publication> publish(const Manifest& package, const Artifact& artifact, const std::string& name,
                            const ReadFile& read) {
  const Layout layout(name, package.name, read);
  auto entries = read_entries(name, read);
  if (!entries) return fail(entries);
  auto tags = layout.tags();
  if (!tags) return fail(tags);
  const Tagged tagged{.version = package.version, .manifest = describe(manifest_type, artifact.manifest)};
  // A tag cannot tell build metadata from none where a reader ignores it, so neither may two versions.
  const auto there = std::ranges::find_if(
      *tags, [&](const Tagged& other) { return text::compare(other.version, package.version) == 0; });
  if (there != tags->end()) {
    if (there->manifest.digest == tagged.manifest.digest) return Publication{};
    return fail(published_already(package, name));
  }
  tags->push_back(tagged);
  const auto config = [&](const Tagged& other) -> Result<std::string> {
    return other == tagged ? artifact.config : config_in(layout, other);
  };
  auto publication =
      listing(layout, package.name, oldest_first(*std::move(tags)), *std::move(entries), config);
  if (!publication) return publication;
  FileTree& files = publication->files;
  files.emplace(layout.path(layout_file), file_of(layout_text()));
  for (const std::string& blob : {artifact.manifest, artifact.config, artifact.archive})
    files.emplace(layout.path(blob_path(text::sha256(blob))), file_of(blob));
  return publication;
}

FileTree empty_registry() { return {{std::string(catalogue_file), file_of(write_catalogue({}))}}; }

Result<Publication> withdraw(const Withdrawal& withdrawal, const std::string& name, const ReadFile& read) {
  const Layout layout(name, withdrawal.package, read);
  auto entries = read_entries(name, read);
  if (!entries) return fail(entries);
  auto tags = layout.tags();
  if (!tags) return fail(tags);
  const auto tagged = std::ranges::find(*tags, withdrawal.version, &Tagged::version);
  if (tagged == tags->end())
    return fail(
        {.kind = ErrorKind::NotFound,
         .code = "E-NOT-PUBLISHED",
         .message = fmt::format("{} {} is not published in {}", text::for_terminal(withdrawal.package),
                                text::to_text(withdrawal.version), text::for_terminal(name)),
         .hint = "agentops registry search  shows what is",
         .where = {}});
  if (tagged->yanked == withdrawal.yanked) return Publication{};
  tagged->yanked = withdrawal.yanked;
  return listing(layout, withdrawal.package, *tags, *std::move(entries),
                 [&](const Tagged& other) { return config_in(layout, other); });
}

}  // namespace agentops::registry
