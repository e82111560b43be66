#pragma once

/// The shape of Markdown: sections, blocks, steps, code fences and links, each with the bytes where it
/// stands. The only door to cmark-gfm (tables and task lists; no autolinks).
///
///   "# Deploy\n\n1. Run `make`.\n2. See [x](y.md).\n"
///     -> section "Deploy", two list items, two steps, a link whose span is exactly "y.md"
///
/// Safe on any thread and on any bytes. Text in one of the shapes that make cmark slow (deep nesting,
/// thousands of open brackets or delimiters in one paragraph, hundreds of thousands of lines) is read by a
/// plain line scanner instead: headings, fences, list items and links are still found, and `limited` says so.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "extract/lines.h"
#include "models/document.h"
#include "models/source.h"

namespace agentops::extract {

enum class LinkForm : std::uint8_t { Inline, Image, Definition };

struct Link {
  LinkForm form = LinkForm::Inline;
  std::string destination;  ///< as written, without `<>`
  Span span;                ///< of the destination in the file, exactly what a rewrite replaces
  std::uint32_t line = 0;   ///< from 1

  friend bool operator==(const Link&, const Link&) = default;
};

struct Prose {
  std::vector<Section> sections;  ///< in reading order; never empty unless the body is blank
  std::vector<Block> blocks;      ///< in reading order, leaves only
  std::vector<Step> steps;
  std::vector<CodeBlock> code;
  std::vector<Link> links;  ///< ascending by span
  bool limited = false;     ///< read by the line scanner (AO109)
};

/// Reads the part of `text` under `body`; spans and lines count from the beginning of `text`, whose lines are
/// `lines`.
[[nodiscard]] Prose read_markdown(std::string_view text, Span body, const Lines& lines);

/// Markdown of one line as plain text: no emphasis, code marks, link targets, HTML tags or escapes.
///   "**Run** [the `x`](y)" -> "Run the x"
[[nodiscard]] std::string plain_text(std::string_view inline_markdown);

}  // namespace agentops::extract
