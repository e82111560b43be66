#pragma once

/// One rule of `check`: its card, and the function that looks.
///
/// A rule is one file in rules/, with its documentation inside. It looks at facts (all items at once) or at
/// the text of one file at a time; it knows no disk, no settings and no other rule. Rules that look at text
/// run on several threads and are pure; all are linear in what they look at.
///
///   Rule{.card = {.id = "AO107", .title = "several items in one file", ...}, .look_at_facts = find}

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "models/family.h"
#include "models/inventory.h"
#include "models/rule.h"

namespace agentops::check {

/// Something that a rule saw. Where: the bytes of `span`, or all of `line`, or (both empty) the file as such.
struct Sighting {
  std::string message;           ///< one line; text from files is escaped
  std::string fix = {};          ///< what mends it or the command that does; empty: what the card says
  Span span = {};                ///< in the file
  std::uint32_t line = 0;        ///< from 1; 0: see `span`
  std::string path = {};         ///< left empty by rules that look at one text
  std::vector<Edit> edits = {};  ///< ascending, disjoint
  std::optional<Severity> severity = {};  ///< where it is not the card's
};

using Sightings = std::vector<Sighting>;

/// An item of which somebody who searches for its description finds another first.
struct Outranked {
  std::string key;
  std::string by;  ///< key of the other
};

/// What is known of all files.
struct Facts {
  const Inventory& inventory;
  std::uint32_t token_budget = 5000;                  ///< of an item
  bool budget_is_set = false;                         ///< somebody asked for it
  const CopyFindings* copies = nullptr;               ///< null: nobody looked
  const std::vector<Outranked>* outranked = nullptr;  ///< null: nobody searched
};

/// One file.
struct Text {
  std::string_view path;
  std::string_view bytes;
};

struct Rule {
  RuleCard card;
  void (*look_at_facts)(const Facts&, Sightings&) = nullptr;
  /// Asked of each sighting among facts that has a span, with the text at hand: does it count?
  bool (*counts)(const Text&, Span) = nullptr;
  void (*look_at_text)(const Text&,
                       Sightings&) = nullptr;  ///< no function at all: the reader of files finds it
};

}  // namespace agentops::check
