#include "registry/artifact.h"

#include <utility>

#include <fmt/format.h>

#include "text/escape.h"
#include "text/hash.h"
#include "text/json.h"
#include "text/version.h"

namespace agentops::registry {
namespace {

constexpr std::string_view digest_prefix = "sha256:";

Error not_a_package(std::string_view origin, std::string_view why) {
  return {.kind = ErrorKind::Unsafe,
          .code = "E-REGISTRY-MANIFEST",
          .message = fmt::format("{}: {}", text::for_terminal(origin), why),
          .hint = "nothing was taken over; whoever keeps the registry should look at it",
          .where = {}};
}

List texts(const std::vector<std::string>& lines) { return {lines.begin(), lines.end()}; }

Map named(const NamedPaths& paths) {
  Map map;
  for (const auto& [name, path] : paths) map.emplace_back(name, path);
  return map;
}

void add_text(Map& map, std::string_view key, const std::string& text) {
  if (!text.empty()) map.emplace_back(key, text);
}

template <class Entries>
void add_entries(Map& map, std::string_view key, Entries entries) {
  if (!entries.empty()) map.emplace_back(key, std::move(entries));
}

/// The keys of package.yaml, in one order.
Map config_of(const Manifest& package) {
  List dependencies;
  for (const auto& [name, range] : package.dependencies) dependencies.emplace_back(name + "@" + range);
  Map config{{"name", package.name}, {"version", text::to_text(package.version)}};
  add_text(config, "description", package.description);
  add_text(config, "author", package.author);
  add_text(config, "license", package.license);
  add_text(config, "category", package.category);
  add_entries(config, "keywords", texts(package.keywords));
  add_text(config, "homepage", package.homepage);
  add_text(config, "repository", package.repository);
  add_entries(config, "dependencies", std::move(dependencies));
  for (const ItemList& list : item_lists) add_entries(config, list.key, texts(package.*list.paths));
  add_entries(config, "config", named(package.config));
  add_entries(config, "documentation", named(package.documentation));
  return config;
}

Map annotations_of(const Manifest& package) {
  constexpr std::string_view prefix = "org.opencontainers.image.";
  Map annotations;
  const auto add = [&](std::string_view key, const std::string& text) {
    add_text(annotations, fmt::format("{}{}", prefix, key), text);
  };
  add("title", package.name);
  add("version", text::to_text(package.version));
  add("description", package.description);
  add("authors", package.author);
  add("licenses", package.license);
  add("url", package.homepage);
  add("source", package.repository);
  return annotations;
}

bool says(const Value& value, std::string_view key, std::string_view wanted) {
  const Value* said = value.find(key);
  return said != nullptr && said->text() != nullptr && *said->text() == wanted;
}

}  // namespace

Descriptor describe(std::string_view media_type, std::string_view bytes) {
  return {.media_type = std::string(media_type), .digest = text::sha256(bytes), .size = bytes.size()};
}

Map descriptor_map(const Descriptor& descriptor) {
  return {{"mediaType", descriptor.media_type},
          {"digest", std::string(digest_prefix) + text::hex(descriptor.digest)},
          {"size", static_cast<std::int64_t>(descriptor.size)}};
}

Artifact make_artifact(const Manifest& package, std::string archive) {
  Artifact artifact{
      .manifest = {}, .config = text::write_json(config_of(package)), .archive = std::move(archive)};
  artifact.manifest =
      text::write_json(Map{{"schemaVersion", 2},
                           {"mediaType", manifest_type},
                           {"artifactType", artifact_type},
                           {"config", descriptor_map(describe(config_type, artifact.config))},
                           {"layers", List{descriptor_map(describe(archive_type, artifact.archive))}},
                           {"annotations", annotations_of(package)}});
  return artifact;
}

Result<Descriptor> read_descriptor(const Value& value, std::uint64_t most, std::string_view origin) {
  const Value* type = value.find("mediaType");
  const Value* digest = value.find("digest");
  const Value* size = value.find("size");
  if (type == nullptr || type->text() == nullptr || digest == nullptr || digest->text() == nullptr ||
      size == nullptr || size->integer() == nullptr)
    return fail(not_a_package(origin, "a descriptor lacks mediaType, digest or size"));
  std::string_view digits = *digest->text();
  if (!digits.starts_with(digest_prefix)) return fail(not_a_package(origin, "a digest is not of sha256"));
  digits.remove_prefix(digest_prefix.size());
  const auto read = text::digest_from_hex(digits);
  if (!read) return fail(not_a_package(origin, "a digest is not 64 hex digits"));
  if (*size->integer() < 0 || std::cmp_greater(*size->integer(), most))
    return fail(not_a_package(
        origin, fmt::format("says that it has {} bytes, and at most {} are read", *size->integer(), most)));
  return Descriptor{
      .media_type = *type->text(), .digest = *read, .size = static_cast<std::uint64_t>(*size->integer())};
}

Result<ArtifactParts> read_artifact(std::string_view manifest, std::string_view origin) {
  const auto value = text::read_json(manifest, origin);
  if (!value) return fail(not_a_package(origin, "is not the JSON of a manifest"));
  if (!says(*value, "mediaType", manifest_type) || !says(*value, "artifactType", artifact_type))
    return fail(not_a_package(origin, "is not the manifest of a package"));
  if (value->find("manifests") != nullptr)
    return fail(not_a_package(origin, "is a manifest and an index at once"));
  const Value* config = value->find("config");
  const Value* layers = value->find("layers");
  if (config == nullptr || layers == nullptr || layers->list() == nullptr || layers->list()->size() != 1)
    return fail(not_a_package(origin, "has no config, or not exactly one layer"));
  auto config_part = read_descriptor(*config, most_config_bytes, origin);
  if (!config_part) return fail(config_part);
  auto archive_part = read_descriptor(layers->list()->front(), most_archive_bytes, origin);
  if (!archive_part) return fail(archive_part);
  if (config_part->media_type != config_type || archive_part->media_type != archive_type)
    return fail(not_a_package(origin, "holds something else than a package"));
  return ArtifactParts{.config = *std::move(config_part), .archive = *std::move(archive_part)};
}

Status check_bytes(std::string_view bytes, const Descriptor& wanted, std::string_view origin) {
  if (bytes.size() == wanted.size && text::sha256(bytes) == wanted.digest) return {};
  return fail({.kind = ErrorKind::Unsafe,
               .code = "E-REGISTRY-DIGEST",
               .message = fmt::format("{}: is not what the registry promised: sha256 {} of {} bytes",
                                      text::for_terminal(origin), text::hex(wanted.digest), wanted.size),
               .hint = "nothing was taken over; try again, and then tell whoever keeps the registry",
               .where = {}});
}

}  // namespace agentops::registry
