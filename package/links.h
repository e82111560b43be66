#pragma once

/// Keeping links alive when a file is read from another place than it was written for.
///
/// The deployed agents/triage.md came from packages/support/agents/triage.md, so its link
/// ../../core/patterns/p.md has to become ../patterns/p.md.

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace agentops::package {

/// Where the file now at `path` is to be read instead; nothing when there is no such file. Paths from the
/// project's root.
using MovedTo = std::function<std::optional<std::string>(const std::string& path)>;

/// `text` with the relative targets of its inline links, images and reference definitions rewritten from
/// `from` (the path it was written for) to `to` (the path it will have). Targets that `moved_to` does not
/// know, URLs, anchors and code stay as they are. Linear in `text`.
[[nodiscard]] std::string relink(std::string_view text, std::string_view from, std::string_view to,
                                 const MovedTo& moved_to);

/// What a link leads to, from the project's root, and the line that it stands in, from 1.
struct LinkedPath {
  std::string path;
  std::uint32_t line = 0;

  friend bool operator==(const LinkedPath&, const LinkedPath&) = default;
};

/// The targets in `text`, the file at `from`, that relink would ask for, in their order. Linear in `text`.
[[nodiscard]] std::vector<LinkedPath> linked_paths(std::string_view text, std::string_view from);

}  // namespace agentops::package
