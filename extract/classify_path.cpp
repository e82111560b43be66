// A file's own name says most, then the nearest folder whose name means something. Names that tools define
// outweigh anything in the text; folders that people chose can be outvoted by a frontmatter that says
// otherwise.

#include <algorithm>
#include <array>
#include <optional>

#include "extract/ballot.h"
#include "extract/formats.h"
#include "extract/scan.h"

namespace agentops::extract {

namespace {

struct Named {
  std::string_view name;
  Kind kind;
  int points;
};

constexpr int certain = 20;

/// Whole file names, lower case.
constexpr std::array<Named, 48> files = {{
    {"skill.md", Kind::Skill, certain},
    {"agent.md", Kind::Agent, 5},
    {"agents.md", Kind::Rule, certain},
    {"agents.override.md", Kind::Rule, certain},
    {"claude.md", Kind::Rule, certain},
    {"claude.local.md", Kind::Rule, certain},
    {"gemini.md", Kind::Rule, certain},
    {"qwen.md", Kind::Rule, certain},
    {"qwen.local.md", Kind::Rule, certain},
    {"warp.md", Kind::Rule, certain},
    {"crush.md", Kind::Rule, certain},
    {"replit.md", Kind::Rule, certain},
    {"copilot-instructions.md", Kind::Rule, certain},
    {"bugbot.md", Kind::Rule, certain},
    {"airules.md", Kind::Rule, certain},
    {".cursorrules", Kind::Rule, certain},
    {".windsurfrules", Kind::Rule, certain},
    {".clinerules", Kind::Rule, certain},
    {".roorules", Kind::Rule, certain},
    {".continuerules", Kind::Rule, certain},
    {".goosehints", Kind::Rule, certain},
    {".rules", Kind::Rule, certain},
    {".augment-guidelines", Kind::Rule, certain},
    {".roomodes", Kind::Agent, certain},
    {"changelog.md", Kind::Other, certain},
    {"changelog.txt", Kind::Other, certain},
    {"license", Kind::Other, certain},
    {"license.md", Kind::Other, certain},
    {"license.txt", Kind::Other, certain},
    {"notice", Kind::Other, certain},
    {"notice.md", Kind::Other, certain},
    {"third_party_notices.md", Kind::Other, certain},
    {"copying", Kind::Other, certain},
    {"authors", Kind::Other, certain},
    {"authors.md", Kind::Other, certain},
    {"contributing.md", Kind::Other, certain},
    {"contributors.md", Kind::Other, certain},
    {"code_of_conduct.md", Kind::Other, certain},
    {"security.md", Kind::Other, 8},
    {"support.md", Kind::Other, 5},
    {"governance.md", Kind::Other, 8},
    {"maintainers.md", Kind::Other, certain},
    {"pull_request_template.md", Kind::Other, certain},
    {"requirements.txt", Kind::Config, certain},
    {"roadmap.md", Kind::Other, 5},
    {"publishing.md", Kind::Other, 5},
    {"history.md", Kind::Other, 5},
    {"system.md", Kind::Prompt, 9},
}};

/// Ends of file names, lower case.
constexpr std::array<Named, 6> suffixes = {{
    {".agent.md", Kind::Agent, certain},
    {".chatmode.md", Kind::Agent, certain},
    {".prompt.md", Kind::Prompt, certain},
    {".instructions.md", Kind::Rule, certain},
    {".mdc", Kind::Rule, certain},
    {".droid.md", Kind::Agent, certain},
}};

/// Places that one tool gives a meaning to, lower case: they speak before any folder does.
constexpr std::array<Named, 14> places = {{
    {"/.codex/prompts/", Kind::Command, 9},
    {"/.kiro/prompts/", Kind::Command, 9},
    {"/.kiro/agents/", Kind::Agent, 9},
    {"/.clinerules/workflows/", Kind::Workflow, 9},
    {"/.clinerules/", Kind::Rule, 9},
    {"/.roo/rules-", Kind::Rule, 9},
    {"/.kilo/rules-", Kind::Rule, 9},
    {"/.kilocode/rules-", Kind::Rule, 9},
    {"/.ruler/", Kind::Rule, 9},
    {"/.junie/guidelines.md", Kind::Rule, 9},
    {"/.openhands/microagents/", Kind::Rule, 9},
    {"/.agents/checks/", Kind::Rule, 9},
    {"/.rulesync/checks/", Kind::Rule, 9},
    {"/.apm/contexts/", Kind::Rule, 9},
}};

/// Folders, lower case. The nearest one that is listed speaks.
constexpr std::array<Named, 46> folders = {{
    {"agents", Kind::Agent, 7},
    {"agent", Kind::Agent, 5},
    {"subagents", Kind::Agent, 7},
    {"sub-agents", Kind::Agent, 7},
    {"droids", Kind::Agent, 7},
    {"chatmodes", Kind::Agent, 7},
    {"personas", Kind::Agent, 5},
    {"commands", Kind::Command, 7},
    {"command", Kind::Command, 5},
    {"slash-commands", Kind::Command, 7},
    {"workflows", Kind::Workflow, 6},
    {"workflow", Kind::Workflow, 5},
    {"playbooks", Kind::Workflow, 4},
    {"runbooks", Kind::Workflow, 4},
    {"tools", Kind::Command, 3},
    {"skills", Kind::Doc, 3},
    {"references", Kind::Doc, 6},
    {"reference", Kind::Doc, 6},
    {"resources", Kind::Doc, 4},
    {"assets", Kind::Doc, 5},
    {"examples", Kind::Doc, 3},
    {"rules", Kind::Rule, 7},
    {"instructions", Kind::Rule, 7},
    {"steering", Kind::Rule, 7},
    {"guidelines", Kind::Rule, 4},
    {"conventions", Kind::Rule, 4},
    {"standards", Kind::Rule, 4},
    {"memories", Kind::Rule, 4},
    {"modes", Kind::Rule, 4},
    {"output-styles", Kind::Rule, 6},
    {"prompts", Kind::Prompt, 7},
    {"prompt", Kind::Prompt, 5},
    {"patterns", Kind::Pattern, 6},
    {"principles", Kind::Pattern, 6},
    {"factors", Kind::Pattern, 6},
    {"practices", Kind::Pattern, 5},
    {"docs", Kind::Doc, 6},
    {"doc", Kind::Doc, 6},
    {"documentation", Kind::Doc, 6},
    {"guides", Kind::Doc, 6},
    {"tutorials", Kind::Doc, 6},
    {"specs", Kind::Doc, 5},
    {"wiki", Kind::Doc, 6},
    {"issue_template", Kind::Other, certain},
    {"pull_request_template", Kind::Other, certain},
    {"templates", Kind::Other, 3},
}};

/// What tools and people leave behind below a dot-folder: plans, logs, hand-overs of one session.
constexpr std::array<std::string_view, 18> traces = {
    "plans",      "plan",        "retros",    "retro", "sessions",    "session",
    "handoff",    "handoffs",    "learnings", "logs",  "council",     "research",
    "brainstorm", "brainstorms", "evolve",    "rpi",   "checkpoints", "history"};

std::optional<Named> find(auto& table, std::string_view name) {
  const auto found = std::ranges::find(table, name, &Named::name);
  return found == table.end() ? std::nullopt : std::optional(*found);
}

bool is_readme(std::string_view name) {
  return name.starts_with("readme") && (name.size() == 6 || !is_alnum(name[6]));
}

/// "hooks/NAME/README.md" with frontmatter: a hook that is told in words.
bool is_told_hook(const Observed& observed) {
  return base_name(folder_of(folder_of(observed.path))) == "hooks" && observed.document->meta.find("name") != nullptr;
}

/// Settings of a plugin, kept beside those of the tool: ".claude/NAME.local.md".
bool is_local_settings(std::string_view path) {
  return lower(path).ends_with(".local.md") && base_name(folder_of(path)) == ".claude";
}

bool vote_by_name(const Observed& observed, Ballot& ballot) {
  const auto path = observed.path;
  const auto name = lower(base_name(path));
  if (is_readme(name) && is_told_hook(observed)) {
    ballot.add(Kind::Hook, certain, "path.hooks");
    return true;
  }
  if (is_readme(name)) {
    ballot.add(Kind::Readme, certain, "file.README");
    return true;
  }
  if (const auto file = find(files, name)) {
    ballot.add(file->kind, file->points, "file." + std::string(base_name(path)));
    return file->points == certain;
  }
  if (is_local_settings(path)) {
    ballot.add(Kind::Config, certain, "suffix.local.md");
    return true;
  }
  for (const auto& suffix : suffixes)
    if (name.ends_with(suffix.name)) {
      ballot.add(suffix.kind, suffix.points, "suffix" + std::string(suffix.name));
      return true;
    }
  return false;
}

/// The tool's own place that a file lies in. Of data, only agents are told by it.
bool vote_by_place(const Observed& observed, Ballot& ballot) {
  const auto whole = "/" + lower(observed.path);
  const auto place =
      std::ranges::find_if(places, [&](const Named& named) { return whole.contains(named.name); });
  const bool is_text = format_of(observed.path) == Format::Markdown;
  if (place == places.end() || (!is_text && place->kind != Kind::Agent)) return false;
  auto name = place->name.substr(2);
  if (name.ends_with('/')) name.remove_suffix(1);
  ballot.add(place->kind, place->points, "path." + std::string(name));
  return true;
}

/// The folder that means something and is nearest to the file, unless a trace of work is nearer the root of a
/// dot-folder.
void vote_by_folder(std::string_view path, Ballot& ballot) {
  bool spoken = false;
  bool trace = false;
  bool hidden = false;
  for (auto folder = folder_of(path); !folder.empty(); folder = folder_of(folder)) {
    const auto name = lower(base_name(folder));
    trace = trace || std::ranges::find(traces, name) != traces.end();
    hidden = hidden || (name.starts_with('.') && name.size() > 1);
    if (spoken) continue;
    if (const auto found = find(folders, name)) {
      ballot.add(found->kind, found->points, "path." + name);
      spoken = true;
    }
  }
  if (trace && hidden) ballot.add(Kind::Other, 9, "path.trace");
}

void vote_by_data_format(const Observed& observed, Ballot& ballot) {
  const auto path = lower(observed.path);
  const auto name = base_name(path);
  ballot.add(Kind::Config, 6, "format");
  const bool in_hooks = path.starts_with("hooks/") || path.find("/hooks/") != std::string::npos;
  if (name.starts_with("hooks") || in_hooks) ballot.add(Kind::Hook, 8, "path.hooks");
}

}  // namespace

void vote_by_path(const Observed& observed, Ballot& ballot) {
  if (vote_by_name(observed, ballot)) return;
  if (vote_by_place(observed, ballot)) return;
  if (format_of(observed.path) == Format::Markdown) {
    vote_by_folder(observed.path, ballot);
    if (lower(observed.path).ends_with(".txt")) ballot.add(Kind::Doc, 3, "suffix.txt");
  } else {
    vote_by_data_format(observed, ballot);
  }
}

}  // namespace agentops::extract
