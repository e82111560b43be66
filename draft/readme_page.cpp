#include "draft/readme_page.h"

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "draft/naming.h"
#include "draft/sentences.h"
#include "text/escape.h"

namespace agentops::draft {
namespace {

constexpr std::size_t most_call_lines = 12;
constexpr std::size_t most_remarks = 10;
constexpr std::size_t most_differences = 3;
constexpr std::size_t longest_quote = 80;
constexpr std::size_t most_demands = 10;
constexpr std::size_t most_owned = 4;
constexpr std::size_t most_targets = 4;

std::string link_to(const Portrait& portrait, std::size_t item) {
  return fmt::format("[{}]({})", text::for_markdown(portrait.names[item]), portrait.items[item].placed->path);
}

std::string quoted(std::string_view line) {
  return fmt::format("\"{}\"", text::for_markdown(shortened(as_read(line), longest_quote)));
}

// What is to be looked at ------------------------------------------------------------------------

/// "lacks line 13, "Check that ..."; says "$450" where the other says "$500" (line 17)".
std::string told(const text::Difference& difference) {
  const std::string more =
      difference.lines > 1 ? fmt::format(" and {} more", counted(difference.lines - 1, "line")) : "";
  switch (difference.form) {
    case text::DifferenceForm::Lacks:
      return fmt::format("lacks line {}, {}{}", difference.line, quoted(difference.original), more);
    case text::DifferenceForm::Adds:
      return fmt::format("has line {} more, {}{}", difference.line, quoted(difference.copy), more);
    case text::DifferenceForm::Says: {
      const auto [original, copy] = text::differing_words(difference.original, difference.copy);
      return fmt::format("says {} where the other says {} (line {}){}", quoted(copy), quoted(original),
                         difference.line, more);
    }
  }
  return {};
}

std::string told(const Portrait& portrait, const Copy& copy) {
  std::string line =
      fmt::format("{} is a copy of {}", link_to(portrait, copy.copy), link_to(portrait, copy.of));
  const std::size_t shown = std::min(copy.differences.size(), most_differences);
  for (std::size_t i = 0; i < shown; ++i) line += (i == 0 ? " that " : "; it ") + told(copy.differences[i]);
  if (const std::size_t left = copy.differences.size() - shown; left > 0)
    line += fmt::format("; and {} more", counted(left, "difference"));
  return line + ".";
}

/// Copies that missed an edit first; then those that are only another name for the same words.
void tell_copies(const Portrait& portrait, std::vector<std::string>& remarks) {
  std::map<std::size_t, std::vector<std::string>> same;
  for (const Copy& copy : portrait.copies) {
    if (copy.differences.empty())
      same[copy.of].push_back(link_to(portrait, copy.copy));
    else
      remarks.push_back(told(portrait, copy));
  }
  for (const auto& [original, copies] : same)
    remarks.push_back(fmt::format("{} {} the same words as {}, under {}.", listed(copies),
                                  copies.size() == 1 ? "has" : "have", link_to(portrait, original),
                                  copies.size() == 1 ? "another name" : "other names"));
}

/// "`a.md` (line 3) and `b.md` (line 9)"
std::string targets_text(const ReadItem& read, std::span<const Reference* const> references) {
  std::vector<std::string> targets;
  for (const Reference* reference : references)
    targets.push_back(
        fmt::format("{} (line {})", code(reference->target), read.drafted_line(reference->lines.front())));
  return listed(targets, most_targets);
}

void tell_dead(const Portrait& portrait, std::vector<std::string>& remarks) {
  for (std::size_t i = 0; i < portrait.items.size(); ++i) {
    const ReadItem& read = portrait.items[i];
    std::vector<const Reference*> dead;
    for (const Reference& reference : read.item().references)
      if (reference.to.empty() && !reference.lines.empty()) dead.push_back(&reference);
    if (dead.empty()) continue;
    remarks.push_back(fmt::format("{} names what was not in the folder: {}.", link_to(portrait, i),
                                  targets_text(read, dead)));
  }
}

void tell_lost(const Portrait& portrait, std::vector<std::string>& remarks) {
  for (const ReadItem& read : portrait.items)
    for (const LostLink& link : read.lost)
      remarks.push_back(fmt::format("{}:{} leads to {}, which is in no package.", read.placed->path,
                                    read.drafted_line(link.line), code(link.target)));
}

void tell_left_out(const Portrait& portrait, std::vector<std::string>& remarks) {
  for (const auto& [from, why] : portrait.package->left_out)
    remarks.push_back(fmt::format("{} is left out, since no package may hold it: {}.", code(from),
                                  text::for_markdown(why)));
}

void tell_mutual(const Portrait& portrait, std::vector<std::string>& remarks) {
  std::vector<std::string> names;
  for (const Need& need : portrait.needs)
    if (need.mutual) names.push_back(code(need.dependency.name));
  if (names.empty()) return;
  remarks.push_back(fmt::format(
      "This package and {} need each other: none can be installed without the other. Moving the items that call across, or "
      "merging the domains, would end that.",
      listed(names)));
}

void look_first(Page& page, const Portrait& portrait) {
  std::vector<std::string> remarks;
  tell_left_out(portrait, remarks);
  tell_copies(portrait, remarks);
  tell_lost(portrait, remarks);
  tell_dead(portrait, remarks);
  tell_mutual(portrait, remarks);
  if (remarks.empty()) return;
  page.line("## Look at this first").line();
  for (std::size_t i = 0; i < std::min(remarks.size(), most_remarks); ++i) page.line("- " + remarks[i]);
  if (remarks.size() > most_remarks)
    page.line(fmt::format("- and {} more of these.", remarks.size() - most_remarks));
  page.line();
}

// What is in it ----------------------------------------------------------------------------------

/// What the table says about an item: for a copy, of what it is one.
std::string purpose_in(const Portrait& portrait, std::size_t item) {
  if (const auto copy = portrait.original.find(item); copy != portrait.original.end())
    return fmt::format("a copy of {}", text::for_markdown(portrait.names[copy->second]));
  return text::for_markdown(purpose_of(portrait.items[item].item()));
}

void contents(Page& page, const Portrait& portrait) {
  if (!portrait.items.empty()) {
    page.line("## What is in it").line().line("| item | kind | does |").line("|---|---|---|");
    for (std::size_t i = 0; i < portrait.items.size(); ++i)
      page.line(fmt::format("| {} | {} | {} |", link_to(portrait, i), name_of(portrait.items[i].placed->kind),
                            purpose_in(portrait, i)));
    page.line();
  }
  if (portrait.package->patterns.empty()) return;
  page.line("## Patterns").line().line("| pattern | stands in | domains |").line("|---|---|---|");
  for (const PlacedPattern& placed : portrait.package->patterns)
    page.line(fmt::format("| [{}]({}) | {} | {} |", text::for_markdown(placed.pattern->name), placed.path,
                          counted(placed.pattern->uses.size(), "place"), placed.pattern->domains));
  page.line();
}

void calls(Page& page, const Portrait& portrait) {
  std::vector<std::string> names;
  for (const std::string& name : portrait.names) names.push_back(text::for_markdown(name));
  const std::vector<std::string> lines = call_lines(names, portrait.calls);
  if (lines.empty()) return;
  page.line("## How they call each other").line();
  for (std::size_t i = 0; i < std::min(lines.size(), most_call_lines); ++i) page.line("- " + lines[i]);
  if (lines.size() > most_call_lines)
    page.line(fmt::format("- and {} more.", lines.size() - most_call_lines));
  page.line();
}

// What they need ---------------------------------------------------------------------------------

void demand(Page& page, std::string_view what, const std::vector<Demand>& demands) {
  if (demands.empty()) return;
  std::vector<std::string> names;
  for (const Demand& need : demands) names.push_back(code(need.name));
  page.line(fmt::format("- {}: {}", what, listed(names, most_demands)));
}

void needs(Page& page, const Portrait& portrait) {
  if (portrait.programs.empty() && portrait.variables.empty() && portrait.tools.empty() &&
      portrait.needs.empty())
    return;
  page.line("## What they need").line();
  demand(page, "Programs on the PATH", portrait.programs);
  demand(page, "Environment variables", portrait.variables);
  demand(page, "Tools of the assistant", portrait.tools);
  for (const Need& need : portrait.needs)
    page.line(fmt::format("- The package {}, for {}", code(need.dependency.name),
                          text::for_markdown(listed(need.because, 5))));
  page.line();
}

void scope(Page& page, const Portrait& portrait) {
  if (portrait.items.empty()) return;
  const auto owned = std::span(portrait.terms).first(std::min(most_owned, portrait.terms.size()));
  page.blank("one sentence: what this domain owns and what it does not");
  page.line(fmt::format("Owns {}; does not own {}.",
                        owned.empty() ? std::string(blank_mark) : text::for_markdown(listed(owned)),
                        blank_mark))
      .line();
}

}  // namespace

Page readme_page(const Portrait& portrait) {
  Page page("README.md");
  page.line(fmt::format("# {}", portrait.package->name)).line();
  page.line(fmt::format("{}.", text::for_markdown(portrait.description))).line();
  scope(page, portrait);
  look_first(page, portrait);
  contents(page, portrait);
  calls(page, portrait);
  needs(page, portrait);
  page.line("Begin with [Getting started](docs/getting-started.md).");
  return page;
}

}  // namespace agentops::draft
