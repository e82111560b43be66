#include "check/outside_code.h"
#include "check/patterns.h"
#include "check/rules.h"

namespace agentops::check {
namespace {

const Patterns& shapes() {
  static const Patterns patterns({
      {.regex = R"((?i)(<script\b[^>\n]*>))", .says = "a script in the page"},
      {.regex = R"((?i)(<(?:iframe|object|embed)\s[^>\n]*>))", .says = "another page in the page"},
      {.regex = R"((?i)(<[a-z]+\s[^>\n]*\bon(?:error|load|click|mouseover|focus)\s*=[^>\n]*>))",
       .says = "a script in the page"},
      {.regex = R"((?i)(\]\(\s*<?\s*(?:javascript|vbscript):[^)\n]*\)))",
       .says = "a link that runs a script"},
      {.regex = R"((?i)(\]\(\s*<?\s*data:text/html[^)\n]*\)))", .says = "a link that holds a page"},
      {.regex = R"((?i)(\]\(\s*<?\s*file://[^)\n]*\)))", .says = "a link into the reader's own disk"},
      {.regex = R"((?:^|\s)(@(?:\.\./){2,}[\w./-]+))", .says = "reads a file outside of its folder"},
  });
  return patterns;
}

bool is_markdown(std::string_view path) {
  return path.ends_with(".md") || path.ends_with(".mdc") || path.ends_with(".markdown");
}

void find(const Text& text, Sightings& sightings) {
  if (!is_markdown(text.path)) return;
  const auto before = sightings.size();
  find_patterns(shapes(), text, {}, sightings);
  if (sightings.size() == before) return;
  const CodePlaces code(text.bytes);
  const auto is_code = [&](const Sighting& sighting) { return code.contains(sighting.span.begin); };
  sightings.erase(
      std::remove_if(sightings.begin() + static_cast<std::ptrdiff_t>(before), sightings.end(), is_code),
      sightings.end());
}

}  // namespace

Rule active_content() {
  return {
      .card =
          {.id = "AO712",
           .title = "active content",
           .severity = Severity::Warning,
           .what =
               "Scripts, frames, event handlers, links to javascript:, data: pages and file:, or an import from far above, in "
               "the text itself. Inside code they are examples and do not count.",
           .why = "Where the page is rendered, they run or reach out.",
           .bad = "[report](javascript:send())",
           .good = "[report](reports/today.md)",
           .mend = "take it out, or put it into a code block where it is an example"},
      .look_at_text = find};
}

}  // namespace agentops::check
