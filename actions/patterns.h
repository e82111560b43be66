#pragma once

/// What recurs in a folder: the patterns that mining finds, one of them closer, their proof, and the file
/// that one becomes.

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "actions/project.h"
#include "actions/scan.h"
#include "models/pattern.h"

namespace agentops::actions {

struct PatternsRequest {
  ScanOptions scan;
  bool all = false;       ///< also those that save less than the 40 first (of 1,000 items)
  unsigned min_uses = 0;  ///< only patterns of so many items; 2, the least there are, finds prototypes; 0: as
                          ///< the settings have it
  std::optional<PatternForm> form;
  std::optional<PatternStage> stage;
  std::optional<bool> generic;
};

struct FoundPatterns {
  Scanned scanned;
  std::vector<Pattern> patterns;  ///< the largest saving first
  std::size_t more = 0;           ///< that were asked for, but save less than those
};

/// Mines as `mine` does, without writing a plan.
[[nodiscard]] Result<FoundPatterns> find_patterns(const Project& project, const PatternsRequest& request);

/// The pattern with this id or name. Errors: NotFound (E-NO-PATTERN) with the nearest name.
[[nodiscard]] Result<const Pattern*> pattern_named(std::span<const Pattern> patterns, std::string_view words);

/// A line that at least half of the texts of a section have.
struct CommonLine {
  std::string line;             ///< in the spelling of the text that has most of these lines
  std::uint32_t texts = 0;      ///< that have its words
  std::uint32_t spellings = 0;  ///< ways in which they are written

  friend bool operator==(const CommonLine&, const CommonLine&) = default;
};

/// A line that few of the others have.
struct OwnLine {
  std::string path;
  std::uint32_t line = 0;
  std::string text;

  friend bool operator==(const OwnLine&, const OwnLine&) = default;
};

/// What the places of a section or outline have in common, below the heading, and what is their own.
struct SectionTexts {
  std::vector<CommonLine> common;  ///< in reading order
  std::vector<OwnLine> own;        ///< the first of each text that has any, in the order of the uses
};

/// Reads the places of `pattern`. Errors are those of reading.
[[nodiscard]] Result<SectionTexts> section_texts(const Project& project, const Inventory& inventory,
                                                 const Pattern& pattern);

/// A source that is not what its template renders to.
struct Refuted {
  std::string pattern;  ///< its name
  std::string path;
  std::uint32_t line = 0;

  friend bool operator==(const Refuted&, const Refuted&) = default;
};

struct Proof {
  std::size_t templates = 0;
  std::size_t sources = 0;
  std::vector<Refuted> refuted;  ///< by path, line
};

/// Renders every source of the templates among `patterns` and compares it with the bytes on the disk.
/// Errors are those of reading.
[[nodiscard]] Result<Proof> prove(const Project& project, const Inventory& inventory,
                                  std::span<const Pattern> patterns);

/// patterns/NAME.md for one of the patterns found.
[[nodiscard]] Result<std::string> pattern_file(const Project& project, const FoundPatterns& found,
                                               const Pattern& pattern);

/// Writes `text` to `file` in the project. Errors: Conflict (E-EXISTS) when there is something already.
[[nodiscard]] Status write_pattern_file(const Project& project, const std::string& file, std::string text);

}  // namespace agentops::actions
