// The links are found by the reader that also rewrites them (package/links.h): it is asked to move nothing.

#include "package/boundaries.h"

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include <fmt/format.h>

#include "package/layout.h"
#include "package/links.h"
#include "text/escape.h"

namespace agentops::package {
namespace {

/// The line of `text` that holds `words`, from 1; 0 when none does.
std::uint32_t line_with(std::string_view text, std::string_view words) {
  const auto at = text.find(words);
  if (at == std::string_view::npos) return 0;
  return static_cast<std::uint32_t>(std::ranges::count(text.substr(0, at), '\n')) + 1;
}

/// The other packages that `text`, the file `path` of `name`, links to, each with the first such target.
std::map<std::string, std::string> linked_packages(std::string_view text, const std::string& name,
                                                   const std::string& path) {
  std::map<std::string, std::string> others;
  const std::string here = name + "/" + path;
  (void)relink(text, here, here, [&](const std::string& target) -> std::optional<std::string> {
    const auto slash = target.find('/');
    if (slash != std::string::npos && target.substr(0, slash) != name)
      others.emplace(target.substr(0, slash), target);
    return std::nullopt;
  });
  return others;
}

}  // namespace

std::vector<Finding> crossings(const FileTree& folder, const Manifest& manifest) {
  std::vector<Finding> findings;
  for (const auto& [path, file] : folder) {
    if (!path.ends_with(".md") || path.starts_with(".draft/")) continue;
    const std::string_view text = bytes_of(file);
    for (const auto& [other, target] : linked_packages(text, manifest.name, path)) {
      if (std::ranges::find(manifest.dependencies, other, &Dependency::name) != manifest.dependencies.end())
        continue;
      const auto line = line_with(text, target);
      findings.push_back(
          {.rule = "AO305",
           .severity = Severity::Warning,
           .place = {.path = path, .line = line, .column = line == 0 ? 0U : 1U},
           .message = fmt::format("links to {}, which is no dependency of {}", text::for_terminal(target),
                                  text::for_terminal(manifest.name)),
           .fix = fmt::format("list {} under `dependencies` in package.yaml, or take the link out",
                              text::for_terminal(other))});
    }
  }
  return findings;
}

}  // namespace agentops::package
