#include "actions/new_package.h"

#include <optional>
#include <utility>

#include <fmt/format.h>

#include "actions/author.h"
#include "actions/manifest_options.h"
#include "actions/tree.h"
#include "disk/apply.h"
#include "disk/lock.h"
#include "models/wrong_usage.h"
#include "package/install.h"
#include "package/manifest.h"
#include "text/escape.h"
#include "text/slug.h"

namespace agentops::actions {
namespace {

Status check_name(const std::string& name) {
  if (package::can_name_package(name)) return {};
  const std::string near = text::slug(name);
  return fail(wrong_usage(fmt::format("\"{}\" cannot name a package", text::for_terminal(name)),
                          package::can_name_package(near)
                              ? "did you mean  " + near
                              : "lower-case letters, digits and single dashes, as in customer-service"));
}

Error exists_already(const std::string& folder) {
  return {.kind = ErrorKind::Conflict,
          .code = "E-EXISTS",
          .message = "there is something of this name already: nothing was written",
          .hint = "choose another name, or remove it first",
          .where = {.path = folder}};
}

}  // namespace

Result<NewPackage> new_package(const Project& project, package::SkeletonOptions options, bool dry_run) {
  if (const Status usable = check_name(options.name); !usable) return fail(usable);
  if (const Status usable = check_manifest_options(options.license, options.category); !usable)
    return fail(usable);
  if (options.author.empty()) options.author = author_from_git(project);
  return write_new_package(project, options.name, package::skeleton(options), dry_run);
}

Result<NewPackage> write_new_package(const Project& project, const std::string& name, const FileTree& files,
                                     bool dry_run) {
  if (const Status usable = check_name(name); !usable) return fail(usable);
  NewPackage made{.folder = package::package_folder(name), .files = {}};
  ChangeSet changes;
  for (const auto& [path, file] : files) {
    made.files.push_back(path);
    changes.create.push_back({.path = made.folder + "/" + path, .file = file});
  }
  std::optional<disk::FolderLock> held;
  if (!dry_run) {
    auto lock = disk::FolderLock::acquire(project.root(),
                                          {.purpose = "package new", .waiting = waiting_listener(project)});
    if (!lock) return fail(lock);
    held.emplace(*std::move(lock));
  }
  if (project.root().exists(made.folder)) return fail(exists_already(made.folder));
  if (dry_run) return made;
  if (const Status written = disk::apply(project.root(), changes, {}); !written) return fail(written);
  return made;
}

}  // namespace agentops::actions
