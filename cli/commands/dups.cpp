/// `agentops dups`: the copies in a folder and what each of them missed; all alike pairs; two items side by
/// side.

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "actions/copies.h"
#include "actions/describe.h"
#include "cli/commands.h"
#include "cli/commands/reading.h"
#include "cli/table.h"
#include "text/escape.h"
#include "text/json.h"

namespace agentops::cli {
namespace {

constexpr std::size_t most_odd = 6;  ///< places told of one family
constexpr std::size_t longest_reading = 48;

struct DupsFlags {
  ReadingOptions reading;
  std::vector<std::string> kinds;
  bool pairs = false, related = false;
  std::string least = ".80";
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

std::string share(std::uint32_t thousandths) {
  return thousandths == 1000 ? "1.0" : fmt::format(".{:02}", thousandths / 10);
}

std::string quoted(const std::string& words) {
  return fmt::format("\"{}\"", text::cut_to_width(text::for_terminal(words), longest_reading));
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
    members.push_back(Map{{"path", member.key},
                          {"item", actions::describe(*actions::find_item(items, member.key))},
                          {"text", actions::number(member.text)},
                          {"likeness", member.likeness / 1000.0}});
  Map value{{"type", std::string(actions::name_of(found.family.form))},
            {"name", actions::find_item(items, found.family.members.front().key)->name},
            {"extra_tokens", actions::number(found.extra_tokens)},
            {"members", std::move(members)}};
  if (found.family.form == FamilyForm::Near) {
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
             {"groups", std::move(groups)},
             {"families", std::move(families)},
             {"names", std::move(names)}};
}

// The screen -------------------------------------------------------------------------------------

class Screen {
 public:
  Screen(Session& session, const std::string& root, const actions::Copies& copies)
      : session_(session), root_(root), copies_(copies) {}

  void print(bool related) {
    session_.print(fmt::format("{} compared\n\n", counted(copies_.compared, "item")));
    count(FamilyForm::SameFile, "same file");
    count(FamilyForm::SameBody, "same body, other header");
    count(FamilyForm::Near, "drifted copies");
    count(FamilyForm::SameName, "same name, other content");
    if (related) {
      count(FamilyForm::Variant, "related, not copies");
      count(FamilyForm::Contained, "part of another");
    }
    drifted();
    groups(FamilyForm::SameBody, "same body, other header");
    groups(FamilyForm::SameFile, "same file");
    groups(FamilyForm::SameName, "same name, other content: different texts that answer to one name");
    groups(FamilyForm::Variant, "related, not copies: half of the text is common");
    groups(FamilyForm::Contained, "part of another: the second lies in the first");
  }

 private:
  [[nodiscard]] std::string name_of(const std::string& key) const {
    return text::for_terminal(actions::find_item(copies_.scanned.inventory.items, key)->name);
  }

  void count(FamilyForm form, std::string_view label) {
    std::size_t groups = 0;
    std::size_t members = 0;
    std::uint64_t tokens = 0;
    for (const actions::CopyFamily& found : copies_.families)
      if (found.family.form == form) {
        ++groups;
        members += found.family.members.size();
        tokens += found.extra_tokens;
      }
    const std::string noun = form == FamilyForm::Near       ? counted(groups, "family", "families")
                             : form == FamilyForm::SameName ? counted(groups, "name")
                                                            : counted(groups, "group");
    std::string line = fmt::format(" {:<26} {:>12}", label, noun);
    if (groups > 0) line += fmt::format("   {:>9}", counted(members, "item"));
    if (tokens > 0) line += fmt::format("   ~{} tokens twice", with_commas(tokens));
    session_.print(line + "\n");
  }

  [[nodiscard]] std::vector<const actions::CopyFamily*> families(FamilyForm form) const {
    std::vector<const actions::CopyFamily*> found;
    for (const actions::CopyFamily& family : copies_.families)
      if (family.family.form == form) found.push_back(&family);
    std::ranges::stable_sort(found, std::ranges::greater{},
                             [](const auto* family) { return family->extra_tokens; });
    return found;
  }

  void drifted() {
    std::vector<const actions::CopyFamily*> all = families(FamilyForm::Near);
    if (all.empty()) return;
    // Those in which a value was missed first, then those in which somebody is odd.
    std::ranges::stable_sort(all, {}, [](const auto* found) {
      const mine::Drift& drift = found->drift;
      return !drift.judged ? 2 : drift.odd.empty() ? 3 : drift.odd.front().is_value ? 0 : 1;
    });
    session_.print("\n drifted copies\n");
    for (std::size_t i = 0; i < std::min(all.size(), session_.cap()); ++i) drifted(*all[i]);
    if (all.size() > session_.cap())
      session_.print(fmt::format("   ... and {} more  (--all)\n", all.size() - session_.cap()));
  }

