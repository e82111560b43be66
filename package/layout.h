#pragma once

/// Which paths and contents a package may hold.
///
///   check_path("../outside.md")           -> Refusal{PathFault::Path, "leaves the package"}
///   check_path("agents/CON.md")           -> Refusal{PathFault::Name, "`CON` is a device on Windows"}
///   check_path(".git/config")             -> Refusal{PathFault::Reserved, "would take effect where it
///   lands"}
///
/// A path is judged as every common system would read it, not only ours: one that another system reads
/// otherwise is refused everywhere. All functions are pure and safe on any thread.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "models/file_tree.h"

namespace agentops::package {

/// How much a package may hold. One table: archive, validate and build use the same numbers.
struct Limits {
  std::uint64_t archive_bytes = 64ULL << 20;  ///< compressed
  std::uint64_t tree_bytes = 128ULL << 20;    ///< unpacked, tar headers included
  std::uint64_t file_bytes = 16ULL << 20;
  std::uint64_t files = 10'000;
};

inline constexpr std::size_t longest_path = 240;
inline constexpr std::size_t longest_part = 200;
inline constexpr std::size_t deepest_path = 32;

/// Whether the files of this folder at the top of a package are items, which are deployed: "agents".
[[nodiscard]] bool is_item_folder(std::string_view folder);

enum class PathFault : std::uint8_t {
  Path,      ///< leaves the package, is absolute, or does so on another system
  Limit,     ///< too long or too deep
  Name,      ///< cannot be a file name on every system, or does not show what it is
  Reserved,  ///< would take effect where it lands, or is ours
};

struct Refusal {
  PathFault fault = PathFault::Path;
  std::string why;  ///< one line, escaped, without the path

  friend bool operator==(const Refusal&, const Refusal&) = default;
};

/// Why no package may hold a file at `path` (any bytes), or nothing. What it accepts fits a ustar header.
[[nodiscard]] std::optional<Refusal> check_path(std::string_view path);

/// Equal for paths that are one file on some system: Unicode case and composition folded. For well-formed
/// UTF-8.
[[nodiscard]] std::string collision_key(std::string_view path);

/// Why a package may not hold these bytes under this path: native programs, archives inside the archive.
[[nodiscard]] std::optional<std::string> check_content(std::string_view path, std::string_view bytes);

/// What keeps a tree from being a package's.
struct TreeRefusal {
  std::string_view code;  ///< PATH, LIMIT, NAME, RESERVED, DUP or CONTENT: the end of an error code
  std::string path;       ///< any bytes; empty when it is the tree as a whole
  std::string why;        ///< one line, escaped

  friend bool operator==(const TreeRefusal&, const TreeRefusal&) = default;
};

/// The first thing that no package may hold, or nothing: each path and content, names that are one on some
/// system, and how much it is in all. What passes is what write_ustar takes.
[[nodiscard]] std::optional<TreeRefusal> check_tree(const FileTree& files, const Limits& limits = {});

/// "PATH", "LIMIT", "NAME", "RESERVED"
[[nodiscard]] std::string_view code_of(PathFault fault);

/// The files of `folder` that belong to its package: all but `.draft/`.
[[nodiscard]] FileTree package_files(const FileTree& folder);

/// The bytes of a file whose content has been read. (A CopyOf here is a mistake of the caller.)
[[nodiscard]] const std::string& bytes_of(const TreeFile& file);

}  // namespace agentops::package
