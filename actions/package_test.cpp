#include "actions/package_test.h"

#include <algorithm>
#include <filesystem>
#include <iterator>
#include <tuple>
#include <utility>

#include <fmt/format.h>

#include "actions/candidates.h"
#include "actions/fetch.h"
#include "actions/outranked.h"
#include "actions/package_change.h"
#include "actions/package_facts.h"
#include "actions/package_files.h"
#include "actions/package_index.h"
#include "check/check.h"
#include "package/contents.h"
#include "package/install.h"
#include "package/layout.h"
#include "package/localization.h"
#include "package/overrides.h"
#include "package/steps.h"
#include "text/escape.h"
#include "text/version.h"

namespace agentops::actions {
namespace {

/// What is said about the package, and whether it is installed so; otherwise only its validations are checked
/// so.
struct Say {
  package::Localization local;
  std::string text;  ///< of the file that --with names
};

/// A folder with nothing in it but what somebody says about the package `name`, and what lies beside the
/// package.
package::Project clean_project(const std::string& name, const Say& say, const Fetched& fetched) {
  const FileTree& files = say.local.files;
  return {.lock = {},
          .look_at = [](const std::string&) { return std::nullopt; },
          .read_folder = [&files](const std::string& folder) -> Result<FileTree> {
            FileTree below;
            for (const auto& [path, file] : files)
              if (path.starts_with(folder + "/")) below.emplace(path.substr(folder.size() + 1), file);
            return below;
          },
          .read_file = [&files, &say, own = package::overrides_path(name)](
                           const std::string& path) -> Result<std::optional<std::string>> {
            if (path == own && !say.text.empty()) return say.text;
            const auto file = files.find(path);
            if (file == files.end() || say.text.empty()) return std::nullopt;
            return package::bytes_of(file->second);
          },
          .beside = [&fetched](const Dependency& dependency) -> Result<std::optional<package::Candidate>> {
            const auto found = fetched.needed.find(dependency.name);
            if (found == fetched.needed.end()) return std::nullopt;
            return found->second;
          },
          .today = "1970-01-01"};
}

/// All packages of the clean project, `name` as somebody would have it.
std::vector<package::Installed> installed(const Fetched& fetched, package::Target target,
                                          const std::string& name, const Say& say) {
  std::vector<package::Installed> packages;
  const auto add = [&](const package::Candidate& candidate) {
    packages.push_back({.package = candidate.package, .target = target});
    if (candidate.package.manifest.name == name && !say.text.empty()) packages.back().local = say.local;
  };
  for (const package::Candidate& candidate : fetched.candidates) add(candidate);
  for (const auto& [needed, candidate] : fetched.needed) add(candidate);
  return packages;
}

/// What lies in the clean project: files that were deployed, and below packages/ the packages themselves.
struct CleanFolder {
  package::Deployment deployed;
  FileTree pristine;

  /// Whether `target`, written in the file at `path`, is a file of a package.
  [[nodiscard]] bool holds(const std::string& path, const std::string& target) const {
    return pristine.contains(
        (std::filesystem::path(path).parent_path() / target).lexically_normal().generic_string());
  }

  /// The files below `prefix` that were deployed, by their paths there; without contents.
  [[nodiscard]] FileTree origins_in(const std::string& prefix) const {
    FileTree files;
    for (const auto& [path, file] : deployed)
      if (file.origin.starts_with(prefix)) files.emplace(file.origin.substr(prefix.size()), TreeFile{});
    return files;
  }

