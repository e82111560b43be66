#include "registry/oci_server.h"

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "registry/oci_answers.h"
#include "registry/web.h"
#include "text/escape.h"
#include "text/hash.h"
#include "text/slug.h"
#include "text/version.h"

namespace agentops::registry {
namespace {

constexpr std::size_t most_names = 100'000;
constexpr std::size_t most_pages = 1'000;
constexpr std::size_t most_versions = 2'000;
constexpr std::uint64_t most_list_bytes = 4 << 20;

Error too_many(std::string_view origin, std::size_t most) {
  return {.kind = ErrorKind::Unsafe,
          .code = "E-REGISTRY-LIMIT",
          .message = fmt::format("{}: lists more than {} names", text::for_terminal(origin), most),
          .hint = "nothing was taken over; whoever keeps the registry should look at it",
          .where = {}};
}

/// The status that is none of those hoped for, with what the server says about it.
Error refusal(const HttpRequest& request, const HttpAnswer& answer) {
  Error error = unexpected_status(request, answer);
  if (const std::string excuse = excuse_in(answer.body); !excuse.empty()) error.message += ": " + excuse;
  return error;
}

}  // namespace

Result<std::vector<std::string>> OciServer::names() const {
  const auto repositories = all_names(where_.server + "/v2/_catalog?n=1000", "repositories");
  if (!repositories) return fail(repositories);
  if (*repositories) return packages_in(**repositories);
  return fail({.kind = ErrorKind::NotFound,
               .code = "E-REGISTRY-CATALOGUE",
               .message = fmt::format("{}: this server does not list what it holds", registry_),
               .hint = "agentops package install NAME  works with the name of a package",
               .where = {}});
}

Result<std::vector<Entry>> OciServer::catalogue() const {
  const auto packages = names();
  if (!packages) return fail(packages);
  std::vector<Entry> entries;
  for (const std::string& package : *packages) {
    auto entry = newest_entry(package);
    if (!entry && entry.error().code != "E-REGISTRY-MANIFEST") return fail(entry);
    if (entry && *entry) entries.push_back(*std::move(*entry));
  }
  return entries;
}

Result<std::vector<Tagged>> OciServer::tags(const std::string& package) const {
  const auto versions = versions_of(package);
  if (!versions) return fail(versions);
  std::vector<Tagged> tags;
  for (const Version& version : *versions) {
    const auto manifest = manifest_at(package, tag_of(version));
    if (!manifest) return fail(manifest);
    if (*manifest) tags.push_back({.version = version, .manifest = **manifest});
  }
  return oldest_first(std::move(tags));
}

Result<std::optional<std::string>> OciServer::blob(const std::string& package,
                                                   const Descriptor& wanted) const {
  if (const auto known = manifests_->find(wanted.digest); known != manifests_->end()) return known->second;
  const bool is_manifest = wanted.media_type == manifest_type;
  HttpRequest request = about(
      package, fmt::format("{}/{}", is_manifest ? "manifests" : "blobs", text::digest_text(wanted.digest)));
  request.most_bytes = wanted.size;
  if (is_manifest) request.headers = {fmt::format("Accept: {}", manifest_type)};
  auto answer = found(request);
  if (!answer) return fail(answer);
  if (!*answer) return std::nullopt;
  return std::move((*answer)->body);
}

Result<std::optional<Descriptor>> OciServer::manifest_at(const std::string& package,
                                                         const std::string& tag) const {
  HttpRequest request = about(package, "manifests/" + tag);
  request.headers = {fmt::format("Accept: {}", manifest_type)};
  request.most_bytes = most_manifest_bytes;
  const auto answer = found(request);
  if (!answer) return fail(answer);
  if (!*answer) return std::nullopt;
  Descriptor manifest = describe(manifest_type, (*answer)->body);
  const std::string promised = header_of(**answer, "docker-content-digest");
  if (promised.starts_with("sha256:") && promised != text::digest_text(manifest.digest)) {
    const auto digest = text::digest_from_hex(std::string_view(promised).substr(7));
    return fail(check_bytes((*answer)->body,
                            {.media_type = {}, .digest = digest.value_or(Digest{}), .size = manifest.size},
                            fmt::format("{}: {}", registry_, request.url)));
  }
  manifests_->insert_or_assign(manifest.digest, (*answer)->body);
  return manifest;
}

Result<std::vector<Version>> OciServer::versions_of(const std::string& package) const {
  const auto names = all_names(about(package, "tags/list?n=1000").url, "tags");
  if (!names) return fail(names);
  std::vector<Version> versions;
  for (const std::string& tag : names->value_or(std::vector<std::string>{}))
    if (auto version = version_of(tag); version && tag_of(*version) == tag)
      versions.push_back(*std::move(version));
  if (versions.size() > most_versions) return fail(too_many(registry_ + ": " + package, most_versions));
  return versions;
}

Status OciServer::push_blob(const std::string& package, const std::string& bytes) const {
  const std::string digest = text::digest_text(text::sha256(bytes));
  HttpRequest looking = about(package, "blobs/" + digest);
  looking.method = "HEAD";
  const auto there = exchange_(looking);
  if (!there) return fail(there);
  if (there->status == 200) return {};

  HttpRequest opening = about(package, "blobs/uploads/");
  opening.method = "POST";
  const auto opened = exchange_(opening);
  if (!opened) return fail(opened);
  const auto location = resolved(opening.url, header_of(*opened, "location"));
  if (opened->status != 202 || !location) return fail(refusal(opening, *opened));

  HttpRequest sending = opening;
  sending.method = "PUT";
  sending.url = fmt::format("{}{}digest={}", *location, location->contains('?') ? '&' : '?', digest);
  sending.headers = {"Content-Type: application/octet-stream"};
  sending.body = bytes;
  const auto sent = exchange_(sending);
  if (!sent) return fail(sent);
  if (sent->status != 201) return fail(refusal(sending, *sent));
  return {};
}

Result<bool> OciServer::push_manifest(const std::string& package, const std::string& tag,
                                      const std::string& manifest) const {
  HttpRequest sending = about(package, "manifests/" + tag);
  sending.method = "PUT";
  sending.headers = {fmt::format("Content-Type: {}", manifest_type), "If-None-Match: *"};
  sending.body = manifest;
  const auto answer = exchange_(sending);
  if (!answer) return fail(answer);
  constexpr long conflict = 409;
  constexpr long precondition_failed = 412;
  if (answer->status == conflict || answer->status == precondition_failed) return false;
  if (answer->status != 201) return fail(refusal(sending, *answer));
  return true;
}

HttpRequest OciServer::about(const std::string& package, const std::string& what) const {
  const std::string repository = where_.name.empty() ? package : fmt::format("{}/{}", where_.name, package);
  return {.method = "GET",
          .url = fmt::format("{}/v2/{}/{}", where_.server, repository, what),
          .headers = {},
          .body = {},
          .credentials = {},
          .most_bytes = most_list_bytes};
}

Result<std::optional<HttpAnswer>> OciServer::found(const HttpRequest& request) const {
  auto answer = exchange_(request);
  if (!answer) return fail(answer);
  if (answer->status == 404) return std::nullopt;
  if (answer->status != 200) return fail(refusal(request, *answer));
  if (const Status fit = check_no_page(request, *answer); !fit) return fail(fit);
  return *std::move(answer);
}

Result<std::optional<std::vector<std::string>>> OciServer::all_names(std::string url,
                                                                     std::string_view key) const {
  std::vector<std::string> names;
  for (std::size_t page = 0; page < most_pages; ++page) {
    const HttpRequest request{.method = "GET",
                              .url = url,
                              .headers = {},
                              .body = {},
                              .credentials = {},
                              .most_bytes = most_list_bytes};
    const auto answer = found(request);
    if (!answer) return fail(answer);
    if (!*answer) return std::nullopt;
    const auto read = read_names((*answer)->body, key, fmt::format("{}: {}", registry_, url));
    if (!read) return fail(read);
    names.insert(names.end(), read->begin(), read->end());
    const std::string link = next_page(header_of(**answer, "link"));
    if (link.empty()) return names;
    const auto next = resolved(url, link);
    if (!next || origin_of(*next) != origin_of(url))
      return fail(bad_answer(fmt::format("{}: {}", registry_, url), "has the rest of its list elsewhere"));
    if (names.size() > most_names) break;
    url = *next;
  }
  return fail(too_many(fmt::format("{}: {}", registry_, url), most_names));
}

std::vector<std::string> OciServer::packages_in(const std::vector<std::string>& repositories) const {
  const std::string prefix = where_.name.empty() ? "" : where_.name + "/";
  std::vector<std::string> packages;
  for (const std::string& repository : repositories)
    if (repository.starts_with(prefix) &&
        text::is_package_name(std::string_view(repository).substr(prefix.size())))
      packages.push_back(repository.substr(prefix.size()));
  std::ranges::sort(packages);
  const auto twice = std::ranges::unique(packages);
  packages.erase(twice.begin(), twice.end());
  return packages;
}

Result<std::optional<Entry>> OciServer::newest_entry(const std::string& package) const {
  const auto versions = versions_of(package);
  if (!versions) return fail(versions);
  std::vector<Tagged> tags;
  for (const Version& version : *versions) tags.push_back({.version = version, .manifest = {}});
  tags = oldest_first(std::move(tags));
  const Tagged* best = newest(tags);
  if (best == nullptr) return std::nullopt;
  const auto manifest = manifest_at(package, tag_of(best->version));
  if (!manifest) return fail(manifest);
  if (!*manifest) return std::nullopt;
  const Source source{
      .catalogue = {},
      .names = {},
      .tags = {},
      .blob = [this](const std::string& name, const Descriptor& wanted) { return blob(name, wanted); }};
  const auto release =
      release_of(registry_, source, package, {.version = best->version, .manifest = **manifest});
  if (!release) return fail(release);
  auto entry = entry_of(release->config, fmt::format("{}: {}", registry_, package));
  if (!entry) return fail(entry);
  return *std::move(entry);
}

}  // namespace agentops::registry
