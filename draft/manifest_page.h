#pragma once

/// package.yaml as a draft has it: the brief's keys in the brief's order, with blanks for what nobody wrote
/// down.

#include "draft/page.h"
#include "draft/portrait.h"

namespace agentops::draft {

/// `files` are the other files of the package, all of them.
[[nodiscard]] Page manifest_page(const Portrait& portrait, const DraftOptions& options,
                                 const std::vector<DraftedFile>& files);

}  // namespace agentops::draft
