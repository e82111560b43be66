#pragma once

/// What a package is like, counted from its items: the facts that its manifest, README and guide are written
/// from.

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "draft/calls.h"
#include "draft/copies.h"
#include "draft/reading.h"
#include "draft/validations.h"

namespace agentops::draft {

/// Something that items need around them, and how many do.
struct Demand {
  std::string name;
  std::size_t items = 0;

  friend bool operator==(const Demand&, const Demand&) = default;
};

struct Portrait {
  const PackageLayout* package = nullptr;
  std::string folder;           ///< where it will lie: "packages/sales"
  std::vector<ReadItem> items;  ///< sorted by path
  std::vector<std::string>
      names;  ///< what each item is called in a text, unlike each other; as long as `items`
  std::vector<std::string> terms;               ///< that make the domain, most telling first
  std::vector<std::size_t> typical;             ///< indices of all items, most typical first
  std::vector<Copy> copies;                     ///< indices into `items`
  std::map<std::size_t, std::size_t> original;  ///< of each copy: index of what it is a copy of
  Calls calls;                                  ///< indices into `items`
  std::vector<Need> needs;                      ///< of other packages, sorted by name
  std::vector<Demand> programs;                 ///< most asked for first, then by name
  std::vector<Demand> variables;
  std::vector<Demand> tools;
  bool lifts = false;  ///< settings stand in the items
  std::vector<Lifted> settings;
  std::vector<ProposedRule> rules;
  std::string description;  ///< one sentence without full stop
};

/// `needs` are those of this package.
[[nodiscard]] Portrait portray(const DraftInput& input, const Layout& layout, std::size_t package,
                               std::vector<ReadItem> items, std::vector<Need> needs);

/// What an item does, in a few words; "" when it does not say.
[[nodiscard]] std::string purpose_of(const Item& item);

/// True when the README calls the item a copy of another.
[[nodiscard]] bool is_copy(const Portrait& portrait, std::size_t item);

/// The item that a newcomer should begin with: one that calls others and is not called, else the most
/// typical.
[[nodiscard]] std::size_t first_to_try(const Portrait& portrait);

}  // namespace agentops::draft
