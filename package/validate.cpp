#include "package/validate.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <set>
#include <string>
#include <tuple>
#include <utility>

#include <fmt/format.h>

#include "package/asked_settings.h"
#include "package/boundaries.h"
#include "package/contents.h"
#include "package/layout.h"
#include "package/license.h"
#include "package/listing.h"
#include "package/manifest.h"
#include "package/validations.h"
#include "text/escape.h"

namespace agentops::package {
namespace {

/// What agentops leaves in a draft where only a person can answer.
constexpr std::string_view blank = "________";
constexpr std::string_view to_do = "TODO";

constexpr std::size_t most_items = 100;  ///< of a package that is about one domain

constexpr std::array top_files = std::to_array<std::string_view>(
    {"package.yaml", "README.md", "CHANGELOG.md", "CONTRIBUTING.md", "CODE_OF_CONDUCT.md", "SECURITY.md"});

/// Files at the top that every repository has and no manifest lists.
bool is_top_file(std::string_view path) {
  return std::ranges::find(top_files, path) != top_files.end() ||
         (!path.contains('/') &&
          (path.starts_with("LICENSE") || path.starts_with("NOTICE") || path == ".gitignore" ||
           path == ".gitattributes" || path == ".editorconfig"));
}

class Validation {
 public:
  Validation(const FileTree& files, Gate gate) : files_(files), gate_(gate) {}

  std::vector<Finding> run() {
    check_files();
    const auto manifest = files_.find(manifest_path);
    if (manifest == files_.end()) {
      add(Severity::Error, "AO501", manifest_path, 0, "there is no package.yaml",
          "name the folder of a package");
      return sorted();
    }
    auto reading = inspect_manifest(bytes_of(manifest->second), manifest_path);
    if (!reading) {
      const auto& error = reading.error();
      findings_.push_back({.rule = "AO501",
                           .severity = Severity::Error,
                           .place = error.where,
                           .message = error.message,
                           .fix = error.hint});
      return sorted();
    }
    std::ranges::copy(reading->findings, std::back_inserter(findings_));
    check_license_of(*reading);
    check_listed(*reading);
    check_unlisted(reading->manifest);
    check_documentation(*reading);
    check_blanks(reading->manifest);
    check_size(reading->manifest);
    check_home(reading->manifest);
    std::ranges::move(check_settings(files_, reading->manifest), std::back_inserter(findings_));
    std::ranges::move(crossings(files_, reading->manifest), std::back_inserter(findings_));
    return sorted();
  }

 private:
  void add(Severity severity, std::string_view rule, std::string_view path, std::uint32_t line,
           std::string message, std::string fix) {
    findings_.push_back({.rule = std::string(rule),
                         .severity = severity,
                         .place = {.path = std::string(path), .line = line, .column = line == 0 ? 0U : 1U},
                         .message = std::move(message),
                         .fix = std::move(fix)});
  }

  /// What only has to be there before others get the package.
  [[nodiscard]] Severity before_publishing() const {
    return gate_ == Gate::Publish ? Severity::Error : Severity::Warning;
  }

  static std::uint32_t line_of(const ManifestReading& reading, std::string_view key) {
    const auto line = reading.lines.find(key);
    return line == reading.lines.end() ? 0 : line->second;
  }

  std::vector<Finding> sorted() {
    std::ranges::stable_sort(findings_, {}, [](const Finding& finding) {
      return std::tie(finding.place.path, finding.place.line, finding.rule);
    });
    return std::move(findings_);
  }

  void check_files() {
    std::set<std::string> keys;
    for (const auto& [path, file] : files_) {
      if (const auto refusal = check_path(path))
        add(Severity::Error, "AO703", path, 0, refusal->why,
            "rename it, or move it out of the package's folder");
      if (!keys.insert(collision_key(path)).second)
        add(Severity::Error, "AO703", path, 0, "another file has the same name on some systems",
            "rename one of them");
      if (const auto why = check_content(path, bytes_of(file)))
        add(Severity::Error, "AO704", path, 0, *why, "move it out of the package's folder");
      if (bytes_of(file).size() > Limits{}.file_bytes)
        add(Severity::Error, "AO703", path, 0, "larger than a file of a package may be (16 MiB)",
            "move it out of the package's folder");
      if (file.executable)
        add(Severity::Warning, "AO704", path, 0, "is executable; agentops never runs it",
            fmt::format("chmod -x {}", text::for_terminal(path)));
    }
    if (const auto bad = check_tree(files_); bad && bad->path.empty())
      add(Severity::Error, "AO703", "", 0, bad->why, "split the package");
  }

  void check_license_of(const ManifestReading& reading) {
    const auto& license = reading.manifest.license;
    const auto why = check_license(license);
    if (!why) return;
    const auto line = line_of(reading, "license");
    add(is_blank(license) ? before_publishing() : Severity::Error, "AO505", manifest_path, line,
        fmt::format("`license`: {}", *why), "choose one, as in `license: MIT` (spdx.org/licenses)");
  }

  void check_listed(const ManifestReading& reading) {
    for (const auto& listed : listed_paths(reading.manifest))
      if (!is_there(files_, listed))
        add(Severity::Error, "AO502", manifest_path, line_of(reading, listed.path),
            fmt::format("{} is listed under `{}` and not there", text::for_terminal(listed.path), listed.key),
            "add the file, or take the line out");
  }

