/// `agentops plan move | rename | merge | split | kind | pin | drop | together | apart | apply`: the plan's
/// edits as commands.

#include <algorithm>
#include <memory>

#include <fmt/format.h>

#include "actions/describe.h"
#include "actions/plan.h"
#include "cli/commands.h"
#include "cli/commands/reading.h"
#include "cli/consent.h"
#include "cli/table.h"
#include "models/wrong_usage.h"
#include "text/escape.h"

namespace agentops::cli {
namespace {

using mine::PlanEdit;
using mine::PlanVerb;

struct EditFlags {
  std::vector<std::string> words;
  std::string first, second;
  std::string root, because;
  bool add = false;
  unsigned parts = 2;
};

Value change_value(const actions::PlanChange& change) {
  return Map{{"verb", std::string(mine::name_of(change.edit.verb))},
             {"items", actions::texts(change.edit.items)},
             {"heading", change.edit.heading},
             {"to", change.edit.to},
             {"because", change.edit.because},
             {"changed", change.changed}};
}

/// What the plan's edits come to, in the words of the person at the command line.
class Edits {
 public:
  Edits(Session& session, const actions::Project& project) : session_(session), project_(project) {}

  int run(const std::vector<PlanEdit>& edits) {
    const auto changes = actions::edit_plan_file(project_, edits, session_.dry_run);
    if (!changes) return session_.fail(changes.error());
    if (session_.json()) return answer(*changes);
    list(*changes);
    return sum_up(*changes);
  }

  /// Edits that somebody else wrote are shown first, and done when the person at the terminal says so.
  int run_patch(const std::vector<PlanEdit>& edits) {
    if (!asks(session_)) return run(edits);
    const auto planned = actions::edit_plan_file(project_, edits, true);
    if (!planned) return session_.fail(planned.error());
    list(*planned);
    if (!consents(session_,
                  fmt::format("apply {} to {}?", counted(count(*planned), "change"), plan_path()))) {
      session_.print("nothing written\n");
      return 1;
    }
    const auto changes = actions::edit_plan_file(project_, edits, false);
    return changes ? sum_up(*changes) : session_.fail(changes.error());
  }

 private:
  using Changes = std::vector<actions::PlanChange>;

  static std::size_t count(const Changes& changes) {
    return static_cast<std::size_t>(std::ranges::count(changes, true, &actions::PlanChange::changed));
  }

  std::string plan_path() const { return shown_path(project_.root().path(), actions::plan_file); }

  std::vector<NextStep> next() const {
    return {{"agentops mine " + shell_word(project_.root().path()),
             "bring the rest in line with your decisions"}};
  }

  int answer(const Changes& changes) {
    List list;
    for (const actions::PlanChange& change : changes) list.push_back(change_value(change));
    const bool written = count(changes) > 0 && !session_.dry_run;
    session_.answer({.command = "plan-edit",
                     .root = project_.root().path(),
                     .coverage = {},
                     .data = Map{{"changes", std::move(list)}, {"written", written}},
                     .diagnostics = {},
                     .next = next()});
    return 0;
  }

  void list(const Changes& changes) {
    for (const actions::PlanChange& change : changes)
      session_.print(fmt::format(" {:<8}  {}{}\n", mine::name_of(change.edit.verb),
                                 actions::words_of(change.edit),
                                 change.changed ? "" : "   (the plan says so already)"));
  }

  int sum_up(const Changes& changes) {
    const std::size_t done = count(changes);
    session_.print(fmt::format("{} {} {}\n", counted(done, "change"),
                               session_.dry_run ? "would go into" : "written to", plan_path()));
    if (done > 0) session_.suggest(next());
    return 0;
  }