  void drifted(const actions::CopyFamily& found) {
    const Family& family = found.family;
    const mine::Drift& drift = found.drift;
    const std::size_t odd = family.members.size() - drift.agree.size();
    std::string verdict = fmt::format("{} differ", family.members.size());
    if (!drift.judged)
      verdict = drift.odd.empty() ? "only spacing or names differ"
                                  : counted(drift.odd.size(), "place differs", "places differ");
    else if (drift.odd.empty())
      verdict = drift.unsettled > 0 ? "no reading has a majority" : "only spacing or names differ";
    else if (!drift.agree.empty())
      verdict = fmt::format("{} agree, {} {}", drift.agree.size(), odd, odd == 1 ? "differs" : "differ");
    session_.print(fmt::format("   {:<28} {}, {}\n",
                               text::cut_to_width(name_of(family.members.front().key), 28),
                               counted(family.members.size(), "copy", "copies"), verdict));
    for (const std::size_t member : drift.agree) member_line("=", family.members[member]);
    std::size_t told = 0;
    for (std::size_t member = 0; member < family.members.size(); ++member) {
      if (std::ranges::find(drift.agree, member) != drift.agree.end()) continue;
      member_line("/=", family.members[member]);
      for (const mine::Odd& one : drift.odd)
        if (one.member == member && (++told <= most_odd || session_.all))
          session_.print("        " + told_as(one) + "\n");
    }
    if (told > most_odd && !session_.all)
      session_.print(fmt::format("        ... and {} more  (--all)\n", counted(told - most_odd, "place")));
  }

  void member_line(std::string_view mark, const FamilyMember& member) {
    session_.print(fmt::format("     {:<2} {}{}\n", mark, shown_path(root_, member.key),
                               member.likeness < 1000 ? "   " + share(member.likeness) : ""));
  }

  /// "21  "$450" where the others have "$500"".
  static std::string told_as(const mine::Odd& odd) {
    const text::Difference& difference = odd.difference;
    const std::string more =
        difference.lines > 1 ? fmt::format(" and {} more lines", difference.lines - 1) : "";
    if (odd.form == mine::OddForm::Moved)
      return fmt::format("{:>5}  moved to line {}: {}{}", difference.line, odd.moved_to,
                         quoted(difference.original), more);
    switch (difference.form) {
      case text::DifferenceForm::Lacks:
        return fmt::format("{:>5}  lacks {}{}", difference.line, quoted(difference.original), more);
      case text::DifferenceForm::Adds:
        return fmt::format("{:>5}  adds {}{}", difference.line, quoted(difference.copy), more);
      case text::DifferenceForm::Says: {
        const auto [original, copy] = text::differing_words(difference.original, difference.copy);
        return fmt::format("{:>5}  {} where the others have {}{}", difference.line, quoted(copy),
                           quoted(original), more);
      }
    }
    return {};
  }

  void groups(FamilyForm form, std::string_view title) {
    const auto all = families(form);
    if (all.empty()) return;
    session_.print(fmt::format("\n {}\n", title));
    Table table({{""}, {"", Align::Right}, {"", Align::Right}, {"", Align::Left, true}});
    for (const actions::CopyFamily* found : all) {
      std::string paths;
      for (const FamilyMember& member : found->family.members)
        paths += (paths.empty() ? "" : ", ") + shown_path(root_, member.key);
      table.add({"  " + text::cut_to_width(name_of(found->family.members.front().key), 30),
                 fmt::format("x{}", found->family.members.size()),
                 found->extra_tokens > 0 ? "~" + with_commas(found->extra_tokens) : "", paths});
    }
    session_.print(table.print(session_.terminal.out, session_.terminal.width, session_.cap()));
  }

  Session& session_;
  const std::string& root_;
  const actions::Copies& copies_;
};

// Commands ---------------------------------------------------------------------------------------

Error wrong_share(const std::string& share) {
  return {.kind = ErrorKind::Usage,
          .code = "E-USAGE",
          .message = fmt::format("--min: \"{}\" is no share", text::for_terminal(share)),
          .hint = "a number from .001 to 1, with at most three digits: .8",
          .where = {}};
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
      pairs.push_back(Map{{"a", pair.a},
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

int run_dups(Session& session, const DupsFlags& flags) {
  const auto least = thousandths(flags.least);
  if (!least) return session.fail(wrong_share(flags.least));
  actions::CopiesRequest request{.scan = flags.reading.scan, .near = *least, .related = flags.related};
  request.variant = std::min(request.variant, request.near);
  for (const std::string& kind : flags.kinds) {
    if (const Status known = check_kind(kind); !known) return session.fail(known.error());
    request.kinds.push_back(*kind_named(kind));
  }
  const auto project = actions::Project::open(session.project(flags.reading.path));
  if (!project) return session.fail(project.error());
  if (flags.pairs || session.format == Format::Tsv) return run_pairs(session, *project, flags, *least);
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
  Screen(session, root, *copies).print(flags.related);
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
        difference.lines > 1 ? fmt::format("   (and {} more lines)", difference.lines - 1) : "";
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
