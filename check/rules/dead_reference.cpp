#include "check/dead_mentions.h"
#include "check/patterns.h"
#include "check/rules.h"

namespace agentops::check {
namespace {

bool is_name(MentionForm form) {
  return form == MentionForm::Slash || form == MentionForm::Name || form == MentionForm::Role ||
         form == MentionForm::Listing;
}

void find(const Facts& facts, Sightings& sightings) {
  find_dead_mentions(facts, is_name, "nothing here is called", sightings);
}

/// Names of what is elsewhere: in a line with an address, in an example, or of a flag or route of some
/// program.
bool counts(const Text& text, Span span) {
  static const Patterns elsewhere(std::vector<Pattern>{
      {.regex = R"(\]\(\s*<?https?://)", .says = {}},
      {.regex =
           R"((?i)\bexamples?\b|\be\.g\.|\bsuch as\b|\bdo not use\b|\bdon't use\b|\binstead of\b|\bbuilding an?\b|\bcreat(?:e|ing) an?\b)",
       .says = {}},
  });
  static const Patterns followed(std::vector<Pattern>{
      {.regex =
           R"((?i)\A[\s\x{60}*]*(?:flag|option|switch|parameter|endpoint|route|path|folder|directory)\b)",
       .says = {}}});
  const std::string_view line = line_around(text.bytes, span.begin);
  const std::string_view behind = text.bytes.substr(span.end, 40);
  return elsewhere.matches(line).empty() && followed.matches(behind).empty();
}

}  // namespace

Rule dead_reference() {
  return {
      .card =
          {.id = "AO302",
           .title = "a name that nothing has",
           .severity = Severity::Warning,
           .what =
               "An item calls another by name (/command, \"the X agent\", a list in its frontmatter), and no item "
               "of this folder has that name. Told once for each name in an item, at its first place.",
           .why = "The assistant looks for it, finds nothing, and goes on without that step or invents it.",
           .bad = "Then run /close-the-books.",
           .good = "Then run /month-end-close.",
           .mend =
               "correct the name, write the item, or take the sentence out; agentops search NAME  shows what is near"},
      .look_at_facts = find,
      .counts = counts};
}

}  // namespace agentops::check
