// Rules name items by where they lie in the package, and facts are read where the items lie in the project:
// so each item has both paths, and its findings are led from one to the other.

#include "package/standing_validations.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <utility>

#include <fmt/format.h>

#include "package/layout.h"
#include "package/overrides.h"

namespace agentops::package {
namespace {

/// The items of one package as they stand, and its rules, by path in the package.
struct Standing {
  FileTree files;
  std::map<std::string, std::string, std::less<>> places;  ///< in the project
};

/// Where a file of the project's own would lie in a package; empty for what is no item.
std::string path_in_package(std::string_view place, Target target) {
  for (const ItemList& list : item_lists) {
    const std::string folder = deployed_folder(list.key, target) + "/";
    if (place.starts_with(folder)) return fmt::format("{}/{}", list.key, place.substr(folder.size()));
  }
  return "";
}

Standing standing(const Installed& installed, const Deployment& deployed) {
  const Package& package = installed.package;
  const std::string own = fmt::format("packages/{}/", package.manifest.name);
  Standing result;
  for (const auto& [place, file] : deployed) {
    if (file.origin.empty() || !std::ranges::binary_search(file.owners, package.manifest.name)) continue;
    std::string path = file.origin.starts_with(own) ? file.origin.substr(own.size())
                                                    : path_in_package(place, installed.target);
    result.files.emplace(path, file.file);
    result.places.emplace(std::move(path), place);
  }
  for (const auto& [name, path] : package.manifest.config)
    if (name == rules_key)
      if (const auto rules = package.files.find(path); rules != package.files.end())
        result.files.insert_or_assign(path, rules->second);
  result.files = with_validations(std::move(result.files), package.manifest, installed.local.overrides);
  return result;
}

/// What references can lead to: deployed files, and what stays in packages/.
FileTree readable(const std::vector<Installed>& packages, const Deployment& deployed) {
  FileTree files;
  for (const auto& [place, file] : deployed) files.emplace(place, file.file);
  for (const Installed& installed : packages)
    for (const auto& [path, file] : installed.package.files)
      if (!is_item_folder(std::string_view(path).substr(0, path.find('/'))))
        files.emplace(fmt::format("packages/{}/{}", installed.package.manifest.name, path), file);
  return files;
}

}  // namespace

std::vector<Finding> standing_validations(const std::vector<Installed>& packages, const Deployment& deployed,
                                          const std::set<std::string, std::less<>>& asked,
                                          const ReadFacts& read_facts) {
  const FileTree files = readable(packages, deployed);
  std::vector<Finding> findings;
  for (const Installed& installed : packages) {
    const Manifest& manifest = installed.package.manifest;
    const Localization& local = installed.local;
    if (local.overrides.empty() || !asked.contains(manifest.name)) continue;
    const Standing stands = standing(installed, deployed);
    const FactsOf facts = read_facts(files, manifest);
    const FactsOf facts_of = [&](const std::string& path) { return facts(stands.places.at(path)); };
    for (Finding& finding : check_validations(stands.files, manifest, facts_of)) {
      if (const auto place = stands.places.find(finding.place.path); place != stands.places.end()) {
        finding.place.path = place->second;
        finding.fix =
            fmt::format("mend it, or switch the rule off: `{}` in {}", custom_validations_key, local.path);
      } else {
        finding.place = {.path = local.path};  // of the rules, which that file changed
      }
      findings.push_back(std::move(finding));
    }
  }
  return findings;
}

}  // namespace agentops::package
