/// `agentops why ITEM [OTHER]`: what speaks for an item's place, or for the likeness of two.

#include "actions/why.h"

#include <algorithm>
#include <memory>
#include <utility>

#include <fmt/format.h>

#include "actions/describe.h"
#include "cli/commands.h"
#include "cli/commands/reading.h"
#include "cli/table.h"
#include "text/escape.h"

namespace agentops::cli {
namespace {

struct WhyFlags {
  std::string item, other, root;
};

std::string name_of_item(const actions::Mined& mined, const std::string& key) {
  const Item* item = actions::find_item(mined.scanned.inventory.items, key);
  return text::for_terminal(item == nullptr ? key : item->name);
}

/// Keys of items by their names, other signs as they are.
std::string shown_sign(const actions::Mined& mined, const mine::Sign& sign) {
  return name_of_item(mined, sign.what);
}

std::string shown_lines(const std::vector<std::uint32_t>& lines) {
  return fmt::format("{} {}", lines.size() == 1 ? "line" : "lines", fmt::join(lines, ", "));
}

/// "refund (lines 3, 12)"; of a reference that comes in: "(named there in line 4)".
std::string shown(const actions::Mined& mined, const mine::Sign& sign) {
  std::string where;
  if (!sign.lines.empty()) where = shown_lines(sign.lines);
  if (!sign.other.empty())
    where += fmt::format("{}named there in {}", where.empty() ? "" : "; ", shown_lines(sign.other));
  return shown_sign(mined, sign) + (where.empty() ? "" : fmt::format(" ({})", where));
}

/// "refund (lines 3, 12 and 4)"
std::string shown_of_pair(const actions::Mined& mined, const mine::Sign& sign) {
  if (sign.lines.empty() && sign.other.empty()) return shown_sign(mined, sign);
  const auto side = [](const std::vector<std::uint32_t>& lines) {
    return lines.empty() ? std::string("-") : fmt::format("{}", fmt::join(lines, ", "));
  };
  return fmt::format("{} ({} | {})", shown_sign(mined, sign), side(sign.lines), side(sign.other));
}

const Domain& domain_with(const Mining& mining, const std::string& id) {
  return *std::ranges::find(mining.domains, id, &Domain::id);
}

std::string shown_share(const std::optional<double>& share) {
  return share && *share > 0 ? fmt::format("{:.2f}", *share) : std::string("-");
}

void print_shares(Session& session, const actions::WhyPlace& why) {
  std::vector<Column> columns = {{"domain", Align::Left, true}};
  for (const mine::Witness witness : mine::witnesses)
    columns.push_back({std::string(name_of(witness)), Align::Right});
  Table table(std::move(columns));
  for (const mine::Voice& voice : why.reasons.voices) {
    std::vector<std::string> cells = {text::for_terminal(domain_with(why.mined.mining, voice.domain).name)};
    for (const mine::Witness witness : mine::witnesses) cells.push_back(shown_share(voice.of(witness).share));
    table.add(std::move(cells));
  }
  session.print("\n" + table.print(session.terminal.out, session.terminal.width, session.cap()));
}

void print_signs(Session& session, const actions::WhyPlace& why, const mine::Voice& voice) {
  session.print(
      fmt::format("\n for {}\n", text::for_terminal(domain_with(why.mined.mining, voice.domain).name)));
  for (const mine::Witness witness : mine::witnesses) {
    std::string_view label = name_of(witness);
    for (const mine::Sign& sign : voice.of(witness).signs) {
      session.print(fmt::format("   {:<11} {}\n", label, shown(why.mined, sign)));
      label = "";
    }
  }
}

std::string verdict(const actions::WhyPlace& why) {
  const std::string domain = text::for_terminal(why.domain->name);
  if (why.member->decided) return fmt::format("decided by you: {}", domain);
  return fmt::format("placed in {}{}", domain, why.member->close_call ? ", close call" : "");
}

/// The part of its domain in which the item is; empty: in none.
std::string_view part_of(const actions::WhyPlace& why) {
  for (const DomainPart& part : why.domain->parts)
    if (std::ranges::binary_search(part.members, why.key)) return part.name;
  return {};
}

/// What the domain belongs to, and where in it the item is.
void print_surroundings(Session& session, const actions::WhyPlace& why) {
  const std::string_view part = part_of(why);
  if (!why.domain->area.empty())
    session.print(fmt::format("the domain is of the area {}\n", text::for_terminal(why.domain->area)));
  if (!part.empty()) session.print(fmt::format("the item is in its part {}\n", text::for_terminal(part)));
}

void print_doubt(Session& session, const actions::WhyPlace& why) {
  if (why.member->doubt.empty()) return;
  session.print(fmt::format("\n {}{}\n", text::for_terminal(why.member->doubt),
                            why.line == 0
                                ? std::string()
                                : fmt::format(": marked ? in {} (line {})", actions::plan_file, why.line)));
}

std::vector<NextStep> next_steps(const actions::WhyPlace& why, const std::string& root) {
  if (why.domain == nullptr || !why.member->close_call || why.member->runner_up.empty()) return {};
  const std::string where = root == "." ? "" : " --root " + shell_word(root);
  return {{fmt::format("agentops plan pin {}{}", shell_word(why.key), where), "it is right here"},
          {fmt::format("agentops plan move {} {}{}", shell_word(why.key),
                       domain_with(why.mined.mining, why.member->runner_up).name, where),
           "it belongs there"}};
}

List numbers(const std::vector<std::uint32_t>& lines) {
  List list;
  for (const std::uint32_t line : lines) list.push_back(actions::number(line));
  return list;
}

/// One witness: its share, and what it points at.
Value value_of(const mine::Testimony& testimony, std::string_view other) {
  List signs;
  for (const mine::Sign& sign : testimony.signs)
    signs.emplace_back(
        Map{{"what", sign.what}, {"lines", numbers(sign.lines)}, {std::string(other), numbers(sign.other)}});
  return Map{{"share", testimony.share ? Value(*testimony.share) : Value()}, {"signs", std::move(signs)}};
}

Map witnesses_of(const std::array<mine::Testimony, mine::witnesses.size()>& says, std::string_view other) {
  Map map;
  for (const mine::Witness witness : mine::witnesses)
    map.emplace_back(name_of(witness), value_of(says[static_cast<std::size_t>(witness)], other));
  return map;
}

Value value_of(const actions::WhyPlace& why) {
  List voices;
  for (const mine::Voice& voice : why.reasons.voices) {
    voices.emplace_back(Map{{"domain", voice.domain},
                            {"name", domain_with(why.mined.mining, voice.domain).name},
                            {"witnesses", witnesses_of(voice.says, "named_there")}});
  }
  const bool placed = why.domain != nullptr;
  return Map{{"path", why.key},
             {"domain", placed ? Value(why.domain->id) : Value()},
             {"area", placed && !why.domain->area.empty() ? Value(why.domain->area) : Value()},
             {"part", placed && !part_of(why).empty() ? Value(std::string(part_of(why))) : Value()},
             {"runner_up", placed && !why.member->runner_up.empty() ? Value(why.member->runner_up) : Value()},
             {"close_call", placed && why.member->close_call},
             {"decided", placed && why.member->decided},
             {"doubt", placed ? why.member->doubt : std::string()},
             {"voices", std::move(voices)}};
}

int answer(Session& session, const std::string& root, const actions::Mined& mined, Value data,
           std::vector<NextStep> next) {
  session.answer({.command = "why",
                  .root = root,
                  .coverage = actions::coverage(mined.scanned),
                  .data = std::move(data),
                  .diagnostics = {},
                  .next = std::move(next)});
  return 0;
}

int run_place(Session& session, const actions::Project& project, const WhyFlags& flags) {
  const auto why = actions::why_item(project, flags.item);
  if (!why) return session.fail(why.error());
  const std::string& root = project.root().path();
  tell_words(session, project, why->mined.scanned.words);
  const std::vector<NextStep> next = next_steps(*why, root);
  if (session.json()) return answer(session, root, why->mined, value_of(*why), next);
  session.print(fmt::format("{}   {}\n",
                            painted(session.terminal.out, Ink::Bold, name_of_item(why->mined, why->key)),
                            shown_path(root, why->key)));
  if (why->domain == nullptr) {
    session.print("placed nowhere: too little speaks for any domain\n");
    return 0;
  }
  session.print(verdict(*why) + "\n");
  print_surroundings(session, *why);
  print_shares(session, *why);
  for (std::size_t i = 0; i < std::min<std::size_t>(2, why->reasons.voices.size()); ++i)
    print_signs(session, *why, why->reasons.voices[i]);
  print_doubt(session, *why);
  session.suggest(next);
  return 0;
}

std::string homes_of(const actions::WhyPair& why) {
  const auto shown = [](const std::string& home) {
    return home.empty() ? std::string("[unsorted]") : text::for_terminal(home);
  };
  if (why.home_of_a == why.home_of_b) return "both in " + shown(why.home_of_a);
  return fmt::format("in {} and in {}", shown(why.home_of_a), shown(why.home_of_b));
}

int run_pair(Session& session, const actions::Project& project, const WhyFlags& flags) {
  const auto why = actions::why_pair(project, flags.item, flags.other);
  if (!why) return session.fail(why.error());
  const std::string& root = project.root().path();
  tell_words(session, project, why->mined.scanned.words);
  if (session.json()) {
    Map data{{"a", why->a},
             {"b", why->b},
             {"domain_of_a", why->home_of_a},
             {"domain_of_b", why->home_of_b},
             {"witnesses", witnesses_of(why->reasons.says, "lines_of_b")}};
    return answer(session, root, why->mined, std::move(data), {});
  }
  session.print(
      fmt::format("{} | {}\n{}\n\n", shown_path(root, why->a), shown_path(root, why->b), homes_of(*why)));
  for (const mine::Witness witness : mine::witnesses) {
    const mine::Testimony& testimony = why->reasons.says[static_cast<std::size_t>(witness)];
    session.print(fmt::format(" {:<11} {:>4}", name_of(witness), shown_share(testimony.share)));
    std::string_view indent = "  ";
    for (const mine::Sign& sign : testimony.signs) {
      session.print(fmt::format("{}{}\n", indent, shown_of_pair(why->mined, sign)));
      indent = "                   ";
    }
    if (testimony.signs.empty()) session.print("\n");
  }
  session.print("\n In brackets: the lines in the first | in the second.\n");
  return 0;
}

int run_why(Session& session, const WhyFlags& flags) {
  const auto project = actions::Project::open(session.project(flags.root));
  if (!project) return session.fail(project.error());
  return flags.other.empty() ? run_place(session, *project, flags) : run_pair(session, *project, flags);
}

}  // namespace

Command why_command() {
  auto flags = std::make_shared<WhyFlags>();
  return {
      .name = "why",
      .aliases = {},
      .group = Group::Look,
      .summary = "what speaks for an item's domain, or for the likeness of two",
      .details =
          "Each witness stands apart: the words of the text, references, the programs, variables and hosts of "
          "its code, the words of its name, and its folder. A share is the part of what that witness says that "
          "speaks for a domain; the lines are where it says so. It answers by the plan as it stands and writes "
          "nothing.",
      .arguments = {{"ITEM", &flags->item, "the item: a name, kind:name, a path, or the short id", true},
                    {"OTHER", &flags->other, "a second item: why the two are alike"}},
      .flags = {{"--root", &flags->root, "DIR", "the folder; here when it is left out"}},
      .run = [flags](Session& session) { return run_why(session, *flags); }};
}

}  // namespace agentops::cli
