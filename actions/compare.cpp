#include "actions/compare.h"

#include <utility>

#include <fmt/format.h>

#include "actions/candidates.h"
#include "actions/market.h"
#include "package/archive.h"
#include "package/layout.h"
#include "package/manifest.h"
#include "text/escape.h"
#include "text/unified.h"
#include "text/version.h"

namespace agentops::actions {
namespace {

Error not_offered(const Dependency& wanted, const std::string& near) {
  return {.kind = ErrorKind::NotFound,
          .code = "E-PACKAGE-NOT-FOUND",
          .message = wanted.range == "*"
                         ? fmt::format("no registry of this project has a package \"{}\"",
                                       text::for_terminal(wanted.name))
                         : fmt::format("no registry of this project has {} {}",
                                       text::for_terminal(wanted.name), text::for_terminal(wanted.range)),
          .hint = instead_of(wanted.name, near),
          .where = {}};
}

/// Its bytes at `path`; nothing is an empty text.
std::string_view text_at(const FileTree& files, const std::string& path) {
  const auto file = files.find(path);
  return file == files.end() ? std::string_view() : std::string_view(package::bytes_of(file->second));
}

FileText text_of(const package::FileChange& change, const FileTree& before, const FileTree& after) {
  const std::string_view old_text = text_at(before, change.was.empty() ? change.path : change.was);
  const std::string_view new_text = text_at(after, change.path);
  if (old_text.contains('\0') || new_text.contains('\0'))
    return {.change = change, .hunks = {}, .binary = old_text != new_text};
  return {.change = change, .hunks = text::unified_hunks(old_text, new_text)};
}

}  // namespace

Result<package::Candidate> named_package(const Project& project, const std::string& named) {
  if (is_path(named)) return read_candidate(project, named);
  const auto wanted = package::read_dependency(named);
  if (!wanted) return fail(wanted);
  Market market(project);
  const auto offer = market.offer(wanted->name);
  if (!offer) return fail(offer);
  const auto version = *offer == nullptr ? std::nullopt : newest_in(**offer, wanted->range);
  if (!version) return fail(not_offered(*wanted, *offer == nullptr ? market.nearest(wanted->name) : ""));
  return market.take(wanted->name, *version);
}

Result<PackageDifference> compare_packages(const Project& project, const std::string& before,
                                           const std::string& after) {
  const auto old_one = named_package(project, before);
  if (!old_one) return fail(old_one);
  const auto new_one = named_package(project, after);
  if (!new_one) return fail(new_one);
  return compare_packages(old_one->package, new_one->package);
}

Result<PackageDifference> compare_packages(const package::Package& before, const package::Package& after) {
  auto comparison = package::compare(before, after);
  if (!comparison) return fail(comparison);
  PackageDifference difference{
      .name = after.manifest.name,
      .before = before.manifest.version,
      .after = after.manifest.version,
      .comparison = *std::move(comparison),
      .asked = {},
      .least = {},
      .changelog = {},
      .told = package::has_entry(text_at(after.files, "CHANGELOG.md"), after.manifest.version),
      .files = {}};
  difference.asked = package::asked_bump(difference.comparison);
  difference.least = package::next_version(difference.before, difference.asked.bump);
  difference.changelog = package::changelog_entry(
      package::reaches(difference.after, difference.least) ? difference.after : difference.least,
      difference.comparison);
  for (const package::FileChange& change : difference.comparison.files)
    difference.files.push_back(text_of(change, before.files, after.files));
  return difference;
}

Result<std::optional<PackageDifference>> compare_with_published(const registry::Store& store,
                                                                const package::Package& package) {
  const Manifest& manifest = package.manifest;
  const auto releases = store.releases(manifest.name);
  if (!releases) return fail(releases);
  const registry::Release* last = nullptr;
  for (const registry::Release& release : *releases) {  // oldest first
    if (release.version == manifest.version) return std::nullopt;
    const bool counts = !release.yanked && release.version.pre_release.empty();
    if (counts && text::compare(release.version, manifest.version) < 0) last = &release;
  }
  if (last == nullptr) return std::nullopt;
  const auto bytes = store.archive(manifest.name, *last);
  if (!bytes) return fail(bytes);
  const auto before =
      package::unpack(*bytes, fmt::format("{} {}", manifest.name, text::to_text(last->version)));
  if (!before) return fail(before);
  return compare_packages(*before, package);
}

}  // namespace agentops::actions
