#include "cli/app.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "cli/commands.h"
#include "cli/help.h"
#include "cli/session.h"
#include "models/wrong_usage.h"
#include "text/escape.h"
#include "text/spelling.h"

namespace agentops::cli {
namespace {

/// Words that take the next word with them, wherever they stand.
constexpr std::array<std::string_view, 4> global_flags_with_value = {"--format", "--color", "--state",
                                                                     "--threads"};

struct GlobalWords {
  std::string format = "text";
  std::string colour = "auto";
  bool json = false;
  bool ascii = false;
};

void add_target(CLI::App& app, const std::string& names, const Target& target, const std::string& help) {
  std::visit(
      [&](auto* place) {
        if constexpr (std::is_same_v<decltype(place), bool*>) {
          app.add_flag(names, *place, help);
        } else {
          app.add_option(names, *place, help);
        }
      },
      target);
}

void add_global_flags(CLI::App& app, Session& session, GlobalWords& words) {
  const std::string group = "Every command";
  app.add_option("--format", words.format, "text, json, jsonl, tsv, sarif, github or md")
      ->check(CLI::IsMember({"text", "json", "jsonl", "tsv", "sarif", "github", "md"}))
      ->group(group);
  app.add_flag("--json", words.json, "the same as --format json")->group(group);
  app.add_option("--color", words.colour, "auto, always or never")
      ->check(CLI::IsMember({"auto", "always", "never"}))
      ->group(group);
  app.add_flag("--ascii", words.ascii, "no symbols beyond ASCII")->group(group);
  app.add_flag("--all", session.all, "lists without a cap")->group(group);
  app.add_flag("-q,--quiet", session.quiet, "no hints and no progress")->group(group);
  app.add_flag("-n,--dry-run", session.dry_run, "say what would be written, write nothing")->group(group);
  app.add_flag("-y,--yes", session.yes, "answer yes to every question")->group(group);
  app.add_flag("--no-input", session.no_input, "never ask")->group(group);
  app.add_option("--state", session.state, "folder for index and caches (PATH/.agentops)")->group(group);
  app.add_option("--threads", session.threads, "how many cores to use (all)")
      ->check(CLI::Range(1, 256))
      ->group(group);
}

/// The parser's command for `name`, "package build" below "package". "dups diff" stands below a command that
/// also runs alone.
CLI::App* subcommand_for(CLI::App& app, const Command& command) {
  const std::size_t space = command.name.find(' ');
  if (space == std::string::npos) return app.add_subcommand(command.name, command.summary);
  const std::string parent_name = command.name.substr(0, space);
  const auto parents = app.get_subcommands([&](CLI::App* known) { return known->get_name() == parent_name; });
  CLI::App* parent = parents.empty()
                         ? app.add_subcommand(parent_name, parent_name + " commands")->require_subcommand(1)
                         : parents.front();
  parent->fallthrough();
  return parent->add_subcommand(command.name.substr(space + 1), command.summary);
}

void add_command(CLI::App& app, const Command& command, const Command*& chosen) {
  CLI::App* parsed = subcommand_for(app, command);
  for (const std::string& alias : command.aliases) parsed->alias(alias);
  parsed->footer("\n" + command.details + (command.details.empty() ? "" : "\n") +
                 "Options of every command, such as --json and --dry-run: agentops --help");
  for (const Argument& argument : command.arguments) {
    add_target(*parsed, argument.name, argument.target, argument.help);
    parsed->get_option(argument.name)->required(argument.required);
  }
  for (const Flag& flag : command.flags) {
    add_target(*parsed, flag.names, flag.target, flag.help);
    // "--exclude drafts legacy/": the word behind the value is the folder, not another value.
    if (std::holds_alternative<std::vector<std::string>*>(flag.target))
      parsed->get_option(flag.names.substr(0, flag.names.find(',')))->allow_extra_args(false);
    if (!flag.value.empty())
      parsed->get_option(flag.names.substr(0, flag.names.find(',')))->type_name(flag.value);
  }
  parsed->fallthrough();
  // The callback of "dups diff" comes before that of "dups".
  parsed->callback([&command, &chosen] {
    if (chosen == nullptr) chosen = &command;
  });
}

constexpr std::array<std::string_view, 7> format_names = {"text",  "json",   "jsonl", "tsv",
                                                          "sarif", "github", "md"};

Format format_of(const GlobalWords& words) {
  if (words.json) return Format::Json;
  const auto named = std::ranges::find(format_names, words.format);
  return static_cast<Format>(named - format_names.begin());  // the parser takes no other
}

ColourChoice colour_of(const GlobalWords& words) {
  if (words.colour == "always") return ColourChoice::Always;
  return words.colour == "never" ? ColourChoice::Never : ColourChoice::Automatic;
}

bool is_command(const std::vector<Command>& commands, std::string_view word) {
  return std::ranges::any_of(commands, [&](const Command& command) {
    return command.name.substr(0, command.name.find(' ')) == word ||
           std::ranges::find(command.aliases, word) != command.aliases.end();
  });
}

/// Where the first word that is no flag stands.
std::optional<std::size_t> first_plain_word(const std::vector<std::string>& words) {
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (std::ranges::find(global_flags_with_value, words[i]) != global_flags_with_value.end()) {
      ++i;
    } else if (!words[i].starts_with('-') || words[i] == "-") {
      return i;
    }
  }
  return std::nullopt;
}

/// `agentops plan` alone, or with a folder, shows the plan.
bool names_plan_command(const std::vector<std::string>& words, std::size_t plan) {
  constexpr std::array<std::string_view, 16> names = {
      "show",     "check", "edit",  "move", "rename", "merge", "pin",    "drop",
      "together", "apart", "apply", "kind", "split",  "diff",  "--help", "-h"};
  return std::any_of(words.begin() + static_cast<std::ptrdiff_t>(plan) + 1, words.end(),
                     [&](const std::string& word) { return std::ranges::find(names, word) != names.end(); });
}

bool asks_for(const std::vector<std::string>& words, std::string_view flag, std::string_view short_flag) {
  return std::ranges::any_of(words,
                             [&](const std::string& word) { return word == flag || word == short_flag; });
}

std::vector<std::string_view> first_words(const std::vector<Command>& commands) {
  std::vector<std::string_view> names;
  for (const Command& command : commands)
    if (command.group != Group::Hidden)
      names.push_back(std::string_view(command.name).substr(0, command.name.find(' ')));
  return names;
}

Error unknown_word(const std::vector<Command>& commands, const std::string& word) {
  const std::string near = text::closest_spelling(word, first_words(commands));
  return wrong_usage(
      fmt::format("\"{}\" is neither a command nor a folder", text::for_terminal(word)),
      near.empty() ? "agentops --help lists the commands" : fmt::format("did you mean  agentops {}", near));
}

/// Refuses a format that the command does not have.
Status check_format(const Command& command, Format format) {
  if (std::ranges::find(command.formats, format) != command.formats.end()) return {};
  std::string known;
  for (const Format each : command.formats)
    known += (known.empty() ? "" : ", ") + std::string(format_names[static_cast<std::size_t>(each)]);
  return fail(wrong_usage(
      fmt::format("{} does not print {}", command.name, format_names[static_cast<std::size_t>(format)]),
      "it has " + known));
}

/// Tells a failure before anything was parsed, in the format that the words ask for.
int refuse(Session& session, const std::vector<std::string>& words, const Error& error) {
  if (std::ranges::find(words, "--json") != words.end()) session.format = Format::Json;
  return session.fail(error);
}

/// The commands that were recognised, as they are typed: " package build", or "" for none.
std::string recognised(const CLI::App& app) {
  std::string words;
  for (std::vector<CLI::App*> parsed = app.get_subcommands(); !parsed.empty();
       parsed = parsed.front()->get_subcommands())
    words += " " + parsed.front()->get_name();
  return words;
}

/// What the parser complains about, in our words and with our exit code.
int usage_error(Session& session, const CLI::ParseError& problem, const CLI::App& app) {
  return session.fail(
      wrong_usage(text::for_terminal(problem.what()), "see  agentops" + recognised(app) + " --help"));
}

int run_parsed(CLI::App& app, Session& session, GlobalWords& words, std::vector<std::string> arguments,
               const Command*& chosen) {
  std::ranges::reverse(arguments);
  try {
    app.parse(arguments);
  } catch (const CLI::CallForHelp&) {
    session.print(app.help());
    return 0;
  } catch (const CLI::ParseError& problem) {
    session.format = format_of(words);
    return usage_error(session, problem, app);
  }
  session.format = format_of(words);
  session.terminal = inspect_terminal(colour_of(words), words.ascii);
  session.command = chosen->name;
  std::ranges::replace(session.command, ' ', '-');
  if (const Status known = check_format(*chosen, session.format); !known) return session.fail(known.error());
  return chosen->run(session);
}

}  // namespace

