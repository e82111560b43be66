#pragma once

/// Phrases that have an assistant drop its instructions or deceive its user: what AO709 tells, and what makes
/// a concealed text (AO708) more than a remark.

#include "check/patterns.h"

namespace agentops::check {

/// "ignore all previous instructions", "do not tell the user", in English and a few other languages.
[[nodiscard]] const Patterns& orders();

/// True unless the match is spoken of, not spoken: in double quotes, or on a line that forbids or looks for
/// it.
[[nodiscard]] bool is_an_order(const Text& text, const Match& match);

}  // namespace agentops::check
