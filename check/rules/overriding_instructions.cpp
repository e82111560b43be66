#include "check/orders.h"
#include "check/outside_code.h"
#include "check/rules.h"

namespace agentops::check {
namespace {

const Patterns& shapes() {
  static const Patterns patterns({
      {.regex =
           R"((?i)(<(?:system-reminder|system_reminder|system-prompt|system_prompt|system)>[^<\n]*\b(?:approved|authori[sz]ed|must|ignore|override|allowed|granted|permission)\b))",
       .says = "poses as the system"},
      {.regex =
           R"((?i)\b((?:in|enter(?:ing)?|enable|activate|switch(?:ed)? to)\s+(?:god|DAN|jailbreak|unrestricted|unfiltered|uncensored)\s+mode|you\s+are\s+(?:now\s+)?in\s+(?:developer|debug|admin|root|maintenance)\s+mode)\b)",
       .says = "lifts the assistant's limits"},
      {.regex =
           R"((?i)^description:[^\n]*\b((?:always\s+(?:use|run|call|invoke)[^\n.]{0,40}\b(?:first|before (?:any|every|all)\b)[^\n.]{0,60}|(?:for|on) (?:every|each|all|any) (?:single )?(?:requests?|tasks?|messages?|conversations?)\b[^\n.]{0,40}(?:before|first|instead)[^\n.]{0,40})))",
       .says = "claims every task"},
      {.regex =
           R"((?i)^(?:name|description):[^\n]*\b((?:official|verified|certified)\s+(?:anthropic|openai|claude|google|microsoft|github)\b[^\n.]{0,40}))",
       .says = "calls itself official"},
  });
  return patterns;
}

/// Marks of a chat's format; in code they are what somebody configures.
const Patterns& marks() {
  static const Patterns patterns(std::vector<Pattern>{
      {.regex = R"((<\|(?:im_start|im_end|system|endoftext|start_header_id)\|>|\[/?INST\]|<</?SYS>>))",
       .says = "marks that a model takes for the talk's own"},
  });
  return patterns;
}

void find(const Text& text, Sightings& sightings) {
  find_patterns(orders(), text, is_an_order, sightings);
  find_patterns(shapes(), text, is_an_order, sightings);
  find_patterns(
      marks(), text,
      [](const Text& t, const Match& m) { return !CodePlaces(t.bytes).contains(m.span.begin); }, sightings);
}

}  // namespace

Rule overriding_instructions() {
  return {
      .card =
          {.id = "AO709",
           .title = "turns the assistant against its owner",
           .severity = Severity::Warning,
           .what =
               "A phrase that has the assistant drop its instructions, hide something from the user, lift its limits, "
               "take the text for its system's own, or prefer this item to every other. Lines that speak of such "
               "phrases (\"detect\", \"never\") do not count, as far as that can be told.",
           .why = "Whoever wrote it, the assistant of whoever installs it obeys.",
           .bad = {},
           .good = {},
           .mend = "take the line out; where it is shown as an example, put it between quotes and say so"},
      .look_at_text = find};
}

}  // namespace agentops::check
