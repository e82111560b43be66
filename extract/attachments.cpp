// Paths are sorted, so whatever lies below a folder follows it; the nearest folder with a SKILL.md above a
// path is found by walking up its own folders, at most as many as it has.

#include "extract/attachments.h"

#include <array>
#include <unordered_map>
#include <unordered_set>

#include "extract/scan.h"

namespace agentops::extract {

namespace {

bool is_skill_file(std::string_view path) { return is_text(base_name(path), "skill.md"); }

/// The first folder of `path` is one that skills keep their attachments in.
bool in_attachment_folder(std::string_view path) {
  const auto slash = path.find('/');
  if (slash == std::string_view::npos) return false;
  constexpr std::array<std::string_view, 6> folders = {"scripts", "references", "reference",
                                                       "assets",  "templates",  "resources"};
  for (const auto folder : folders)
    if (path.substr(0, slash) == folder) return true;
  return false;
}

}  // namespace

std::vector<std::string> owners_of(const std::vector<std::string>& paths) {
  std::unordered_map<std::string_view, const std::string*> skills;  // folder -> its SKILL.md
  for (const auto& path : paths)
    if (is_skill_file(path)) skills.try_emplace(folder_of(path), &path);

  std::vector<std::string> owners(paths.size());
  if (skills.empty()) return owners;
  for (std::size_t i = 0; i < paths.size(); ++i) {
    if (is_skill_file(paths[i])) continue;
    for (auto folder = folder_of(paths[i]);; folder = folder_of(folder)) {
      if (base_name(folder).starts_with('.')) break;
      const auto skill = skills.find(folder);
      const bool found = skill != skills.end() && (!folder.empty() || in_attachment_folder(paths[i]));
      if (found) owners[i] = *skill->second;
      if (found || folder.empty()) break;
    }
  }
  return owners;
}

std::vector<bool> beside_skill_folders(const std::vector<std::string>& paths) {
  std::unordered_set<std::string_view> folders;  // those that hold one of the three
  for (const auto& path : paths)
    for (auto folder = folder_of(path); !folder.empty(); folder = folder_of(folder)) {
      const auto name = base_name(folder);
      if (name == "scripts" || name == "references" || name == "assets") folders.insert(folder_of(folder));
    }
  std::vector<bool> beside;
  beside.reserve(paths.size());
  for (const auto& path : paths) beside.push_back(folders.contains(folder_of(path)));
  return beside;
}

}  // namespace agentops::extract
