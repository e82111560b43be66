#include "actions/package_change.h"

#include <array>
#include <cstdlib>
#include <ctime>
#include <optional>
#include <utility>

#include "actions/own_files.h"
#include "actions/package_facts.h"
#include "actions/package_files.h"
#include "actions/settled.h"
#include "actions/tree.h"
#include "disk/apply.h"
#include "disk/lock.h"
#include "package/lock.h"
#include "text/hash.h"

namespace agentops::actions {
namespace {

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

}  // namespace

package::Project project_view(const Project& project, Lock lock, FindBeside beside) {
  return {.lock = std::move(lock),
          .look_at = [&project](const std::string& path) -> std::optional<package::PresentFile> {
            const auto bytes = project.root().read(path, file_limit);
            const auto stamp = project.root().stat(path);
            if (!bytes || !stamp) return std::nullopt;
            return package::PresentFile{text::sha256(*bytes), stamp->executable};
          },
          .read_folder =
              [&project](const std::string& folder) { return read_tree(project.root(), folder, file_limit); },
          .read_file = [&project](const std::string& path) -> Result<std::optional<std::string>> {
            if (!project.root().exists(path)) return std::nullopt;
            auto bytes = project.root().read(path, file_limit);
            if (!bytes) return fail(bytes);
            return *std::move(bytes);
          },
          .beside = std::move(beside),
          .today = today(),
          .read_facts = package_facts};
}

Result<std::optional<package::Candidate>> nothing_beside(const Dependency& /*dependency*/) {
  return std::nullopt;
}

Result<package::Proposal> change_project(const Project& project, std::string purpose, bool dry_run,
                                         const PackagePlan& plan) {
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
  if (changes.empty()) return proposal;
  if (const Status applied = disk::apply(project.root(), changes, read); !applied) return fail(applied);
  settle(project, proposal->lock);  // so that the next install need not plan
  return proposal;
}

Result<Lock> load_lock(const Project& project) {
  const std::string path(package::lock_path);
  if (!project.root().exists(path)) return Lock{};
  const auto bytes = project.root().read(path, own_file_limit);
  if (!bytes) return fail(bytes);
  return package::read_lock(*bytes, path);
}

}  // namespace agentops::actions
