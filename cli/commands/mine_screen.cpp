#include "cli/commands/mine_screen.h"

#include <algorithm>
#include <map>
#include <utility>

#include <fmt/format.h>

#include "actions/describe.h"
#include "cli/commands/reading.h"
#include "cli/table.h"
#include "text/escape.h"
#include "text/grouping_flags.h"

namespace agentops::cli {
namespace {

constexpr std::size_t shown_close_calls = 5;
constexpr std::size_t shown_patterns = 5;

std::string name_of_key(const std::string& key, const std::vector<Item>& items) {
  const Item* item = actions::find_item(items, key);
  return text::for_terminal(item == nullptr ? key : item->name);
}

std::vector<const Member*> close_calls(const Mining& mining) {
  std::vector<const Member*> members;
  for (const Domain& domain : mining.domains)
    for (const Member& member : domain.members)
      if (member.close_call) members.push_back(&member);
  return members;
}

std::string named(const std::string& domain) {
  return domain.empty() ? std::string("[unsorted]") : text::for_terminal(domain);
}

/// Suggestions that the program changed: because of decisions, and for other reasons.
void print_moves(Session& session, const actions::Mined& mined) {
  const std::vector<Item>& items = mined.scanned.inventory.items;
  const auto print = [&](bool because_of_decisions, const std::string& head) {
    std::size_t count = 0;
    std::string lines;
    for (const mine::PlanChanges::Move& move : mined.changes.moved) {
      if (move.teacher.empty() == because_of_decisions || ++count > session.cap()) continue;
      lines +=
          fmt::format("  > {}   {} -> {}", name_of_key(move.key, items), named(move.from), named(move.to));
      if (because_of_decisions)
        lines += fmt::format("     {}like {}, which you moved",
                             move.likeness > 0 ? fmt::format("{:.2f} ", move.likeness) : "",
                             name_of_key(move.teacher, items));
      lines += '\n';
    }
    if (count > 0) session.print(fmt::format(fmt::runtime(head), counted(count, "other suggestion")) + lines);
  };
  print(true, "they changed {}\n");
  print(false, "{} changed\n");
}

/// What the decisions in the plan did to the suggestion.
void print_decisions(Session& session, const actions::Mined& mined) {
  const mine::Settled& settled = mined.settled;
  const mine::PlanChanges& changes = mined.changes;
  const std::vector<Item>& items = mined.scanned.inventory.items;
  if (const unsigned decisions = settled.moves + settled.renames + settled.merges; decisions > 0)
    session.print(fmt::format("kept your {}: {}, {}, {}\n", counted(decisions, "decision"),
                              counted(settled.moves, "move"), counted(settled.renames, "rename"),
                              counted(settled.merges, "merge")));
  print_moves(session, mined);
  if (!changes.added.empty()) session.print(fmt::format("{}\n", counted(changes.added.size(), "new item")));
  for (std::size_t i = 0; i < changes.added.size() && i < session.cap(); ++i)
    session.print(fmt::format("  + {} -> {} ({:.2f})\n", name_of_key(changes.added[i].key, items),
                              named(changes.added[i].to), changes.added[i].score));
  if (!changes.look_again.empty())
    session.print(fmt::format("{} to look at again      agentops plan diff\n",
                              counted(changes.look_again.size(), "decision")));
  for (const std::string& key : changes.look_again)
    session.print(fmt::format("  ~ {} changed since you decided it\n", name_of_key(key, items)));
  for (const std::string& key : changes.gone)
    session.print(fmt::format("  - {} is gone\n", text::for_terminal(key)));
  for (const std::string& key : changes.returned)
    session.warn(fmt::format(
        "warning: the line of {} was deleted: it is back under [unsorted]; move it to [dropped] to drop the item",
        text::for_terminal(key)));
}

void print_domains(Session& session, const actions::Mined& mined) {
  const std::vector<Item>& items = mined.scanned.inventory.items;
  Table table({{"domain"},
               {"items", Align::Right},
               {"cohesion", Align::Right},
               {"stable", Align::Right},
               {"typical", Align::Left, true}});
  for (const Domain& domain : mined.mining.domains) {
    std::string typical;
    for (std::size_t i = 0; i < domain.representatives.size() && i < 3; ++i)
      typical += (i == 0 ? "" : ", ") + name_of_key(domain.representatives[i], items);
    table.add({text::for_terminal(domain.name), with_commas(domain.members.size()),
               fmt::format("{:.2f}", domain.cohesion), shown_figure(domain.stability), typical});
  }
  session.print("\n" + table.print(session.terminal.out, session.terminal.width, session.cap()));
}

constexpr std::size_t label_width = 11;  ///< of " areas     "

/// " areas     name: first, second," with what does not fit on lines of their own below it.
std::string listed_below(std::string_view label, const std::string& name,
                         const std::vector<std::string>& parts, std::size_t width) {
  std::string text = fmt::format(" {:<9} {}:", label, name);
  std::size_t used = text::display_width(text);
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const std::string part = parts[i] + (i + 1 < parts.size() ? "," : "");
    const std::size_t wide = text::display_width(part) + 1;
    if (i > 0 && used + wide > width) {
      text += fmt::format("\n{:{}}", "", label_width + 1);
      used = label_width + 1;
    }
    text += " " + part;
    used += wide;
  }
  return text + "\n";
}

/// More than a quarter are close calls.
void print_unclear(Session& session, const actions::Mined& mined) {
  const Grouping& grouping = mined.plan.grouping;
  const bool by_folders = grouping.keep_folders || !grouping.seed_from.empty();
  session.print(fmt::format(" more than a quarter are close calls: {}{}\n",
                            by_folders ? "much of what the items say speaks against these folders"
                                       : "there is no clear division at this number",
                            mined.mining.numbers.empty()
                                ? ""
                                : fmt::format("; try  --domains {}", fmt::join(mined.mining.numbers, ", "))));
}

void print_doubts(Session& session, const actions::Mined& mined) {
  const std::vector<Item>& items = mined.scanned.inventory.items;
  const std::vector<const Member*> close = close_calls(mined.mining);
  session.print("\n");
  for (std::size_t i = 0; i < std::min(close.size(), shown_close_calls); ++i)
    session.print(fmt::format(" {:<9} {:<24} {}\n", i == 0 ? "close" : "", name_of_key(close[i]->key, items),
                              text::for_terminal(close[i]->doubt)));
  if (close.size() > shown_close_calls)
    session.print(fmt::format("           ... and {} more, marked ? in {}\n",
                              close.size() - shown_close_calls, actions::plan_file));
  for (const SharedItem& item : mined.mining.shared)
    session.print(fmt::format(" {:<9} {:<24} {} refer to it\n",
                              &item == &mined.mining.shared.front() ? "shared" : "",
                              name_of_key(item.key, items), counted(item.domains, "domain")));
  const std::vector<const Pattern*> generic = generic_patterns(mined.mining);
  for (std::size_t i = 0; i < std::min(generic.size(), shown_patterns); ++i)
    session.print(fmt::format(" {:<9} {} ({} in {})\n", i == 0 ? "generic" : "",
                              text::for_terminal(generic[i]->name), counted(generic[i]->uses.size(), "use"),
                              counted(generic[i]->domains, "domain")));
  if (generic.size() > shown_patterns)
    session.print(fmt::format("           ... and {} more under [core]\n", generic.size() - shown_patterns));
  if (!mined.mining.unassigned.empty())
    session.print(fmt::format(" unsorted  {}\n", counted(mined.mining.unassigned.size(), "item")));
  if (!mined.mining.clear) print_unclear(session, mined);
}

/// How a person asked for it, where it was not left to the items.
void print_grouping(Session& session, const actions::Mined& mined) {
  const std::vector<std::string> flags = text::grouping_flags(mined.plan.grouping);
  if (flags.empty()) return;
  session.print(fmt::format("grouped with {}{}\n",
                            text::for_terminal(fmt::format("{}", fmt::join(flags, " "))),
                            mined.remembered ? " as last time (--domains auto: as the items suggest)" : ""));
}

}  // namespace

