#include "check/dead_mentions.h"
#include "check/rules.h"

namespace agentops::check {
namespace {

bool is_path(const Reference& reference) {
  const MentionForm form = reference.form;
  return form == MentionForm::Link || form == MentionForm::Import || form == MentionForm::Path;
}

void find(const Facts& facts, Sightings& sightings) {
  find_dead_mentions(facts, is_path, "leads to no file:", sightings);
}

}  // namespace

Rule dead_link() {
  return {
      .card =
          {.id = "AO304",
           .title = "a link to a file that is not there",
           .severity = Severity::Warning,
           .what =
               "A relative link, an `@import` or a path in the text leads to a file that does not exist. Told once "
               "for each target in an item, at its first place. Addresses on the web are not followed.",
           .why = "What the file was to tell the assistant never reaches it.",
           .bad = "See [the runbook](../runbooks/failover.md).",
           .good = "See [the runbook](../runbooks/database-failover.md).",
           .mend = "correct the path or take the link out; agentops list --fields path  shows what is there"},
      .look_at_facts = find};
}

}  // namespace agentops::check
