// Two equal files at x/a/f and y/a/f speak for the pair (x/a, y/a), and for (x, y) because the folders' names
// are equal too. Pairs with enough of such files are mirrors.

#include "extract/mirrors.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>

#include "extract/scan.h"

namespace agentops::extract {

namespace {

constexpr std::size_t fewest_files = 3;
constexpr std::size_t most_copies = 16;  // of one file; more of them say nothing about folders

using FolderPair = std::pair<std::string_view, std::string_view>;

bool is_hidden(std::string_view folder) { return folder.starts_with('.') || folder.contains("/."); }

bool is_within(std::string_view path, std::string_view folder) {
  return path.starts_with(folder) && (path.size() == folder.size() || path[folder.size()] == '/');
}

/// The original first.
FolderPair in_order(std::string_view a, std::string_view b) {
  return std::pair(is_hidden(a), a) < std::pair(is_hidden(b), b) ? FolderPair(a, b) : FolderPair(b, a);
}

std::map<std::string_view, std::size_t> files_below(const std::vector<FileEntry>& files) {
  std::map<std::string_view, std::size_t> below;
  for (const FileEntry& file : files)
    for (auto folder = folder_of(file.path); !folder.empty(); folder = folder_of(folder)) ++below[folder];
  return below;
}

void count_folders(std::string_view a, std::string_view b, std::map<FolderPair, std::size_t>& pairs) {
  for (;;) {
    const auto name = base_name(a);
    const bool same_name = name == base_name(b);
    a = folder_of(a);
    b = folder_of(b);
    if (!same_name || a == b || a.empty() || b.empty()) return;
    ++pairs[in_order(a, b)];
  }
}

/// For each pair of folders, how many files are equal at the same place below both.
std::map<FolderPair, std::size_t> equal_files(const std::vector<FileEntry>& files) {
  std::map<std::pair<Digest, std::string_view>, std::vector<std::string_view>> groups;
  for (const FileEntry& file : files)
    if (file.size > 0) groups[{file.digest, base_name(file.path)}].push_back(file.path);
  std::map<FolderPair, std::size_t> pairs;
  for (const auto& [bytes, paths] : groups) {
    if (paths.size() > most_copies) continue;
    for (std::size_t i = 0; i < paths.size(); ++i)
      for (std::size_t j = i + 1; j < paths.size(); ++j) count_folders(paths[i], paths[j], pairs);
  }
  return pairs;
}

}  // namespace

std::vector<FolderMirror> mirrors_of(const std::vector<FileEntry>& files) {
  const auto below = files_below(files);
  const auto pairs = equal_files(files);
  const auto is_mirror = [&](const FolderPair& pair) {
    const auto found = pairs.find(pair);
    return found != pairs.end() && found->second >= fewest_files &&
           found->second * 5 >= std::max(below.at(pair.first), below.at(pair.second)) * 4 &&
           !is_within(pair.first, pair.second) && !is_within(pair.second, pair.first);
  };
  std::vector<FolderMirror> mirrors;
  std::set<std::string_view> told;
  for (const auto& [pair, count] : pairs) {
    const auto& [of, at] = pair;
    const bool below_another =
        base_name(of) == base_name(at) && is_mirror(in_order(folder_of(of), folder_of(at)));
    if (is_mirror(pair) && !below_another && told.insert(at).second)
      mirrors.push_back({.at = std::string(at), .of = std::string(of), .files = count});
  }
  std::ranges::sort(mirrors, {}, &FolderMirror::at);
  return mirrors;
}

}  // namespace agentops::extract
