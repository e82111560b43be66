#include "state/corpus_cache.h"

#include <algorithm>
#include <functional>

#include "state/record.h"

// Terms are hashes: differences between neighbours are as long as they are, so they are written as they lie
// in memory. The cache never leaves its machine, so the order of their bytes is the machine's.

namespace agentops::state {
namespace {

void check(RecordWriter&, const TermBag&) {}

/// Mining counts on ascending terms, each with its count.
void check(RecordReader& in, const TermBag& bag) {
  const bool ascending = std::ranges::adjacent_find(bag.terms, std::greater_equal{}) == bag.terms.end();
  if (!ascending || bag.terms.size() != bag.counts.size()) in.refuse();
}

}  // namespace

void fields(auto& io, SomeOrConst<TermBag> auto& bag) {
  io.block(bag.terms);
  io.block(bag.counts);
  check(io, bag);
}

void fields(auto& io, SomeOrConst<Fragment> auto& fragment) {
  io(fragment.title, fragment.span, fragment.line, fragment.words, fragment.text, fragment.outline);
}

void fields(auto& io, SomeOrConst<CorpusRow> auto& row) {
  io(row.key, row.kind, row.name, row.description, row.headings, row.words, row.pairs, row.lead,
     row.fragments);
}

void fields(auto& io, SomeOrConst<KnownRow> auto& known) { io(known.item, known.row); }

namespace {

/// About as many bytes as a row takes.
std::size_t size_of(const CorpusRow& row) {
  constexpr std::size_t term = sizeof(std::uint64_t) + sizeof(std::uint16_t);
  constexpr std::size_t heading = 100;  // its text, and a fragment
  return (row.words.terms.size() + row.pairs.terms.size() + row.lead.terms.size()) * term +
         row.description.size() + (row.headings.size() + 3) * heading;
}

}  // namespace

std::string encode(std::span<const KnownRow> rows) {
  std::size_t size = 0;
  for (const KnownRow& row : rows) size += size_of(row.row);
  RecordWriter out(size);
  out(std::uint64_t{rows.size()});
  for (const KnownRow& row : rows) out(row);
  return out.take();
}

std::optional<std::vector<KnownRow>> decode_corpus_cache(std::string_view bytes) {
  RecordReader in(bytes);
  std::vector<KnownRow> rows;
  in(rows);
  if (!in.ok() || !in.at_end()) return std::nullopt;
  return rows;
}

}  // namespace agentops::state
