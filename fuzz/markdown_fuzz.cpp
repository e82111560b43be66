#include <cstdlib>

#include "extract/document.h"
#include "extract/lines.h"
#include "extract/markdown.h"

/// Every span lies inside the file, the items of a file follow one another, links say what stands under their
/// span, and a whole reading of the bytes ends.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace agentops::extract;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const auto hold = [&](agentops::Span span) {
    if (span.begin > span.end || span.end > size) std::abort();
  };
  const auto prose = read_markdown(bytes, {0, static_cast<std::uint32_t>(size)}, Lines(bytes));
  for (const auto& section : prose.sections) {
    hold(section.heading);
    hold(section.body);
  }
  for (const auto& block : prose.blocks) hold(block.span);
  for (const auto& code : prose.code) hold(code.span);
  for (const auto& link : prose.links) {
    hold(link.span);
    if (slice(bytes, link.span) != link.destination) std::abort();
  }
  const auto documents =
      read_documents({.path = "agents/a.md", .bytes = std::string(bytes), .digest = {}}, {});
  std::uint32_t end = 0;
  for (const auto& document : documents) {
    hold(document.frontmatter);
    hold(document.body);
    if (document.frontmatter.begin < end || document.frontmatter.end > document.body.begin) std::abort();
    end = document.body.end;
    for (const auto& mention : document.item.mentions) hold(mention.span);
    for (const auto& literal : document.item.uses.literals) hold(literal.span);
  }
  return 0;
}
