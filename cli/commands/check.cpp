/// `agentops check [PATH]`: what is wrong with the files of a folder, and how to mend it.

#include "actions/check.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <map>

#include <fmt/format.h>

#include "actions/describe.h"
#include "cli/commands.h"
#include "cli/commands/findings.h"
#include "cli/commands/reading.h"
#include "cli/table.h"
#include "models/wrong_usage.h"
#include "text/diff.h"
#include "text/escape.h"

namespace agentops::cli {
namespace {

struct CheckFlags {
  std::vector<std::string> words;  ///< PATH, and behind --fix ids of rules
  actions::CheckRequest request;
  std::vector<std::string> rules;
  std::string fail_on = "error";
  bool only_new = false;
};

bool is_rule_id(const std::string& word) {
  return word.size() >= 3 && word.size() <= 5 && (word.starts_with("AO") || word.starts_with("ao")) &&
         std::all_of(word.begin() + 2, word.end(), [](unsigned char c) { return std::isdigit(c) != 0; });
}

/// The folder, and which rules: `check --fix AO101 agents/`.
Result<std::string> settle_words(const CheckFlags& flags, actions::CheckRequest& request) {
  std::string path;
  request.only = flags.rules;
  for (const std::string& word : flags.words) {
    if (is_rule_id(word) && !actions::exists(word)) {
      request.only.push_back(word);
    } else if (path.empty()) {
      path = word;
    } else {
      return fail(wrong_usage(
          fmt::format("two folders: {} and {}", text::for_terminal(path), text::for_terminal(word)),
          "check reads one folder at a time"));
    }
  }
  return path;
}

/// The severity from which on the exit code is 1; nothing: never.
Result<std::optional<Severity>> fail_level(const std::string& word) {
  if (word == "never") return std::optional<Severity>{};
  for (const Severity severity : {Severity::Note, Severity::Warning, Severity::Error})
    if (word == level_name(severity)) return severity;
  return fail(wrong_usage(
      fmt::format("--fail-on {}: expected note, warning, error or never", text::for_terminal(word)),
      "see  agentops check --help"));
}

bool fails(const std::vector<KnownFinding>& findings, std::optional<Severity> level) {
  return level && std::ranges::any_of(findings, [&](const KnownFinding& each) {
           return !each.known && each.finding.severity >= *level;
         });
}

/// The lines that change in a file, as - and +.
void print_difference(Session& session, const actions::MendedFile& file) {
  const auto before = text::lines_of(file.before);
  const auto after = text::lines_of(file.after);
  const auto line = [&](char sign, std::string_view text) {
    while (text.ends_with('\n') || text.ends_with('\r')) text.remove_suffix(1);
    session.print(fmt::format("   {}{}\n", sign,
                              text::cut_to_width(text::for_terminal(text), session.terminal.width - 4)));
  };
  for (const text::Hunk& hunk : text::diff_lines(file.before, file.after)) {
    for (std::uint32_t i = hunk.old_begin; i < hunk.old_end; ++i) line('-', before[i]);
    for (std::uint32_t i = hunk.new_begin; i < hunk.new_end; ++i) line('+', after[i]);
  }
}

void print_mended(Session& session, const std::string& root, const actions::CheckedFolder& checked) {
  std::size_t findings = 0;
  std::size_t shown = 0;
  for (const actions::MendedFile& file : checked.mended) {
    findings += file.findings.size();
    if (shown++ >= session.cap()) continue;
    std::map<std::string, std::size_t> rules;
    for (const Finding& finding : file.findings) ++rules[finding.rule];
    std::string ids;
    for (const auto& [id, count] : rules)
      ids += fmt::format("{}{}{}", ids.empty() ? "" : ", ", id, count > 1 ? fmt::format(" ({})", count) : "");
    session.print(fmt::format(" {} {}  {}\n", session.dry_run ? "would mend" : "mended",
                              shown_path(root, file.path), ids));
    print_difference(session, file);
  }
  if (shown > session.cap())
    session.print(fmt::format(" ... and {} more files  (--all)\n", shown - session.cap()));
  for (const std::string& left : checked.unmended)
    session.warn("left: " + text::for_terminal(left) +
                 " touches an edit just made; run the same command again");
  session.print(checked.mended.empty()
                    ? " nothing to mend\n\n"
                    : fmt::format(" {} in {} {}; nothing else changed\n\n", counted(findings, "finding"),
                                  counted(checked.mended.size(), "file"),
                                  session.dry_run ? "would be mended" : "mended"));
}

Value mended_files(const actions::CheckedFolder& checked) {
  List files;
  for (const actions::MendedFile& file : checked.mended) {
    List findings;
    for (const Finding& finding : file.findings) findings.push_back(diagnostic(finding));
    files.emplace_back(Map{{"path", file.path}, {"findings", std::move(findings)}});
  }
  return files;
}

Value totals(const std::vector<KnownFinding>& findings) {
  std::array<std::uint64_t, 3> counts{};
  std::uint64_t known = 0;
  for (const KnownFinding& each : findings) {
    ++counts[static_cast<std::size_t>(each.finding.severity)];
    known += each.known ? 1 : 0;
  }
  return Map{{"errors", actions::number(counts[2])},
             {"warnings", actions::number(counts[1])},
             {"notes", actions::number(counts[0])},
             {"known", actions::number(known)}};
}

void print_json(Session& session, const std::string& root, const actions::CheckedFolder& checked,
                bool fails) {
  List fingerprints;
  std::vector<Finding> diagnostics;
  for (const KnownFinding& each : checked.findings) {
    fingerprints.emplace_back(Map{{"fingerprint", each.fingerprint}, {"known", each.known}});
    diagnostics.push_back(each.finding);
  }
  session.answer({.command = "check",
                  .root = root,
                  .ok = !fails,
                  .coverage = actions::coverage(checked.scanned),
                  .data = Map{{"totals", totals(checked.findings)},
                              {"findings", std::move(fingerprints)},
                              {"mended", mended_files(checked)},
                              {"written", !session.dry_run && !checked.mended.empty()},
                              {"baseline_written",
                               checked.baseline_written.empty() ? Value() : Value(checked.baseline_written)}},
                  .diagnostics = std::move(diagnostics),
                  .next = {}});
}

/// The folder as it stands in paths of a report: nothing when that would lead out of where the reader is.
std::string folder_of_report(const std::string& root) {
  const bool elsewhere = root.starts_with('/') || root.starts_with("..");
  return elsewhere ? "" : root.starts_with("./") ? root.substr(2) : root;
}

void suggest(Session& session, const std::string& root, const std::vector<KnownFinding>& findings) {
  std::vector<NextStep> steps;
  const std::string where = root.empty() || root == "." ? "" : " " + shell_word(root);
  if (std::ranges::any_of(findings, [](const KnownFinding& each) { return !each.finding.edits.empty(); }))
    steps.push_back({"agentops check --fix -n" + where, "show what would be mended"});
  if (!findings.empty())
    steps.push_back(
        {"agentops explain " + findings.front().finding.rule, "why it matters, and how to mend it"});
  session.suggest(steps);
}

int run_check(Session& session, const CheckFlags& flags) {
  actions::CheckRequest request = flags.request;
  const auto path = settle_words(flags, request);
  if (!path) return session.fail(path.error());
  const auto level = fail_level(flags.fail_on);
  if (!level) return session.fail(level.error());
  request.dry_run = session.dry_run;
  request.compare = flags.only_new || !request.baseline.empty();

  const auto project = actions::Project::open(session.project(*path));
  if (!project) return session.fail(project.error());
  auto checked = actions::check_folder(*project, request);
  if (!checked) return session.fail(checked.error());
  tell_words(session, *project, checked->scanned.words);
  const std::string& root = project->root().path();
  const Inventory& inventory = checked->scanned.inventory;
  if (inventory.items.empty() && inventory.skipped.empty())
    return nothing_read(session, root, checked->scanned);
  if (flags.only_new) std::erase_if(checked->findings, [](const KnownFinding& each) { return each.known; });
  const bool bad = !request.write_baseline && fails(checked->findings, *level);

  using enum actions::FindingsFormat;
  const auto print_as = [&](actions::FindingsFormat format) {
    session.print(actions::print_findings(checked->findings, format, folder_of_report(root), AGENTOPS_VERSION,
                                          inventory.items.size()));
  };
  switch (session.format) {
    case Format::Json:
      print_json(session, root, *checked, bad);
      break;
    case Format::Sarif:
      print_as(Sarif);
      break;
    case Format::Github:
      print_as(Github);
      break;
    case Format::Markdown:
      print_as(Markdown);
      break;
    default:
      if (request.fix) print_mended(session, root, *checked);
      print_findings(session, root, checked->findings);
      session.print(
          fmt::format(" {}: {}\n", counted(inventory.items.size(), "item"), count_of(checked->findings)));
      if (!checked->baseline_written.empty())
        session.print(fmt::format(" {} {}: agentops check --new  shows what it does not know\n",
                                  session.dry_run ? "would write" : "wrote",
                                  text::for_terminal(checked->baseline_written)));
      suggest(session, root, checked->findings);
  }
  return bad ? 1 : 0;
}

}  // namespace

Command check_command() {
  auto flags = std::make_shared<CheckFlags>();
  Command command{
      .name = "check",
      .aliases = {},
      .group = Group::Look,
      .summary = "what is wrong with the files, and how to mend it",
      .details =
          "Each rule has a page: agentops explain AO101. Levels and budgets are set in agentops.yaml:\n"
          "  rules: { AO101: error, AO3: off }\n"
          "  token_budget: { item: 5000 }\n"
          "--fix makes the edits that findings bring, of all rules or of those named behind it (--fix AO101),\n"
          "and changes nothing else; with -n it shows them. A baseline holds what is known: write it once with\n"
          "--write-baseline, commit it, and --new shows what came since.\n"
          "The exit code is 1 when there is a finding at or above --fail-on.",
      .arguments = {{"PATH", &flags->words, "the folder to read; here when it is left out"}},
      .flags = {{"--fix", &flags->request.fix, "",
                 "mend what has one clear mending; rules may follow: --fix AO101"},
                {"--fail-on", &flags->fail_on, "LEVEL", "note, warning, error (default) or never"},
                {"--rule", &flags->rules, "RULE", "only this rule, or those that begin so: AO101, AO7"},
                {"--baseline", &flags->request.baseline, "FILE",
                 "findings that are known and do not fail (agentops.baseline.json)"},
                {"--new", &flags->only_new, "", "only what the baseline does not know"},
                {"--write-baseline", &flags->request.write_baseline, "",
                 "write the baseline from what is found now"},
                {"--token-budget", &flags->request.token_budget, "N", "warn of items over N tokens"}},
      .formats = {Format::Text, Format::Json, Format::Sarif, Format::Github, Format::Markdown},
      .run = [flags](Session& session) { return run_check(session, *flags); }};
  for (Flag& flag : reading_flags(flags->request.scan)) command.flags.push_back(std::move(flag));
  return command;
}

}  // namespace agentops::cli