  void check_unlisted(const Manifest& manifest) {
    std::set<std::string, std::less<>> listed;
    std::set<std::string, std::less<>> skills;  // each with its '/'
    for (const auto& [key, path] : listed_paths(manifest)) {
      listed.insert(path);
      if (key == "skills")
        skills.insert(path.ends_with("/SKILL.md") ? path.substr(0, path.size() - 8) : path + "/");
    }
    const auto in_listed_skill = [&](std::string_view path) {
      const auto end = path.find('/', std::string_view("skills/").size());
      return path.starts_with("skills/") && end != std::string_view::npos &&
             skills.contains(path.substr(0, end + 1));
    };
    for (const auto& [path, file] : files_)
      if (!listed.contains(path) && !is_top_file(path) && !in_listed_skill(path)) add_unlisted(path);
  }

  void add_unlisted(const std::string& path) {
    const std::string key = listing_key(path);
    if (!key.empty())
      add(Severity::Warning, "AO503", path, 0, "is not listed in package.yaml",
          fmt::format("agentops package validate --fix  lists it under `{}`", key));
    else
      add(Severity::Warning, "AO503", path, 0, "lies in none of the package's folders",
          "move it to docs/ or out of the package");
  }

  void check_documentation(const ManifestReading& reading) {
    const auto readme = files_.find("README.md");
    if (readme == files_.end() || bytes_of(readme->second).find_first_not_of(" \r\n\t") == std::string::npos)
      add(before_publishing(), "AO506", "README.md", 0, "there is no README, or it is empty",
          "say what the package owns and what it does not");
    if (reading.manifest.documentation.empty())
      add(before_publishing(), "AO506", manifest_path, line_of(reading, "documentation"),
          "no documentation is listed",
          "add `documentation:` with `  getting_started: docs/getting-started.md`");
    for (const auto& [name, path] : reading.manifest.documentation) {
      const auto file = files_.find(path);
      if (file != files_.end() && bytes_of(file->second).find_first_not_of(" \r\n\t") == std::string::npos)
        add(before_publishing(), "AO506", path, 0, "is empty", "write it, or take it off the list");
    }
    const auto& description = reading.manifest.description;
    if (is_blank(description))
      add(before_publishing(), "AO506", manifest_path, line_of(reading, "description"),
          "there is no description", "say in one line what the package does");
  }

  /// The monolith: one package for everything.
  void check_size(const Manifest& manifest) {
    std::size_t items = 0;
    for (const ItemList& list : item_lists) items += (manifest.*list.paths).size();
    if (items > most_items)
      add(Severity::Warning, "AO509", manifest_path, 0,
          fmt::format("{} items in one package: who wants one of them has to take all", items),
          "agentops mine FOLDER  groups them into domains, agentops draft  makes a package of each");
  }

  void check_home(const Manifest& manifest) {
    if (gate_ == Gate::Publish && manifest.homepage.empty() && manifest.repository.empty())
      add(Severity::Note, "AO511", manifest_path, 0, "nothing says where the package lives",
          "add `repository: https://...`, so that those who use it can send back what they mended");
  }

  // --- Blanks

  /// Blanks stand in what draft writes, not in the items, whose own forms may have lines to fill in.
  static bool may_have_blanks(std::string_view path) {
    return path == manifest_path || path == "README.md" || path.starts_with("docs/") ||
           path.starts_with("config/") || path.starts_with("patterns/");
  }

  /// Rules for the items have none: they may well forbid a TODO.
  void check_blanks(const Manifest& manifest) {
    const auto is_rules = [&](const std::string& path) {
      return std::ranges::find(manifest.config, std::pair(std::string(rules_key), path)) !=
             manifest.config.end();
    };
    for (const auto& [path, file] : files_)
      if (may_have_blanks(path) && !is_rules(path)) check_blanks_of(path, bytes_of(file));
  }

  void check_blanks_of(const std::string& path, std::string_view bytes) {
    const bool is_yaml = path == manifest_path || path.starts_with("config/");
    for (std::uint32_t line = 1; !bytes.empty(); ++line) {
      const auto end = std::min(bytes.find('\n'), bytes.size() - 1) + 1;
      const auto written = bytes.substr(0, end);
      bytes.remove_prefix(end);
      // The licence has a rule of its own.
      if (path == manifest_path && written.starts_with("license:")) continue;
      if (written.contains(blank) || (is_yaml && is_to_do(written)))
        add(before_publishing(), "AO510", path, line, "a blank is left", "fill it in, or take the line out");
    }
  }

  /// `key: TODO`, with a comment or without.
  static bool is_to_do(std::string_view line) {
    const auto colon = line.find(": ");
    if (colon == std::string_view::npos) return false;
    auto value = line.substr(colon + 2);
    value = value.substr(0, value.find('#'));
    const auto first = value.find_first_not_of(" \t\"'");
    return first != std::string_view::npos && value.substr(first).starts_with(to_do) &&
           value.substr(first + to_do.size()).find_first_not_of(" \t\r\n\"'") == std::string_view::npos;
  }

  const FileTree& files_;
  Gate gate_;
  std::vector<Finding> findings_;
};

}  // namespace

std::vector<Finding> validate(const FileTree& folder, Gate gate) {
  const FileTree files = package_files(folder);
  return Validation(files, gate).run();
}

bool has_errors(const std::vector<Finding>& findings) {
  return std::ranges::any_of(findings,
                             [](const Finding& finding) { return finding.severity == Severity::Error; });
}

}  // namespace agentops::package
