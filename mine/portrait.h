#pragma once

/// What a text is compared by when the question is whether there is already one like it (nearness.h).
///
///   agents/refund.md  ->  its words in reading order, its terms by weight, its runs and lines, its headings,
///                         what it refers to and which tools it asks for
///
/// A pure function of the document and its bytes; linear in them. Words of the name, the description and the
/// headings weigh more than those of the text.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "mine/resemblance.h"
#include "mine/stem_table.h"
#include "models/document.h"
#include "models/source.h"

namespace agentops::mine {

/// A word in `Portrait::text`.
struct PortraitWord {
  std::uint64_t term = 0;  ///< of StemTable; 0: it carries no subject
  Span span;
};

struct TermWeight {
  std::uint64_t term = 0;
  std::uint32_t weight = 0;  ///< 1 for each time that the text says it, more where it is prominent
};

struct Portrait {
  std::string text;                     ///< name, description and body
  std::vector<PortraitWord> words;      ///< of `text`, in reading order
  std::vector<TermWeight> terms;        ///< ascending by term
  Digest body;                          ///< of the normalised words of the body
  Members runs, lines;                  ///< text::shingles_of and line_set_of the body
  Members whole_runs;                   ///< text::shingles_of the whole, frontmatter included
  std::vector<std::string> headings;    ///< their words in lower case; sorted, as the next two
  std::vector<std::string> references;  ///< keys of what it refers to, and what it says of what is not known
  std::vector<std::string> tools;       ///< of the assistant, and programs that its code calls
};

/// `document` is one of the file `bytes`. `references` are those of the item where they were looked up.
[[nodiscard]] Portrait portrait_of(const Document& document, std::string_view bytes,
                                   const std::vector<Reference>& references, StemTable& stems);

}  // namespace agentops::mine
