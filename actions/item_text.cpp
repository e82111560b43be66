#include "actions/item_text.h"

#include "extract/document.h"
#include "extract/frontmatter.h"
#include "text/hash.h"

namespace agentops::actions {

Result<ItemText> text_of(const Item& item, const SourceReader& read) {
  auto bytes = read(item.path);
  if (!bytes) return fail(bytes);
  ItemText text{.bytes = *std::move(bytes), .whole = {}, .body = {}};
  if (item.key == item.path) {
    text.whole = {0, static_cast<std::uint32_t>(text.bytes.size())};
    text.body = extract::split_frontmatter(text.bytes).body;
    return text;
  }
  const Source source{.path = item.path, .bytes = text.bytes, .digest = {}};
  for (const Document& document : extract::read_documents(source, {}))
    if (document.item.key == item.key) {
      text.body = document.body;
      text.whole = {document.frontmatter.empty() ? document.body.begin : document.frontmatter.begin,
                    document.body.end};
    }
  return text;
}

const Digest& digest_of_words(const Item& item) {
  static const Digest of_no_words = text::sha256("");
  return item.body_digest == of_no_words ? item.digest : item.body_digest;
}

}  // namespace agentops::actions
