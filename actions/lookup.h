#pragma once

/// Finds the item that a person means: `deploy-infra`, `workflow:deploy-infra`, a path, or the short id
/// `3f9a1c2`.

#include <string>
#include <string_view>
#include <vector>

#include "models/item.h"
#include "models/result.h"

namespace agentops::actions {

/// The one item that `words` names. Errors: Usage (E-AMBIGUOUS) with the candidates; NotFound (E-NO-ITEM)
/// with the nearest name.
[[nodiscard]] Result<const Item*> item_named(const std::vector<Item>& items, std::string_view words);

}  // namespace agentops::actions
