#pragma once

/// A pattern: a section or block that recurs in three items or more, word for word or by its outline.

#include <cstdint>
#include <string>
#include <vector>

#include "models/source.h"

namespace agentops {

enum class PatternForm : std::uint8_t { Section, Block, Outline };

/// One place where a pattern stands.
struct Use {
  std::string key;          ///< of the item
  std::string title;        ///< the heading that it has there; of a block its first words
  Span span;                ///< in the item's file, a section with its heading
  std::uint32_t line = 0;   ///< from 1
  std::uint64_t text = 0;   ///< hash of its normalised words: equal text, equal hash
  std::string domain;       ///< id of the item's domain; empty: unassigned

  friend bool operator==(const Use&, const Use&) = default;
};

struct Pattern {
  std::string id;    ///< "P1"
  std::string name;  ///< a slug from its most usual title
  PatternForm form = PatternForm::Section;
  std::vector<Use> uses;       ///< sorted by key, line
  std::uint32_t of = 0;        ///< items that could have it
  std::uint32_t domains = 0;   ///< that it stands in
  std::uint32_t wordings = 0;  ///< different texts among the uses
  bool generic = false;        ///< in so many domains that it belongs to the base package

  friend bool operator==(const Pattern&, const Pattern&) = default;
};

}  // namespace agentops
