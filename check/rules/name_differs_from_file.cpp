#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "check/patterns.h"
#include "check/rules.h"
#include "text/slug.h"

namespace agentops::check {
namespace {

constexpr std::size_t longest_name = 200;

std::string_view base_of(std::string_view path) { return path.substr(path.rfind('/') + 1); }

/// The file's name without its endings: "reviewer.agent.md" -> "reviewer".
std::string_view stem_of(std::string_view path) {
  std::string_view stem = base_of(path);
  stem = stem.substr(0, stem.rfind('.'));
  for (const std::string_view inner : {".agent", ".prompt", ".instructions", ".chatmode"})
    if (stem.ends_with(inner)) stem.remove_suffix(inner.size());
  return stem;
}

/// Names that a tool gives, and that say nothing.
bool tells_nothing(std::string_view stem) {
  constexpr std::array<std::string_view, 7> names = {"SKILL",  "AGENT",  "agent", "index",
                                                     "prompt", "system", "README"};
  return std::ranges::find(names, stem) != names.end();
}

void find(const Facts& facts, Sightings& sightings) {
  for (const Item& item : facts.inventory.items) {
    if (item.kind != Kind::Agent && item.kind != Kind::Command) continue;
    const std::string_view stem = stem_of(item.path);
    if (item.name_from != "frontmatter" || item.key != item.path || tells_nothing(stem)) continue;
    const std::string name = text::slug(item.name, longest_name);
    if (name.empty() || name == text::slug(stem, longest_name)) continue;
    sightings.push_back(
        {.message = fmt::format("the file says {}, its frontmatter {}", quoted(stem), quoted(item.name)),
         .line = item.line,
         .path = item.path});
  }
}

}  // namespace

Rule name_differs_from_file() {
  return {
      .card =
          {.id = "AO108",
           .title = "name and file name differ",
           .severity = Severity::Note,
           .what =
               "The `name:` of an agent or command is not that of its file. Case, blanks and underscores do not count.",
           .why = "Some tools go by the one, some by the other: the same agent is called by two names.",
           .bad = "agents/reviewer.md\n---\nname: code-critic",
           .good = "agents/code-critic.md\n---\nname: code-critic",
           .mend = "rename the file, or change `name:`; agentops show NAME  lists who refers to it"},
      .look_at_facts = find};
}

}  // namespace agentops::check
