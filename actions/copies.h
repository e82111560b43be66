#pragma once

/// The copies in a folder: families of them with what each missed, all pairs of alike files, and two items
/// side by side.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "actions/project.h"
#include "actions/scan.h"
#include "mine/drift.h"
#include "models/family.h"
#include "text/differences.h"

namespace agentops::actions {

struct CopiesRequest {
  ScanOptions scan;
  std::vector<Kind> kinds;       ///< only items of these; empty: of all
  std::optional<unsigned> near;  ///< thousandths of their runs of five words that make two bodies copies
                                 ///< (Jaccard); none: as the settings say
  bool related = false;          ///< find variants and what is contained as well
};

struct CopyFamily {
  Family family;
  mine::Drift
      drift;  ///< who missed what, members by their index; of Near families, and of headers over one body
  std::uint64_t extra_tokens = 0;  ///< what all but one copy of each text cost, estimated
};

struct Copies {
  Scanned scanned;
  std::size_t compared = 0;          ///< items
  std::vector<CopyFamily> families;  ///< by form, then by their first member
  std::size_t deliberate = 0;        ///< groups left out as copies on purpose (mirrors, vendored)
};

/// The families of what was scanned, those on purpose among them; `request.scan` is not looked at.
[[nodiscard]] Result<std::vector<Family>> families_in(const Project& project, const Scanned& scanned,
                                                      const CopiesRequest& request);

/// Copies on purpose (mirrors, vendored) are told only where they drifted: takes the others out, and gives
/// the number of families that went with them.
std::size_t take_out_deliberate(const Settings& settings, std::vector<Family>& families);

[[nodiscard]] Result<Copies> find_copies(const Project& project, const CopiesRequest& request);

/// How two items came to be alike.
enum class PairClass : std::uint8_t { Same, Body, Near, Variant, Related };

struct AlikePair {
  std::string a, b;    ///< keys, a < b
  double jaccard = 0;  ///< of the runs of five words of the whole items, header included
  PairClass form = PairClass::Near;
};

struct AlikePairs {
  Scanned scanned;
  std::vector<AlikePair> pairs;  ///< sorted by a, b
};

/// All pairs with a Jaccard of `least` thousandths or more. Quadratic in the size of a family.
[[nodiscard]] Result<AlikePairs> alike_pairs(const Project& project, const ScanOptions& options,
                                             unsigned least);

struct SideBySide {
  Item a, b;
  double jaccard = 0;  ///< of their bodies
  std::vector<text::Difference> differences;
};

/// Two items, named as in actions/lookup.h. Errors: those of item_named, and of reading.
[[nodiscard]] Result<SideBySide> compare_items(const Project& project, const std::string& a,
                                               const std::string& b);

/// "same", "body", "near", "variant", "related"
[[nodiscard]] std::string_view name_of(PairClass form);

/// "same-file", "same-body", "near", "variant", "contained", "same-name"
[[nodiscard]] std::string_view name_of(FamilyForm form);

}  // namespace agentops::actions
