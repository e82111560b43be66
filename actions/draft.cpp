#include "actions/draft.h"

#include <optional>
#include <utility>

#include <fmt/format.h>

#include "actions/author.h"
#include "actions/manifest_options.h"
#include "actions/tree.h"
#include "disk/apply.h"
#include "disk/lock.h"
#include "extract/code_values.h"
#include "extract/document.h"
#include "mine/planning.h"
#include "models/wrong_usage.h"
#include "package/layout.h"
#include "package/license.h"
#include "package/manifest.h"
#include "text/escape.h"
#include "text/version.h"

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

/// Package's judgement of what a package may hold, which draft does not know.
draft::WhyNot judgement(const SourceReader& read) {
  return [&read](const std::string& source, const std::string& path) -> Result<std::optional<std::string>> {
    if (const auto refusal = package::check_path(path)) return refusal->why;
    const auto bytes = read(source);
    if (!bytes) return fail(bytes);
    return package::check_content(path, *bytes);
  };
}

/// What the last draft wrote, from `.draft/base/`.
Result<FileTree> last_draft(const Project& project, const std::string& folder) {
  return read_tree(project.root(), folder + "/.draft/base", file_limit);
}

/// Author, licence and version that were asked for when these packages were last drafted stay until others
/// are asked for. What a person wrote into a manifest is kept by the merge and is not read here.
Status take_last_options(DraftRequest& request, const Project& project, const Plan& plan) {
  draft::DraftOptions& options = request.draft;
  for (const PlanHeading& heading : plan.headings) {
    const std::string path = fmt::format("{}/{}/.draft/base/package.yaml", options.out, heading.name);
    if (heading.name.empty() || !project.root().exists(path)) continue;
    const auto bytes = project.root().read(path, file_limit);
    if (!bytes) return fail(bytes);
    const auto last = package::read_manifest(*bytes, path);
    if (!last) continue;  // of an older program, or damaged: the draft does without
    const auto take = [](std::string& option, const std::string& said) {
      if (option.empty() && !package::is_blank(said)) option = said;
    };
    take(options.author, last->manifest.author);
    take(options.license, last->manifest.license);
    take(request.version, text::to_text(last->manifest.version));
  }
  if (!request.version.empty()) options.version = request.version;
  return {};
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

/// Refuses what would make every package invalid, and tidies the folder's name.
Status settle_options(draft::DraftOptions& options) {
  while (options.out.ends_with('/')) options.out.pop_back();
  if (options.out.empty() || options.out == "." || package::check_path(options.out))
    return fail(
        wrong_usage(fmt::format("packages cannot be drafted into \"{}\"", text::for_terminal(options.out)),
                    "--out takes a folder inside the project: packages, drafts/2025"));
  if (!text::read_version(options.version))
    return fail(wrong_usage(fmt::format("\"{}\" is no version", text::for_terminal(options.version)),
                            "as in 0.1.0 (semver.org)"));
  return check_manifest_options(options.license, options.category);
}

}  // namespace

Result<Drafted> draft_packages(const Project& project, DraftRequest request) {
  if (!request.version.empty()) request.draft.version = request.version;
  if (const Status usable = settle_options(request.draft); !usable) return fail(usable);
  std::optional<disk::FolderLock> held;
  if (!request.dry_run) {
    auto lock =
        disk::FolderLock::acquire(project.root(), {.purpose = "draft", .waiting = waiting_listener(project)});
    if (!lock) return fail(lock);
    held.emplace(*std::move(lock));
    if (const Status recovered = disk::recover(project.root()); !recovered) return fail(recovered);
  }
  const auto mined = mined_state(project, request.scan);
  if (!mined) return fail(mined);
  // The plan on disk with its lines matched to the items, else the suggestion.
  const Plan plan = mined->had_plan ? mine::plan_as_settled(mined->settled) : mined->plan;
  if (const Status taken = take_last_options(request, project, plan); !taken) return fail(taken);
  if (request.draft.author.empty()) request.draft.author = author_from_git(project);
  const Inventory& inventory = mined->scanned.inventory;
  const SourceReader read = source_reader(project, inventory);
  auto drafts = draft::draft({.plan = plan,
                              .inventory = inventory,
                              .mining = mined->mining,
                              .read = read,
                              .document = document_reader(read),
                              .why_not = judgement(read),
                              .code_values =
                                  [](const std::string& language, std::string_view code) {
                                    return extract::code_values(extract::language_of(language, code), code);
                                  },
                              .options = request.draft});
  if (!drafts) return fail(drafts);

  Drafted drafted;
  drafted.items = inventory.items.size();
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
    if (const Status written = disk::apply(project.root(), changes, read); !written) return fail(written);
    drafted.wrote = true;
  }
  return drafted;
}

}  // namespace agentops::actions
