#pragma once

/// `{{ settings.KEY }}` in a text, and the values that stand for it: one renderer for those who lift values
/// out of items and for those who install the items again.
///
///   refund: {limit: $500}  +  "Refund up to {{ settings.refund.limit }}."  ->  "Refund up to $500."
///
/// Only a KEY that is the dotted path of a single value is replaced; every other brace stays as it is, byte
/// for byte. Pure, and safe on any thread.

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "models/value.h"

namespace agentops::text {

/// "refund.limit" -> "$500": the tree's single values by their dotted paths. Lists and nulls have none.
using SettingValues = std::map<std::string, std::string, std::less<>>;

[[nodiscard]] SettingValues single_values(const Value& tree);

/// A single value as it stands in a text; nothing for lists, maps and null.
[[nodiscard]] std::optional<std::string> scalar_text(const Value& value);

/// `text` with every `{{ settings.KEY }}` of a known KEY replaced. Linear; replaced text is not looked at
/// again.
[[nodiscard]] std::string render(std::string_view text, const SettingValues& values);

/// The KEYs that `text` asks for, known or not, each with where it is asked for first, in bytes.
[[nodiscard]] std::map<std::string, std::size_t, std::less<>> settings_asked_for(std::string_view text);

/// "{{ settings.KEY }}"
[[nodiscard]] std::string placeholder(std::string_view key);

/// True for the files that are rendered when they are installed: Markdown, which agents read.
[[nodiscard]] bool is_rendered(std::string_view path);

}  // namespace agentops::text
