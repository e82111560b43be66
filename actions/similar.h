#pragma once

/// "Is there already one like this?": the items nearest to a text or to an item, with what they share, and
/// what to do about it.
///
///   "Scan each push for leaked secrets ..."
///   -> Extend; security-scan 610, shares "leaked secrets", "push"; run-security-scans 340
///
/// The index names candidates, which are then read and compared exactly (mine/nearness.h).

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "actions/search_places.h"
#include "mine/common_ground.h"
#include "mine/nearness.h"

namespace agentops::actions {

struct SimilarRequest {
  std::string item = {};         ///< as in actions/lookup.h; empty: compare `text`
  std::string text = {};         ///< of a file, or a need in a few words
  std::string path = "text.md";  ///< where `text` is from or will be: it says something of its kind
  std::size_t limit = 10;
  unsigned least = 100;  ///< thousandths: what is less near is left out, but for what decides the verdict
};

/// An item that is near.
struct NearItem {
  Item item;
  Place place;
  mine::Nearness nearness;
  mine::CommonGround shared;
  mine::Verdict verdict = mine::Verdict::New;  ///< of this one alone
};

struct Similar {
  std::string key;  ///< of the item that was asked for; empty: a text
  Kind kind = Kind::Other;
  std::size_t words = 0;                       ///< of the asked text
  mine::Verdict verdict = mine::Verdict::New;  ///< that of the first
  std::vector<NearItem> nearest;               ///< best verdict first, then by nearness, then by key
  std::size_t total = 0;                       ///< that are as near as was asked, of those compared
};

/// The verdict as a sentence that says what to do, escaped for a terminal.
[[nodiscard]] std::string advice(const Similar& similar);

/// The items of a folder, ready to be compared with. Used on one thread at a time; keeps what was scanned
/// when it was opened.
class Neighbourhood {
 public:
  /// Brings the indexes up to date. `project` must outlive it. Errors: those of SearchPlaces::open.
  [[nodiscard]] static Result<Neighbourhood> open(const Project& project);

  /// The folder, and a word to the reader about caches and indexes.
  [[nodiscard]] const Scanned& scanned() const { return places_.scanned(); }
  [[nodiscard]] const std::vector<std::string>& words() const { return places_.words(); }

  [[nodiscard]] bool has_packages() const { return !places_.packages().empty(); }

  /// Errors: those of item_named; Usage (E-NOTHING-ASKED) for a text without words, (E-NOT-TEXT) for one that
  /// is none; those of reading.
  [[nodiscard]] Result<Similar> similar(const SimilarRequest& request);

 private:
  struct Asked;
  Neighbourhood(const Project& project, SearchPlaces places);

  [[nodiscard]] Result<Asked> asked_for(const SimilarRequest& request) const;
  [[nodiscard]] Result<std::vector<PlacedHit>> candidates(const Asked& asked,
                                                          const std::vector<std::string>& words);
  [[nodiscard]] Result<mine::Rarity> rarity_of(const std::vector<std::string>& words);
  [[nodiscard]] Result<NearItem> compared(const PlacedHit& found, const mine::Portrait& asked,
                                          const mine::Rarity& rarity);

  mine::VerdictOptions options_;
  SearchPlaces places_;
  SourceReader read_;
  mine::StemTable stems_;
};

}  // namespace agentops::actions