  Session& session_;
  const actions::Project& project_;
};

int run_edits(Session& session, const std::string& root, const std::vector<PlanEdit>& edits) {
  const auto project = actions::Project::open(session.project(root));
  return project ? Edits(session, *project).run(edits) : session.fail(project.error());
}

Flag root_flag(EditFlags& flags) {
  return {"--root", &flags.root, "DIR", "the folder of the plan; here when it is left out"};
}

Command on_items(PlanVerb verb, std::string summary) {
  auto flags = std::make_shared<EditFlags>();
  Command command{.name = fmt::format("plan {}", mine::name_of(verb)),
                  .aliases = {},
                  .group = Group::Decide,
                  .summary = std::move(summary),
                  .details = "Items are named by their names, paths or ids.",
                  .arguments = {{"ITEM", &flags->words, "items", true}},
                  .flags = {root_flag(*flags)},
                  .run = [flags, verb](Session& session) {
                    return run_edits(session, flags->root,
                                     {{.verb = verb, .items = flags->words, .because = flags->because}});
                  }};
  if (verb == PlanVerb::Drop)
    command.flags.push_back({"--because", &flags->because, "TEXT", "kept as a note in the plan"});
  return command;
}

Command on_domains(PlanVerb verb, std::string summary, std::string first, std::string second) {
  auto flags = std::make_shared<EditFlags>();
  return {.name = fmt::format("plan {}", mine::name_of(verb)),
          .aliases = {},
          .group = Group::Decide,
          .summary = std::move(summary),
          .details = {},
          .arguments = {{std::move(first), &flags->first, "a domain of the plan", true},
                        {std::move(second), &flags->second,
                         verb == PlanVerb::Merge ? "the domain that stays" : "its name from now on", true}},
          .flags = {root_flag(*flags)},
          .run = [flags, verb](Session& session) {
            return run_edits(session, flags->root,
                             {{.verb = verb, .heading = flags->first, .to = flags->second}});
          }};
}

Command on_pairs(PlanVerb verb, std::string summary) {
  auto flags = std::make_shared<EditFlags>();
  return {.name = fmt::format("plan {}", mine::name_of(verb)),
          .aliases = {},
          .group = Group::Decide,
          .summary = std::move(summary),
          .details = "Items are named by their names, paths or ids.",
          .arguments = {{"A", &flags->first, "an item", true}, {"B", &flags->second, "another", true}},
          .flags = {root_flag(*flags)},
          .run = [flags, verb](Session& session) {
            return run_edits(session, flags->root, {{.verb = verb, .items = {flags->first, flags->second}}});
          }};
}

Command move_command() {
  auto flags = std::make_shared<EditFlags>();
  return {
      .name = "plan move",
      .aliases = {},
      .group = Group::Decide,
      .summary = "put items into a domain, and pin them there",
      .details =
          "The last word is the domain; the others name items. [unsorted] and [core] are called unsorted and core.",
      .arguments = {{"WORDS", &flags->words, "ITEM... DOMAIN", true}},
      .flags = {root_flag(*flags),
                {"--new", &flags->add, "", "make the domain when there is none of this name"}},
      .run = [flags](Session& session) {
        if (flags->words.size() < 2)
          return session.fail(
              wrong_usage("an item and a domain are needed", "agentops plan move ITEM... DOMAIN"));
        PlanEdit edit{.verb = PlanVerb::Move,
                      .items = {flags->words.begin(), flags->words.end() - 1},
                      .heading = flags->words.back(),
                      .add_heading = flags->add};
        return run_edits(session, flags->root, {std::move(edit)});
      }};
}

Command kind_command() {
  auto flags = std::make_shared<EditFlags>();
  return {.name = "plan kind",
          .aliases = {},
          .group = Group::Decide,
          .summary = "say what kind of item it is",
          .details = "The kind on a decided line of the plan wins over what the program takes the item for.",
          .arguments = {{"ITEM", &flags->first, "an item", true},
                        {"KIND", &flags->second,
                         "agent, workflow, command, skill, rule, prompt, pattern, doc or other", true}},
          .flags = {root_flag(*flags)},
          .run = [flags](Session& session) {
            return run_edits(session, flags->root,
                             {{.verb = PlanVerb::Kind, .items = {flags->first}, .to = flags->second}});
          }};
}

Command split_command() {
  auto flags = std::make_shared<EditFlags>();
  return {
      .name = "plan split",
      .aliases = {},
      .group = Group::Decide,
      .summary = "make several domains of one, along the likeness of its items",
      .details =
          "The largest part keeps the name, and every item is pinned to its part. -n shows what would go where.",
      .arguments = {{"DOMAIN", &flags->first, "a domain of the plan", true}},
      .flags = {root_flag(*flags), {"--into", &flags->parts, "N", "how many (2)"}},
      .run = [flags](Session& session) {
        if (flags->parts < 2)
          return session.fail(
              wrong_usage("--into takes a number from 2", "agentops plan split DOMAIN --into 3"));
        const auto project = actions::Project::open(session.project(flags->root));
        if (!project) return session.fail(project.error());
        const auto edits = actions::split_of(*project, flags->first, flags->parts);
        if (!edits) return session.fail(edits.error());
        return run_edits(session, flags->root, *edits);
      }};
}

Command apply_command() {
  auto flags = std::make_shared<EditFlags>();
  return {
      .name = "plan apply",
      .aliases = {},
      .group = Group::Decide,
      .summary = "do the edits of a patch: all of them, or none",
      .details =
          "One edit a line: move ITEM -> DOMAIN, rename OLD -> NEW, merge A -> B, pin ITEM, drop ITEM because TEXT, "
          "kind ITEM -> KIND, together A, B, apart A, B. At a terminal it shows them and asks; -y does not ask, -n only "
          "shows.",
      .arguments = {{"FILE", &flags->first, "the patch, or - for stdin", true}},
      .flags = {root_flag(*flags)},
      .run = [flags](Session& session) {
        const auto text = read_input(flags->first, "name a file, or - for stdin");
        if (!text) return session.fail(text.error());
        const auto edits = actions::read_plan_patch(*text, flags->first);
        if (!edits) return session.fail(edits.error());
        const auto project = actions::Project::open(session.project(flags->root));
        return project ? Edits(session, *project).run_patch(*edits) : session.fail(project.error());
      }};
}

}  // namespace

std::vector<Command> plan_edit_commands() {
  return {move_command(),
          on_domains(PlanVerb::Rename, "give a domain another name", "OLD", "NEW"),
          on_domains(PlanVerb::Merge, "make one domain of two", "A", "B"),
          split_command(),
          kind_command(),
          on_items(PlanVerb::Pin, "keep items where they are"),
          on_items(PlanVerb::Drop, "leave items out of every package"),
          on_pairs(PlanVerb::Together, "keep two items in one domain"),
          on_pairs(PlanVerb::Apart, "keep two items in different domains"),
          apply_command()};
}

}  // namespace agentops::cli
