#include "check/assumptions.h"
#include "check/rules.h"

namespace agentops::check {
namespace {

void find(const Facts& facts, Sightings& sightings) {
  find_assumptions(facts, {LiteralType::Host, LiteralType::Url, LiteralType::Address}, sightings);
}

}  // namespace

Rule own_host() {
  return {
      .card =
          {.id = "AO602",
           .title = "a host of one organisation",
           .severity = Severity::Note,
           .what =
               "A host, URL or address that looks like somebody's own: internal names, services that people run for themselves, private addresses. Public sites and placeholders do not count.",
           .why = "Who installs the package has another one.",
           .bad = "Open https://ci.acme.internal/scans.",
           .good = "Open https://{{ settings.hosts.ci_acme }}/scans.",
           .mend = "agentops draft --lift-config  makes it a setting of the package"},
      .look_at_facts = find};
}

}  // namespace agentops::check
