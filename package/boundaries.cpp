#include "package/boundaries.h"

#include <algorithm>
#include <map>
#include <string>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "package/layout.h"
#include "package/links.h"
#include "text/escape.h"

namespace agentops::package {
namespace {

/// The other packages that `text`, the file `path` of `name`, links to, each with the first such link.
std::map<std::string, LinkedPath> linked_packages(std::string_view text, const std::string& name,
                                                  const std::string& path) {
  std::map<std::string, LinkedPath> others;
  for (LinkedPath& linked : linked_paths(text, name + "/" + path)) {
    const auto slash = linked.path.find('/');
    if (slash == std::string::npos || linked.path.substr(0, slash) == name) continue;
    std::string other = linked.path.substr(0, slash);
    others.try_emplace(std::move(other), std::move(linked));
  }
  return others;
}

}  // namespace

std::vector<Finding> crossings(const FileTree& folder, const Manifest& manifest) {
  std::vector<Finding> findings;
  if (manifest.name.empty()) return findings;  // a name that is none: nothing tells own folders from others'
  for (const auto& [path, file] : folder) {
    if (!path.ends_with(".md") || path.starts_with(".draft/")) continue;
    for (const auto& [other, linked] : linked_packages(bytes_of(file), manifest.name, path)) {
      if (std::ranges::find(manifest.dependencies, other, &Dependency::name) != manifest.dependencies.end())
        continue;
      findings.push_back(
          {.rule = "AO305",
           .severity = Severity::Warning,
           .place = {.path = path, .line = linked.line, .column = 1},
           .message = fmt::format("links to {}, which is no dependency of {}",
                                  text::for_terminal(linked.path), text::for_terminal(manifest.name)),
           .fix = fmt::format("list {} under `dependencies` in package.yaml, or take the link out",
                              text::for_terminal(other))});
    }
  }
  return findings;
}

}  // namespace agentops::package
