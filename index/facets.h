#pragma once

/// How what was found divides: by kind, package, domain, or any other filter.

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "index/compile.h"
#include "index/fields.h"

namespace agentops::index {

struct Facet {
  FieldId field{};
  std::vector<std::pair<std::string, std::uint64_t>>
      counts;  ///< value and items that have it; most first, then by value

  friend bool operator==(const Facet&, const Facet&) = default;
};

/// Counts all that `settled` lets through, in the order of `asked`, which are filters but Path. An item may
/// have several values, or none. Throws Xapian's exceptions.
[[nodiscard]] std::vector<Facet> count_facets(const Node& settled, const Surroundings& surroundings,
                                              const std::vector<FieldId>& asked);

}  // namespace agentops::index
