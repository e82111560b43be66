#include "actions/package_files.h"

#include <algorithm>
#include <filesystem>
#include <iterator>
#include <tuple>
#include <utility>

#include "actions/package_facts.h"
#include "actions/tree.h"
#include "disk/folder.h"
#include "disk/place.h"
#include "package/archive.h"
#include "package/manifest.h"
#include "package/validate.h"
#include "package/validations.h"
#include "text/escape.h"
#include "text/version.h"

namespace agentops::actions {
namespace {

namespace fs = std::filesystem;

/// A folder without a manifest; names a package below it when there is one.
Error no_package(const std::string& folder) {
  std::string hint = "a package has a package.yaml; agentops draft writes packages";
  for (const std::string& name : disk::names_in(folder)) {
    const std::string below = (fs::path(folder) / name).lexically_normal().string();
    if (disk::what_is(below + "/" + std::string(package::manifest_path)) != disk::Found::File) continue;
    hint = "did you mean  " + text::for_terminal(below);
    break;
  }
  return {.kind = ErrorKind::NotFound,
          .code = "E-NO-PACKAGE",
          .message = "there is no package.yaml here",
          .hint = std::move(hint),
          .where = {.path = folder}};
}

/// What the package's own validations find, and what it takes for granted, among the other findings.
void add_validations(const FileTree& files, const Manifest& manifest, std::vector<Finding>& findings) {
  const FileTree shipped = package::package_files(files);
  std::ranges::move(package::check_validations(shipped, manifest, package_facts(shipped, manifest)),
                    std::back_inserter(findings));
  std::ranges::move(package_assumptions(shipped), std::back_inserter(findings));
  std::ranges::stable_sort(findings, {}, [](const Finding& finding) {
    return std::tie(finding.place.path, finding.place.line, finding.rule);
  });
}

/// The folder and the name of the file in it that `path` names.
std::pair<std::string, std::string> split_path(const std::string& path) {
  const fs::path whole(path);
  const fs::path parent = whole.parent_path();
  return {parent.empty() ? "." : parent.string(), whole.filename().string()};
}

}  // namespace

Result<std::string> read_file(const std::string& path, std::size_t limit) {
  const auto [folder, name] = split_path(path);
  const auto opened = disk::Folder::open(folder);
  if (!opened) return fail(opened);
  return opened->read(name, limit);
}

Result<FileTree> read_package_tree(const std::string& folder) {
  const auto root = disk::Folder::open(folder);
  if (!root) return fail(root);
  auto files = read_tree(*root, "", file_limit);
  if (files)
    std::erase_if(*files, [](const auto& file) {
      return file.first.find('/') == std::string::npos && file.first.ends_with(".tar.gz");
    });
  return files;
}

Result<FileTree> read_package_folder(const std::string& folder) {
  if (disk::what_is(folder) == disk::Found::Folder &&
      disk::what_is(folder + "/" + std::string(package::manifest_path)) == disk::Found::Nothing)
    return fail(no_package(folder));
  return read_package_tree(folder);
}

Result<ArchiveFile> read_archive(const std::string& path) {
  auto bytes = read_file(path, archive_limit);
  if (!bytes) return fail(bytes);
  auto package = package::unpack(*bytes, fs::path(path).filename().string());
  if (!package) return fail(package);
  return ArchiveFile{.bytes = *std::move(bytes), .package = *std::move(package)};
}

Validation judge(const std::string& folder, const FileTree& files, package::Gate gate) {
  Validation validation{
      .folder = folder, .name = {}, .version = {}, .findings = package::validate(files, gate)};
  if (const auto manifest = files.find(package::manifest_path); manifest != files.end())
    if (const auto read =
            package::read_manifest(package::bytes_of(manifest->second), package::manifest_path)) {
      validation.name = read->manifest.name;
      validation.version = text::to_text(read->manifest.version);
      add_validations(files, read->manifest, validation.findings);
    }
  validation.valid = !package::has_errors(validation.findings);
  return validation;
}

}  // namespace agentops::actions
