#pragma once

/// What `check` looks for, told to people, and what it found. `explain` prints a card, SARIF carries it as
/// help.
///
///   AO302, "nothing has this name", Warning  ->  agents/refund.md:14:9, fingerprint 5f0c...

#include <string>

#include "models/finding.h"

namespace agentops {

struct RuleCard {
  std::string id;                         ///< stable: "AO101"
  std::string title;                      ///< in a few words: "frontmatter is not YAML"
  Severity severity = Severity::Warning;  ///< unless the settings or the finding say otherwise
  std::string what;                       ///< when it speaks; sentences
  std::string why;                        ///< what happens to who leaves it
  std::string bad;                        ///< lines that it speaks about; may be empty
  std::string good;                       ///< the same lines, mended; may be empty
  std::string mend;                       ///< what to do or to type

  friend bool operator==(const RuleCard&, const RuleCard&) = default;
};

/// A finding, and the name by which it is known again when lines above it come and go.
struct KnownFinding {
  Finding finding;
  std::string
      fingerprint;     ///< 16 hex digits, of rule, path, the line's words, and which of several alike it is
  bool known = false;  ///< the baseline has it

  friend bool operator==(const KnownFinding&, const KnownFinding&) = default;
};

}  // namespace agentops
