#include "package/item_lookup.h"

#include <algorithm>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "package/fields.h"
#include "package/layout.h"
#include "package/overrides.h"
#include "text/escape.h"
#include "text/spelling.h"

namespace agentops::package {
namespace {

constexpr std::string_view skill_page = "/SKILL.md";

std::string_view folder_of(std::string_view path) { return path.substr(0, path.find('/')); }

/// "refunds" for skills/refunds/SKILL.md, "triage" for agents/triage.md.
std::string_view name_of(std::string_view path) {
  if (path.ends_with(skill_page)) path.remove_suffix(skill_page.size());
  const auto name = path.substr(path.rfind('/') + 1);
  return name.substr(0, name.rfind('.'));
}

/// Each item once: of a skill its page.
std::vector<std::string_view> items_of(const FileTree& files) {
  std::vector<std::string_view> items;
  for (const auto& [path, file] : files)
    if (path.contains('/') && is_item_folder(folder_of(path)) &&
        (folder_of(path) != "skills" || path.ends_with(skill_page)))
      items.emplace_back(path);
  return items;
}

Error refusal(ErrorKind kind, std::string message, std::string hint) {
  return {
      .kind = kind, .code = "E-NO-ITEM", .message = std::move(message), .hint = std::move(hint), .where = {}};
}

}  // namespace

Result<std::string> find_item(const Package& package, std::string_view name) {
  const auto items = items_of(package.files);
  const auto own = files_of_item(package.files, name);
  if (!own.empty())
    return own.size() == 1 ? own.front()
                           : fmt::format("{}{}", name, name.ends_with(skill_page) ? "" : skill_page);
  const auto colon = name.find(':');
  const auto kind = colon == std::string_view::npos ? std::string_view() : name.substr(0, colon);
  const auto stem = colon == std::string_view::npos ? name : name.substr(colon + 1);
  std::vector<std::string_view> found;
  for (const auto item : items) {
    const auto* const list = std::ranges::find(item_lists, folder_of(item), &ItemList::key);
    if (name_of(item) == stem && (kind.empty() || list->kind == kind)) found.push_back(item);
  }
  if (found.size() == 1) return std::string(found.front());
  if (found.size() > 1)
    return fail(
        refusal(ErrorKind::Usage, fmt::format("{} is the name of several items", shown(name)),
                fmt::format("one of {}", text::for_terminal(fmt::format("{}", fmt::join(found, ", "))))));
  std::vector<std::string_view> names(items);
  for (const auto item : items) names.push_back(name_of(item));
  const auto near = text::closest_spelling(name, names);
  return fail(
      refusal(ErrorKind::NotFound, fmt::format("{} has no item {}", package.manifest.name, shown(name)),
              near.empty() ? fmt::format("agentops package info {}  lists them", package.manifest.name)
                           : fmt::format("did you mean {}?", text::for_terminal(near))));
}

}  // namespace agentops::package
