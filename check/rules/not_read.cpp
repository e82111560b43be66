#include "check/rules.h"
#include "text/escape.h"

namespace agentops::check {
namespace {

void find(const Facts& facts, Sightings& sightings) {
  for (const Skipped& skipped : facts.inventory.skipped)
    sightings.push_back(
        {.message = "was not read: " + text::for_terminal(skipped.why),
         .path = skipped.path,
         // Scanners that look at bytes see nothing in it, while other tools read it.
         .severity = skipped.why.starts_with("UTF-16") ? Severity::Error : Severity::Warning});
}

}  // namespace

Rule not_read() {
  return {
      .card =
          {.id = "AO110",
           .title = "a file was not read",
           .severity = Severity::Warning,
           .what =
               "A file of a format that agentops reads could not be read: permissions, another encoding, too "
               "large, no regular file, a link that leads out of the folder.",
           .why = "Nothing else is said about it: a clean report does not cover this file.",
           .bad = {},
           .good = {},
           .mend = "make it readable, or leave it out on purpose with --exclude or an ignore file"},
      .look_at_facts = find};
}

}  // namespace agentops::check
