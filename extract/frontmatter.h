#pragma once

/// The block between `---` lines at the top of a file, read the way people write it: line by line, whatever a
/// strict YAML parser would say. Nothing is lost: what is understood becomes a Value, what is not stays text.
///
///   ---
///   name: deploy               ->  Map{{"name", "deploy"},
///   description: Use when: x         {"description", "Use when: x"},
///   tools: [Read, Bash]              {"tools", List{"Read", "Bash"}}}
///   ---                            and AO101: the description wants quotes
///
/// Blocks of TOML between `+++` and JSON between `;;;` or as an object at the top are read as well, and told.
///
/// Linear in the bytes; any bytes are accepted. CRLF, a byte order mark and blanks behind the dashes are
/// fine.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "models/finding.h"
#include "models/source.h"
#include "models/value.h"

namespace agentops::extract {

enum class Notation : std::uint8_t { Yaml, Toml, Json };

enum class MissingFence : std::uint8_t { None, First, Last, Both };

/// Where a file's frontmatter and its body stand. Both cover the whole file together, but for a byte order
/// mark.
struct Parts {
  Span frontmatter;        ///< with its fences; empty when there is none
  Span inside;             ///< between the fences, whole lines
  Span body;               ///< what follows
  std::uint32_t line = 1;  ///< of the first line inside, from 1
  Notation notation = Notation::Yaml;
  MissingFence missing = MissingFence::None;  ///< the block begins or ends where its keys do (AO102)

  friend bool operator==(const Parts&, const Parts&) = default;
};

/// A fence counts only on the first line. Without a closing one the next line must be a `key:`; without an
/// opening one the first two lines must be keys that tools know, `name` or `description` among them, and
/// without both there must be both of these and a blank line behind them.
[[nodiscard]] Parts split_frontmatter(std::string_view text);

/// The frontmatter of a file in any notation as a map; an empty one when there is none.
[[nodiscard]] Value read_meta(std::string_view text, const Parts& parts);

/// The text between the fences as a map in written order; a key given twice keeps its first value. Values are
/// text (quotes undone, block scalars folded), true/false for exactly these words, lists for `[a, b]` and `-
/// a` lines, maps for deeper `key: value` lines. Numbers, dates and comma lists stay text. `line` is that of
/// the first byte, for Value::line.
[[nodiscard]] Value read_frontmatter(std::string_view inside, std::uint32_t line = 1);

/// AO101 when other tools' YAML parsers refuse the block, at the guilty line, with the line that mends it and
/// the edits that make the whole block YAML with the values of read_meta; AO102 when a fence is missing.
/// Empty for a sound block. `path` goes into the places.
[[nodiscard]] std::vector<Finding> judge_frontmatter(std::string_view text, const Parts& parts,
                                                     std::string_view path);

}  // namespace agentops::extract
