#pragma once

/// The values in a package's items that another team would change, under names that a person would choose.
///
///   refund-agent.md:17 "If the amount is above $500"  ->  limits.amount_above: $500   # money;
///   agents/refund-agent.md:17
///
/// Few and good; text/setting_names.h says which. The items' text is not changed.

#include <span>
#include <string>
#include <vector>

#include "draft/copies.h"
#include "draft/draft.h"
#include "draft/reading.h"

namespace agentops::draft {

/// At most `most` settings, those of most items first; sorted by key, keys unique. Where copies (indices into
/// `items`) say different things in one place, that is one setting with `others`.
[[nodiscard]] std::vector<Lifted> lift_settings(std::span<const ReadItem> items, std::span<const Copy> copies,
                                                unsigned most);

/// config/default-settings.yaml; `lifted`: settings stand in the places that are replaced.
[[nodiscard]] std::string settings_text(std::span<const Lifted> settings, bool lifted);

}  // namespace agentops::draft
