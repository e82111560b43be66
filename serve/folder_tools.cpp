// The tools that tell of the folder as a whole: its domains, patterns, copies and packages, and a move in its
// plan.

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "actions/copies.h"
#include "actions/describe.h"
#include "actions/installed.h"
#include "actions/lookup.h"
#include "actions/mine.h"
#include "actions/package_change.h"
#include "actions/patterns.h"
#include "actions/plan.h"
#include "serve/shown.h"
#include "serve/tool.h"
#include "text/escape.h"
#include "text/version.h"

namespace agentops::serve {
namespace {

constexpr std::size_t most_members = 50;  // of a group of copies
constexpr std::size_t most_words = 5;     // that are told of a domain, and most typical items

std::vector<std::string> first_of(std::vector<std::string> texts) {
  texts.resize(std::min(texts.size(), most_words));
  return texts;
}

Result<ToolAnswer> list_domains(const actions::Project& project, const Arguments& arguments) {
  const auto mined = actions::mined_state(project);
  if (!mined) return fail(mined);
  const std::vector<Domain>& domains = mined->mining.domains;
  std::vector<std::string> lines;
  List list;
  for (const Domain& domain : domains) {
    if (lines.size() == arguments.count("limit", usually_listed)) break;
    const std::vector<std::string> words = first_of(domain.terms);
    const std::vector<std::string> typical = first_of(domain.representatives);
    const auto close = std::ranges::count_if(domain.members, &Member::close_call);
    lines.push_back(fmt::format(
        "{}  {} items{}  words: {}  typical: {}", shown(domain.name), domain.members.size(),
        close == 0 ? "" : fmt::format(", {} close calls", close),
        shown(fmt::to_string(fmt::join(words, ", "))), shown(fmt::to_string(fmt::join(typical, ", ")))));
    list.emplace_back(Map{{"id", domain.id},
                          {"name", shown(domain.name)},
                          {"items", actions::number(domain.members.size())},
                          {"close_calls", close},
                          {"words", shown_texts(words)},
                          {"typical", shown_texts(typical)}});
  }
  return ToolAnswer{.text = listed(domains.size(), "domains", lines),
                    .data = {{"total", actions::number(domains.size())},
                             {"unassigned", actions::number(mined->mining.unassigned.size())},
                             {"domains", std::move(list)}}};
}

Result<ToolAnswer> list_patterns(const actions::Project& project, const Arguments& arguments) {
  const auto found = actions::find_patterns(project, {});
  if (!found) return fail(found);
  std::vector<std::string> lines;
  List list;
  for (const Pattern& pattern : found->patterns) {
    if (lines.size() == arguments.count("limit", usually_listed)) break;
    const Use& first = pattern.uses.front();
    lines.push_back(fmt::format("{}  {}  {}  {} of {} items, {} domains  {}  as in {}:{}", pattern.id,
                                shown(pattern.name), name_of(pattern.form), pattern.items, pattern.of,
                                pattern.domains, name_of(pattern.stage), shown(first.key), first.line));
    list.emplace_back(Map{{"id", pattern.id},
                          {"name", shown(pattern.name)},
                          {"form", name_of(pattern.form)},
                          {"items", actions::number(pattern.items)},
                          {"of", actions::number(pattern.of)},
                          {"domains", actions::number(pattern.domains)},
                          {"stage", name_of(pattern.stage)},
                          {"path", shown(first.key)},
                          {"line", actions::number(first.line)}});
  }
  const std::size_t total = found->patterns.size() + found->more;
  return ToolAnswer{.text = listed(total, "patterns", lines),
                    .data = {{"total", actions::number(total)}, {"patterns", std::move(list)}}};
}

std::vector<std::string> members_of(const Family& family) {
  std::vector<std::string> members;
  for (const FamilyMember& member : family.members) members.push_back(shown(member.key));
  return members;
}

Result<ToolAnswer> find_copies(const actions::Project& project, const Arguments& arguments) {
  const auto copies = actions::find_copies(project, {});
  if (!copies) return fail(copies);
  std::string key;
  if (arguments.has("item")) {
    const auto item = actions::item_named(copies->scanned.inventory.items, arguments.text("item"));
    if (!item) return fail(item);
    key = (*item)->key;
  }
  std::size_t total = 0;
  std::vector<std::string> lines;
  List list;
  for (const actions::CopyFamily& copy : copies->families) {
    const Family& family = copy.family;
    if (!key.empty() && std::ranges::find(family.members, key, &FamilyMember::key) == family.members.end())
      continue;
    if (++total > arguments.count("limit", usually_listed)) continue;
    const std::vector<std::string> members = members_of(family);
    const std::vector<std::string> first(
        members.begin(),
        members.begin() + static_cast<std::ptrdiff_t>(std::min(members.size(), most_members)));
    lines.push_back(fmt::format("{}  {} items: {}", actions::name_of(family.form), members.size(),
                                fmt::join(first, ", ")));
    list.emplace_back(Map{{"form", actions::name_of(family.form)},
                          {"items", actions::number(members.size())},
                          {"paths", actions::texts(first)},
                          {"extra_tokens", actions::number(copy.extra_tokens)}});
  }
  return ToolAnswer{.text = listed(total, "groups of copies", lines),
                    .data = {{"total", actions::number(total)}, {"groups", std::move(list)}}};
}

Result<ToolAnswer> list_packages(const actions::Project& project, std::size_t limit) {
  const auto lock = actions::load_lock(project);
  if (!lock) return fail(lock);
  std::vector<std::string> lines;
  List list;
  for (const LockedPackage& package : lock->packages) {
    if (lines.size() == limit) break;
    lines.push_back(fmt::format("{}@{}", shown(package.name), text::to_text(package.version)));
    list.emplace_back(Map{{"name", shown(package.name)}, {"version", text::to_text(package.version)}});
  }
  return ToolAnswer{
      .text = listed(lock->packages.size(), "installed packages", lines),
      .data = {{"total", actions::number(lock->packages.size())}, {"packages", std::move(list)}}};
}

Result<ToolAnswer> package_info(const actions::Project& project, const Arguments& arguments) {
  if (!arguments.has("name")) return list_packages(project, arguments.count("limit", usually_listed));
  const auto card = actions::package_card(project, arguments.text("name"));
  if (!card) return fail(card);
  const Manifest& manifest = card->manifest;
  std::vector<std::string> needs;
  for (const Dependency& dependency : manifest.dependencies)
    needs.push_back(shown(dependency.name + "@" + dependency.range));
  Map items;
  std::string counts;
  for (const ItemList& kind : item_lists) {
    const std::size_t count = (manifest.*kind.paths).size();
    items.emplace_back(kind.key, actions::number(count));
    if (count > 0) counts += fmt::format("\n{}: {}", kind.key, count);
  }
  return ToolAnswer{
      .text = fmt::format("{} {}{}\n{}\nneeds: {}{}", shown(manifest.name), text::to_text(manifest.version),
                          card->installed ? ", installed" : "", shown(manifest.description),
                          needs.empty() ? "nothing" : fmt::to_string(fmt::join(needs, ", ")), counts),
      .data = {{"name", shown(manifest.name)},
               {"version", text::to_text(manifest.version)},
               {"description", shown(manifest.description)},
               {"license", shown(manifest.license)},
               {"installed", card->installed.has_value()},
               {"needs", actions::texts(needs)},
               {"items", std::move(items)}}};
}

/// Whether a patch that says `line` does `edit`, and only that.
bool says(const std::string& line, const mine::PlanEdit& edit) {
  const auto read = actions::read_plan_patch(line, "");
  return read && read->size() == 1 && read->front().verb == edit.verb && read->front().items == edit.items &&
         read->front().heading == edit.heading;
}

/// The plan is edited in memory only: what comes back is what a person may apply.
Result<ToolAnswer> propose_move(const actions::Project& project, const Arguments& arguments) {
  const mine::PlanEdit asked{
      .verb = mine::PlanVerb::Move, .items = {arguments.text("item")}, .heading = arguments.text("domain")};
  const auto changes = actions::edit_plan_file(project, {asked}, true);
  if (!changes) return fail(changes);
  const actions::PlanChange& change = changes->front();
  const std::string line = fmt::format("move {}\n", actions::words_of(change.edit));
  if (!says(line, change.edit))
    return fail({.kind = ErrorKind::Usage,
                 .code = "E-NO-PATCH",
                 .message = "the name of the item or domain cannot be written in a patch",
                 .hint = "a person can move the line in agentops.plan",
                 .where = {}});
  return ToolAnswer{
      .text =
          change.changed
              ? fmt::format("Nothing was written. A person can apply it:  agentops plan apply -\n{}", line)
              : "The plan says so already.",
      .data = {{"patch", line}, {"changes", change.changed}, {"apply", "agentops plan apply -"}}};
}

}  // namespace

Tool list_domains_tool() {
  return {.name = "list_domains",
          .description =
              "The domains of this folder: groups of items about one subject, with the words that make "
              "them and their most typical items, largest first.",
          .parameters = {limit_parameter},
          .run = list_domains};
}

Tool list_patterns_tool() {
  return {.name = "list_patterns",
          .description =
              "What recurs in three items or more: sections, outlines, templates and chains of calls, "
              "those that save most first. Follow them in what you write.",
          .parameters = {limit_parameter},
          .run = list_patterns};
}

Tool find_copies_tool() {
  return {.name = "find_copies",
          .description =
              "Items that are copies of one another: the same file, the same body under another header, "
              "drifted copies, or different texts under one name.",
          .parameters = {{.name = "item", .description = "only the copies of this item: name or path"},
                         limit_parameter},
          .run = find_copies};
}

Tool package_info_tool() {
  return {.name = "package_info",
          .description = "A package that is installed here, or the list of all that are.",
          .parameters = {{.name = "name", .description = "of the package; all are listed when left out"},
                         limit_parameter},
          .run = package_info};
}

Tool propose_move_tool() {
  return {.name = "propose_move",
          .description =
              "Propose that an item belongs to another domain. Gives a patch of the plan for a person to "
              "apply; writes nothing.",
          .parameters = {{.name = "item", .description = "its name or path", .required = true},
                         {.name = "domain", .description = "the domain's name", .required = true}},
          .run = propose_move};
}

}  // namespace agentops::serve
