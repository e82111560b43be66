#include <cstdlib>

#include "extract/frontmatter.h"
#include "text/edits.h"

/// The parts of a file follow one another and cover it; reading and judging them gives the same twice,
/// and a block that was mended is found sound.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace agentops::extract;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const Parts parts = split_frontmatter(bytes);
  if (parts.frontmatter.end != parts.body.begin || parts.body.end != size) std::abort();
  if (parts.inside.begin < parts.frontmatter.begin || parts.inside.end > parts.frontmatter.end) std::abort();
  const auto inside = slice(bytes, parts.inside);
  if (!read_frontmatter(inside, parts.line).map()) std::abort();
  if (read_frontmatter(bytes) != read_frontmatter(bytes)) std::abort();
  const auto findings = judge_frontmatter(bytes, parts, "a.md");
  if (findings != judge_frontmatter(bytes, parts, "a.md")) std::abort();
  for (const auto& finding : findings) {
    if (finding.rule != "AO101" || finding.edits.empty() || findings.size() > 1) continue;
    const std::string mended = agentops::text::edited(bytes, finding.edits);
    if (!judge_frontmatter(mended, split_frontmatter(mended), "a.md").empty()) std::abort();
  }
  return 0;
}
