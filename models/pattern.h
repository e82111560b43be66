#pragma once

/// A pattern: what recurs in three items or more. A section (also reworded), an outline, a template of lines
/// with values in its slots, or a chain of items that call one another.
///
/// A template is exact: its parts with a source's values in the slots are the very bytes of the source's
/// lines.

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "models/source.h"

namespace agentops {

enum class PatternForm : std::uint8_t { Section, Outline, Template, Chain };

/// How far a pattern has come.
enum class PatternStage : std::uint8_t {
  Prototype,  ///< fewer than three items
  Validated,  ///< three and more
  General,    ///< five and more, in two domains at least
  Standard,   ///< fifteen and more, and over 80 % of the items that could have it
};

/// What stands in a slot, when all of its values are of one sort.
enum class SlotType : std::uint8_t {
  Text,
  Name,
  Number,
  Percent,
  Money,
  Duration,
  Version,
  Model,
  Url,
  Email,
  Path,
  Code
};

/// A piece of a template: constant text, or a slot.
struct PatternPart {
  std::string text;  ///< constant bytes; of a slot its name
  bool is_slot = false;
  SlotType type = SlotType::Text;  ///< of a slot

  friend bool operator==(const PatternPart&, const PatternPart&) = default;
};

/// One place where a pattern stands.
struct Use {
  std::string key;    ///< of the item
  std::string title;  ///< the heading that it has there; of a template or chain its first words
  Span span;          ///< in the item's file; a section with its heading, lines without the last line end
  std::uint32_t line = 0;           ///< from 1
  std::uint64_t text = 0;           ///< hash of its normalised words: equal text, equal hash
  std::string domain;               ///< id of the item's domain; empty: unassigned
  std::uint32_t line_end = 0;       ///< of a template: its last line
  std::vector<std::string> values;  ///< of a template: one for each slot, in order

  friend bool operator==(const Use&, const Use&) = default;
};

struct Pattern {
  std::string id;    ///< "P48213": follows from its content, so it stays while that stays
  std::string name;  ///< a slug: its usual title, or its telling words
  PatternForm form = PatternForm::Section;
  std::vector<Use> uses;       ///< sorted by key, line
  std::uint32_t items = 0;     ///< different ones among the uses
  std::uint32_t of = 0;        ///< items that could have it
  std::uint32_t domains = 0;   ///< that it stands in
  std::uint32_t wordings = 0;  ///< different texts among the uses
  bool generic = false;        ///< in so many domains that it belongs to the base package
  PatternStage stage = PatternStage::Prototype;
  std::uint64_t bits_saved = 0;    ///< what writing it once would save, by the frequencies of its words
  std::vector<PatternPart> parts;  ///< of a template, in order
  std::vector<std::string> links;  ///< of a chain: keys of the items, each called by the one before
  std::uint64_t content = 0;       ///< hash of what its places have in common

  friend bool operator==(const Pattern&, const Pattern&) = default;
};

/// The names of forms, stages and types, in the order of their enumerators.
inline constexpr std::array<std::string_view, 4> pattern_form_names = {"section", "outline", "template",
                                                                       "chain"};
inline constexpr std::array<std::string_view, 4> pattern_stage_names = {"prototype", "validated", "general",
                                                                        "standard"};
inline constexpr std::array<std::string_view, 12> slot_type_names = {
    "text",    "name",  "number", "percent", "money", "duration",
    "version", "model", "url",    "email",   "path",  "code"};

[[nodiscard]] constexpr std::string_view name_of(PatternForm form) {
  return pattern_form_names[static_cast<std::size_t>(form)];
}
[[nodiscard]] constexpr std::string_view name_of(PatternStage stage) {
  return pattern_stage_names[static_cast<std::size_t>(stage)];
}
[[nodiscard]] constexpr std::string_view name_of(SlotType type) {
  return slot_type_names[static_cast<std::size_t>(type)];
}

}  // namespace agentops
