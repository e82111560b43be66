#include <algorithm>
#include <cstddef>
#include <tuple>
#include <vector>

#include <fmt/format.h>

#include "text/escape.h"
#include "text/grouping_flags.h"
#include "text/plan_file.h"
#include "text/plan_line.h"
#include "text/quote.h"

/// Columns are aligned to fixed stops, not to the longest neighbour: a new item must not change the lines
/// around it, or two branches could not be merged.

namespace agentops::text {
namespace {

constexpr std::size_t stop = 8;          ///< comments begin at a multiple of this column,
constexpr std::size_t first_stop = 40;   ///< but not before this one
constexpr std::size_t kind_columns = 8;  // "workflow"
constexpr std::size_t id_columns = 7;

constexpr std::string_view head =
    R"(# agentops.plan    lines with ## are yours and are kept; all other comments are rewritten
#
# Move a line under another [heading] to move the item, under [dropped] to leave it out.
# Rename a heading to rename its domain. Delete the id behind it to make it a new domain.
# Give two headings one name to merge them. Add a heading and move lines there to split.
# "together: a.md, b.md" keeps items in one domain, "apart: a.md, b.md" out of one.
# Save, then: agentops mine, or agentops draft.
#
#   .  suggested        =  decided by you, stays        ?  close call, please look
#   +  new since last   ~  content changed since you decided
)";

std::string padded(std::string text, std::size_t columns) {
  const std::size_t width = display_width(text);
  if (width < columns) text.append(columns - width, ' ');
  return text;
}

/// `line` with a comment in its column; nothing is added for an empty comment.
std::string with_comment(const std::string& line, std::string_view comment) {
  if (comment.empty()) return line;
  const std::size_t end = std::max(display_width(line) + 1, first_stop);
  const std::size_t column = (end + stop - 1) / stop * stop;
  return padded(line, column) + "# " + std::string(comment);
}

/// The program's words, on one line.
std::string one_line(std::string_view words) {
  const std::string line = for_terminal(words);
  const std::size_t begin = line.find_first_not_of(' ');
  if (begin == std::string::npos) return {};
  return line.substr(begin, line.find_last_not_of(' ') - begin + 1);
}

void write_notes(const std::vector<std::string>& notes, std::string& text) {
  for (const std::string& note : notes) text += note + '\n';
}

std::string comment_of(const PlanLine& line) {
  const bool is_settled = line.mark == Mark::Decided || line.mark == Mark::Changed;
  if (is_settled || line.home.empty()) return {};
  return line.reason.empty() ? line.home : line.home + "; " + one_line(line.reason);
}

void write_line(const PlanLine& line, std::string& text) {
  write_notes(line.notes, text);
  const std::string item = fmt::format("{} {} {}  {}", static_cast<char>(line.mark),
                                       padded(std::string(name_of(line.kind)), kind_columns),
                                       padded(line.id, id_columns), quoted_name(line.path));
  text += with_comment(item, comment_of(line)) + '\n';
}

bool is_mined_pattern(const PlanLine& line) { return line.id.starts_with('P'); }

/// Patterns before items, each by name.
std::vector<PlanLine> sorted(std::vector<PlanLine> lines) {
  std::ranges::sort(lines, {}, [](const PlanLine& line) {
    return std::tuple(!is_mined_pattern(line), std::string_view(line.path));
  });
  return lines;
}

void write_heading(const PlanHeading& heading, std::string& text) {
  text += '\n';
  write_notes(heading.notes, text);
  std::string line = '[' + heading.name + ']';
  if (!heading.id.empty()) line += ' ' + heading.id;
  if (!heading.category.empty()) line += ' ' + heading.category;
  text += with_comment(line, one_line(heading.words)) + '\n';
  for (const PlanLine& item : sorted(heading.lines)) write_line(item, text);
}

void write_rule(const PlanRule& rule, std::string& text) {
  write_notes(rule.notes, text);
  text += rule.together ? "together:" : "apart:";
  for (std::size_t i = 0; i < rule.items.size(); ++i)
    text += (i == 0 ? " " : ", ") + quoted_name(rule.items[i]);
  text += '\n';
}

}  // namespace

std::string write_plan(const Plan& plan) {
  std::string text(head);
  const std::vector<std::string> flags = grouping_flags(plan.grouping);
  if (!flags.empty()) text += '\n';
  for (const std::string& flag : flags) text += fmt::format("{}{}\n", grouped_by, flag);
  if (!plan.rules.empty()) text += '\n';
  for (const PlanRule& rule : plan.rules) write_rule(rule, text);

  for (const HeadingRole role :
       {HeadingRole::Core, HeadingRole::Domain, HeadingRole::Unsorted, HeadingRole::Dropped})
    for (const PlanHeading& heading : plan.headings)
      if (heading.role == role) write_heading(heading, text);

  if (!plan.closing_notes.empty()) text += '\n';
  write_notes(plan.closing_notes, text);
  return text;
}

}  // namespace agentops::text
