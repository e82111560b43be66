#pragma once

/// The numbers that mining works on, kept per item, so that an unchanged item is not taken apart again.

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "models/corpus.h"

namespace agentops::state {

/// Raise it when CorpusRow or the way to count terms changes.
inline constexpr std::uint32_t corpus_cache_version = 5;

/// A row and the digest of the item that it was made from (Item::digest): equal key and digest, equal row.
struct KnownRow {
  Digest item;
  CorpusRow row;

  friend bool operator==(const KnownRow&, const KnownRow&) = default;
};

[[nodiscard]] std::string encode(std::span<const KnownRow> rows);

/// The rows in the order in which they were saved; nothing when the bytes are not such a cache. Never trusts
/// them: terms come ascending and counts as many as terms, whatever the bytes.
[[nodiscard]] std::optional<std::vector<KnownRow>> decode_corpus_cache(std::string_view bytes);

}  // namespace agentops::state
