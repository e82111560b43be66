#pragma once

/// The text of one item, again, from the file that was scanned.

#include <string>
#include <string_view>

#include "models/item.h"
#include "models/result.h"
#include "models/source.h"

namespace agentops::actions {

/// The bytes of an item's file and where the item stands in them.
struct ItemText {
  std::string bytes;
  Span whole;  ///< header and body
  Span body;

  [[nodiscard]] std::string_view own() const { return slice(bytes, whole); }
};

/// Errors: those of reading; E-CHANGED when the file changed since.
[[nodiscard]] Result<ItemText> text_of(const Item& item, const SourceReader& read);

/// Equal for items that say the same under any header: the digest of the body, or of all bytes where the body
/// has no word.
[[nodiscard]] const Digest& digest_of_words(const Item& item);

}  // namespace agentops::actions
