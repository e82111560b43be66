#pragma once

/// How a person asked for the items to be grouped, where they did not leave it to the items.
///
///   mine --by refs --seed-from plugins  ->  {.by = Lead::References, .seed_from = {"plugins"}}
///
/// The plan remembers it, so that every later command groups in the same way.

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace agentops {

/// The witness that counts most.
enum class Lead : std::uint8_t { Words, References, Folders };

/// Names in the order of the enumerators, as --by takes them.
inline constexpr std::array<std::string_view, 3> lead_names = {"words", "refs", "folders"};

struct Grouping {
  std::optional<unsigned> domains;   ///< how many, from 1; none: as many as the items suggest
  std::optional<unsigned> min_size;  ///< of a domain, from 1; none: 3
  std::optional<Lead> by;            ///< none: each witness counts as measured
  std::vector<std::string>
      seed_from;              ///< folders, or patterns of them, that begin as domains; relative to the root
  bool keep_folders = false;  ///< no item leaves its folder's domain but by a person's decision

  friend bool operator==(const Grouping&, const Grouping&) = default;
};

}  // namespace agentops