  /// What an agent there reads, or is sent to: deployed files, and the documents of the packages.
  [[nodiscard]] FileTree readable() const {
    FileTree files;
    for (const auto& [path, file] : deployed) files.emplace(path, file.file);
    for (const auto& [path, file] : pristine)
      if (path.contains("/docs/")) files.emplace(path, file);
    return files;
  }
};

Result<CleanFolder> clean_folder(const std::vector<package::Installed>& packages) {
  auto deployed = package::deployment(packages);
  if (!deployed) return fail(deployed);
  CleanFolder folder{.deployed = *std::move(deployed), .pristine = {}};
  for (const package::Installed& installed : packages)
    for (const auto& [path, file] : installed.package.files)
      folder.pristine.emplace(
          fmt::format("{}/{}", package::package_folder(installed.package.manifest.name), path), file);
  return folder;
}

/// In a workflow whatever it names counts: it is walked from the first step to the last. Elsewhere only what
/// leads to a place, since a name may be that of something outside.
bool counts(const Item& item, const Reference& reference) {
  return item.kind == Kind::Workflow || item.kind == Kind::Command || reference.form == MentionForm::Link ||
         reference.form == MentionForm::Import || reference.form == MentionForm::Path;
}

void add_references(const Item& item, const CleanFolder& folder, const std::string& origin,
                    PackageTest& test) {
  for (const Reference& reference : item.references) {
    if (!reference.to.empty() || folder.holds(item.path, reference.target)) {
      ++test.resolved;
    } else if (counts(item, reference)) {
      ++test.dead;
      test.findings.push_back(
          {.rule = "AO514",
           .severity = Severity::Warning,
           .place = {.path = origin, .line = reference.lines.front(), .column = 1},
           .message = fmt::format("\"{}\" leads nowhere once the package is installed",
                                  text::for_terminal(reference.target)),
           .fix = "bring what it names into the package, depend on a package that has it, or take it out"});
    }
  }
}

/// A path of one machine is worth a note where it is written, and a warning where it is to be installed.
/// Those that a setting fills in are none: whoever installs the package changes them in one place.
void raise_paths(PackageTest& test) {
  for (Finding& finding : test.findings) {
    if (finding.rule != "AO601") continue;
    ++test.paths;
    finding.severity = Severity::Warning;
  }
}

/// What is wrong with the items of the package where they were deployed to.
void read_deployed(const CleanFolder& folder, PackageTest& test) {
  const std::string own = package::package_folder(test.name) + "/";
  for (const Item& item : read_items(folder.readable(), [](const Document&) {}).items) {
    const auto deployed = folder.deployed.find(item.path);
    if (deployed == folder.deployed.end() || !deployed->second.origin.starts_with(own)) continue;
    add_references(item, folder, deployed->second.origin.substr(own.size()), test);
  }
}

/// What --with says of the package, or else what the project does whose own package it is. Errors: those of
/// reading it, and of check_overrides.
Result<Say> said_of(const Project& project, const package::Candidate& candidate, const std::string& with) {
  const package::Project view = project_view(project, {}, nothing_beside);
  const std::string& name = candidate.package.manifest.name;
  Say say;
  if (with.empty()) {
    if (candidate.source != package::package_folder(name)) return say;
    auto local = package::read_localization(name, view.read_file, view.read_folder);
    if (!local) return fail(local);
    say.local = *std::move(local);
  } else {
    auto text = read_file(with, file_limit);
    if (!text) return fail(text);
    say.text = *std::move(text);
    const auto read = [&](const std::string& path) -> Result<std::optional<std::string>> {
      if (path == with) return say.text;
      return view.read_file(path);
    };
    auto local = package::read_localization_at(with, read, view.read_folder);
    if (!local) return fail(local);
    say.local = *std::move(local);
  }
  if (const Status fits = package::check_overrides(say.local.overrides, candidate.package, say.local.path);
      !fits)
    return fail(fits);
  return say;
}

Result<std::vector<Finding>> outranked_in(const Project& project, const package::Package& package,
                                          std::vector<std::string>& words) {
  const PackageSource source{
      .place = fmt::format("{}@{}", package.manifest.name, text::to_text(package.manifest.version)),
      .digest = package.digest,
      .read = [&package]() -> Result<std::pair<FileTree, Digest>> {
        return std::pair(package.files, package.digest);
      }};
  const auto index = index_package(project, source, false, words);
  if (!index) return fail(index);
  const auto files = files_of(project, *index);
  if (!files) return fail(files);
  Inventory inventory;
  for (const PackageFile& file : *files) std::ranges::copy(file.items, std::back_inserter(inventory.items));
  std::ranges::sort(inventory.items, {}, &Item::key);
  auto searcher = index::Searcher::open(index->home);
  if (!searcher) return fail(searcher);
  const auto outranked = outranked_items(*searcher, inventory.items);
  if (!outranked) return fail(outranked);
  std::vector<Finding> findings;
  for (KnownFinding& known :
       check::check(inventory, [](const std::string&) { return Result<std::string>(""); },
                    {.only = {"AO405"}, .outranked = &*outranked}))
    findings.push_back(std::move(known.finding));
  return findings;
}

/// Search as a test. Where no index can be made, it is not made, and that is said.
void search_for_each(const Project& project, const package::Package& package, PackageTest& test) {
  auto findings = outranked_in(project, package, test.words);
  if (!findings) {
    test.words.push_back("whether each item is found first was not tested: " + findings.error().message);
    return;
  }
  std::ranges::move(*findings, std::back_inserter(test.findings));
}

void sort(std::vector<Finding>& findings) {
  std::ranges::stable_sort(findings, {}, [](const Finding& finding) {
    return std::tie(finding.place.path, finding.place.line, finding.rule);
  });
}

}  // namespace

Result<PackageTest> test_package(const Project& project, const PackageTestOptions& options) {
  auto candidate = read_candidate(project, options.from);
  if (!candidate) return fail(candidate);
  const package::Package& package = candidate->package;
  PackageTest test{.name = package.manifest.name, .version = package.manifest.version};
  const auto say = said_of(project, *candidate, options.with);
  if (!say) return fail(say);
  const FileTree files = package::with_validations(package.files, package.manifest, say->local.overrides);
  test.findings = judge(options.from, files, package::Gate::Work).findings;
  raise_paths(test);
  search_for_each(project, package, test);

  const FindBeside beside = [&](const Dependency& dependency) {
    return find_beside(project, {options.from}, dependency);
  };
  FetchOrder order;
  order.given.push_back(*std::move(candidate));
  const auto fetched = fetch(project, Lock{}, order, beside);
  if (!fetched) return fail(fetched);
  const auto folder = clean_folder(installed(*fetched, options.target, test.name, *say));
  if (!folder) return fail(folder);
  const auto proposal = package::plan_install({.candidates = fetched->candidates, .target = options.target},
                                              clean_project(test.name, *say, *fetched));
  if (!proposal) return fail(proposal);
  for (const package::Step& step : proposal->steps)
    if (step.name != test.name) test.with.emplace_back(step.name, step.version);
  test.items = package::count_items(folder->origins_in(package::package_folder(test.name) + "/"));
  read_deployed(*folder, test);
  sort(test.findings);
  return test;
}

}  // namespace agentops::actions
