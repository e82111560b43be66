#include "actions/user_folders.h"

#include <cstdlib>

#include "disk/place.h"

namespace agentops::actions {

std::optional<std::string> user_folder(UserFolder which) {
  const bool state = which == UserFolder::State;
  const char* named = std::getenv(state ? "XDG_STATE_HOME" : "XDG_CACHE_HOME");
  if (named != nullptr && *named == '/') return std::string(named) + "/agentops";
  const char* home = std::getenv("HOME");
  if (home == nullptr || *home != '/' || disk::what_is(home) != disk::Found::Folder) return std::nullopt;
  return std::string(home) + (state ? "/.local/state/agentops" : "/.cache/agentops");
}

}  // namespace agentops::actions
