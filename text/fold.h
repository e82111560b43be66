#pragma once

/// Spellings that some systems take for one and the same.
///
///   folded("STRASSE") == folded("straße")

#include <optional>
#include <string>
#include <string_view>

namespace agentops::text {

/// `text` with Unicode case folded and characters composed (NFC of the full case folding), and what is
/// invisible by default left out: equal for names that are one file on some system. Nothing when it is not
/// well-formed UTF-8.
[[nodiscard]] std::optional<std::string> folded(std::string_view text);

}  // namespace agentops::text
