#pragma once

/// A file of agent Markdown as a reader understands it: the item's facts and the shape of its text.
///
/// The text itself stays in the Source; every part says where it stands with a Span. A Document is a pure
/// function of path and bytes, so whoever needs the shape again reads the source and makes it anew.

#include <cstdint>
#include <string>
#include <vector>

#include "models/item.h"
#include "models/value.h"

namespace agentops {

/// A heading and what stands under it, up to the next heading of its level or above. The text before the
/// first heading is a section of level 0 without a title, when there is any.
struct Section {
  std::string title;       ///< as plain text: no emphasis, no trailing #
  std::uint8_t level = 0;  ///< 1..6; 0 for the opening without heading
  std::uint32_t line = 0;  ///< of the heading, from 1
  Span heading;            ///< the heading's own line(s), with its line end
  Span body;               ///< own text and all deeper sections, after the heading

  friend bool operator==(const Section&, const Section&) = default;
};

enum class BlockKind : std::uint8_t { Paragraph, ListItem, Code, Table, Quote, Html };

/// A leaf of the text as the author wrote it: one paragraph, one list item (without the lists inside it), one
/// fence.
struct Block {
  BlockKind kind = BlockKind::Paragraph;
  std::uint32_t section = 0;  ///< index into Document::sections
  std::uint32_t line = 0;     ///< from 1
  Span span;                  ///< whole lines
  std::uint8_t depth = 0;     ///< of a list item, from 1
  bool ordered = false;       ///< a list item with a number
  bool task = false;          ///< a list item with a check box

  friend bool operator==(const Block&, const Block&) = default;
};

/// One step of a procedure: a numbered list item or a heading "Step 2: ...", "Phase 1 ...".
struct Step {
  std::string text;  ///< plain, first line only
  std::uint32_t line = 0;
  std::uint32_t section = 0;
  bool heading = false;  ///< a part of the procedure; numbered items in its section are details of it

  friend bool operator==(const Step&, const Step&) = default;
};

struct CodeBlock {
  std::string language;    ///< first word of the info string, lower case; may be empty
  std::uint32_t line = 0;  ///< of the fence, from 1
  Span span;               ///< of the code, without the fences
  std::uint32_t section = 0;

  friend bool operator==(const CodeBlock&, const CodeBlock&) = default;
};

struct Document {
  Item item;
  Value meta;        ///< the frontmatter as a map, read tolerantly; null when there is none
  Span frontmatter;  ///< with its fences; empty when there is none
  Span body;         ///< what follows the frontmatter
  std::vector<Section> sections;
  std::vector<Block> blocks;
  std::vector<Step> steps;
  std::vector<CodeBlock> code;
};

}  // namespace agentops
