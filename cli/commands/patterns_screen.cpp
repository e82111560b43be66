#include "cli/commands/patterns_screen.h"

#include <algorithm>
#include <map>
#include <vector>

#include <fmt/format.h>

#include "cli/commands/reading.h"
#include "cli/table.h"
#include "text/escape.h"

namespace agentops::cli {
namespace {

constexpr std::size_t shown_values = 3;
constexpr std::size_t widest_value = 34;
constexpr std::size_t shown_lines = 30;  ///< of a template or section
constexpr std::size_t shown_own_lines = 5;

std::string counts(const Pattern& pattern) {
  return fmt::format("{} of {}", with_commas(pattern.items), with_commas(pattern.of));
}

std::string saving(std::uint64_t bits) { return with_commas(bits) + " bits"; }

std::string quoted(const std::string& value) {
  if (value.empty()) return "nothing";
  return '"' + text::cut_to_width(text::for_terminal(value), widest_value) + '"';
}

/// The values of a slot, the most usual first.
std::vector<std::pair<std::string, std::size_t>> values_of(const Pattern& pattern, std::size_t slot) {
  std::map<std::string, std::size_t> count;
  for (const Use& use : pattern.uses) ++count[use.values[slot]];
  std::vector<std::pair<std::string, std::size_t>> values(count.begin(), count.end());
  std::ranges::stable_sort(values, std::ranges::greater{}, [](const auto& value) { return value.second; });
  return values;
}

std::string examples(const Pattern& pattern, std::size_t slot) {
  std::string text;
  const auto values = values_of(pattern, slot);
  for (std::size_t i = 0; i < std::min(shown_values, values.size()); ++i)
    text += fmt::format("{}{}{}", i == 0 ? "" : ", ", quoted(values[i].first),
                        values[i].second > 1 ? fmt::format(" x{}", values[i].second) : "");
  if (values.size() > shown_values) text += fmt::format(" and {} more", values.size() - shown_values);
  return text;
}

/// The template, each line indented, slots as "{{name}}" in colour.
void print_template(Session& session, const Pattern& pattern) {
  const Stream& out = session.terminal.out;
  constexpr std::string_view indent = "   ";
  std::string text;
  std::size_t lines = 1;
  bool at_begin = true;
  for (const PatternPart& part : pattern.parts) {
    const std::string shown =
        part.is_slot ? fmt::format("{{{{{}}}}}", part.text) : text::lines_for_terminal(part.text);
    if (part.is_slot) {
      text.append(at_begin ? indent : "").append(painted(out, Ink::Cyan, shown));
      at_begin = false;
      continue;
    }
    for (const char c : shown) {
      if (c != '\n' && at_begin) text += indent;
      text += c;
      at_begin = c == '\n';
      if (at_begin && ++lines > shown_lines && !session.all)
        return session.print(text + std::string(indent) + "...  (--all)\n");
    }
  }
  session.print(text + "\n");
}

void print_slots(Session& session, const Pattern& pattern) {
  Table table({{"slot"}, {"type"}, {"values", Align::Right}, {"such as", Align::Left, true}});
  std::size_t slot = 0;
  for (const PatternPart& part : pattern.parts) {
    if (!part.is_slot) continue;
    table.add({part.text, std::string(name_of(part.type)), with_commas(values_of(pattern, slot).size()),
               examples(pattern, slot)});
    ++slot;
  }
  if (slot > 0)
    session.print("\n" + table.print(session.terminal.out, session.terminal.width, session.cap()));
}

/// What is told of a place: the values there, or its heading.
std::string told(const Pattern& pattern, const Use& use) {
  if (pattern.form != PatternForm::Template) return text::for_terminal(use.title);
  std::string values;
  for (const std::string& value : use.values) values += (values.empty() ? "" : ", ") + quoted(value);
  return values;
}

void print_common_lines(Session& session, const actions::SectionTexts& texts) {
  if (texts.common.empty()) return;
  Table table({{"the common part", Align::Left, true}, {"in", Align::Right}, {""}});
  for (const actions::CommonLine& line : texts.common)
    table.add({"  " + text::for_terminal(line.line), with_commas(line.texts),
               line.spellings > 1 ? fmt::format("{} spellings", line.spellings) : ""});
  session.print("\n" + table.print(session.terminal.out, session.terminal.width,
                                   session.all ? session.cap() : shown_lines));
}

void print_own_lines(Session& session, const std::string& root, const actions::SectionTexts& texts) {
  if (texts.own.empty()) return;
  Table table({{"the part that varies", Align::Left, true}, {"begins", Align::Left, true}});
  for (const actions::OwnLine& own : texts.own)
    table.add({fmt::format("  {}:{}", shown_path(root, own.path), own.line), text::for_terminal(own.text)});
  session.print("\n" + table.print(session.terminal.out, session.terminal.width,
                                   session.all ? session.cap() : shown_own_lines));
}

void print_places(Session& session, const std::string& root, const Pattern& pattern) {
  const std::string title = pattern.form == PatternForm::Template ? "values"
                            : pattern.form == PatternForm::Chain  ? "who calls"
                                                                  : "its heading";
  Table table({{"where", Align::Left, true}, {title, Align::Left, true}});
  for (const Use& use : pattern.uses)
    table.add({fmt::format("{}:{}", shown_path(root, use.key), use.line), told(pattern, use)});
  session.print("\n" + table.print(session.terminal.out, session.terminal.width, session.cap()));
}

std::string wordings(const Pattern& pattern) {
  if (pattern.form == PatternForm::Chain) return "";
  if (pattern.wordings == 1) return "   one text in all of them";
  return fmt::format("   {} in {}", counted(pattern.wordings, "text"), counted(pattern.uses.size(), "place"));
}

}  // namespace

void print_patterns(Session& session, const actions::FoundPatterns& found) {
  if (found.patterns.empty()) {
    session.print(found.more > 0 ? fmt::format("no pattern that saves much; {} that save less (--all)\n",
                                               with_commas(found.more))
                                 : "no pattern\n");
    return;
  }
  session.print(
      fmt::format("{}{}\n\n", counted(found.patterns.size(), "pattern"),
                  found.more > 0 ? fmt::format(", and {} that save less", with_commas(found.more)) : ""));
  Table table({{"id"},
               {"pattern", Align::Left, true},
               {"form"},
               {"items", Align::Right},
               {"stage"},
               {"scope"},
               {"bits saved", Align::Right}});
  for (const Pattern& pattern : found.patterns)
    table.add({pattern.id, text::for_terminal(pattern.name), std::string(name_of(pattern.form)),
               with_commas(pattern.items), std::string(name_of(pattern.stage)),
               pattern.generic ? counted(pattern.domains, "domain") : "its domain",
               with_commas(pattern.bits_saved)});
  session.print(table.print(session.terminal.out, session.terminal.width, session.cap()));
  session.print(
      "\n stage: prototype 2 items, validated 3, general 5, standard 15 and over 80 %\n"
      " what stands in three domains or more is generic: it belongs to the base package\n");
}

void print_pattern(Session& session, const std::string& root, const Pattern& pattern,
                   const actions::SectionTexts& texts) {
  session.print(fmt::format(
      "{} {}   {}   {} items   {}   {}   saves {}\n", pattern.id, text::for_terminal(pattern.name),
      name_of(pattern.form), counts(pattern), name_of(pattern.stage),
      pattern.generic ? fmt::format("generic: {}", counted(pattern.domains, "domain")) : "of its domain",
      saving(pattern.bits_saved)));
  if (const std::string text = wordings(pattern); !text.empty()) session.print(text + "\n");
  if (pattern.form == PatternForm::Template || !pattern.links.empty()) session.print("\n");
  if (pattern.form == PatternForm::Template) {
    print_template(session, pattern);
    print_slots(session, pattern);
  }
  for (std::size_t i = 0; i < pattern.links.size(); ++i)
    session.print(fmt::format("   {}{}\n", i == 0 ? "" : "-> ", shown_path(root, pattern.links[i])));
  print_common_lines(session, texts);
  print_own_lines(session, root, texts);
  print_places(session, root, pattern);
}

void print_proof(Session& session, const std::string& root, const actions::Proof& proof) {
  session.print(fmt::format("rendered {} of {} from parts and values: {} identical, {} differ\n",
                            counted(proof.sources, "source"), counted(proof.templates, "template"),
                            with_commas(proof.sources - proof.refuted.size()),
                            with_commas(proof.refuted.size())));
  for (std::size_t i = 0; i < proof.refuted.size() && i < session.cap(); ++i)
    session.print(fmt::format("   {}:{}   is not what {} renders to\n",
                              shown_path(root, proof.refuted[i].path), proof.refuted[i].line,
                              text::for_terminal(proof.refuted[i].pattern)));
}

}  // namespace agentops::cli
