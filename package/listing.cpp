#include "package/listing.h"

#include <algorithm>

#include <fmt/format.h>

#include "package/contents.h"
#include "package/layout.h"
#include "package/manifest.h"
#include "package/validate.h"
#include "text/yaml_edit.h"

namespace agentops::package {
namespace {

constexpr std::string_view skill_page = "/SKILL.md";

/// "docs/best-practices.md" -> "best_practices"; with its folders where another file has that name.
std::string name_for(std::string_view path, const NamedPaths& taken) {
  const auto name_of = [](std::string_view part) {
    std::string name(part.substr(0, part.rfind('.')));
    std::ranges::replace_if(name, [](char c) { return c == '-' || c == '/' || c == ' ' || c == '.'; }, '_');
    return name;
  };
  std::string name = name_of(path.substr(path.rfind('/') + 1));
  if (std::ranges::find(taken, name, &NamedPaths::value_type::first) == taken.end()) return name;
  return name_of(path.substr(path.find('/') + 1));
}

/// The files that are to be listed, sorted.
std::vector<std::string> unlisted(const FileTree& folder) {
  std::vector<std::string> paths;
  for (const Finding& finding : validate(folder)) {
    const std::string& path = finding.place.path;
    const bool is_attachment = path.starts_with("skills/") && !path.ends_with(skill_page);
    if (finding.rule == "AO503" && !listing_key(path).empty() && !is_attachment) paths.push_back(path);
  }
  return paths;
}

}  // namespace

std::string listing_key(std::string_view path) {
  const auto slash = path.find('/');
  if (slash == std::string_view::npos) return "";
  const std::string_view folder = path.substr(0, slash);
  if (folder == "docs") return "documentation";
  return folder == "config" || is_item_folder(folder) ? std::string(folder) : "";
}

Result<Listing> list_files(const FileTree& folder) {
  const auto file = folder.find(manifest_path);
  if (file == folder.end())
    return fail({.kind = ErrorKind::NotFound,
                 .code = "E-MANIFEST-MISSING",
                 .message = "there is no package.yaml",
                 .hint = "agentops package new NAME  writes one",
                 .where = {}});
  Listing listing{.yaml = bytes_of(file->second), .added = unlisted(folder)};
  if (listing.added.empty()) return listing;
  auto reading = read_manifest(listing.yaml, manifest_path);
  if (!reading) return fail(reading);
  for (const std::string& path : listing.added) {
    const std::string key = listing_key(path);
    const auto edited_with_name = [&](NamedPaths& taken) {
      const std::string name = name_for(path, taken);
      taken.emplace_back(name, path);
      return text::with_value(listing.yaml, {key, name}, Value(path));
    };
    auto& manifest = reading->manifest;
    auto edited = is_item_folder(key)
                      ? text::with_entry(listing.yaml, {key}, path)
                      : edited_with_name(key == "config" ? manifest.config : manifest.documentation);
    if (!edited) return fail(edited);
    listing.yaml = *std::move(edited);
  }
  return listing;
}

}  // namespace agentops::package
