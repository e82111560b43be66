#pragma once

/// Search indexes of packages: one for each, kept in the user's cache under the digest of what it was made
/// from, so that all projects share it, and made when it is first searched.
///
///   $XDG_CACHE_HOME/agentops/packages/9C1E.../{index/,items.cache}
///
/// Nothing that installs or removes packages has to know of them: what is gone from agentops.lock is not
/// asked for, and what is new in it has no index yet.

#include <functional>
#include <string>
#include <vector>

#include "actions/project.h"
#include "index/store.h"
#include "models/file_tree.h"
#include "models/item.h"
#include "models/result.h"
#include "models/source.h"

namespace agentops::actions {

/// A package that is to be searched.
struct PackageSource {
  std::string place;  ///< NAME@VERSION
  Digest digest;      ///< of what it holds
  /// All its files, contents read, and the digest that they have now.
  std::function<Result<std::pair<FileTree, Digest>>()> read;
};

/// Items of one file of a package, and what the file held.
struct PackageFile {
  std::string path;
  Digest digest;
  std::vector<Item> items;
};

/// The index of one package.
struct PackageIndex {
  index::Home home;
  Digest key;                      ///< of its inputs
  std::vector<PackageFile> files;  ///< sorted by path; only when it was made just now, see files_of
};

/// Where the index of a package of this digest is, or would be; nothing is looked at.
[[nodiscard]] PackageIndex index_for(const Project& project, const Digest& digest);

/// The index of `source`, made when it is not there, damaged or of another version, or when `rebuild` says
/// so. Of a package that was edited since it was installed, what it holds now is searched; `words` says so.
/// Errors: those of reading and of index::Build.
[[nodiscard]] Result<PackageIndex> index_package(const Project& project, const PackageSource& source,
                                                 bool rebuild, std::vector<std::string>& words);

/// Its items. An index without them is taken for damaged: E-INDEX-DAMAGED.
[[nodiscard]] Result<std::vector<PackageFile>> files_of(const Project& project, const PackageIndex& index);

/// Where the indexes of many packages are merged into one, for the searches of this project. `scope` tells
/// searches of different sets apart.
[[nodiscard]] index::Home merged_home(const Project& project, std::string_view scope);

}  // namespace agentops::actions
