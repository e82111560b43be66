#include "registry/layout.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "text/escape.h"
#include "text/hash.h"
#include "text/json.h"
#include "text/version.h"

namespace agentops::registry {
namespace {

constexpr std::string_view tag_key = "org.opencontainers.image.ref.name";
constexpr std::string_view yanked_key = "vnd.agentops.yanked";
constexpr std::string_view needs_key = "vnd.agentops.dependencies";

Error no_index(std::string_view origin, std::string_view why) {
  return {.kind = ErrorKind::Unsafe,
          .code = "E-REGISTRY-INDEX",
          .message = fmt::format("{}: {}", text::for_terminal(origin), why),
          .hint = "nothing was taken over; whoever keeps the registry should look at it",
          .where = {}};
}

const std::string* annotation(const Value& entry, std::string_view key) {
  const Value* annotations = entry.find("annotations");
  const Value* said = annotations == nullptr ? nullptr : annotations->find(key);
  return said == nullptr ? nullptr : said->text();
}

Map entry_of(const Tagged& tagged) {
  Map annotations{{std::string(tag_key), tag_of(tagged.version)}};
  if (tagged.yanked) annotations.emplace_back(yanked_key, "true");
  if (tagged.needs)
    annotations.emplace_back(needs_key, text::write_json(List(tagged.needs->begin(), tagged.needs->end())));
  Map entry = descriptor_map(tagged.manifest);
  entry.emplace_back("artifactType", artifact_type);
  entry.emplace_back("annotations", std::move(annotations));
  return entry;
}

/// The texts of a JSON list, or nothing when it is anything else.
std::optional<std::vector<std::string>> read_needs(const std::string& json) {
  const auto value = text::read_json(json, needs_key);
  if (!value || value->list() == nullptr) return std::nullopt;
  std::vector<std::string> needs;
  for (const Value& need : *value->list()) {
    if (need.text() == nullptr) return std::nullopt;
    needs.push_back(*need.text());
  }
  return needs;
}

bool is_older(const Tagged& a, const Tagged& b) {
  const auto order = text::compare(a.version, b.version);
  return order < 0 || (order == 0 && tag_of(a.version) < tag_of(b.version));
}

}  // namespace

std::string layout_text() { return text::write_json(Map{{"imageLayoutVersion", "1.0.0"}}); }

std::string blob_path(const Digest& digest) { return "blobs/sha256/" + text::hex(digest); }

std::string tag_of(const Version& version) {
  std::string tag = text::to_text(version);
  std::ranges::replace(tag, '+', '_');
  return tag;
}

std::optional<Version> version_of(std::string_view tag) {
  std::string version(tag);
  std::ranges::replace(version, '_', '+');
  auto read = text::read_version(version);
  if (!read) return std::nullopt;
  return *std::move(read);
}

std::vector<Tagged> oldest_first(std::vector<Tagged> tags) {
  std::ranges::sort(tags, is_older);
  return tags;
}

std::string write_index(const std::vector<Tagged>& tags) {
  List entries;
  for (const Tagged& tagged : tags) entries.emplace_back(entry_of(tagged));
  return text::write_json(
             Map{{"schemaVersion", 2}, {"mediaType", index_type}, {"manifests", std::move(entries)}},
             text::JsonLayout::Indented) +
         "\n";
}

Result<std::vector<Tagged>> read_index(std::string_view bytes, std::string_view origin) {
  const auto value = text::read_json(bytes, origin);
  if (!value) return fail(no_index(origin, "is not the JSON of an index"));
  const Value* entries = value->find("manifests");
  if (entries == nullptr || entries->list() == nullptr)
    return fail(no_index(origin, "has no list of manifests"));
  std::vector<Tagged> tags;
  for (const Value& entry : *entries->list()) {
    const std::string* tag = annotation(entry, tag_key);
    auto version = tag == nullptr ? std::nullopt : version_of(*tag);
    if (!version) continue;
    auto manifest = read_descriptor(entry, most_manifest_bytes, origin);
    if (!manifest) return fail(manifest);
    const std::string* yanked = annotation(entry, yanked_key);
    const std::string* needs = annotation(entry, needs_key);
    tags.push_back({.version = *std::move(version),
                    .manifest = *std::move(manifest),
                    .yanked = yanked != nullptr && *yanked == "true",
                    .needs = needs == nullptr ? std::nullopt : read_needs(*needs)});
  }
  tags = oldest_first(std::move(tags));
  const auto twice = std::ranges::adjacent_find(tags, {}, &Tagged::version);
  if (twice != tags.end())
    return fail(no_index(origin, fmt::format("lists {} twice", text::to_text(twice->version))));
  return tags;
}

}  // namespace agentops::registry
