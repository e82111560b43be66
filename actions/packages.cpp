#include "actions/packages.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <iterator>
#include <set>
#include <tuple>
#include <utility>

#include <fmt/format.h>

#include "actions/own_files.h"
#include "actions/tree.h"
#include "disk/apply.h"
#include "disk/lock.h"
#include "disk/place.h"
#include "package/archive.h"
#include "package/lock.h"
#include "package/manifest.h"
#include "package/range.h"
#include "package/validate.h"
#include "package/validations.h"
#include "text/escape.h"
#include "text/hash.h"
#include "text/version.h"

namespace agentops::actions {
namespace {

namespace fs = std::filesystem;

/// A version is built once: whoever has it must be able to rely on it.
Error another_archive(const std::string& path) {
  return {.kind = ErrorKind::Conflict,
          .code = "E-BUILD-EXISTS",
          .message = "another archive has this name: nothing was built",
          .hint = "raise `version` in package.yaml, or remove that archive if nobody has it yet",
          .where = {.path = path}};
}

/// The day, as SOURCE_DATE_EPOCH or else the clock has it, in UTC.
std::string today() {
  std::time_t now = std::time(nullptr);
  if (const char* epoch = std::getenv("SOURCE_DATE_EPOCH"); epoch != nullptr && *epoch != '\0')
    now = static_cast<std::time_t>(std::strtoll(epoch, nullptr, 10));
  std::tm parts{};
  gmtime_r(&now, &parts);
  std::array<char, 16> text{};
  (void)std::strftime(text.data(), text.size(), "%Y-%m-%d", &parts);
  return text.data();
}

/// `path` as the lock should name it: relative to the project where it lies in it.
std::string source_name(const Project& project, const std::string& path) {
  const fs::path inside =
      fs::path(disk::full_path(path)).lexically_relative(disk::full_path(project.root().path()));
  if (!inside.empty() && *inside.begin() != "..") return inside.generic_string();
  return fs::path(path).lexically_normal().generic_string();
}

Result<package::Candidate> read_candidate(const Project& project, const std::string& path) {
  package::Candidate candidate{.files = {}, .source = source_name(project, path)};
  if (disk::what_is(path) == disk::Found::Folder) {
    auto files = read_package_tree(path);
    if (!files) return fail(files);
    candidate.files = *std::move(files);
    return candidate;
  }
  if (disk::what_is(path) == disk::Found::Nothing)
    return fail({.kind = ErrorKind::NotFound,
                 .code = "E-PACKAGE-NOT-FOUND",
                 .message = "there is no such folder or archive",
                 .hint = "give a package's folder or a .tar.gz made by  agentops package build",
                 .where = {.path = path}});
  auto archive = read_archive(path);
  if (!archive) return fail(archive);
  candidate.files = std::move(archive->files);
  return candidate;
}

/// NAME-VERSION.tar.gz
struct Archive {
  Version version;
  std::string path;
};

/// The archives of this very package in `folder`: core-1.0.0.tar.gz is one of "core",
/// core-2-tools-1.0.0.tar.gz is not.
std::vector<Archive> archives_of(const std::string& name, const std::string& folder) {
  constexpr std::string_view suffix = ".tar.gz";
  const std::string prefix = name + "-";
  std::vector<Archive> archives;
  for (const std::string& file : disk::names_in(folder)) {
    std::string_view rest = file;
    if (!rest.starts_with(prefix) || !rest.ends_with(suffix)) continue;
    rest.remove_prefix(prefix.size());
    rest.remove_suffix(std::min(suffix.size(), rest.size()));
    if (auto version = text::read_version(rest))
      archives.push_back({*std::move(version), (fs::path(folder) / file).string()});
  }
  return archives;
}

/// The newest in range; where none is, the newest, so that what is there can be told.
const Archive* best_of(const std::vector<Archive>& archives, std::string_view wanted) {
  const auto range = package::read_range(wanted);
  const auto rank = [&](const Archive& archive) {
    return range && package::satisfies(archive.version, *range);
  };
  const auto best = std::ranges::max_element(archives, [&](const Archive& a, const Archive& b) {
    return rank(a) != rank(b) ? rank(b) : text::compare(a.version, b.version) < 0;
  });
  return best == archives.end() ? nullptr : &*best;
}

/// A dependency that lies next to one of the folders or archives to install: ../NAME, or the best of
/// NAME-*.tar.gz beside.
Result<std::optional<package::Candidate>> find_beside(const Project& project,
                                                      const std::vector<std::string>& from,
                                                      const Dependency& dependency) {
  std::vector<Archive> archives;
  std::set<fs::path> searched;
  for (const std::string& path : from) {
    const fs::path folder = fs::path(path).lexically_normal();
    const fs::path parent = (folder.has_filename() ? folder : folder.parent_path()).parent_path();
    if (!searched.insert(parent).second) continue;
    if (const fs::path sibling = parent / dependency.name;
        disk::what_is((sibling / package::manifest_path).string()) == disk::Found::File)
      return read_candidate(project, sibling.string());
    std::ranges::move(archives_of(dependency.name, parent.empty() ? "." : parent.string()),
                      std::back_inserter(archives));
  }
  const Archive* best = best_of(archives, dependency.range);
  if (best == nullptr) return std::nullopt;
  return read_candidate(project, best->path);
}

package::Project project_view(const Project& project, Lock lock, const std::vector<std::string>& from) {
  return {.lock = std::move(lock),
          .look_at = [&project](const std::string& path) -> std::optional<package::PresentFile> {
            const auto bytes = project.root().read(path, file_limit);
            const auto stamp = project.root().stat(path);
            if (!bytes || !stamp) return std::nullopt;
            return package::PresentFile{text::sha256(*bytes), stamp->executable};
          },
          .read_folder =
              [&project](const std::string& folder) { return read_tree(project.root(), folder, file_limit); },
          .beside = [&project,
                     from](const Dependency& dependency) { return find_beside(project, from, dependency); },
          .today = today()};
}

/// Reads, plans and carries out under the lock, so that two commands never plan from the same state.
template <class Plan>
Result<package::Proposal> change_project(const Project& project, std::string purpose, bool dry_run,
                                         const Plan& plan) {
  std::optional<disk::FolderLock> held;
  if (!dry_run) {
    auto lock = disk::FolderLock::acquire(
        project.root(), {.purpose = std::move(purpose), .waiting = waiting_listener(project)});
    if (!lock) return fail(lock);
    held.emplace(*std::move(lock));
    if (const Status recovered = disk::recover(project.root()); !recovered) return fail(recovered);
  }
  auto lock = load_lock(project);
  if (!lock) return fail(lock);
  Result<package::Proposal> proposal = plan(*std::move(lock));
  if (!proposal || dry_run) return proposal;
  ChangeSet changes = proposal->changes;
  changes.conflicts.clear();  // files of the user, which are kept and told
  const SourceReader read = [&project](const std::string& path) {
    return project.root().read(path, file_limit);
  };
  if (const Status applied = disk::apply(project.root(), changes, read); !applied) return fail(applied);
  return proposal;
}

}  // namespace

Result<Validation> validate_package(const std::string& folder, bool strict) {
  const auto files = read_package_folder(folder);
  if (!files) return fail(files);
  return judge(folder, *files, strict ? package::Gate::Publish : package::Gate::Work);
}

Result<Built> build_package(const BuildRequest& request) {
  const auto files = read_package_folder(request.folder);
  if (!files) return fail(files);
  if (!judge(request.folder, *files, package::Gate::Work).valid)
    return fail({.kind = ErrorKind::Invalid,
                 .code = "E-BUILD-INVALID",
                 .message = "the package is not valid, so nothing was built",
                 .hint = "agentops package validate " + request.folder,
                 .where = {.path = request.folder}});
  const FileTree shipped = package::package_files(*files);
  const auto package = package::read_package(shipped, request.folder);
  if (!package) return fail(package);
  const auto bytes = package::pack(shipped);
  if (!bytes) return fail(bytes);

  const std::string name = package::archive_name(package->manifest);
  Built built{.file = (fs::path(request.out) / name).lexically_normal().string(),
              .members = {},
              .bytes = bytes->size(),
              .sha256 = text::hex(text::sha256(*bytes))};
  for (const auto& [path, file] : shipped) built.members.push_back(path);
  const auto out = disk::Folder::open(request.out);
  if (!out) return fail(out);
  if (request.list_only) return built;
  if (out->exists(name)) {
    const auto there = out->read(name, archive_limit);
    if (!there || *there != *bytes) return fail(another_archive(built.file));
    built.unchanged = true;
    return built;
  }
  if (const Status written = disk::write_file(*out, name, *bytes); !written) return fail(written);
  return built;
}

Result<package::Proposal> install_packages(const Project& project, const InstallOrder& order) {
  return change_project(project, "install", order.dry_run, [&](Lock lock) -> Result<package::Proposal> {
    package::InstallRequest request{.candidates = {}, .target = order.target};
    for (const std::string& path : order.from) {
      auto candidate = read_candidate(project, path);
      if (!candidate) return fail(candidate);
      request.candidates.push_back(*std::move(candidate));
    }
    return package::plan_install(request, project_view(project, std::move(lock), order.from));
  });
}

Result<package::Proposal> uninstall_packages(const Project& project, const std::vector<std::string>& names,
                                             bool dry_run) {
  return change_project(project, "uninstall", dry_run, [&](Lock lock) {
    return package::plan_uninstall(names, project_view(project, std::move(lock), {}));
  });
}

Result<Lock> load_lock(const Project& project) {
  const std::string path(package::lock_path);
  if (!project.root().exists(path)) return Lock{};
  const auto bytes = project.root().read(path, own_file_limit);
  if (!bytes) return fail(bytes);
  return package::read_lock(*bytes, path);
}

}  // namespace agentops::actions
