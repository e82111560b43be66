#include <cstdlib>

#include "extract/frontmatter.h"

/// The parts of a file follow one another and cover it; reading and judging them gives the same twice.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace agentops::extract;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const Parts parts = split_frontmatter(bytes);
  if (parts.frontmatter.end != parts.body.begin || parts.body.end != size) std::abort();
  if (parts.inside.begin < parts.frontmatter.begin || parts.inside.end > parts.frontmatter.end) std::abort();
  const auto inside = slice(bytes, parts.inside);
  if (!read_frontmatter(inside, parts.line).map()) std::abort();
  if (read_frontmatter(bytes) != read_frontmatter(bytes)) std::abort();
  if (judge_frontmatter(bytes, parts, "a.md") != judge_frontmatter(bytes, parts, "a.md")) std::abort();
  return 0;
}
