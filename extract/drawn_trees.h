#pragma once

/// The files of the text's own folder that it draws as a tree in a block of code.
///
///   rolls/                in the skill `rolls`    ->  "scripts/weigh.py"
///   ├── SKILL.md
///   └── scripts/
///       └── weigh.py
///
/// A tree is the text's own when its root has the name of the item or of its folder (that of a skill shows
/// SKILL.md, else it is what the skill makes), or of a folder that lies beside a skill ("scripts/"). Any
/// other may be the reader's project, and nothing is said of it. Branches are box characters or those of
/// `tree --charset ascii`. One pass over the code.

#include <string>
#include <string_view>
#include <vector>

#include "extract/lines.h"
#include "models/document.h"

namespace agentops::extract {

struct DrawnFile {
  std::string path;  ///< from the text's folder
  Span span;         ///< of its last part, as it is drawn

  friend bool operator==(const DrawnFile&, const DrawnFile&) = default;
};

/// In reading order; neither folders nor patterns ("<name>.md", "*.py"), nor the text itself ("SKILL.md").
[[nodiscard]] std::vector<DrawnFile> drawn_files(std::string_view text, const Document& document,
                                                 const Lines& lines);

}  // namespace agentops::extract
