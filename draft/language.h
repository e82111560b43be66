#pragma once

/// The words that one must know to read the items of a package: abbreviations, terms that a text defines, and
/// names of systems.
///
///   "Service Level Agreement (SLA)", "- **Refund window**: the days in which money goes back", "Open it in
///   Grafana."  ->  SLA (Service Level Agreement), refund window (the days in which money goes back), Grafana
///
/// An abbreviation is written in capitals and not also in small letters; its plural is no other. A term is
/// defined where it opens a line, in bold or with "is", and a phrase with an article follows, which is no
/// sentence; what is defined anew in many places ("**Context**: A team has ...") is a heading and no term. A
/// name is written with a capital inside a sentence, after a word without, in two items or more, and never in
/// small letters. Linear in the text.

#include <cstddef>
#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "draft/context.h"
#include "draft/phrases.h"

namespace agentops::draft {

class Language {
 public:
  /// Lines come item after item, in reading order; `tokens` are those of the line.
  void read_line(std::string_view text, const std::vector<Token>& tokens, const LinePlace& place);

  /// Those with a meaning first, then those of most items; of the others those of `fewest` items or more.
  [[nodiscard]] std::vector<ContextEntry> terms(std::size_t fewest) const;

 private:
  void read_abbreviation(const std::vector<Token>& tokens, std::size_t at, const LinePlace& place);
  void read_names(const std::vector<Token>& tokens, const LinePlace& place);
  void read_definition(std::string_view text, const LinePlace& place);
  [[nodiscard]] bool is_name(const std::string& written) const;
  [[nodiscard]] bool is_plural(const std::string& word) const;

  Words abbreviations_, names_, defined_;
  std::set<std::string> words_;  ///< written otherwise than in capitals, in small letters
  std::set<std::string> small_;  ///< written in small letters
};

}  // namespace agentops::draft
