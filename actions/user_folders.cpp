#include "actions/user_folders.h"

#include <array>
#include <cstdlib>
#include <string_view>

#include "disk/place.h"

namespace agentops::actions {

namespace {

/// The variable that names such folders, and where they are below the home without it.
struct Base {
  const char* variable;
  std::string_view below_home;
};

constexpr std::array<Base, 3> bases = {
    {{"XDG_STATE_HOME", "/.local/state"}, {"XDG_CACHE_HOME", "/.cache"}, {"XDG_DATA_HOME", "/.local/share"}}};

}  // namespace

std::optional<std::string> user_folder(UserFolder which) {
  const Base& base = bases.at(static_cast<std::size_t>(which));
  const char* named = std::getenv(base.variable);
  if (named != nullptr && *named == '/') return std::string(named) + "/agentops";
  const char* home = std::getenv("HOME");
  if (home == nullptr || *home != '/' || disk::what_is(home) != disk::Found::Folder) return std::nullopt;
  return std::string(home).append(base.below_home).append("/agentops");
}

}  // namespace agentops::actions
