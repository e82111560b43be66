// Folders are looked at from the deepest up: who lies in one that is a seed belongs to it, and not to those
// above it.

#include "mine/seeds.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "models/kind.h"
#include "text/glob.h"
#include "text/slug.h"

namespace agentops::mine {

namespace {

using Items = std::vector<std::uint32_t>;

/// True for folders called by a kind of items, or by the program that reads them: "agents", ".claude".
bool says_kind(std::string_view folder) {
  if (folder.starts_with('.')) return true;
  const std::string_view one = folder.ends_with('s') ? folder.substr(0, folder.size() - 1) : folder;
  return kind_named(one).has_value();
}

/// The folder in which an item lies, without folders at its end that only say what kind of item it is.
std::string_view home_of(const CorpusRow& row) {
  std::string_view folder = row.key;
  const auto go_up = [&] {
    const std::size_t slash = folder.rfind('/');
    folder = folder.substr(0, slash == std::string_view::npos ? 0 : slash);
  };
  go_up();
  if (row.key.ends_with("/SKILL.md")) go_up();
  while (!folder.empty() && says_kind(folder.substr(folder.rfind('/') + 1))) go_up();
  return folder;
}

/// A folder and the rows below it.
struct Folder {
  Items own;                            ///< whose home it is
  Items all;                            ///< those of folders below it, too
  std::set<std::string_view> children;  ///< folders in it that hold items
};

/// By path; "" is the root.
using Folders = std::map<std::string_view, Folder>;

Folders folders_of(std::span<const CorpusRow> rows) {
  constexpr unsigned most_levels = 16;
  Folders folders;
  for (std::uint32_t row = 0; row < rows.size(); ++row) {
    const std::string_view home = home_of(rows[row]);
    std::string_view above;
    folders[above].all.push_back(row);
    for (unsigned level = 0; level < most_levels && above.size() < home.size(); ++level) {
      const std::string_view folder = home.substr(0, home.find('/', above.empty() ? 0 : above.size() + 1));
      folders[above].children.insert(folder);
      folders[folder].all.push_back(row);
      above = folder;
    }
    folders[above].own.push_back(row);
  }
  return folders;
}

/// Takes the rows that no seed has yet.
class Claims {
 public:
  explicit Claims(std::size_t rows) : is_taken_(rows) {}

  [[nodiscard]] Items free_of(const Items& items) const {
    Items free;
    std::ranges::copy_if(items, std::back_inserter(free),
                         [&](std::uint32_t item) { return !is_taken_[item]; });
    return free;
  }

  void take(std::string_view folder, const Items& items) {
    for (const std::uint32_t item : items) is_taken_[item] = true;
    if (!items.empty()) taken_.emplace(folder, items);
  }

  [[nodiscard]] const std::map<std::string_view, Items>& taken() const { return taken_; }

