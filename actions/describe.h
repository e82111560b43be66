#pragma once

/// Values as every machine format shows them: the JSON objects of docs/schema.md, made in one place.

#include "actions/draft.h"
#include "actions/mine.h"
#include "actions/scan.h"
#include "actions/similar.h"
#include "models/value.h"

namespace agentops::actions {

/// The item object.
[[nodiscard]] Value describe(const Item& item);

[[nodiscard]] Value describe(const FileEntry& file);

[[nodiscard]] Value describe(const Pattern& pattern);

/// The same with parts and sources of a template, and the links of a chain; `items` are sorted by key.
[[nodiscard]] Value describe(const Pattern& pattern, const std::vector<Item>& items);

/// `items` lends each member its item's facts; sorted by key.
[[nodiscard]] Value describe(const Domain& domain, const std::vector<Item>& items);

/// How a person asked for the items to be grouped: every key is there, null where nothing was asked.
[[nodiscard]] Value describe(const Grouping& grouping);

/// Without the items' own facts: path, name and kind say which they are.
[[nodiscard]] Value describe(const Similar& similar);

[[nodiscard]] Value describe(const DraftedFolder& folder);

[[nodiscard]] Value describe(const draft::Conservation& conservation);

/// The item's references by what they lead to, however they are written: one for each target, all lines
/// together. Dead ones by what they say. In the order of their first lines.
[[nodiscard]] std::vector<Reference> references_by_target(const Item& item);

/// What was seen, read and skipped.
[[nodiscard]] Value coverage(const Scanned& scanned);

/// `[a, b]` as a list of texts.
[[nodiscard]] List texts(const std::vector<std::string>& strings);

/// A whole number for JSON.
[[nodiscard]] inline Value number(std::uint64_t count) { return static_cast<std::int64_t>(count); }

/// The item with this key, or null; `items` are sorted by key.
[[nodiscard]] const Item* find_item(const std::vector<Item>& items, std::string_view key);

}  // namespace agentops::actions
