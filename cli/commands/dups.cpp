/// `agentops dups`: the copies in a folder and what each of them missed; all alike pairs; two items side by
/// side.

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "actions/copies.h"
#include "actions/describe.h"
#include "cli/commands.h"
#include "cli/commands/dups_screen.h"
#include "cli/commands/reading.h"
#include "cli/table.h"
#include "models/wrong_usage.h"
#include "text/escape.h"
#include "text/json.h"

namespace agentops::cli {
namespace {

struct DupsFlags {
  ReadingOptions reading;
  std::vector<std::string> kinds;
  bool pairs = false, related = false, sections = false;
  std::string least;  ///< empty: as the settings say
};

/// ".8", "0.80", "1" as thousandths; nothing for what is no share.
std::optional<unsigned> thousandths(const std::string& share) {
  const std::size_t point = std::min(share.find('.'), share.size());
  const std::string whole = share.substr(0, point);
  std::string part = point < share.size() ? share.substr(point + 1) : "";
  if (share.empty() || share == "." || part.size() > 3 || (!whole.empty() && whole != "0" && whole != "1") ||
      part.find_first_not_of("0123456789") != std::string::npos)
    return std::nullopt;
  part.resize(3, '0');
  const unsigned value = static_cast<unsigned>(std::stoul(part)) + (whole == "1" ? 1000 : 0);
  return value == 0 || value > 1000 ? std::nullopt : std::optional(value);
}

// JSON -------------------------------------------------------------------------------------------

Map difference_value(const text::Difference& difference) {
  constexpr std::array<const char*, 3> forms = {"lacks", "adds", "says"};
  return {{"form", forms[static_cast<std::size_t>(difference.form)]},
          {"line", actions::number(difference.line)},
          {"lines", actions::number(difference.lines)},
          {"original", difference.original},
          {"copy", difference.copy}};
}

Map odd_value(const mine::Odd& odd, const Family& family) {
  Map value = difference_value(odd.difference);
  if (odd.form == mine::OddForm::Moved) {
    value.front().second = "moved";
    value.emplace_back("moved_to", actions::number(odd.moved_to));
  }
  value.emplace_back("path", family.members[odd.member].key);
  value.emplace_back("against", family.members[odd.against].key);
  value.emplace_back("value", odd.is_value);
  return value;
}

Value family_value(const actions::CopyFamily& found, const std::vector<Item>& items) {
  List members;
  for (const FamilyMember& member : found.family.members)
    members.emplace_back(Map{{"path", member.key},
                             {"item", actions::describe(*actions::find_item(items, member.key))},
                             {"text", actions::number(member.text)},
                             {"likeness", member.likeness / 1000.0}});
  Map value{{"type", std::string(actions::name_of(found.family.form))},
            {"name", actions::find_item(items, found.family.members.front().key)->name},
            {"extra_tokens", actions::number(found.extra_tokens)},
            {"members", std::move(members)}};
  if (found.family.form == FamilyForm::Near || found.family.form == FamilyForm::SameBody) {
    List odd;
    for (const mine::Odd& one : found.drift.odd) odd.emplace_back(odd_value(one, found.family));
    List agree;
    for (const std::size_t member : found.drift.agree) agree.emplace_back(found.family.members[member].key);
    value.emplace_back("judged", found.drift.judged);
    value.emplace_back("agree", std::move(agree));
    value.emplace_back("odd", std::move(odd));
    value.emplace_back("unsettled", actions::number(found.drift.unsettled));
  }
  return value;
}

Value copies_data(const actions::Copies& copies) {
  List groups;
  List families;
  List names;
  for (const actions::CopyFamily& found : copies.families) {
    List& list = found.family.form == FamilyForm::Near       ? families
                 : found.family.form == FamilyForm::SameName ? names
                                                             : groups;
    list.push_back(family_value(found, copies.scanned.inventory.items));
  }
  return Map{{"compared", actions::number(copies.compared)},
             {"deliberate", actions::number(copies.deliberate)},
             {"groups", std::move(groups)},
             {"families", std::move(families)},
             {"names", std::move(names)}};
}

// Commands ---------------------------------------------------------------------------------------

Error wrong_share(const std::string& share) {
  return wrong_usage(fmt::format("--min: \"{}\" is no share", text::for_terminal(share)),
                     "a number from .001 to 1, with at most three digits: .8");
}

int run_pairs(Session& session, const actions::Project& project, const DupsFlags& flags, unsigned least) {
  const auto found = actions::alike_pairs(project, flags.reading.scan, least);
  if (!found) return session.fail(found.error());
  tell_words(session, project, found->scanned.words);
  const std::string& root = project.root().path();
  if (found->scanned.inventory.items.empty()) return nothing_read(session, root, found->scanned);
  if (session.json()) {
    List pairs;
    for (const actions::AlikePair& pair : found->pairs)
      pairs.emplace_back(Map{{"a", pair.a},
                             {"b", pair.b},
                             {"jaccard", pair.jaccard},
                             {"class", std::string(actions::name_of(pair.form))}});
    session.answer({.command = "dups",
                    .root = root,
                    .coverage = actions::coverage(found->scanned),
                    .data = Map{{"pairs", std::move(pairs)}},
                    .diagnostics = {},
                    .next = {}});
    return 0;
  }
  for (const actions::AlikePair& pair : found->pairs)
    session.print(fmt::format("{}\t{}\t{:.4f}\t{}\n", text::for_terminal(pair.a), text::for_terminal(pair.b),
                              pair.jaccard, actions::name_of(pair.form)));
  return 0;
}

/// The first family that a person would want to see closer.
std::vector<NextStep> next_steps(const actions::Copies& copies, const std::string& root) {
  for (const actions::CopyFamily& found : copies.families)
    if (found.family.form == FamilyForm::Near)
      return {{fmt::format("agentops dups diff {} {}", shell_word(found.family.members[0].key),
                           shell_word(found.family.members.back().key)) +
                   (root == "." ? "" : " --root " + shell_word(root)),
               "the two side by side"}};
  return {};
}

Value sections_data(const actions::RepeatedSections& found) {
  List families;
  for (const SectionFamily& family : found.families) {
    List members;
    for (const SectionPlace& place : family.members)
      members.emplace_back(Map{{"path", place.key},
                               {"title", place.title},
                               {"line", actions::number(place.line)},
                               {"lines", actions::number(place.lines)}});
    families.emplace_back(Map{{"type", std::string(actions::name_of(family.form))},
                              {"extra_tokens", actions::number(actions::extra_tokens(family))},
                              {"members", std::move(members)}});
  }
  return Map{{"sections", std::move(families)}};
}

int run_sections(Session& session, const actions::Project& project, const actions::CopiesRequest& request) {
  const auto found = actions::repeated_sections(project, request);
  if (!found) return session.fail(found.error());
  tell_words(session, project, found->scanned.words);
  const std::string& root = project.root().path();
  if (found->scanned.inventory.items.empty()) return nothing_read(session, root, found->scanned);
  if (session.json()) {
    session.answer({.command = "dups",
                    .root = root,
                    .coverage = actions::coverage(found->scanned),
                    .data = sections_data(*found),
                    .diagnostics = {},
                    .next = {}});
    return 0;
  }
  print_sections(session, root, *found);
  return 0;
}

int run_dups(Session& session, const DupsFlags& flags) {
  actions::CopiesRequest request{.scan = flags.reading.scan, .near = {}, .related = flags.related};
  if (!flags.least.empty()) {
    request.near = thousandths(flags.least);
    if (!request.near) return session.fail(wrong_share(flags.least));
  }
  for (const std::string& kind : flags.kinds) {
    if (const Status known = check_kind(kind); !known) return session.fail(known.error());
    request.kinds.push_back(*kind_named(kind));
  }
  const auto project = actions::Project::open(session.project(flags.reading.path));
  if (!project) return session.fail(project.error());
  if (flags.sections) return run_sections(session, *project, request);
  if (flags.pairs || session.format == Format::Tsv)
    return run_pairs(session, *project, flags, request.near.value_or(project->settings().near));
  const auto copies = actions::find_copies(*project, request);
  if (!copies) return session.fail(copies.error());
  tell_words(session, *project, copies->scanned.words);
  const std::string& root = project->root().path();
  if (copies->scanned.inventory.items.empty()) return nothing_read(session, root, copies->scanned);
  const std::vector<NextStep> next = next_steps(*copies, root);
  if (session.json()) {
    std::vector<NextStep> steps = next;
    session.answer({.command = "dups",
                    .root = root,
                    .coverage = actions::coverage(copies->scanned),
                    .data = copies_data(*copies),
                    .diagnostics = {},
                    .next = std::move(steps)});
    return 0;
  }
  print_copies(session, root, *copies, flags.related);
  session.suggest(next);
  return 0;
}

struct DiffFlags {
  std::string a, b, root;
};

int run_diff(Session& session, const DiffFlags& flags) {
  const auto project = actions::Project::open(session.project(flags.root));
  if (!project) return session.fail(project.error());
  const auto sides = actions::compare_items(*project, flags.a, flags.b);
  if (!sides) return session.fail(sides.error());
  const std::string& root = project->root().path();
  if (session.json()) {
    List differences;
    for (const text::Difference& difference : sides->differences)
      differences.emplace_back(difference_value(difference));
    session.answer({.command = "dups-diff",
                    .root = root,
                    .coverage = {},
                    .data = Map{{"a", actions::describe(sides->a)},
                                {"b", actions::describe(sides->b)},
                                {"jaccard", sides->jaccard},
                                {"differences", std::move(differences)}},
                    .diagnostics = {},
                    .next = {}});
    return 0;
  }
  const auto& out = session.terminal.out;
  session.print(
      fmt::format(" - {}\n + {}\n", shown_path(root, sides->a.key), shown_path(root, sides->b.key)));
  session.print(fmt::format(" {} of the text is common\n\n",
                            sides->jaccard >= 1 ? "all" : fmt::format("{:.0f} %", sides->jaccard * 100)));
  for (const text::Difference& difference : sides->differences) {
    const std::string more =
        difference.lines > 1
            ? fmt::format("   (and {})", counted(difference.lines - 1, "more line", "more lines"))
            : "";
    if (!difference.original.empty())
      session.print(
          painted(out, Ink::Red,
                  fmt::format(" {:>5} - {}", difference.line, text::for_terminal(difference.original))) +
          more + "\n");
    if (!difference.copy.empty())
      session.print(
          painted(out, Ink::Green,
                  fmt::format(
                      " {:>5} + {}",
                      difference.form == text::DifferenceForm::Adds ? std::to_string(difference.line) : "",
                      text::for_terminal(difference.copy))) +
          (difference.original.empty() ? more : "") + "\n");
  }
  if (sides->differences.empty()) session.print(" the words are the same\n");
  return 0;
}

}  // namespace

std::vector<Command> dups_commands() {
  auto flags = std::make_shared<DupsFlags>();
  Command dups{
      .name = "dups",
      .aliases = {},
      .group = Group::Look,
      .summary = "find copies, and the one that missed an edit",
      .details =
          "Bodies are compared by the runs of five words that they share, without their headers. Of three copies "
          "or more, the one that reads otherwise than most is named with the line. Copies are often made on "
          "purpose: nothing is changed.\n--pairs prints a<TAB>b<TAB>jaccard<TAB>class of whole files: same, body, "
          "near, variant (under .80) or related (under .50).",
      .arguments = {path_argument(flags->reading.path)},
      .flags = {{"--kind", &flags->kinds, "KIND", "only items of this kind"},
                {"--min", &flags->least, "SHARE", "how much two bodies share to be copies (.80)"},
                {"--related", &flags->related, "", "also what is related, or part of another"},
                {"--sections", &flags->sections, "", "sections copied between items that are no copies"},
                {"--pairs", &flags->pairs, "", "every alike pair on a line"}},
      .formats = {Format::Text, Format::Json, Format::Tsv},
      .run = [flags](Session& session) { return run_dups(session, *flags); }};
  for (Flag& flag : reading_flags(flags->reading.scan)) dups.flags.push_back(std::move(flag));

  auto diff = std::make_shared<DiffFlags>();
  Command side_by_side{
      .name = "dups diff",
      .aliases = {},
      .group = Group::Look,
      .summary = "show how two items differ, line by line",
      .details = "Items are named by their names, paths or ids. Spacing and punctuation do not count.",
      .arguments = {{"A", &diff->a, "an item", true}, {"B", &diff->b, "another", true}},
      .flags = {{"--root", &diff->root, "DIR", "the folder; here when it is left out"}},
      .run = [diff](Session& session) { return run_diff(session, *diff); }};
  return {std::move(dups), std::move(side_by_side)};
}

}  // namespace agentops::cli
