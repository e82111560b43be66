/// `agentops patterns`: what recurs in a folder; one pattern closer; the proof of templates; a pattern's
/// file.

#include "actions/patterns.h"

#include <algorithm>
#include <array>
#include <memory>
#include <optional>

#include <fmt/format.h>

#include "actions/describe.h"
#include "cli/commands.h"
#include "cli/commands/patterns_screen.h"
#include "cli/commands/reading.h"
#include "cli/table.h"
#include "models/wrong_usage.h"
#include "text/escape.h"

namespace agentops::cli {
namespace {

struct Flags {
  ReadingOptions reading;
  std::string pattern, form, scope, stage, file;
  unsigned min_uses = 0;
};

/// The enumerator with this name.
template <class Enum, std::size_t size>
Result<std::optional<Enum>> named(const std::string& flag, const std::string& word,
                                  const std::array<std::string_view, size>& names) {
  if (word.empty()) return std::optional<Enum>();
  const auto found = std::ranges::find(names, word);
  if (found != names.end()) return std::optional(static_cast<Enum>(found - names.begin()));
  return fail(wrong_usage(fmt::format("{}: \"{}\" is none", flag, text::for_terminal(word)),
                          fmt::format("one of {}", fmt::join(names, ", "))));
}

Result<actions::PatternsRequest> request_of(const Session& session, const Flags& flags) {
  actions::PatternsRequest request{
      .scan = flags.reading.scan, .all = session.all, .min_uses = flags.min_uses};
  const auto form = named<PatternForm>("--form", flags.form, pattern_form_names);
  if (!form) return fail(form);
  const auto stage = named<PatternStage>("--stage", flags.stage, pattern_stage_names);
  if (!stage) return fail(stage);
  constexpr std::array<std::string_view, 2> scopes = {"domain", "generic"};
  const auto scope = named<int>("--scope", flags.scope, scopes);
  if (!scope) return fail(scope);
  request.form = *form;
  request.stage = *stage;
  if (*scope) request.generic = **scope == 1;
  return request;
}

/// An open folder and its patterns.
struct Opened {
  actions::Project project;
  actions::FoundPatterns found;
};

Result<Opened> open(Session& session, const Flags& flags, const actions::PatternsRequest& request) {
  auto project = actions::Project::open(session.project(flags.reading.path));
  if (!project) return fail(project);
  auto found = actions::find_patterns(*project, request);
  if (!found) return fail(found);
  tell_words(session, *project, found->scanned.words);
  return Opened{.project = *std::move(project), .found = *std::move(found)};
}

/// The folder and all its patterns; prototypes are looked for when a pattern is named that none of the others
/// is.
Result<Opened> open_all(Session& session, const Flags& flags) {
  auto opened = open(session, flags, {.scan = {}, .all = true});
  if (!opened || flags.pattern.empty() || actions::pattern_named(opened->found.patterns, flags.pattern))
    return opened;
  auto found = actions::find_patterns(opened->project, {.scan = {}, .all = true, .min_uses = 2});
  if (!found) return fail(found);
  opened->found = *std::move(found);
  return opened;
}

int answer(Session& session, const Opened& opened, std::string command, Value data, bool ok = true,
           std::vector<NextStep> next = {}) {
  session.answer({.command = std::move(command),
                  .root = opened.project.root().path(),
                  .ok = ok,
                  .coverage = actions::coverage(opened.found.scanned),
                  .data = std::move(data),
                  .diagnostics = {},
                  .next = std::move(next)});
  return ok ? 0 : 1;
}

std::string with_root(const std::string& root) { return root == "." ? "" : " --root " + shell_word(root); }

int run_list(Session& session, const Flags& flags) {
  const auto request = request_of(session, flags);
  if (!request) return session.fail(request.error());
  const auto opened = open(session, flags, *request);
  if (!opened) return session.fail(opened.error());
  const std::string& root = opened->project.root().path();
  const actions::FoundPatterns& found = opened->found;
  if (found.scanned.inventory.items.empty()) return nothing_read(session, root, found.scanned);
  std::vector<NextStep> next;
  if (!found.patterns.empty())
    next = {{fmt::format("agentops patterns show {}{}", found.patterns[0].id, with_root(root)),
             "the first of them"},
            {fmt::format("agentops patterns prove{}", with_root(root)),
             "that every template renders its sources"}};
  if (session.json()) {
    List patterns;
    for (const Pattern& pattern : found.patterns)
      patterns.push_back(actions::describe(pattern, found.scanned.inventory.items));
    return answer(session, *opened, "patterns",
                  Map{{"patterns", std::move(patterns)}, {"more", actions::number(found.more)}}, true,
                  std::move(next));
  }
  print_patterns(session, found);
  session.suggest(next);
  return 0;
}

/// What the places of a section or outline have in common; nothing of other forms.
Result<actions::SectionTexts> texts_of(const Opened& opened, const Pattern& pattern) {
  if (pattern.form != PatternForm::Section && pattern.form != PatternForm::Outline) return {};
  return actions::section_texts(opened.project, opened.found.scanned.inventory, pattern);
}

List common_lines(const actions::SectionTexts& texts) {
  List lines;
  for (const actions::CommonLine& line : texts.common)
    lines.emplace_back(Map{{"line", line.line},
                           {"texts", actions::number(line.texts)},
                           {"spellings", actions::number(line.spellings)}});
  return lines;
}

int run_show(Session& session, const Flags& flags) {
  const auto opened = open_all(session, flags);
  if (!opened) return session.fail(opened.error());
  const auto pattern = actions::pattern_named(opened->found.patterns, flags.pattern);
  if (!pattern) return session.fail(pattern.error());
  const auto texts = texts_of(*opened, **pattern);
  if (!texts) return session.fail(texts.error());
  const std::string& root = opened->project.root().path();
  const std::vector<NextStep> next = {
      {fmt::format("agentops patterns extract {}{}", (*pattern)->id, with_root(root)), "a file for it"}};
  if (session.json())
    return answer(session, *opened, "patterns-show",
                  Map{{"pattern", actions::describe(**pattern, opened->found.scanned.inventory.items)},
                      {"common", common_lines(*texts)}},
                  true, next);
  print_pattern(session, root, **pattern, *texts);
  session.suggest(next);
  return 0;
}

Value proof_data(const actions::Proof& proof) {
  List differ;
  for (const actions::Refuted& refuted : proof.refuted)
    differ.emplace_back(
        Map{{"pattern", refuted.pattern}, {"path", refuted.path}, {"line", actions::number(refuted.line)}});
  return Map{{"templates", actions::number(proof.templates)},
             {"sources", actions::number(proof.sources)},
             {"differ", std::move(differ)}};
}

int run_prove(Session& session, const Flags& flags) {
  const auto opened = open_all(session, flags);
  if (!opened) return session.fail(opened.error());
  std::span<const Pattern> patterns = opened->found.patterns;
  if (!flags.pattern.empty()) {
    const auto one = actions::pattern_named(patterns, flags.pattern);
    if (!one) return session.fail(one.error());
    patterns = {*one, 1};
  }
  const auto proof = actions::prove(opened->project, opened->found.scanned.inventory, patterns);
  if (!proof) return session.fail(proof.error());
  const bool holds = proof->refuted.empty();
  if (session.json()) return answer(session, *opened, "patterns-prove", proof_data(*proof), holds);
  print_proof(session, opened->project.root().path(), *proof);
  return holds ? 0 : 1;
}

int run_extract(Session& session, const Flags& flags) {
  const auto opened = open_all(session, flags);
  if (!opened) return session.fail(opened.error());
  const auto pattern = actions::pattern_named(opened->found.patterns, flags.pattern);
  if (!pattern) return session.fail(pattern.error());
  const auto text = actions::pattern_file(opened->project, opened->found, **pattern);
  if (!text) return session.fail(text.error());
  const bool writes = !flags.file.empty() && !session.dry_run;
  if (writes)
    if (const Status written = actions::write_pattern_file(opened->project, flags.file, *text); !written)
      return session.fail(written.error());
  if (session.json())
    return answer(session, *opened, "patterns-extract", Map{{"text", *text}, {"written", writes}});
  session.print(writes ? fmt::format(" + {}\n", shown_path(opened->project.root().path(), flags.file))
                       : *text);
  return 0;
}

Flag root_flag(Flags& flags) {
  return {"--root", &flags.reading.path, "DIR", "the folder; here when it is left out"};
}

Command list_patterns() {
  auto flags = std::make_shared<Flags>();
  Command command{
      .name = "patterns",
      .aliases = {},
      .group = Group::Look,
      .summary = "find what recurs: sections, outlines, templates, chains",
      .details =
          "A section recurs word for word or by its role, an outline by its headings. A template is lines alike but for the "
          "values in its slots: parts and values are the bytes of each source. A chain is items that call one another. Listed "
          "are those that save most, 40 for 1,000 items; --all lists the others too.\n\n"
          "  agentops patterns legacy/ --form template --min-uses 5\n"
          "  agentops patterns legacy/ --scope generic --json",
      .arguments = {path_argument(flags->reading.path)},
      .flags = {{"--form", &flags->form, "FORM", "section, outline, template or chain"},
                {"--scope", &flags->scope, "SCOPE", "domain, or generic: in several"},
                {"--stage", &flags->stage, "STAGE", "prototype, validated, general or standard"},
                {"--min-uses", &flags->min_uses, "N", "in so many items at least"}},
      .run = [flags](Session& session) { return run_list(session, *flags); }};
  for (Flag& flag : reading_flags(flags->reading.scan)) command.flags.push_back(std::move(flag));
  return command;
}

Command show_pattern() {
  auto flags = std::make_shared<Flags>();
  return {.name = "patterns show",
          .aliases = {},
          .group = Group::Look,
          .summary = "show a pattern: its text, its slots and their values, its places",
          .details = "P is an id or a name of the list.\n\n  agentops patterns show P48213 --root legacy/",
          .arguments = {{"P", &flags->pattern, "a pattern", true}},
          .flags = {root_flag(*flags)},
          .run = [flags](Session& session) { return run_show(session, *flags); }};
}

Command prove_patterns() {
  auto flags = std::make_shared<Flags>();
  return {
      .name = "patterns prove",
      .aliases = {},
      .group = Group::Look,
      .summary = "render every source of a template and compare the bytes",
      .details =
          "Of all templates when P is left out. The answer is 1 when a source differs, and its place is told.\n\n"
          "  agentops patterns prove --root legacy/",
      .arguments = {{"P", &flags->pattern, "a pattern; all templates when it is left out"}},
      .flags = {root_flag(*flags)},
      .run = [flags](Session& session) { return run_prove(session, *flags); }};
}

Command extract_pattern() {
  auto flags = std::make_shared<Flags>();
  return {
      .name = "patterns extract",
      .aliases = {},
      .group = Group::Write,
      .summary = "print a pattern as a file: problem, context, solution, uses",
      .details =
          "What the texts do not say is a blank, ________.\n\n"
          "  agentops patterns extract P48213 --root legacy/ -o patterns/context-query.md",
      .arguments = {{"P", &flags->pattern, "a pattern", true}},
      .flags = {root_flag(*flags), {"-o,--output", &flags->file, "FILE", "write it there, below the folder"}},
      .run = [flags](Session& session) { return run_extract(session, *flags); }};
}

}  // namespace

std::vector<Command> patterns_commands() {
  return {list_patterns(), show_pattern(), prove_patterns(), extract_pattern()};
}

}  // namespace agentops::cli
