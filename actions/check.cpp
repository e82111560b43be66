#include "actions/check.h"

#include <algorithm>
#include <map>
#include <utility>

#include <fmt/format.h>

#include "actions/copies.h"
#include "actions/outranked.h"
#include "actions/sections.h"
#include "actions/tree.h"
#include "check/baseline.h"
#include "check/check.h"
#include "check/edits.h"
#include "check/rules.h"
#include "disk/apply.h"
#include "disk/lock.h"
#include "report/findings.h"
#include "text/escape.h"
#include "text/spelling.h"

namespace agentops::actions {
namespace {

constexpr std::size_t baseline_limit = std::size_t{64} << 20;

Error no_such_rule(const std::string& id) {
  std::vector<std::string_view> ids;
  for (const check::Rule& rule : check::all_rules()) ids.emplace_back(rule.card.id);
  const std::string near = text::closest_spelling(id, ids);
  return {.kind = ErrorKind::Usage,
          .code = "E-RULE",
          .message = fmt::format("no rule is called {}", text::for_terminal(id)),
          .hint = near.empty() ? "agentops explain  lists the rules"
                               : fmt::format("did you mean {}; agentops explain  lists the rules", near),
          .where = {}};
}

check::CheckOptions options_for(const Project& project, const CheckRequest& request) {
  const Settings& settings = project.settings();
  return {.only = request.only,
          .levels = settings.rules,
          .token_budget = request.token_budget ? request.token_budget : settings.token_budget,
          .threads = project.threads()};
}

/// The folder and name of the baseline.
struct BaselinePlace {
  disk::Folder folder;
  std::string name;
  std::string shown;
};

Result<BaselinePlace> baseline_place(const Project& project, const std::string& typed) {
  const std::string path = typed.empty() ? project.root().path() + "/" + std::string(baseline_file) : typed;
  const auto slash = path.rfind('/');
  auto folder =
      disk::Folder::open(slash == std::string::npos ? "." : path.substr(0, std::max<std::size_t>(slash, 1)));
  if (!folder) return fail(folder);
  return BaselinePlace{.folder = *std::move(folder),
                       .name = path.substr(slash + 1),
                       .shown = typed.empty() ? std::string(baseline_file) : typed};
}

Status compare_with_baseline(const Project& project, const CheckRequest& request,
                             std::vector<KnownFinding>& findings) {
  const auto place = baseline_place(project, request.baseline);
  if (!place) return fail(place);
  const auto bytes = place->folder.read(place->name, baseline_limit);
  if (!bytes) {
    Error error = bytes.error();
    error.hint = "agentops check --write-baseline  writes one";
    return fail(std::move(error));
  }
  const auto baseline = check::read_baseline(*bytes, place->shown);
  if (!baseline) return fail(baseline);
  check::mark_known(findings, *baseline);
  return {};
}

/// Makes the edits of each file in memory.
Result<ChangeSet> mend_files(const Inventory& inventory, const SourceReader& read,
                             const std::vector<KnownFinding>& findings, CheckedFolder& checked) {
  std::map<std::string, std::vector<Finding>> by_path;
  for (const KnownFinding& each : findings)
    if (!each.finding.edits.empty()) by_path[each.finding.place.path].push_back(each.finding);
  ChangeSet changes;
  for (auto& [path, of_file] : by_path) {
    auto bytes = read(path);
    if (!bytes) return fail(bytes);
    check::Mended mended = check::mend(*bytes, of_file);
    MendedFile file{
        .path = path, .findings = {}, .before = *std::move(bytes), .after = std::move(mended.bytes)};
    for (std::size_t i = 0; i < of_file.size(); ++i) {
      if (mended.made[i])
        file.findings.push_back(std::move(of_file[i]));
      else
        checked.unmended.push_back(fmt::format("{} {}:{}", of_file[i].rule, path, of_file[i].place.line));
    }
    if (file.before == file.after) continue;
    const auto entry = std::ranges::lower_bound(inventory.files, path, {}, &FileEntry::path);
    changes.replace.push_back({.path = path,
                               .file = {.content = file.after, .executable = entry->executable},
                               .expected = entry->digest});
    checked.mended.push_back(std::move(file));
  }
  return changes;
}

/// The copies that rules ask for; those on purpose only where they drifted.
Result<CopyFindings> copies_for(const Project& project, const Scanned& scanned,
                                const check::CheckOptions& options) {
  CopyFindings found;
  if (!check::asks_for(options, "AO2")) return found;
  CopiesRequest request;
  request.related = check::asks_for(options, "AO206");
  auto families = families_in(project, scanned, request);
  if (!families) return fail(families);
  if (check::is_named(options, "AO205")) {  // reads every file again: most of the time of a check
    auto sections = sections_in(project, scanned, *families, request);
    if (!sections) return fail(sections);
    found.sections = *std::move(sections);
  }
  take_out_deliberate(project.settings(), *families);
  found.families = *std::move(families);
  return found;
}

/// The items that are not found first, when the rule is asked for by name: it takes a search for each.
Result<std::vector<check::Outranked>> outranked_for(const Project& project, const Scanned& scanned,
                                                    const check::CheckOptions& options) {
  if (!check::is_named(options, "AO405")) return std::vector<check::Outranked>{};
  auto searcher = index::Searcher::open(index_home(project));
  if (!searcher) return fail(searcher);
  return outranked_items(*searcher, scanned.inventory.items);
}

/// Scans, checks, and makes the edits that the findings bring.
Status mend(const Project& project, const CheckRequest& request, CheckedFolder& checked) {
  std::optional<disk::FolderLock> held;
  if (!request.dry_run) {
    auto lock = disk::FolderLock::acquire(project.root(),
                                          {.purpose = "check --fix", .waiting = waiting_listener(project)});
    if (!lock) return fail(lock);
    held.emplace(*std::move(lock));
    if (const Status recovered = disk::recover(project.root()); !recovered) return fail(recovered);
  }
  const auto scanned = scan(project, request.scan, {});
  if (!scanned) return fail(scanned);
  const SourceReader read = source_reader(project, scanned->inventory);
  const auto findings = check::check(scanned->inventory, read, options_for(project, request));
  const auto changes = mend_files(scanned->inventory, read, findings, checked);
  if (!changes) return fail(changes);
  if (request.dry_run || changes->empty()) return {};
  return disk::apply(project.root(), *changes, read);
}

Status write_baseline(const Project& project, const CheckRequest& request, CheckedFolder& checked) {
  const auto place = baseline_place(project, request.baseline);
  if (!place) return fail(place);
  if (!request.dry_run)
    if (const Status written =
            disk::write_file(place->folder, place->name, check::write_baseline(checked.findings));
        !written)
      return fail(written);
  checked.baseline_written = place->shown;
  return {};
}

}  // namespace

Result<CheckedFolder> check_folder(const Project& project, const CheckRequest& request) {
  for (const std::string& id : request.only)
    if (!check::begins_rules(id)) return fail(no_such_rule(id));
  CheckedFolder checked;
  if (request.fix)
    if (const Status mended = mend(project, request, checked); !mended) return fail(mended);
  check::CheckOptions options = options_for(project, request);
  auto scanned = scan(project, request.scan, {.index = check::is_named(options, "AO405")});
  if (!scanned) return fail(scanned);
  checked.scanned = *std::move(scanned);
  const Inventory& inventory = checked.scanned.inventory;
  const auto copies = copies_for(project, checked.scanned, options);
  if (!copies) return fail(copies);
  options.copies = &*copies;
  const auto outranked = outranked_for(project, checked.scanned, options);
  if (!outranked) return fail(outranked);
  options.outranked = &*outranked;
  checked.findings = check::check(inventory, source_reader(project, inventory), options);
  if (request.write_baseline) {
    if (const Status written = write_baseline(project, request, checked); !written) return fail(written);
    return checked;
  }
  if (request.compare)
    if (const Status compared = compare_with_baseline(project, request, checked.findings); !compared)
      return fail(compared);
  return checked;
}

std::vector<RuleCard> rule_cards() {
  std::vector<RuleCard> cards;
  for (const check::Rule& rule : check::all_rules()) cards.push_back(rule.card);
  return cards;
}

Result<RuleCard> rule_card(const std::string& id) {
  if (const check::Rule* rule = check::rule_named(id)) return rule->card;
  return fail(no_such_rule(id));
}

std::string print_findings(const std::vector<KnownFinding>& findings, FindingsFormat format,
                           const std::string& folder, const std::string& version, std::size_t items) {
  report::FindingsReport report{
      .findings = findings, .rules = {}, .folder = folder, .version = version, .items = items};
  for (RuleCard& card : rule_cards())
    if (std::ranges::any_of(findings, [&](const KnownFinding& each) { return each.finding.rule == card.id; }))
      report.rules.push_back(std::move(card));
  switch (format) {
    case FindingsFormat::Sarif:
      return report::sarif(report);
    case FindingsFormat::Github:
      return report::github_annotations(report);
    case FindingsFormat::Markdown:
      return report::findings_page(report);
  }
  return {};
}

}  // namespace agentops::actions
