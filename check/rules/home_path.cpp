#include "check/assumptions.h"
#include "check/rules.h"

namespace agentops::check {
namespace {

void find(const Facts& facts, Sightings& sightings) {
  find_assumptions(facts, {LiteralType::HomePath, LiteralType::Path}, sightings);
}

}  // namespace

Rule home_path() {
  return {
      .card =
          {.id = "AO601",
           .title = "a path of one machine",
           .severity = Severity::Note,
           .what =
               "An absolute path into somebody's home, or into a folder that one machine has: /srv, /opt, /mnt, /data. A warning in  agentops package test.",
           .why = "Nobody else has it, so the step fails for them.",
           .bad = "Read the notes in /srv/desk/notes.",
           .good = "Read the notes in {{ settings.paths.notes }}.",
           .mend = "agentops draft --lift-config  makes it a setting of the package"},
      .look_at_facts = find};
}

}  // namespace agentops::check
