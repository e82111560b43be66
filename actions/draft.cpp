#include "actions/draft.h"

#include <map>
#include <utility>

#include "actions/author.h"
#include "actions/tree.h"
#include "disk/apply.h"
#include "disk/lock.h"
#include "extract/document.h"

namespace agentops::actions {
namespace {

constexpr std::size_t file_limit = std::size_t{16} << 20;

/// The shape of an item, read again from its source.
std::function<Result<Document>(const Item&)> document_reader(const SourceReader& read) {
  return [&read](const Item& item) -> Result<Document> {
    auto bytes = read(item.path);
    if (!bytes) return fail(bytes);
    const Source source{.path = item.path, .bytes = *std::move(bytes), .digest = item.digest};
    for (Document& document : extract::read_documents(source, {}))
      if (document.item.key == item.key) {
        document.item = item;
        return std::move(document);
      }
    return fail({.kind = ErrorKind::Internal,
                 .code = "E-INTERNAL",
                 .message = "an item was not found again in its file",
                 .hint = {},
                 .where = {.path = item.path}});
  };
}

/// What the last draft wrote, from `.draft/base/`.
Result<FileTree> last_draft(const Project& project, const std::string& folder) {
  return read_tree(project.root(), folder + "/.draft/base", file_limit);
}

draft::PresentReader present_reader(const Project& project, const std::string& folder) {
  return [&project, folder](const std::string& path) -> Result<std::optional<std::string>> {
    const std::string full = folder + "/" + path;
    if (!project.root().exists(full)) return std::nullopt;
    auto bytes = project.root().read(full, file_limit);
    if (!bytes) return fail(bytes);
    return *std::move(bytes);
  };
}

/// Adds the changes of one package, below its folder, to those of all.
void add_changes(ChangeSet& all, ChangeSet one, const std::string& folder) {
  const auto move = [&](auto& from, auto& to) {
    for (auto& change : from) {
      change.path = folder + "/" + change.path;
      to.push_back(std::move(change));
    }
  };
  move(one.create, all.create);
  move(one.replace, all.replace);
  move(one.remove, all.remove);
  move(one.conflicts, all.conflicts);
}

Status write(const Project& project, const ChangeSet& changes, const SourceReader& read) {
  auto lock = disk::FolderLock::acquire(project.root(), {.purpose = "draft", .waiting = {}});
  if (!lock) return fail(lock);
  return disk::apply(project.root(), changes, read);
}

}  // namespace

Result<Drafted> draft_packages(const Project& project, DraftRequest request) {
  if (!request.dry_run)
    if (const Status recovered = recover_project(project); !recovered) return fail(recovered);
  const auto mined = mined_state(project);
  if (!mined) return fail(mined);
  if (request.draft.author.empty()) request.draft.author = author_from_git(project);
  const Inventory& inventory = mined->scanned.inventory;
  const SourceReader read = source_reader(project, inventory);
  auto drafts = draft::draft({.plan = mined->plan,
                              .inventory = inventory,
                              .mining = mined->mining,
                              .read = read,
                              .document = document_reader(read),
                              .options = request.draft});
  if (!drafts) return fail(drafts);

  Drafted drafted;
  ChangeSet changes;
  for (draft::DraftedPackage& package : drafts->packages) {
    const std::string folder = request.draft.out + "/" + package.name;
    const auto last = last_draft(project, folder);
    if (!last) return fail(last);
    auto redraft = draft::redraft(package.tree, *last, read, present_reader(project, folder));
    if (!redraft) return fail(redraft);
    add_changes(changes, std::move(redraft->changes), folder);
    drafted.packages.push_back(
        {.package = std::move(package), .fates = std::move(redraft->fates), .folder = folder});
  }
  for (const Collision& conflict : std::exchange(changes.conflicts, {}))
    drafted.conflicts.push_back(conflict.path);
  drafted.conservation = std::move(drafts->conservation);
  drafted.findings = std::move(drafts->findings);
  if (!request.dry_run && !changes.empty()) {
    if (const Status written = write(project, changes, read); !written) return fail(written);
    drafted.wrote = true;
  }
  return drafted;
}

}  // namespace agentops::actions
