#pragma once

/// A small vocabulary for tests of rules: an item, a text, and what a rule says of them.

#include <string>
#include <string_view>
#include <vector>

#include "check/check.h"
#include "check/rules.h"
#include "models/inventory.h"

namespace agentops::test {

/// An item that no rule speaks of: sure of its kind, described, short.
inline Item item(std::string path, Kind kind, std::string name = "") {
  Item item;
  item.key = item.path = std::move(path);
  item.kind = kind;
  item.kind_confidence = 0.9;
  item.name = name.empty() ? item.path.substr(item.path.rfind('/') + 1) : std::move(name);
  item.name_from = "frontmatter";
  item.description = "Does one thing.";
  item.description_from = "frontmatter";
  return item;
}

inline check::Sightings sightings(const check::Rule& rule, const Inventory& inventory) {
  check::Sightings found;
  rule.look_at_facts({.inventory = inventory}, found);
  return found;
}

inline check::Sightings sightings(const check::Rule& rule, std::string_view text,
                                  std::string_view path = "a.md") {
  check::Sightings found;
  rule.look_at_text({.path = path, .bytes = text}, found);
  return found;
}

/// The paths, in order, that a rule on facts speaks of.
inline std::vector<std::string> paths(const check::Rule& rule, const Inventory& inventory) {
  std::vector<std::string> found;
  for (const check::Sighting& sighting : sightings(rule, inventory)) found.push_back(sighting.path);
  return found;
}

}  // namespace agentops::test
