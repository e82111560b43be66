/// `agentops review`: one close call after the other, one key each.

#include "actions/review.h"

#include <algorithm>

#include <fmt/format.h>

#include "actions/describe.h"
#include "cli/commands.h"
#include "cli/commands/reading.h"
#include "cli/keyboard.h"
#include "cli/table.h"
#include "text/ascii.h"
#include "text/diff.h"
#include "text/escape.h"

namespace agentops::cli {
namespace {

using mine::PlanEdit;
using mine::PlanVerb;

constexpr std::string_view keys =
    " Enter accept  1-9 move  n new domain  d drop  v view  w why  s skip  q quit\n";
constexpr std::size_t shown_lines = 40;  ///< of an item's text

std::string name_of_key(const actions::Review& review, const std::string& key) {
  const Item* item = actions::find_item(review.inventory().items, key);
  return text::for_terminal(item == nullptr ? key : item->name);
}

std::string shown_domain(const std::string& name) {
  return name.empty() ? std::string("[unsorted]") : text::for_terminal(name);
}

/// The conversation about one folder.
class Conversation {
 public:
  Conversation(Session& session, const actions::Project& project, actions::Review review)
      : session_(session), project_(project), review_(std::move(review)) {}

  int run() {
    while (const Question* question = review_.next()) {
      ask(*question);
      const auto answered = hear(*question);
      if (!answered) return session_.fail(answered.error());
      if (!*answered) break;
    }
    session_.print(fmt::format("{} left{}\n", counted(review_.left(), "close call"),
                               session_.dry_run ? "; nothing written (--dry-run)" : ""));
    session_.suggest({{"agentops draft --root " + shell_word(project_.root().path()), "write the packages"}});
    return 0;
  }

 private:
  void ask(const Question& question) {
    const Item& item = review_.item_of(question);
    session_.print(fmt::format("\n{} of {}   {}   {}   {}\n", done_ + review_.skipped() + 1,
                               done_ + review_.left(), text::for_terminal(item.name),
                               agentops::name_of(item.kind), text::for_terminal(item.key)));
    if (!item.description.empty())
      session_.print(
          ' ' + text::cut_to_width(text::for_terminal(item.description), session_.terminal.width - 1) + '\n');
    std::size_t width = 0;
    for (const Choice& choice : question.choices)
      width = std::max(width, review_.name_of(choice.domain).size());
    for (std::size_t i = 0; i < question.choices.size(); ++i) {
      const Choice& choice = question.choices[i];
      session_.print(fmt::format("   [{}] {:<{}}   words {:.2f}   references {}{}\n", i + 1,
                                 text::for_terminal(review_.name_of(choice.domain)), width, choice.words,
                                 choice.references, i == 0 ? "   <- suggested" : ""));
    }
    session_.print(keys);
  }

  /// Hears keys until one is an answer or a skip; false: leave.
  Result<bool> hear(const Question& question) {
    while (true) {
      if (keyboard_.is_terminal()) session_.print("> ");
      (void)session_.flush();
      if (session_.yes) return decide(accepted(question));
      const auto stroke = keyboard_.next();
      if (keyboard_.is_terminal()) session_.print("\n");
      if (!stroke || stroke->key == 'q') return false;
      if (stroke->key == 's') {
        review_.skip(question);
        return true;
      }
      if (stroke->key == 'v') {
        view(review_.item_of(question));
      } else if (stroke->key == 'w') {
        explain(question);
      } else if (const auto edit = edit_for(question, *stroke)) {
        const auto decided = decide(*edit);
        if (decided || decided.error().kind != ErrorKind::Usage) return decided;
        session_.warn(fmt::format("{}; {}", decided.error().message, decided.error().hint));
      } else {
        session_.print(keys);
      }
    }
  }

  static PlanEdit accepted(const Question& question) {
    return {.verb = PlanVerb::Pin, .items = {question.key}};
  }

  /// The edit that a key stands for; nothing: it is no answer.
  std::optional<PlanEdit> edit_for(const Question& question, const Keystroke& stroke) {
    const auto choice = static_cast<std::size_t>(stroke.key - '1');
    if (stroke.key == '\n' || stroke.key == '1') return accepted(question);
    if (stroke.key > '1' && stroke.key <= '9' && choice < question.choices.size())
      return PlanEdit{.verb = PlanVerb::Move,
                      .items = {question.key},
                      .heading = review_.name_of(question.choices[choice].domain)};
    if (stroke.key != 'n' && stroke.key != 'd') return std::nullopt;
    const auto words = keyboard_.is_terminal()
                           ? prompt(stroke.key == 'n' ? "new domain: " : "because (Enter: no reason): ")
                           : stroke.words;
    if (!words || (stroke.key == 'n' && words->empty())) return std::nullopt;
    if (stroke.key == 'd')
      return PlanEdit{.verb = PlanVerb::Drop, .items = {question.key}, .because = *words};
    return PlanEdit{.verb = PlanVerb::Move, .items = {question.key}, .heading = *words, .add_heading = true};
  }

