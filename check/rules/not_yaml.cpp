#include "check/rules.h"

namespace agentops::check {

Rule not_yaml() {
  return {
      .card = {
          .id = "AO101",
          .title = "frontmatter is not YAML",
          .severity = Severity::Warning,
          .what =
              "The block between the `---` lines does not parse. agentops reads it line by line all the same.",
          .why =
              "Tools with a strict parser drop the file without a word, or load it without name and description.",
          .bad = "description: Use when: the build is red",
          .good = "description: 'Use when: the build is red'",
          .mend = "agentops check --fix AO101  writes the line that is shown, and nothing else"}};
}

}  // namespace agentops::check
