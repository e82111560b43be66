#pragma once

/// Which file goes where: the plan's domains as packages, with a path for every item, attachment and pattern.
///
/// The layout is that of all packages of the plan, whichever are asked for, so that links between packages
/// are the same however many are drafted at once.

#include <map>
#include <set>
#include <string>
#include <vector>

#include "draft/draft.h"

namespace agentops::draft {

struct PlacedItem {
  const Item* item = nullptr;
  Kind kind = Kind::Other;  ///< as the plan says
  std::string path;         ///< in the package

  /// Its file holds other items too.
  [[nodiscard]] bool is_part() const { return item->key != item->path; }
};

/// A file that is no item: it belongs to a skill, or an item links to it.
struct PlacedFile {
  const FileEntry* file = nullptr;
  std::string path;
};

struct PlacedPattern {
  const Pattern* pattern = nullptr;
  std::string path;
};

struct PackageLayout {
  std::string name;
  HeadingRole role = HeadingRole::Domain;
  std::string id;  ///< of the domain in plan and mining; may be empty
  std::string category;
  bool wanted = false;                  ///< asked for
  std::vector<PlacedItem> items;        ///< sorted by path
  std::vector<PlacedFile> files;        ///< sorted by path
  std::vector<PlacedPattern> patterns;  ///< sorted by path
  std::vector<LeftOut> left_out;        ///< sorted by source
};

/// Where something lies: index into Layout::packages, and the path there.
struct Location {
  std::size_t package = 0;
  std::string path;

  friend bool operator==(const Location&, const Location&) = default;
};

struct Layout {
  std::vector<PackageLayout> packages;                 ///< sorted by name
  std::map<std::string, Location, std::less<>> items;  ///< by key
  std::map<std::string, Location, std::less<>> files;  ///< attachments of skills, by source path
  std::vector<std::map<std::string, Location, std::less<>>> brought;  ///< per package: files that it links to
  std::set<std::string, std::less<>> dropped;                         ///< keys
  std::vector<Finding> findings;

  /// Where an item of `package` finds what a reference leads to (a key or a path); null when no package has
  /// it.
  [[nodiscard]] const Location* find(std::size_t package, std::string_view target) const;
};

/// Errors: NotFound, E-DRAFT-DOMAIN, for a domain that is not in the plan; those of DraftInput::why_not.
[[nodiscard]] Result<Layout> lay_out(const DraftInput& input);

/// in = drafted + elsewhere + dropped + lost, for the packages that are `wanted`.
[[nodiscard]] Conservation count_items(const DraftInput& input, const Layout& layout);

}  // namespace agentops::draft
