#include "check/rules.h"

namespace agentops::check {

Rule unterminated_frontmatter() {
  return {
      .card = {
          .id = "AO102",
          .title = "a fence of the frontmatter is missing",
          .severity = Severity::Warning,
          .what =
              "The file begins with `---` and keys that no line `---` closes, or with keys and a closing `---` that none opens. "
              "agentops reads the keys all the same.",
          .why =
              "To other tools the whole file is frontmatter, or none of it: name and description are lost.",
          .bad = "---\nname: triage\n\nYou sort what comes in.",
          .good = "---\nname: triage\n---\n\nYou sort what comes in.",
          .mend = "agentops check --fix AO102  puts in the missing line"}};
}

}  // namespace agentops::check
