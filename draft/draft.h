#pragma once

/// From a plan to packages: each domain becomes a folder that its owner can read, mend and publish.
///
///   plan: [customer-service] with before/refund-agent.md, before/escalate-complaint.md
///   -> customer-service/package.yaml, README.md, agents/refund-agent.md, workflows/escalate-complaint.md,
///      config/default-settings.yaml, docs/getting-started.md, .draft/provenance.yaml
///
/// Items keep their bytes but for links, which are rewritten so that what resolved still resolves. Nothing is
/// invented: what the items do not say is a blank, `________` or `TODO`, with file and line. A draft is a
/// pure function of its input: packages sorted by name, the same bytes each time. redraft.h puts one over an
/// earlier one.
///
/// An item that refers to an item of another domain makes that package a dependency. Packages may need each
/// other: both dependencies are then declared and both READMEs say so, because a reference that resolved must
/// go on resolving. A link into another package is written as if both lay in one folder:
/// `../../core/patterns/x.md`.

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "models/document.h"
#include "models/domain.h"
#include "models/file_tree.h"
#include "models/inventory.h"
#include "models/manifest.h"
#include "models/plan.h"
#include "models/result.h"

namespace agentops::draft {

struct DraftOptions {
  std::vector<std::string> domains = {};  ///< names or ids of the plan's headings; empty: all of them
  std::string author = {};                ///< empty: a blank
  std::string license = {};               ///< SPDX expression; empty: a blank
  std::string version = "0.1.0";          ///< SemVer, of every package; dependencies ask for `^` of it
  std::string category = {};              ///< where the plan's heading has none; empty: left out
  std::string out = "packages";           ///< the folder that the texts name
  unsigned most_settings = 12;            ///< values named for one package
  bool lift_config = false;               ///< all of them, and settings put in their places (draft/lift.h)
  double shared_by = 0.8;  ///< share of a package's items that must have a section to propose it as a rule
};

/// Why no package may hold the file at `source` under this path, in words safe to print; nothing when one
/// may.
using WhyNot =
    std::function<Result<std::optional<std::string>>(const std::string& source, const std::string& path)>;

/// Where whole literals and arguments stand in a piece of code, in a language as a fence names it.
using CodeValues = std::function<std::vector<Span>(const std::string& language, std::string_view code)>;

/// What a draft is made from. `plan` decides; `mining` only lends words and patterns.
struct DraftInput {
  const Plan& plan;
  const Inventory& inventory;
  const Mining& mining;
  SourceReader read;
  std::function<Result<Document>(const Item&)> document;  ///< the item's shape, made again from its source
  WhyNot why_not = {};          ///< asked about files that are no items; empty: every file may come along
  CodeValues code_values = {};  ///< empty: nothing is lifted out of code
  DraftOptions options;
};

/// A file of the package and where it came from.
struct DraftedFile {
  std::string path;                   ///< in the package
  std::string key;                    ///< of its item; empty: an attachment, or written by the program
  std::string from;                   ///< path of the source; empty: written by the program
  std::optional<Digest> from_digest;  ///< of the source file; none: written by the program
  std::optional<Kind> kind;           ///< the item's own kind, which the folder may not show
  unsigned links = 0;                 ///< rewritten in it
};

/// A file that belongs to the package's items, and that no package may hold.
struct LeftOut {
  std::string from;  ///< path of the source
  std::string why;

  friend bool operator==(const LeftOut&, const LeftOut&) = default;
};

/// Something that only the owner can say.
struct Blank {
  std::string path;        ///< in the package
  std::uint32_t line = 0;  ///< from 1
  std::string what;        ///< "license: MIT, Apache-2.0, ..."

  friend bool operator==(const Blank&, const Blank&) = default;
};

/// Where a value stands.
struct LiftedPlace {
  Place place;            ///< in the package
  std::size_t item = 0;   ///< of the package's items, in the order of their paths
  Span span;              ///< in the item's source
  bool replaced = false;  ///< a setting stands there now
};

/// A value that stands in the items and that another user would want to change.
struct Lifted {
  std::string key;    ///< "limits.amount_above"
  std::string value;  ///< as written
  LiteralType type = LiteralType::Number;
  std::vector<LiftedPlace> places;                    ///< never empty
  std::vector<std::pair<std::string, Place>> others;  ///< another value where a copy says something else
};

/// Another package that this one needs.
struct Need {
  Dependency dependency;
  std::vector<std::string>
      because;          ///< names of the items or patterns there that items here refer to, sorted
  bool mutual = false;  ///< it needs this package too
};

struct DraftedPackage {
  std::string name;
  std::string description;
  FileTree tree;                   ///< paths in the package; `.draft/` is never shipped
  std::vector<DraftedFile> files;  ///< all of `tree` but `.draft/`, sorted by path
  std::vector<LeftOut> left_out;   ///< sorted by source
  std::vector<Blank> blanks;       ///< sorted by path, line
  std::vector<Lifted> lifted;      ///< sorted by key
  std::vector<Need> needs;         ///< sorted by name
};

/// in = drafted + elsewhere + dropped + lost, counted in items.
struct Conservation {
  std::size_t in = 0;
  std::size_t drafted = 0;
  std::size_t elsewhere =
      0;  ///< in domains that were not asked for, unsorted, or of a kind that no domain takes
  std::size_t dropped = 0;
  std::vector<std::string> lost;  ///< keys of items that the plan does not name: it is older than the folder
};

struct Draft {
  std::vector<DraftedPackage> packages;  ///< sorted by name; `core` too when one of the others needs it
  Conservation conservation;
  std::vector<Finding> findings;  ///< what the plan names and nobody has, sorted by place
};

/// Errors: NotFound for a domain that the plan does not have; whatever `read` and `document` fail with.
[[nodiscard]] Result<Draft> draft(const DraftInput& input);

}  // namespace agentops::draft