  std::optional<std::string> prompt(std::string_view words) {
    session_.print(words);
    (void)session_.flush();
    return keyboard_.line();
  }

  Result<bool> decide(const PlanEdit& edit) {
    const std::string name = name_of_key(review_, edit.items.front());
    const Question& question = *review_.next();
    const std::string place =
        edit.verb == PlanVerb::Pin ? review_.name_of(question.choices.front().domain) : edit.heading;
    const auto changes = review_.answer(edit);
    if (!changes) return fail(changes);
    ++done_;
    session_.print(edit.verb == PlanVerb::Drop
                       ? fmt::format("dropped {}. ", name)
                       : fmt::format("pinned {} to {}. ", name, text::for_terminal(place)));
    session_.print(fmt::format("{} left.\n", counted(review_.left(), "close call")));
    for (const auto& move : changes->moved)
      if (move.key != edit.items.front())
        session_.print(fmt::format("  > {}   {} -> {}\n", name_of_key(review_, move.key),
                                   shown_domain(move.from), shown_domain(move.to)));
    return true;
  }

  void view(const Item& item) {
    const auto bytes = actions::source_reader(project_, review_.inventory())(item.path);
    if (!bytes) {
      session_.warn(bytes.error().message);
      return;
    }
    const auto lines = text::lines_of(*bytes);
    for (std::size_t i = item.line - 1; i < lines.size() && i < item.line - 1 + shown_lines; ++i)
      session_.print(fmt::format(" | {}\n", text::for_terminal(text::without_line_end(lines[i]))));
  }

  void explain(const Question& question) {
    const Member& member = review_.member_of(question);
    session_.print(fmt::format(" {}\n of what is like it, {:.2f} says {}", text::for_terminal(member.doubt),
                               member.score,
                               text::for_terminal(review_.name_of(question.choices.front().domain))));
    if (!member.runner_up.empty())
      session_.print(fmt::format(", {:.2f} says {}", member.score - member.margin,
                                 text::for_terminal(review_.name_of(member.runner_up))));
    session_.print("\n");
  }

  Session& session_;
  const actions::Project& project_;
  actions::Review review_;
  Keyboard keyboard_;
  std::size_t done_ = 0;
};

Value question_value(const actions::Review& review, const Question& question) {
  List choices;
  for (const Choice& choice : question.choices)
    choices.emplace_back(Map{{"domain", choice.domain},
                             {"name", review.name_of(choice.domain)},
                             {"words", choice.words},
                             {"references", actions::number(choice.references)}});
  const Member& member = review.member_of(question);
  return Map{{"path", question.key},
             {"doubt", member.doubt},
             {"score", member.score},
             {"margin", member.margin},
             {"choices", std::move(choices)}};
}

/// The questions without asking any.
int list_questions(Session& session, const std::string& root, const actions::Review& review) {
  List list;
  for (const Question& question : review.questions()) list.push_back(question_value(review, question));
  session.answer({.command = "review",
                  .root = root,
                  .coverage = {},
                  .data = Map{{"questions", std::move(list)}},
                  .diagnostics = {},
                  .next = {}});
  return 0;
}

int run_review(Session& session, const std::string& path) {
  const auto project = actions::Project::open(session.project(path));
  if (!project) return session.fail(project.error());
  auto review = actions::Review::open(*project, session.dry_run);
  if (!review) return session.fail(review.error());
  if (session.json()) return list_questions(session, project->root().path(), *review);
  if (session.no_input && !session.yes && review->left() > 0)
    return session.fail(
        {.kind = ErrorKind::Conflict,
         .code = "E-CLOSE-CALLS",
         .message = fmt::format("{} left, and --no-input", counted(review->left(), "close call")),
         .hint = "answer them, pin all as suggested with  -y, or use  agentops plan move",
         .where = {.path = actions::plan_file}});
  return Conversation(session, *project, *std::move(review)).run();
}

}  // namespace

Command review_command() {
  auto path = std::make_shared<std::string>();
  return {
      .name = "review",
      .aliases = {},
      .group = Group::Decide,
      .summary = "decide the close calls: one question, one key",
      .details =
          "Asks first what is worth most: the rest of the plan learns from each answer, and each is written at "
          "once. On a pipe one line is one key, and what n and d ask for stands behind it: n hiring, d of no use. "
          "-y pins every close call where it is suggested; with --json the questions are printed and none is asked.",
      .arguments = {path_argument(*path)},
      .flags = {},
      .run = [path](Session& session) { return run_review(session, *path); }};
}

}  // namespace agentops::cli
