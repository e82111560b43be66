#include "package/contents.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "package/digest.h"
#include "package/layout.h"
#include "package/manifest.h"
#include "text/escape.h"

namespace agentops::package {
namespace {

Error refusal(std::string code, std::string_view origin, std::string why) {
  return {.kind = ErrorKind::Unsafe,
          .code = std::move(code),
          .message = fmt::format("{}: {}", text::for_terminal(origin), why),
          .hint = "`agentops package validate` on its folder names everything that is wrong",
          .where = {.path = std::string(origin)}};
}

std::vector<Finding> scripts_of(const FileTree& files) {
  std::vector<Finding> findings;
  for (const auto& [path, file] : files)
    if (file.executable)
      findings.push_back({.rule = "AO704",
                          .severity = Severity::Warning,
                          .place = {.path = path},
                          .message = "is executable; agentops never runs it",
                          .fix = "read it before you let an agent call it"});
  return findings;
}

}  // namespace

std::vector<ListedPath> listed_paths(const Manifest& manifest) {
  std::vector<ListedPath> listed;
  for (const auto& [key, kind, paths] : item_lists)
    for (const auto& path : manifest.*paths) listed.push_back({key, path});
  for (const auto& [name, path] : manifest.config) listed.push_back({"config", path});
  for (const auto& [name, path] : manifest.documentation) listed.push_back({"documentation", path});
  return listed;
}

bool is_there(const FileTree& files, const ListedPath& listed) {
  if (files.contains(listed.path)) return true;
  return listed.key == "skills" && files.contains(fmt::format("{}/SKILL.md", listed.path));
}

Result<Package> read_package(const FileTree& folder, std::string_view origin) {
  Package package{.manifest = {}, .files = package_files(folder), .digest = {}, .findings = {}};
  if (const auto bad = check_tree(package.files)) {
    const auto where = bad->path.empty() ? "" : fmt::format("\"{}\": ", text::for_terminal(bad->path));
    return fail(refusal(fmt::format("E-ARCHIVE-{}", bad->code), origin, where + bad->why));
  }
  const auto file = package.files.find(manifest_path);
  if (file == package.files.end())
    return fail(refusal("E-MANIFEST-MISSING", origin, "there is no package.yaml at its top"));

  auto reading = read_manifest(bytes_of(file->second), manifest_path);
  if (!reading) {
    std::string_view why = reading.error().message;
    if (const std::string named = fmt::format("{}: ", manifest_path); why.starts_with(named))
      why.remove_prefix(named.size());
    Error error =
        refusal(reading.error().code, fmt::format("{}/{}", origin, manifest_path), std::string(why));
    error.where.line = reading.error().where.line;
    error.where.column = reading.error().where.column;
    if (!reading.error().hint.empty()) error.hint = reading.error().hint;
    return fail(std::move(error));
  }
  for (const auto& listed : listed_paths(reading->manifest))
    if (!is_there(package.files, listed))
      return fail(refusal("E-MANIFEST", origin,
                          fmt::format("package.yaml:{}: {} is listed and not there",
                                      reading->lines[listed.path], text::for_terminal(listed.path))));
  package.manifest = std::move(reading->manifest);
  package.digest = tree_digest(package.files);
  package.findings = std::move(reading->findings);
  std::ranges::move(scripts_of(package.files), std::back_inserter(package.findings));
  return package;
}

}  // namespace agentops::package
