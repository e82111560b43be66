/// `agentops explain [RULE]`: what a rule looks for, why, and how to mend it; without a rule, all of them.

#include <algorithm>
#include <cctype>

#include <fmt/format.h>

#include "actions/check.h"
#include "actions/describe.h"
#include "cli/commands.h"
#include "cli/commands/findings.h"
#include "cli/session.h"
#include "cli/table.h"

namespace agentops::cli {
namespace {

Value describe(const RuleCard& card) {
  return Map{{"id", card.id},     {"title", card.title}, {"level", level_name(card.severity)},
             {"what", card.what}, {"why", card.why},     {"bad", card.bad},
             {"good", card.good}, {"mend", card.mend}};
}

/// Words in lines of at most `width` columns, behind a label or blanks.
std::string paragraph(std::string_view label, std::string_view words, std::size_t width) {
  constexpr std::size_t indent = 12;
  std::string lines;
  std::string line = fmt::format(" {:<{}}", label, indent - 1);
  bool empty = true;
  while (!words.empty()) {
    const auto end = std::min(words.find(' '), words.size());
    const std::string_view word = words.substr(0, end);
    if (!empty && line.size() + 1 + word.size() > width) {
      lines += line + "\n";
      line = std::string(indent, ' ');
      empty = true;
    }
    line += empty ? std::string(word) : " " + std::string(word);
    empty = false;
    words.remove_prefix(std::min(end + 1, words.size()));
  }
  return lines + line + "\n";
}

/// An example as it is, indented.
std::string example(std::string_view label, std::string_view text) {
  if (text.empty()) return {};
  std::string lines = fmt::format("\n {}\n", label);
  for (std::size_t at = 0; at <= text.size();) {
    const auto end = std::min(text.find('\n', at), text.size());
    lines += fmt::format("   {}\n", text.substr(at, end - at));
    at = end + 1;
  }
  return lines;
}

void print_card(Session& session, const RuleCard& card) {
  const std::size_t width = std::min(session.terminal.width, 100U);
  session.print(fmt::format("{} {}{:>{}}\n\n", painted(session.terminal.out, Ink::Bold, card.id), card.title,
                            level_name(card.severity),
                            std::max<std::size_t>(width - card.id.size() - card.title.size() - 1, 9)));
  session.print(paragraph("What", card.what, width));
  session.print(paragraph("Why", card.why, width));
  session.print(example("Wrong", card.bad) + example("Right", card.good));
  session.print("\n" + paragraph("Mend it", card.mend, width));
  session.print(paragraph(
      "Set it", fmt::format("rules: {{ {}: off }}  in agentops.yaml; off, note, warning or error", card.id),
      width));
}

/// The rules that begin with `id`, in any case of letters: "AO7".
std::vector<RuleCard> cards_beginning_with(std::string id) {
  std::ranges::transform(id, id.begin(), [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
  std::vector<RuleCard> cards = actions::rule_cards();
  std::erase_if(cards, [&](const RuleCard& card) { return !card.id.starts_with(id); });
  return cards;
}

int run_explain(Session& session, const std::string& id) {
  const std::vector<RuleCard> cards = cards_beginning_with(id);
  if (cards.empty()) return session.fail(actions::rule_card(id).error());
  if (session.json()) {
    List list;
    for (const RuleCard& card : cards) list.push_back(describe(card));
    session.answer({.command = "explain",
                    .root = {},
                    .coverage = {},
                    .data = Map{{"rules", std::move(list)}},
                    .diagnostics = {},
                    .next = {}});
    return 0;
  }
  if (cards.size() == 1) {
    print_card(session, cards.front());
    return 0;
  }
  Table table({{"rule"}, {"level"}, {"what it finds"}});
  for (const RuleCard& card : cards) table.add({card.id, std::string(level_name(card.severity)), card.title});
  session.print(table.print(session.terminal.out, session.terminal.width, cards.size()));
  session.suggest(
      {{"agentops explain " + cards.front().id, "one rule: what, why, an example, how to mend it"}});
  return 0;
}

}  // namespace

Command explain_command() {
  auto id = std::make_shared<std::string>();
  return {
      .name = "explain",
      .aliases = {},
      .group = Group::Help,
      .summary = "a rule of check: what it finds, why, and how to mend it",
      .details = "RULE is an id such as AO101. The beginning of some (AO7) lists those, nothing lists all.",
      .arguments = {{"RULE", id.get(), "the rule's id"}},
      .flags = {},
      .run = [id](Session& session) { return run_explain(session, *id); }};
}

}  // namespace agentops::cli
