#include "disk/ignore.h"

#include <ranges>

namespace agentops::disk {
namespace {

/// The nearest folder that decides, for one kind of file.
text::IgnoreVerdict judge_by(std::size_t source, const std::vector<const FolderRules*>& chain,
                             std::string_view path, bool is_folder) {
  const bool of_git = source >= static_cast<std::size_t>(IgnoreSource::Git);
  for (const FolderRules* folder : chain | std::views::reverse) {
    if (const auto& rules = folder->rules[source]; !rules.empty())
      if (const auto verdict = text::judge(rules, path.substr(folder->prefix), is_folder);
          verdict != text::IgnoreVerdict::Undecided)
        return verdict;
    if (of_git && folder->is_repository) break;
  }
  return text::IgnoreVerdict::Undecided;
}

}  // namespace

bool is_ignored(const std::vector<const FolderRules*>& chain, std::string_view path, bool is_folder) {
  for (std::size_t source = 0; source < ignore_file_names.size(); ++source)
    if (const auto verdict = judge_by(source, chain, path, is_folder);
        verdict != text::IgnoreVerdict::Undecided)
      return verdict == text::IgnoreVerdict::Ignored;
  return false;
}

}  // namespace agentops::disk
