#include "index/synonyms.h"

#include <algorithm>
#include <array>

namespace agentops::index {
namespace {

/// Up to four names of one thing; the rest are empty.
using Names = std::array<std::string_view, 4>;

constexpr std::array<Names, 76> groups = {{
    {{"accessibility", "a11y"}},
    {{"address", "addr"}},
    {{"administrator", "admin"}},
    {{"application", "app"}},
    {{"asynchronous", "async"}},
    {{"authentication", "auth"}},
    {{"button", "btn"}},
    {{"command", "cmd"}},
    {{"configuration", "config", "conf", "cfg"}},
    {{"context", "ctx"}},
    {{"database", "db"}},
    {{"dependencies", "deps"}},
    {{"development", "dev"}},
    {{"directory", "dir"}},
    {{"documentation", "docs", "doc"}},
    {{"environment", "env"}},
    {{"environments", "envs"}},
    {{"error", "err"}},
    {{"execute", "exec"}},
    {{"function", "func", "fn"}},
    {{"github", "gh"}},
    {{"golang", "go"}},
    {{"graphql", "gql"}},
    {{"image", "img"}},
    {{"implementation", "impl"}},
    {{"information", "info"}},
    {{"infrastructure", "infra"}},
    {{"initialize", "init"}},
    {{"internationalization", "i18n"}},
    {{"javascript", "js"}},
    {{"kubernetes", "k8s"}},
    {{"language", "lang"}},
    {{"libraries", "libs"}},
    {{"library", "lib"}},
    {{"localization", "l10n"}},
    {{"management", "mgmt"}},
    {{"message", "msg"}},
    {{"mongodb", "mongo"}},
    {{"nodejs", "node"}},
    {{"observability", "o11y"}},
    {{"operations", "ops"}},
    {{"organization", "org"}},
    {{"package", "pkg"}},
    {{"packages", "pkgs"}},
    {{"parameter", "param"}},
    {{"parameters", "params"}},
    {{"performance", "perf"}},
    {{"postgresql", "postgres", "psql", "pg"}},
    {{"powershell", "pwsh"}},
    {{"production", "prod"}},
    {{"progress", "wip"}},
    {{"python", "py"}},
    {{"reference", "ref"}},
    {{"regexp", "regex"}},
    {{"repositories", "repos"}},
    {{"repository", "repo"}},
    {{"request", "req"}},
    {{"ruby", "rb"}},
    {{"rust", "rs"}},
    {{"scheduler", "sched"}},
    {{"service", "svc"}},
    {{"services", "svcs"}},
    {{"source", "src"}},
    {{"specification", "spec"}},
    {{"specifications", "specs"}},
    {{"statistics", "stats"}},
    {{"synchronization", "sync"}},
    {{"temporary", "tmp"}},
    {{"terraform", "tf"}},
    {{"transaction", "txn"}},
    {{"typescript", "ts"}},
    {{"utilities", "utils"}},
    {{"utility", "util"}},
    {{"variable", "var"}},
    {{"variables", "vars"}},
    {{"yaml", "yml"}},
}};

}  // namespace

std::vector<std::string> synonyms_of(std::string_view word) {
  std::vector<std::string> others;
  for (const Names& names : groups) {
    if (word.empty() || std::ranges::find(names, word) == names.end()) continue;
    for (const std::string_view name : names)
      if (!name.empty() && name != word) others.emplace_back(name);
  }
  return others;
}

}  // namespace agentops::index
