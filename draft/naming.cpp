#include "draft/naming.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include <fmt/format.h>

#include "text/slug.h"

namespace agentops::draft {
namespace {

constexpr std::size_t longest_name = 64;

/// Suffixes that tools tell files by; longer ones first.
constexpr std::array<std::string_view, 12> suffixes = {".instructions.md",
                                                       ".chatmode.md",
                                                       ".prompt.md",
                                                       ".agent.md",
                                                       ".markdown",
                                                       ".toml",
                                                       ".json",
                                                       ".yaml",
                                                       ".yml",
                                                       ".mdc",
                                                       ".txt",
                                                       ".md"};

/// Names that a file has because of its role, so that they say nothing about what is in it.
constexpr std::array<std::string_view, 9> role_names = {
    "skill", "readme", "index", "agents", "agent", "claude", "gemini", "main", "copilot-instructions"};

constexpr std::array<std::string_view, 2> reserved = {"docs/getting-started.md", "docs/domain.md"};

std::string slug(std::string_view words) { return text::slug(words, longest_name); }

/// People type the name of a command: it stays as they know it.
bool is_typed(Kind kind) { return kind == Kind::Command || kind == Kind::Prompt; }

bool is_typeable(std::string_view name) { return !name.empty() && slug(name) == name; }

/// What the file calls itself: its stem, with its folder where the stem is only a role.
std::string name_of_file(const Item& item) {
  std::string stem = slug(stem_of(item.path));
  const std::string folder = slug(file_of(folder_of(item.path)));
  if (std::ranges::find(role_names, stem) == role_names.end() || folder.empty()) return stem;
  return stem == "skill" ? folder : folder + "-" + stem;
}

/// The names to try for an item, best first; never empty.
std::vector<std::string> names_for(const Named& named) {
  const Item& item = *named.item;
  const bool is_part = item.key != item.path;
  const std::string own = slug(item.name);
  const std::string file = name_of_file(item);
  const bool own_first =
      is_part || (item.name_from == "frontmatter" && (!is_typed(named.kind) || is_typeable(item.name)));
  const std::string& first = own_first ? own : file;

  std::vector<std::string> names;
  const auto add = [&](std::string name) {
    if (!name.empty() && std::ranges::find(names, name) == names.end()) names.push_back(std::move(name));
  };
  add(first);
  add(file);
  const std::string folder = slug(file_of(folder_of(item.path)));
  if (!folder.empty()) add(slug(folder + " " + (first.empty() ? own : first)));
  add(slug(fmt::format("{} {}", folder_of(item.path), stem_of(item.path))));
  if (names.empty()) add(slug("item " + item.id));
  if (names.empty()) add("item");
  return names;
}

std::string path_of(const Named& named, std::string_view name) {
  if (named.kind == Kind::Skill) return fmt::format("skills/{}/SKILL.md", name);
  const bool is_part = named.item->key != named.item->path;
  const std::string_view suffix = is_part ? ".md" : suffix_of(named.item->path);
  return fmt::format("{}/{}{}", folder_for(named.kind), name, suffix.empty() ? ".md" : suffix);
}

/// Gives each item its next name as long as its path is wanted by others too.
std::vector<std::string> settle(std::span<const Named> items,
                                const std::vector<std::vector<std::string>>& names) {
  std::vector<std::size_t> level(items.size(), 0);
  for (bool changed = true; changed;) {
    changed = false;
    std::map<std::string, std::vector<std::size_t>> wanted;
    for (std::size_t i = 0; i < items.size(); ++i) wanted[path_of(items[i], names[i][level[i]])].push_back(i);
    for (const auto& [path, by] : wanted) {
      if (by.size() == 1 && std::ranges::find(reserved, path) == reserved.end()) continue;
      for (const std::size_t i : by)
        if (level[i] + 1 < names[i].size()) ++level[i], changed = true;
    }
  }
  std::vector<std::string> settled;
  for (std::size_t i = 0; i < items.size(); ++i) settled.push_back(names[i][level[i]]);
  return settled;
}

}  // namespace

std::string package_name(const PlanHeading& heading) {
  if (text::is_package_name(heading.name)) return heading.name;
  const std::string name = slug(heading.name);
  return name.empty() ? fmt::format("domain-{}", slug(heading.id)) : name;
}

std::string_view folder_for(Kind kind) {
  switch (kind) {
    case Kind::Agent:
      return "agents";
    case Kind::Workflow:
    case Kind::Command:
    case Kind::Prompt:
      return "workflows";
    case Kind::Pattern:
      return "patterns";
    case Kind::Skill:
      return "skills";
    case Kind::Rule:
      return "rules";
    case Kind::Config:
    case Kind::Hook:
    case Kind::Readme:
    case Kind::Doc:
    case Kind::Other:
      return "docs";
  }
  return "docs";
}

std::vector<std::string> paths_for(std::span<const Named> items) {
  std::vector<std::vector<std::string>> names;
  for (const Named& named : items) names.push_back(names_for(named));
  const std::vector<std::string> settled = settle(items, names);

  std::set<std::string, std::less<>> taken(reserved.begin(), reserved.end());
  std::map<std::string, unsigned, std::less<>> last_number;  // of each path that was wanted again
  std::vector<std::string> paths;
  for (std::size_t i = 0; i < items.size(); ++i) {
    std::string path = path_of(items[i], settled[i]);
    if (taken.contains(path)) {
      unsigned& number = last_number.try_emplace(path, 1).first->second;
      while (taken.contains(path)) path = path_of(items[i], fmt::format("{}-{}", settled[i], ++number));
    }
    taken.insert(path);
    paths.push_back(std::move(path));
  }
  return paths;
}

std::string_view folder_of(std::string_view path) {
  const std::size_t slash = path.rfind('/');
  return slash == std::string_view::npos ? std::string_view() : path.substr(0, slash);
}

std::string_view file_of(std::string_view path) {
  const std::size_t slash = path.rfind('/');
  return slash == std::string_view::npos ? path : path.substr(slash + 1);
}

std::string_view stem_of(std::string_view path) {
  const std::string_view file = file_of(path);
  return file.substr(0, file.size() - suffix_of(path).size());
}

std::string_view suffix_of(std::string_view path) {
  const std::string_view file = file_of(path);
  for (const std::string_view suffix : suffixes)
    if (file.size() > suffix.size() && file.ends_with(suffix))
      return file.substr(file.size() - suffix.size());
  return {};
}

}  // namespace agentops::draft
