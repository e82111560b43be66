#include "actions/author.h"

#include <cstdlib>

#include "text/ascii.h"
#include "text/diff.h"
#include "text/escape.h"

namespace agentops::actions {
namespace {

constexpr std::size_t config_limit = 256 * 1024;

/// A value without its quotes and trailing comment.
std::string plain(std::string_view value) {
  if (value.starts_with('"')) return std::string(value.substr(1, value.find('"', 1) - 1));
  return std::string(text::trim(value.substr(0, value.find_first_of("#;"))));
}

std::string user_name_at(const std::filesystem::path& folder, const std::string& file) {
  const auto opened = disk::Folder::open(folder.string());
  if (!opened || !opened->exists(file)) return {};
  const auto bytes = opened->read(file, config_limit);
  return bytes ? user_name_in(*bytes) : std::string();
}

}  // namespace

std::string user_name_in(std::string_view git_config) {
  bool in_user = false;
  std::string name;
  for (const std::string_view whole : text::lines_of(git_config)) {
    const std::string_view line = text::trim(whole);
    if (line.starts_with('[')) in_user = line.starts_with("[user]");
    const auto equals = line.find('=');
    if (in_user && equals != std::string_view::npos && text::trim(line.substr(0, equals)) == "name")
      name = plain(text::trim(line.substr(equals + 1)));
  }
  return text::valid_utf8(name);
}

std::string author_from_git(const Project& project) {
  if (std::string name = user_name_at(project.root().path(), ".git/config"); !name.empty()) return name;
  const char* home = std::getenv("HOME");
  const char* config = std::getenv("XDG_CONFIG_HOME");
  if (config != nullptr && *config != '\0')
    if (std::string name = user_name_at(config, "git/config"); !name.empty()) return name;
  if (home == nullptr || *home == '\0') return {};
  if (std::string name = user_name_at(home, ".gitconfig"); !name.empty()) return name;
  return user_name_at(home, ".config/git/config");
}

}  // namespace agentops::actions
