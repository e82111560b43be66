#include "actions/doctor.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "actions/author.h"
#include "actions/packages.h"
#include "actions/plan.h"
#include "actions/scan.h"
#include "index/search.h"
#include "report/findings.h"
#include "state/scan_cache.h"
#include "text/escape.h"

namespace agentops::actions {
namespace {

DoctorLine list_setting(std::string what, const std::vector<std::string>& values) {
  if (values.empty()) return {.what = std::move(what), .value = "none", .origin = "default"};
  return {
      .what = std::move(what), .value = fmt::format("{}", fmt::join(values, " ")), .origin = "agentops.yaml"};
}

DoctorLine number_setting(std::string what, const std::optional<unsigned>& value, unsigned otherwise) {
  return {.what = std::move(what),
          .value = std::to_string(value.value_or(otherwise)),
          .origin = value ? "agentops.yaml" : "default"};
}

/// "AO101=error" for each rule whose level the settings change.
std::vector<std::string> rule_levels(const Settings& settings) {
  std::vector<std::string> levels;
  for (const auto& [id, level] : settings.rules)
    levels.push_back(
        fmt::format("{}={}", text::for_terminal(id), level ? report::level_name(*level) : "off"));
  return levels;
}

DoctorLine plan_health(const Project& project) {
  const auto plan = load_plan(project);
  if (!plan)
    return {.what = plan_file,
            .value = fmt::format("line {}: {}", plan.error().where.line, plan.error().message),
            .origin = {},
            .fault = true};
  return {.what = plan_file, .value = *plan ? "readable" : "none yet", .origin = {}};
}

DoctorLine lock_health(const Project& project) {
  const auto lock = load_lock(project);
  if (!lock)
    return {.what = "agentops.lock",
            .value = fmt::format("line {}: {}", lock.error().where.line, lock.error().message),
            .origin = {},
            .fault = true};
  return {.what = "agentops.lock",
          .value = fmt::format("{} packages, {} files", lock->packages.size(), lock->files.size()),
          .origin = {}};
}

DoctorLine seal_health(const Project& project) {
  return {.what = "seal of the caches",
          .value = project.unkept() ? project.unkept()->message : "kept",
          .origin = {}};
}

DoctorLine cache_health(const Project& project) {
  const auto cache = project.store().load("scan", state::scan_cache_version);
  if (cache) return {.what = "scan cache", .value = fmt::format("{} bytes", cache->size()), .origin = {}};
  return {.what = "scan cache",
          .value = std::string(name_of(cache.error())),
          .origin = {},
          .fault = cache.error() == state::Miss::Damaged || cache.error() == state::Miss::Foreign};
}

DoctorLine index_health(const Project& project) {
  const auto searcher = index::Searcher::open(index_home(project));
  if (searcher)
    return {.what = "search index", .value = fmt::format("{} items", searcher->size()), .origin = {}};
  const bool missing = searcher.error().kind == ErrorKind::NotFound;
  return {.what = "search index",
          .value = missing ? "none yet" : searcher.error().message + "; it is built again when it is needed",
          .origin = {},
          .fault = !missing};
}

}  // namespace

std::vector<DoctorLine> examine(const Project& project, const ProjectOptions& options) {
  const std::string author = author_from_git(project);
  return {{.what = "folder", .value = project.root().path(), .origin = {}},
          {.what = "state folder",
           .value = project.state_folder().string(),
           .origin = options.state.empty() ? "default" : "flag"},
          {.what = "threads",
           .value = std::to_string(project.threads()),
           .origin = options.threads == 0 ? "cores of this machine" : "flag"},
          {.what = "author",
           .value = author.empty() ? "unknown" : author,
           .origin = author.empty() ? "no user.name in git's settings" : "git"},
          list_setting("include", project.settings().include),
          list_setting("exclude", project.settings().exclude),
          number_setting("patterns.min_uses", project.settings().pattern_min_uses, 3),
          number_setting("patterns.generic_from_domains", project.settings().generic_from_domains, 3),
          list_setting("rules", rule_levels(project.settings())),
          number_setting("token_budget.item", project.settings().token_budget, 5000),
          plan_health(project),
          lock_health(project),
          seal_health(project),
          cache_health(project),
          index_health(project)};
}

}  // namespace agentops::actions
