#pragma once

/// Where this user's own files belong, by the XDG base directories.
///
///   State  ->  $XDG_STATE_HOME/agentops, else ~/.local/state/agentops
///   Cache  ->  $XDG_CACHE_HOME/agentops, else ~/.cache/agentops
///   Data   ->  $XDG_DATA_HOME/agentops, else ~/.local/share/agentops: the packages of the user, for all
///   projects

#include <cstdint>
#include <optional>
#include <string>

namespace agentops::actions {

enum class UserFolder : std::uint8_t { State, Cache, Data };

/// Nothing when the environment names no folder that there could be. It need not be there yet.
[[nodiscard]] std::optional<std::string> user_folder(UserFolder which);

}  // namespace agentops::actions
