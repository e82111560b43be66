#pragma once

/// What kind of item a file is, with the evidence that says so.
///
///   .claude/agents/a.md with `tools:`  ->  Agent, from {"path.agents", "frontmatter.tools"}, confidence .97
///
/// Additive: each observation gives points to a kind; the kind with the most wins, ties go to the earlier
/// kind. A pure function of path, frontmatter and shape. No training and no word lists of subjects.

#include <string>
#include <string_view>
#include <vector>

#include "models/document.h"
#include "models/kind.h"

namespace agentops::extract {

/// What is looked at. All text is borrowed.
struct Observed {
  std::string_view path;
  std::string_view text;               ///< the whole file
  const Document* document = nullptr;  ///< with meta, sections, blocks, steps and code already read
  bool beside_skill_folders = false;
  Kind heading =
      Kind::Other;  ///< what the heading of a part calls it (extract/series.h); Other: it does not say
};

struct Verdict {
  Kind kind = Kind::Doc;
  Kind runner_up = Kind::Other;
  double confidence = 0;                    ///< 0..1; below .7 the kind is unsure
  std::vector<std::string> from;            ///< evidence for `kind`, strongest first
  std::vector<std::string> runner_up_from;  ///< that for `runner_up`

  friend bool operator==(const Verdict&, const Verdict&) = default;
};

[[nodiscard]] Verdict classify(const Observed& observed);

}  // namespace agentops::extract
