#pragma once

/// Puts settings in the place of values, and proves that nothing else changed.
///
///   limits.amount_above: $500  +  "If the amount is above $500, ask."
///   -> "If the amount is above {{ settings.limits.amount_above }}, ask."
///
/// The proof: the settings are read back from the text of their file, put into the changed item by the
/// renderer that `package install` uses, and the bytes are compared with those of the item as it would be
/// drafted without. An item that differs keeps its values; so does one in which a value is not whole: part of
/// a string or an argument in code.

#include <vector>

#include "draft/draft.h"
#include "draft/reading.h"

namespace agentops::draft {

/// Sets ReadItem::lifted and LiftedPlace::replaced; settings that no place could take are taken out. A key
/// that some text of the package asks for already is not used: its bytes would change. `others` are the
/// package's texts beside its items.
void lift(std::vector<ReadItem>& items, std::vector<Lifted>& settings, const std::vector<std::string>& others,
          const DraftInput& input);

}  // namespace agentops::draft
