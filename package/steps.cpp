#include "package/steps.h"

#include <set>
#include <string>
#include <string_view>
#include <utility>

#include "package/layout.h"

namespace agentops::package {
namespace {

bool is_below(std::string_view path, std::string_view folder) {
  return path.size() > folder.size() && path.starts_with(folder) && path[folder.size()] == '/';
}

Step step_of(const Member& member) {
  return {.kind = member.step,
          .name = member.locked.name,
          .version = member.locked.version,
          .needed_by = member.needed_by,
          .files = member.package.files.size(),
          .items = count_items(member.package.files)};
}

}  // namespace

std::vector<std::pair<std::string, std::size_t>> count_items(const FileTree& files) {
  std::vector<std::pair<std::string, std::size_t>> counts;
  for (const auto& [folder, kind, paths] : item_lists) {
    std::set<std::string_view> items;
    for (const auto& [path, file] : files) {
      if (!is_below(path, folder)) continue;
      const auto name = std::string_view(path).substr(folder.size() + 1);
      items.insert(folder == "skills" ? name.substr(0, name.find('/')) : name);
    }
    if (!items.empty()) counts.emplace_back(folder, items.size());
  }
  return counts;
}

std::vector<Step> steps_in_order(const Members& members) {
  std::vector<Step> steps;
  Names done;
  Names entered;
  for (const auto& [root, unused] : members) {
    std::vector<std::string> open = {root};
    while (!open.empty()) {
      const std::string name = open.back();
      const auto member = members.find(name);
      if (member == members.end() || member->second.carried || done.contains(name)) {
        open.pop_back();
      } else if (entered.insert(name).second) {
        for (const auto& dependency : member->second.package.manifest.dependencies)
          if (!entered.contains(dependency.name)) open.push_back(dependency.name);
      } else {
        open.pop_back();
        done.insert(name);
        steps.push_back(step_of(member->second));
      }
    }
  }
  return steps;
}

}  // namespace agentops::package