 private:
  std::vector<bool> is_taken_;
  std::map<std::string_view, Items> taken_;  ///< by folder
};

/// The deepest first, of equals the first.
std::vector<std::string_view> from_the_deepest(std::vector<std::string_view> folders) {
  std::ranges::stable_sort(folders, std::ranges::greater{},
                           [](std::string_view folder) { return std::ranges::count(folder, '/'); });
  return folders;
}

void keep_all(const Folders& folders, unsigned least, Claims& claims) {
  std::vector<std::string_view> paths;
  for (const auto& [path, folder] : folders) paths.push_back(path);
  const std::size_t everything = folders.at("").all.size();
  for (const std::string_view path : from_the_deepest(std::move(paths))) {
    const Folder& folder = folders.at(path);
    const Items free = claims.free_of(folder.all);
    const bool is_whole = free.size() == folder.all.size();  // no seed below it
    const bool is_seed = is_whole ? free.size() >= least : folder.own.size() >= least;
    const bool divides = folder.all.size() < everything && !says_kind(path.substr(path.rfind('/') + 1));
    if (is_seed && divides) claims.take(path, free);
  }
}

/// The folders that `glob` means.
std::set<std::string_view> meant_by(std::string_view glob, const Folders& folders, unsigned least) {
  while (glob.ends_with('/')) glob.remove_suffix(1);
  if (glob.starts_with("./")) glob.remove_prefix(2);
  if (glob == ".") return folders.at("").children;
  std::set<std::string_view> meant;
  for (const auto& [path, folder] : folders) {
    if (path.empty() || !(glob == path || text::glob_matches("/" + std::string(glob), path))) continue;
    if (folder.own.size() >= least || folder.children.empty())
      meant.insert(path);
    else
      meant.insert(folder.children.begin(), folder.children.end());
  }
  return meant;
}

/// The last parts of a path, as a slug.
std::string ending_of(std::string_view path, unsigned parts) {
  std::size_t begin = path.size();
  for (unsigned i = 0; i < parts && begin != 0; ++i) {
    const std::size_t slash = path.rfind('/', begin - 1);
    begin = slash == std::string_view::npos ? 0 : slash;
  }
  return text::slug(path.substr(begin));
}

/// Headings of the plan with a meaning of their own.
bool is_reserved(std::string_view name) {
  return name.empty() || name == "core" || name == "unsorted" || name == "dropped";
}

/// "auth", or "backend-auth" where several folders are called "auth"; of those that no part of their path
/// tells apart "auth-2".
std::vector<std::string> names_of(const std::vector<std::string_view>& folders) {
  constexpr unsigned most_parts = 16;
  std::vector<unsigned> parts(folders.size(), 1);
  std::vector<std::string> names;
  for (unsigned round = 0; round < most_parts; ++round) {
    names.clear();
    std::map<std::string, unsigned> owners;
    for (std::size_t i = 0; i < folders.size(); ++i) {
      names.push_back(ending_of(folders[i], parts[i]));
      ++owners[names.back()];
    }
    for (std::size_t i = 0; i < folders.size(); ++i)
      if (owners[names[i]] > 1 || is_reserved(names[i])) ++parts[i];
  }
  std::set<std::string> taken;
  std::map<std::string, unsigned> last;  // number given to a name
  for (std::string& name : names) {
    if (is_reserved(name)) name.insert(0, name.empty() ? "folder" : "folder-");
    const auto number = last.try_emplace(name, 1).first;
    while (!taken.insert(name).second) name = fmt::format("{}-{}", number->first, ++number->second);
  }
  return names;
}

/// Of each seed, the precedents that have most of its items.
std::vector<std::vector<std::uint32_t>> origins_of(std::span<const Precedent> precedents,
                                                   std::span<const CorpusRow> rows,
                                                   std::span<const Seed> seeds) {
  std::map<std::string_view, std::uint32_t> seed_of;
  for (std::uint32_t i = 0; i < seeds.size(); ++i)
    for (const std::uint32_t item : seeds[i].items) seed_of.emplace(rows[item].key, i);
  std::vector<std::vector<std::uint32_t>> origins(seeds.size());
  for (std::uint32_t i = 0; i < precedents.size(); ++i) {
    std::map<std::uint32_t, std::size_t> shared;
    for (const auto* keys : {&precedents[i].members, &precedents[i].pupils, &precedents[i].decided})
      for (const std::string& key : *keys)
        if (const auto seed = seed_of.find(key); seed != seed_of.end()) ++shared[seed->second];
    for (const auto& [seed, count] : shared)
      if (2 * count > seeds[seed].items.size()) origins[seed].push_back(i);
  }
  return origins;
}

}  // namespace

std::vector<Seed> seeds_of(std::span<const CorpusRow> rows, const Grouping& grouping, unsigned least) {
  const Folders folders = folders_of(rows);
  Claims claims(rows.size());
  if (grouping.seed_from.empty()) {
    if (grouping.keep_folders) keep_all(folders, least, claims);
  } else {
    std::set<std::string_view> meant;
    for (const std::string& glob : grouping.seed_from) meant.merge(meant_by(glob, folders, least));
    for (const std::string_view path : from_the_deepest({meant.begin(), meant.end()}))
      claims.take(path, claims.free_of(folders.at(path).all));
  }
  std::vector<std::string_view> paths;
  for (const auto& [path, items] : claims.taken()) paths.push_back(path);
  std::vector<std::string> names = names_of(paths);
  std::vector<Seed> seeds;
  for (std::size_t i = 0; i < paths.size(); ++i)
    seeds.push_back({.name = std::move(names[i]), .items = claims.taken().at(paths[i])});
  return seeds;
}

Constraints with_names(Constraints constraints, std::span<const CorpusRow> rows, std::span<const Seed> seeds,
                       bool known) {
  const std::size_t before = constraints.precedents.size();
  const std::vector<std::vector<std::uint32_t>> origins = origins_of(constraints.precedents, rows, seeds);
  std::vector<bool> is_renewed(before);  // has the items of another seed now
  for (std::size_t i = 0; i < seeds.size(); ++i) {
    const bool goes_on =
        std::ranges::any_of(origins[i], [&](std::uint32_t origin) { return !is_renewed[origin]; });
    if (known && goes_on) continue;
    const Seed& seed = seeds[i];
    Precedent named{.id = {}, .name = seed.name, .members = {}, .pupils = {}, .decided = {}};
    for (const std::uint32_t item : seed.items) named.members.push_back(rows[item].key);
    const std::span<Precedent> old(constraints.precedents.data(), before);
    const auto same = std::ranges::find(old, seed.name, &Precedent::name);
    if (same == old.end()) {
      constraints.precedents.push_back(std::move(named));
    } else {
      same->members = std::move(named.members);
      is_renewed[static_cast<std::size_t>(same - old.begin())] = true;
    }
  }
  return constraints;
}

}  // namespace agentops::mine
