#pragma once

/// What a server of OCI artifacts answers beside manifests and blobs: lists of names, page by page, and why
/// it refuses. Notation: OCI Distribution Specification 1.1. Pure.

#include <string>
#include <string_view>
#include <vector>

#include "models/result.h"

namespace agentops::registry {

/// The names in an answer of tags/list ("tags") or _catalog ("repositories"). Errors: Unsafe,
/// E-REGISTRY-ANSWER.
[[nodiscard]] Result<std::vector<std::string>> read_names(std::string_view json, std::string_view key,
                                                          std::string_view origin);

/// Where a Link header says that the list goes on; empty when it ends.
[[nodiscard]] std::string next_page(std::string_view link);

/// What the server says why, from the body of a refusal: "MANIFEST_BLOB_UNKNOWN: blob unknown to registry".
/// Empty when it says nothing that can be read; safe on a terminal.
[[nodiscard]] std::string excuse_in(std::string_view json);

/// Unsafe, E-REGISTRY-ANSWER: what `origin` says cannot be what it was asked for.
[[nodiscard]] Error bad_answer(std::string_view origin, std::string_view why);

}  // namespace agentops::registry
