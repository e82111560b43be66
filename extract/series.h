#pragma once

/// The items of a file that holds several, one below the other.
///
///   "# Our agents\n\n## Agent: triage\n...\n## Agent: writer\n..."  ->  two parts, named "triage" and
///   "writer"
///
/// An ordinary document with many sections is one item: a file is taken apart only when all of it has the
/// same shape, which is one of three.
///
/// * Blocks of frontmatter, each with a name and a description of its own, each above its text.
/// * Headings of level 1 or 2 that say what follows, "Workflow 1: Close the month", and no other heading of
/// their level
///   behind the first of them; what stands before is a short introduction and belongs to no item.
/// * Headings of level 1 from the top on, each a command's name ("/deploy") or each above a text that begins
/// like an
///   item: "You are ...", "**Purpose:** ...".

#include <string>
#include <string_view>
#include <vector>

#include "extract/frontmatter.h"
#include "extract/lines.h"
#include "models/document.h"

namespace agentops::extract {

struct Part {
  Parts parts;              ///< spans in the file; `frontmatter` is empty where a heading begins the part
  std::string name;         ///< from the heading; empty: the frontmatter has it
  Kind kind = Kind::Other;  ///< what the heading calls it; Other: it does not say
};

/// The parts in reading order, or nothing when the file is one item. `whole` is the file read as one.
[[nodiscard]] std::vector<Part> parts_of(std::string_view text, const Document& whole, const Lines& lines);

}  // namespace agentops::extract
