#pragma once

/// The bounded context of a package, counted from its items: what they act on, what they do to it, and the
/// words that one must know to read them (Evans, Domain-Driven Design, 2003).
///
///   "Check the order. Escalate the complaint within the SLA."   in several items
///   -> entities order, complaint; operations check (order), escalate (complaint); language SLA
///
/// An entity is what stands after an article as the head of its phrase; an operation is a word with which a
/// sentence or list item begins and which is followed by an article; for the language see draft/language.
/// Each has the first place where it stands. Linear in the text; nothing is guessed: what is written
/// otherwise is not found.

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "draft/copies.h"
#include "draft/reading.h"

namespace agentops::draft {

struct ContextEntry {
  std::string word;  ///< "refund"; as it is written, in small letters unless it is an abbreviation or a name
  std::vector<std::string> objects;  ///< of an operation: what it is done to, most usual first
  std::string meaning;               ///< of a word of the language: what a text says that it is; may be empty
  std::size_t items = 0;             ///< that have it
  std::size_t first = 0;             ///< index of the item where it is defined, else where it stands first
  std::uint32_t line = 0;            ///< there, from 1, of the drafted file

  friend bool operator==(const ContextEntry&, const ContextEntry&) = default;
};

/// Each list most items first, ties by word.
struct Context {
  std::vector<ContextEntry> entities;
  std::vector<ContextEntry> operations;
  std::vector<ContextEntry> language;  ///< terms, abbreviations and names: those with a meaning first
};

/// Of items in the order of their paths; copies are not read. What stands in one item of several alone is
/// left out.
[[nodiscard]] Context context_of(std::span<const ReadItem> items, std::span<const Copy> copies);

}  // namespace agentops::draft