int run(int count, char** words, const Serve& serve) {
  std::vector<std::string> arguments(words + 1, words + count);
  const std::vector<Command> commands = all_commands(serve);
  Session session;
  session.terminal = inspect_terminal(ColourChoice::Automatic, false);
  const auto finish = [&](int code) { return session.flush() || code != 0 ? code : 2; };

  const std::optional<std::size_t> word = first_plain_word(arguments);
  if (!word && asks_for(arguments, "--help", "-h")) {
    session.print(overview(commands));
    return finish(0);
  }
  if (!word && asks_for(arguments, "--version", "-V"))
    arguments = {"version"};
  else if (!word)
    arguments.insert(arguments.begin(), "look");
  else if (!is_command(commands, arguments[*word])) {
    if (!actions::exists(arguments[*word]))
      return finish(refuse(session, arguments, unknown_word(commands, arguments[*word])));
    arguments.insert(arguments.begin(), "look");
  }

  if (word && arguments[*word] == "plan" && !names_plan_command(arguments, *word))
    arguments.insert(arguments.begin() + static_cast<std::ptrdiff_t>(*word) + 1, "show");

  CLI::App app("agentops", "agentops");
  app.require_subcommand(1);
  GlobalWords globals;
  add_global_flags(app, session, globals);
  const Command* chosen = nullptr;
  for (const Command& command : commands) add_command(app, command, chosen);
  return finish(run_parsed(app, session, globals, std::move(arguments), chosen));
}

}  // namespace agentops::cli
