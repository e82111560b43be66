/// `agentops mine`: group the items into domains, find patterns, write the plan.

#include "actions/mine.h"

#include <utility>

#include <fmt/format.h>

#include "actions/describe.h"
#include "cli/commands.h"
#include "cli/commands/mine_screen.h"
#include "cli/commands/reading.h"
#include "cli/table.h"
#include "models/wrong_usage.h"
#include "text/escape.h"
#include "text/grouping_flags.h"

namespace agentops::cli {
namespace {

Value mine_data(const actions::Mined& mined) {
  const std::vector<Item>& items = mined.scanned.inventory.items;
  List domains;
  for (const Domain& domain : mined.mining.domains) domains.push_back(actions::describe(domain, items));
  List unassigned;
  for (const std::string& key : mined.mining.unassigned) unassigned.emplace_back(Map{{"path", key}});
  List shared;
  for (const SharedItem& item : mined.mining.shared)
    shared.emplace_back(Map{{"path", item.key}, {"domains", actions::number(item.domains)}});
  List patterns;
  for (const Pattern& pattern : mined.mining.patterns) patterns.push_back(actions::describe(pattern));
  List base;
  for (const Pattern* pattern : generic_patterns(mined.mining)) base.emplace_back(pattern->id);
  List changes;
  for (const auto& move : mined.changes.moved)
    changes.emplace_back(Map{{"path", move.key},
                             {"from", move.from},
                             {"to", move.to},
                             {"like", move.teacher},
                             {"likeness", move.likeness}});
  List numbers;
  for (const unsigned number : mined.mining.numbers) numbers.push_back(actions::number(number));
  return Map{{"domains", std::move(domains)},
             {"unassigned", std::move(unassigned)},
             {"patterns", std::move(patterns)},
             {"base", Map{{"patterns", std::move(base)}, {"items", std::move(shared)}}},
             {"grouping", actions::describe(mined.plan.grouping)},
             {"clear", mined.mining.clear},
             {"numbers", std::move(numbers)},
             {"changes", std::move(changes)},
             {"plan", Map{{"path", actions::plan_file}, {"written", mined.wrote_plan}}}};
}

struct MineFlags {
  std::string path;
  bool no_index = false;
  std::string domains, min_size, by;
  std::vector<std::string> seed_from;
  bool keep_folders = false;
  actions::MineRequest request;
};

/// What the flags ask for; nothing when there is none of them, so that the plan's word holds.
Result<std::optional<Grouping>> grouping_of(const MineFlags& flags) {
  Grouping grouping{.domains = text::read_count(flags.domains),
                    .min_size = text::read_count(flags.min_size),
                    .by = text::read_lead(flags.by),
                    .seed_from = flags.seed_from,
                    .keep_folders = flags.keep_folders};
  const auto is_odd = [](const std::string& word, bool is_read) { return !word.empty() && !is_read; };
  if (is_odd(flags.domains, flags.domains == "auto" || grouping.domains) ||
      is_odd(flags.min_size, grouping.min_size.has_value()))
    return fail(wrong_usage("--domains and --min-size take a number from 1",
                            "leave them out to let the items decide"));
  if (is_odd(flags.by, grouping.by.has_value()))
    return fail(wrong_usage(
        fmt::format("--by takes {}, not \"{}\"", fmt::join(lead_names, ", "), text::for_terminal(flags.by)),
        "leave it out to weigh all of them as usual"));
  const bool is_asked = grouping != Grouping{} || flags.domains == "auto";
  return is_asked ? std::optional(std::move(grouping)) : std::nullopt;
}

int run_mine(Session& session, MineFlags& flags) {
  if (flags.request.fresh && !session.yes)
    return session.fail({.kind = ErrorKind::Conflict,
                         .code = "E-NEEDS-YES",
                         .message = "--fresh forgets every decision in the plan",
                         .hint = "add  -y  if that is meant; the old plan is kept as agentops.plan~",
                         .where = {}});
  auto grouping = grouping_of(flags);
  if (!grouping) return session.fail(grouping.error());
  flags.request.grouping = *std::move(grouping);
  const auto project = actions::Project::open(session.project(flags.path));
  if (!project) return session.fail(project.error());
  flags.request.dry_run = session.dry_run;
  flags.request.index = !flags.no_index;
  const auto mined = actions::mine_folder(*project, flags.request);
  if (!mined) return session.fail(mined.error());
  const std::string& root = project->root().path();
  tell_words(session, *project, mined->scanned.words);
  if (mined->scanned.inventory.items.empty()) return nothing_read(session, root, mined->scanned);
  std::vector<NextStep> next = {{"agentops plan edit " + shell_word(root), "move, rename, merge, split"},
                                {"agentops draft --root " + shell_word(root), "write the packages"}};
  if (const std::size_t close = mined->mining.questions.size(); close > 0)
    next.insert(next.begin(), {"agentops review " + shell_word(root),
                               fmt::format("decide the {}", counted(close, "close call"))});
  if (session.json()) {
    session.answer({.command = "mine",
                    .root = root,
                    .coverage = actions::coverage(mined->scanned),
                    .data = mine_data(*mined),
                    .diagnostics = {},
                    .next = next});
    return 0;
  }
  print_mined(session, root, *mined);
  session.suggest(next);
  return 0;
}

}  // namespace

Command mine_command() {
  auto flags = std::make_shared<MineFlags>();
  Command command{
      .name = "mine",
      .aliases = {},
      .group = Group::Decide,
      .summary = "group into domains, find patterns, write the plan",
      .details =
          "Writes agentops.plan and nothing else. Decisions in an existing plan are kept, and so is the way in "
          "which it was grouped: it holds for every later command, until mine is told otherwise. "
          "--domains auto leaves all of it to the items again. Folders that begin as domains give them their "
          "names; of those called by a kind of items, such as agents, the folder above counts.",
      .arguments = {path_argument(flags->path)},
      .flags =
          {{"--domains", &flags->domains, "N|auto",
            "how many domains; as many as the items suggest when left out"},
           {"--min-size", &flags->min_size, "N", "smallest domain (3)"},
           {"--by", &flags->by, "WITNESS", "what counts four times as much as usual: words, refs or folders"},
           {"--seed-from", &flags->seed_from, "FOLDER",
            "begin with a folder as a domain, or with those in it: plugins, 'teams/*'; may come again"},
           {"--keep-folders", &flags->keep_folders, "",
            "keep folders as domains (all, or those of --seed-from); single items are doubted, not moved"},
           {"--no-index", &flags->no_index, "", "leave the search index as it is: about half the time"},
           {"--fresh", &flags->request.fresh, "", "forget the decisions in the plan (asks for -y)"}},
      .run = [flags](Session& session) { return run_mine(session, *flags); }};
  for (Flag& flag : reading_flags(flags->request.scan)) command.flags.push_back(std::move(flag));
  return command;
}

}  // namespace agentops::cli