void print_hierarchy(Session& session, const Mining& mining) {
  std::map<std::string, std::vector<std::string>> areas;
  for (const Domain& domain : mining.domains)
    if (!domain.area.empty()) areas[domain.area].push_back(text::for_terminal(domain.name));
  const bool has_parts =
      std::ranges::any_of(mining.domains, [](const Domain& domain) { return !domain.parts.empty(); });
  if (!areas.empty() || has_parts) session.print("\n");
  std::string_view head = "areas";
  for (const auto& [area, names] : areas)
    session.print(
        listed_below(std::exchange(head, ""), text::for_terminal(area), names, session.terminal.width));
  head = "parts";
  for (const Domain& domain : mining.domains) {
    if (domain.parts.empty()) continue;
    std::vector<std::string> parts;
    for (const DomainPart& part : domain.parts)
      parts.push_back(fmt::format("{} {}", text::for_terminal(part.name), part.members.size()));
    session.print(listed_below(std::exchange(head, ""), text::for_terminal(domain.name), parts,
                               session.terminal.width));
  }
}

std::string shown_figure(double figure) { return figure > 0 ? fmt::format("{:.2f}", figure) : "-"; }

std::vector<const Pattern*> generic_patterns(const Mining& mining) {
  std::vector<const Pattern*> patterns;
  for (const Pattern& pattern : mining.patterns)
    if (pattern.generic) patterns.push_back(&pattern);
  return patterns;
}

void print_mined(Session& session, const std::string& root, const actions::Mined& mined) {
  std::size_t references = 0;
  for (const Item& item : mined.scanned.inventory.items)
    references += static_cast<std::size_t>(
        std::ranges::count_if(actions::references_by_target(item),
                              [](const Reference& reference) { return !reference.to.empty(); }));
  session.print(fmt::format("read {}, {} between them\n",
                            counted(mined.scanned.inventory.items.size(), "item"),
                            counted(references, "reference")));
  const std::string summary = fmt::format("{}, {}", counted(mined.mining.domains.size(), "domain"),
                                          counted(close_calls(mined.mining).size(), "close call"));
  if (mined.wrote_plan)
    session.print(fmt::format("wrote {}    {}; no other file changed\n", shown_path(root, actions::plan_file),
                              summary));
  else if (session.dry_run)
    session.print(fmt::format("nothing written (--dry-run)    {}\n", summary));
  else
    session.print(fmt::format("{} is up to date    {}\n", shown_path(root, actions::plan_file), summary));
  print_grouping(session, mined);
  print_decisions(session, mined);
  print_domains(session, mined);
  print_hierarchy(session, mined.mining);
  print_doubts(session, mined);
}

}  // namespace agentops::cli
