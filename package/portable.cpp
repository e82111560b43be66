// Which paths every common system reads in the same way. A path is refused for what any reader could make of
// it: Windows (devices, streams, drives, trailing dots), macOS (case, composition, ignorable characters),
// shells (variables, homes) and URL decoders.

#include <algorithm>
#include <array>
#include <cctype>
#include <vector>

#include <fmt/format.h>

#include "package/layout.h"
#include "package/ustar.h"
#include "text/characters.h"
#include "text/escape.h"
#include "text/fold.h"

namespace agentops::package {
namespace {

Refusal refuse(PathFault fault, std::string why) { return {.fault = fault, .why = std::move(why)}; }

std::vector<std::string_view> parts_of(std::string_view path) {
  std::vector<std::string_view> parts;
  for (;;) {
    const auto slash = path.find('/');
    parts.push_back(path.substr(0, slash));
    if (slash == std::string_view::npos) return parts;
    path.remove_prefix(slash + 1);
  }
}

/// ASCII letters in lower case.
std::string lower(std::string_view text) {
  std::string result(text);
  for (char& c : result)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return result;
}

std::string shown(std::string_view text) {
  return fmt::format("`{}`", text::for_terminal(text.substr(0, 60)));
}

// --- Out of the package

bool has_drive(std::string_view part) {
  return part.size() >= 2 && part[1] == ':' && std::isalpha(static_cast<unsigned char>(part[0])) != 0;
}

/// %2e, %2f and %5c: a dot, slash or backslash for whoever decodes.
bool hides_step(std::string_view path) {
  const std::string small = lower(path);
  return std::ranges::any_of(std::to_array<std::string_view>({"%2e", "%2f", "%5c", "%00"}),
                             [&](std::string_view code) { return small.contains(code); });
}

/// Characters that compatibility mappings turn into dots and slashes, and bytes that careless decoders do.
bool resembles_step(std::string_view path) {
  bool found = false;
  text::for_each_character(path, [&](const text::Character& character) {
    constexpr std::array points = {0x2024, 0x2025, 0x2044, 0x2215, 0x29f8, 0xfe52, 0xff0e, 0xff0f, 0xff3c};
    if (character.is_valid()) found = found || std::ranges::find(points, character.point) != points.end();
    const auto byte = static_cast<unsigned char>(character.bytes.front());
    found =
        found || (!character.is_valid() && (byte == 0xc0 || byte == 0xc1 || byte == 0xe0 || byte == 0xf0));
  });
  return found;
}

/// `~`, `~user`, `$HOME`, `${HOME}`: a shell would put something else there.
bool expands(std::string_view part) {
  const auto is_variable = [](char c) { return (c >= 'A' && c <= 'Z') || c == '_'; };
  return part.starts_with('~') || part.contains("${") || part.contains("$(") ||
         (part.size() > 1 && part.front() == '$' && std::ranges::all_of(part.substr(1), is_variable));
}

std::optional<Refusal> leaves(std::string_view path, const std::vector<std::string_view>& parts) {
  const auto fault = [](std::string why) { return refuse(PathFault::Path, std::move(why)); };
  if (path.empty()) return fault("the path is empty");
  if (path.front() == '/') return fault("an absolute path");
  if (path.contains('\\')) return fault("not a portable path: a backslash parts folders on Windows");
  if (has_drive(parts.front())) return fault("not a portable path: it names a drive on Windows");
  if (hides_step(path)) return fault("a dot or slash written as %2e or %2f");
  if (resembles_step(path)) return fault("a character that some systems read as a dot or slash");
  for (const auto part : parts) {
    if (part == "..") return fault("leaves the package");
    if (part == ".") return fault("`.` is no name");
    if (part.empty()) return fault("an empty name between or after slashes");
    if (expands(part)) return fault(fmt::format("{} means another folder to a shell", shown(part)));
  }
  return std::nullopt;
}

// --- Too long

std::optional<Refusal> too_long(std::string_view path, const std::vector<std::string_view>& parts) {
  const auto fault = [](std::string why) { return refuse(PathFault::Limit, std::move(why)); };
  if (path.size() > longest_path)
    return fault(fmt::format("{} bytes long, at most {}", path.size(), longest_path));
  if (parts.size() > deepest_path)
    return fault(fmt::format("{} folders deep, at most {}", parts.size(), deepest_path));
  const auto longest = std::ranges::max(parts, {}, &std::string_view::size);
  if (longest.size() > longest_part)
    return fault(fmt::format("a name of {} bytes, at most {}", longest.size(), longest_part));
  if (!fits_ustar(path))
    return fault("the last name is longer than 100 bytes, or the folders before it than 155");
  return std::nullopt;
}

// --- Reserved

/// Folders and files that other programs act upon where they lie.
constexpr std::array reserved_names = std::to_array<std::string_view>({
    ".agentops",
    ".aws",
    ".bash_login",
    ".bash_logout",
    ".bash_profile",
    ".bashrc",
    ".claude",
    ".claude-plugin",
    ".codex",
    ".continue",
    ".cursor",
    ".direnv",
    ".draft",
    ".env",
    ".envrc",
    ".gemini",
    ".git",
    ".gitmodules",
    ".gnupg",
    ".husky",
    ".idea",
    ".kiro",
    ".login",
    ".mcp.json",
    ".netrc",
    ".npmrc",
    ".opencode",
    ".pre-commit-config.yaml",
    ".profile",
    ".pypirc",
    ".ssh",
    ".tcshrc",
    ".vscode",
    ".windsurf",
    ".yarnrc",
    ".yarnrc.yml",
    ".zlogin",
    ".zprofile",
    ".zshenv",
    ".zshrc",
    "agentops.lock",
    "agentops.plan",
    "agentops.yaml",
    "authorized_keys",
    "id_dsa",
    "id_ecdsa",
    "id_ed25519",
    "id_rsa",
    "sitecustomize.py",
    "usercustomize.py",
});

/// Those that count only where a package begins.
constexpr std::array reserved_first =
    std::to_array<std::string_view>({".github", ".gitlab-ci.yml", "hooks", "apm_modules", "node_modules"});

/// The name that a forgiving file system would open: case and ignorable characters folded, a stream's name
/// and trailing dots and spaces off.
std::string opened_as(std::string_view part) {
  std::string name = text::folded(part).value_or(lower(part));
  if (const auto colon = name.find(':'); colon != std::string::npos) name.resize(colon);
  const auto last = name.find_last_not_of(". ");
  name.resize(last == std::string::npos ? 0 : last + 1);
  if (name.starts_with("git~") && name.size() == 5) return ".git";  // its short name on Windows
  return name;
}

std::optional<Refusal> reserved(const std::vector<std::string_view>& parts) {
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const std::string name = opened_as(parts[i]);
    const bool anywhere = std::ranges::find(reserved_names, name) != reserved_names.end();
    const bool at_first = i == 0 && std::ranges::find(reserved_first, name) != reserved_first.end();
    if (anywhere || at_first)
      return refuse(PathFault::Reserved, fmt::format("{} would take effect where it lands", shown(parts[i])));
  }
  return std::nullopt;
}

// --- Names

/// The devices that Windows has in every folder, with any suffix.
bool is_device(std::string_view part) {
  const std::string stem = lower(part.substr(0, part.find('.')));
  if (stem == "con" || stem == "prn" || stem == "aux" || stem == "nul" || stem == "conin$" ||
      stem == "conout$")
    return true;
  return stem.size() == 4 && (stem.starts_with("com") || stem.starts_with("lpt")) && stem[3] >= '0' &&
         stem[3] <= '9';
}

std::optional<Refusal> bad_name(std::string_view path, const std::vector<std::string_view>& parts) {
  const auto fault = [](std::string why) { return refuse(PathFault::Name, std::move(why)); };
  if (!text::is_utf8(path)) return fault("the name is not UTF-8");
  if (text::for_terminal(path) != path) return fault("an invisible or control character in the name");
  for (const auto part : parts) {
    if (const auto bad = part.find_first_of("<>:\"|?*"); bad != std::string_view::npos)
      return fault(fmt::format("not portable: `{}` in a name", part[bad]));
    if (part.ends_with('.') || part.ends_with(' '))
      return fault(fmt::format("not portable: {} ends in a dot or space", shown(part)));
    if (is_device(part)) return fault(fmt::format("not portable: {} is a device on Windows", shown(part)));
  }
  return std::nullopt;
}

}  // namespace

std::optional<Refusal> check_path(std::string_view path) {
  const auto parts = parts_of(path);
  if (auto refusal = leaves(path, parts)) return refusal;
  if (auto refusal = too_long(path, parts)) return refusal;
  if (auto refusal = reserved(parts)) return refusal;
  return bad_name(path, parts);
}

std::string collision_key(std::string_view path) { return text::folded(path).value_or(std::string(path)); }

}  // namespace agentops::package
