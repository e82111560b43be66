#pragma once

/// The plan: which item belongs to which domain, what was suggested and what a person has decided. It is the value
/// behind the file `agentops.plan`, which people edit and git merges; text/plan_file reads and writes it.
///
/// A suggested line remembers the domain under which the program wrote it (`home`). A line that stands under another
/// heading was moved by a person, and moving is deciding.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "models/grouping.h"
#include "models/kind.h"

namespace agentops {

/// The first character of a line of the plan.
enum class Mark : char {
  Suggested = '.',
  Decided = '=',
  CloseCall = '?',
  New = '+',
  Changed = '~',  ///< the text has changed since it was decided
};

/// One line: an item or a pattern under a heading.
struct PlanLine {
  Mark mark = Mark::Suggested;
  Kind kind = Kind::Other;           ///< Pattern: `path` is the pattern's name, `id` its number
  std::string id;                    ///< first 7 hex digits of the body's hash, or "P1"
  std::string path;                  ///< key of the item
  std::string home;                  ///< id of the domain under which the program last wrote it; empty: unknown
  std::string reason;                ///< the program's words about a close call; empty: none
  std::vector<std::string> notes;    ///< the user's `##` lines before it, verbatim
  std::uint32_t number = 0;          ///< of the line in the file, from 1; 0: not read from a file

  friend bool operator==(const PlanLine&, const PlanLine&) = default;
};

enum class HeadingRole : std::uint8_t { Domain, Core, Unsorted, Dropped };

struct PlanHeading {
  HeadingRole role = HeadingRole::Domain;
  std::string name;
  std::string id;                  ///< "d3"; empty: added by the user
  std::string category;            ///< "domain", "industry", "process", "meta" or empty
  std::string words;               ///< the program's comment: the words that make the domain
  std::vector<std::string> notes;  ///< the user's `##` lines before it
  std::vector<PlanLine> lines;
  std::uint32_t number = 0;  ///< of the line in the file

  friend bool operator==(const PlanHeading&, const PlanHeading&) = default;
};

/// `together: a, b` or `apart: a, b`.
struct PlanRule {
  bool together = true;
  std::vector<std::string> items;
  std::vector<std::string> notes;
  std::uint32_t number = 0;

  friend bool operator==(const PlanRule&, const PlanRule&) = default;
};

/// Headings in file order: core first, unsorted and dropped last.
struct Plan {
  Grouping grouping;  ///< how the items were grouped last
  std::vector<PlanHeading> headings;
  std::vector<PlanRule> rules;
  std::vector<std::string> closing_notes;  ///< `##` lines after the last line

  friend bool operator==(const Plan&, const Plan&) = default;
};

}  // namespace agentops
