#pragma once

/// Which items the search index holds, and in which form: so that only what differs is indexed again,
/// whichever command read the change first.

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "actions/project.h"
#include "models/item.h"
#include "models/kind.h"
#include "models/source.h"
#include "state/scan_cache.h"

namespace agentops::actions {

/// One item as it was indexed.
struct IndexedForm {
  Digest digest;
  Kind kind = Kind::Other;

  friend bool operator==(const IndexedForm&, const IndexedForm&) = default;
};

/// Key of the item -> its form.
using IndexRecord = std::map<std::string, IndexedForm, std::less<>>;

/// The form of an item as it is now. Of a skill what it uses counts as well, for its scripts may change
/// without its file.
[[nodiscard]] IndexedForm form_of(const Item& item);

[[nodiscard]] IndexRecord record_of(const std::vector<state::KnownFile>& files);

/// Digest of a record: the key under which its index is kept.
[[nodiscard]] Digest key_of(const IndexRecord& record);

/// What the index was made from; nothing when that is not known.
[[nodiscard]] std::optional<IndexRecord> load_index_record(const Project& project);

/// A record that cannot be saved costs time: the next index is built whole.
void save_index_record(const Project& project, const IndexRecord& record);

}  // namespace agentops::actions
