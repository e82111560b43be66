#include "draft/reading.h"

#include <algorithm>
#include <iterator>

namespace agentops::draft {
namespace {

/// The bytes of the file that belong to the item: all of them, or its own part.
Span extent_of(const PlacedItem& placed, const Document& document, std::string_view bytes) {
  const auto size = static_cast<std::uint32_t>(bytes.size());
  if (!placed.is_part()) return {0, size};
  const Span& body = document.body;
  const std::uint32_t begin = document.frontmatter.empty() ? body.begin : document.frontmatter.begin;
  const std::uint32_t end = std::min(std::max(body.end, document.frontmatter.end), size);
  return {std::min(begin, end), end};
}

/// The edits of a file that lie in one part of it, counted from where the part begins.
std::vector<Edit> edits_within(std::vector<Edit> edits, Span extent) {
  std::erase_if(
      edits, [&](const Edit& edit) { return edit.span.begin < extent.begin || edit.span.end > extent.end; });
  for (Edit& edit : edits) edit.span = {edit.span.begin - extent.begin, edit.span.end - extent.begin};
  return edits;
}

}  // namespace

std::string ReadItem::text() const {
  std::vector<Edit> all;
  std::ranges::merge(
      edits, lifted, std::back_inserter(all), {}, [](const Edit& edit) { return edit.span.begin; },
      [](const Edit& edit) { return edit.span.begin; });
  return text::edited(source, all);
}

std::string_view ReadItem::at(Span span) const {
  if (span.begin < extent.begin || span.end > extent.end || span.begin > span.end) return {};
  return slice(source, {span.begin - extent.begin, span.end - extent.begin});
}

Result<std::vector<ReadItem>> read_items(const DraftInput& input, const Layout& layout, std::size_t package) {
  std::vector<ReadItem> items;
  for (const PlacedItem& placed : layout.packages[package].items) {
    auto bytes = input.read(placed.item->path);
    if (!bytes) return fail(bytes);
    auto document = input.document(*placed.item);
    if (!document) return fail(document);
    const Span extent = extent_of(placed, *document, *bytes);
    items.push_back({.placed = &placed,
                     .document = std::move(*document),
                     .source = std::string(slice(*bytes, extent)),
                     .extent = extent,
                     .edits = edits_within(link_edits(layout, package, placed, *bytes), extent),
                     .lost = lost_links(layout, package, placed)});
  }
  return items;
}

}  // namespace agentops::draft
