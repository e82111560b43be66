#include <algorithm>

#include <fmt/format.h>

#include "package/resolve.h"
#include "text/escape.h"
#include "text/version.h"

namespace agentops::package {
namespace {

constexpr std::size_t most_versions = 3;
constexpr std::size_t most_lines = 12;

/// "a 2.1.0, 2.0.0 and 4 older", "every a", "you"
std::string who(const Obstacle& obstacle) {
  if (obstacle.package.empty()) return "you need";
  const std::string name = text::for_terminal(obstacle.package);
  if (obstacle.every && obstacle.versions.size() > 1) return fmt::format("every {} needs", name);
  std::string versions;
  const std::size_t shown = std::min(obstacle.versions.size(), most_versions);
  for (std::size_t i = 0; i < shown; ++i)
    versions += (i == 0 ? "" : ", ") + text::for_terminal(text::to_text(obstacle.versions[i]));
  if (const std::size_t left = obstacle.versions.size() - shown; left > 0)
    versions += fmt::format(" and {} older", left);
  return fmt::format("{} {} {}", name, versions, obstacle.versions.size() == 1 ? "needs" : "need");
}

std::string line(const Obstacle& obstacle) {
  const std::string name = text::for_terminal(obstacle.needs.name);
  std::string need = fmt::format("{} {} {}", who(obstacle), name, text::for_terminal(obstacle.needs.range));
  if (!obstacle.nothing_fits) return need;
  if (obstacle.withdrawn) return fmt::format("{}, and every version of {} was withdrawn", need, name);
  if (!obstacle.newest) return fmt::format("{}, and there is no {}", need, name);
  return fmt::format("{}, and the newest {} is {}", need, name, text::to_text(*obstacle.newest));
}

}  // namespace

std::vector<std::string> explain(const Unresolvable& why) {
  if (why.gave_up)
    return {"too many versions exclude each other: ask for fewer packages, or for narrower ranges"};
  std::vector<std::string> lines;
  for (const Obstacle& obstacle : why.because) {
    if (lines.size() == most_lines) {
      lines.push_back(fmt::format("and {} more", why.because.size() - most_lines));
      break;
    }
    lines.push_back(line(obstacle));
  }
  if (why.would_do)
    lines.push_back(fmt::format("with {} {} there would be a solution",
                                text::for_terminal(why.would_do->name), why.would_do->range));
  return lines;
}

}  // namespace agentops::package
