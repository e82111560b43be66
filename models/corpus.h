#pragma once

/// What mining works on: for each item its terms, headings and fragments as numbers, without the text.
///
/// A scan makes one CorpusRow a document and lets the text go; `mine` joins the rows into vectors. Terms are
/// the 64-bit XXH3 of the term's bytes, so rows made on any thread in any order can be joined without a
/// shared table.

#include <cstdint>
#include <string>
#include <vector>

#include "models/kind.h"
#include "models/source.h"

namespace agentops {

/// Terms of one document with their weights, ascending by term, without repeats.
struct TermBag {
  std::vector<std::uint64_t> terms;
  std::vector<std::uint16_t> counts;  ///< as long as `terms`; saturates at 65535

  friend bool operator==(const TermBag&, const TermBag&) = default;
};

/// A stretch of one document that may recur in others: a section with all below it. The bytes stay in the
/// source.
struct Fragment {
  std::string title;
  Span span;                ///< where the author wrote it, with its heading
  std::uint32_t line = 0;   ///< from 1
  std::uint32_t words = 0;  ///< of its normalised text, without the heading
  std::uint64_t text = 0;   ///< hash of the normalised words, without the heading
  std::uint64_t outline =
      0;  ///< hash of the section's normalised sub-headings and list shape; 0 when there are none

  friend bool operator==(const Fragment&, const Fragment&) = default;
};

struct CorpusRow {
  std::string key;  ///< of the item
  Kind kind = Kind::Other;
  std::string name;
  std::string description;
  std::vector<std::string> headings;  ///< as plain text, in reading order
  TermBag words;                      ///< stems of the whole item, weighted by field
  TermBag pairs;                      ///< adjacent pairs of stems in the body
  TermBag lead;                       ///< stems of name and description alone
  std::vector<Fragment> fragments;    ///< in reading order

  friend bool operator==(const CorpusRow&, const CorpusRow&) = default;
};

/// An item that refers to another: `count` places.
struct ReferenceEdge {
  std::uint32_t from = 0;  ///< index into Corpus::rows
  std::uint32_t to = 0;
  std::uint32_t count = 0;

  friend bool operator==(const ReferenceEdge&, const ReferenceEdge&) = default;
};

/// The rows of all items that take part in clustering, in the order of their files' names, then of their keys:
/// an item that moves to another folder keeps its neighbours. The references between them are sorted by from,
/// to.
struct Corpus {
  std::vector<CorpusRow> rows;
  std::vector<ReferenceEdge> references;
  std::vector<std::vector<std::uint32_t>> tools;  ///< for each thing that the code of several rows calls (a
                                                  ///< program, a variable, a host): those rows, ascending
};

}  // namespace agentops
