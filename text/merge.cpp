#include <algorithm>
#include <cstddef>
#include <span>

#include "text/diff.h"

/// diff3: where neither side has touched a line of the base, the line stays. Changes of both sides that
/// overlap or touch in the base make one region, and a region that both have changed, differently, is a
/// conflict.

namespace agentops::text {
namespace {

using Lines = std::span<const std::string_view>;

/// One side of a merge, read from the top. `shift` is how much further down its lines stand than those of the
/// base.
class Side {
 public:
  Side(std::string_view base, std::string_view text)
      : lines_(lines_of(text)), hunks_(diff_lines(base, text)) {}

  [[nodiscard]] const Hunk* next() const { return taken_ < hunks_.size() ? &hunks_[taken_] : nullptr; }

  /// Passes all hunks that overlap or touch base lines [begin, end); gives the end that they stretch it to.
  std::size_t pass(std::size_t end) {
    while (next() != nullptr && next()->old_begin <= end)
      end = std::max<std::size_t>(end, hunks_[taken_++].old_end);
    return end;
  }

  /// What became of base lines [begin, end), after pass: [begin, end) begins where the last region ended or
  /// later.
  [[nodiscard]] Lines lines(std::size_t begin, std::size_t end) {
    const auto from = static_cast<std::size_t>(static_cast<std::int64_t>(begin) + shift_);
    if (taken_ > 0)
      shift_ = static_cast<std::int64_t>(hunks_[taken_ - 1].new_end) -
               static_cast<std::int64_t>(hunks_[taken_ - 1].old_end);
    const auto to = static_cast<std::size_t>(static_cast<std::int64_t>(end) + shift_);
    return Lines(lines_).subspan(from, to - from);
  }

 private:
  std::vector<std::string_view> lines_;
  std::vector<Hunk> hunks_;
  std::size_t taken_ = 0;
  std::int64_t shift_ = 0;
};

void add(Lines lines, std::string& text) {
  for (const std::string_view line : lines) text += line;
}

void add_mark(std::string_view mark, std::string& text) {
  if (!text.empty() && !text.ends_with('\n')) text += '\n';
  text += mark;
  text += '\n';
}

std::string joined(Lines lines) {
  std::string text;
  add(lines, text);
  return text;
}

/// Both sides, between marks; the lines that both begin or end with stand outside.
void add_marked(Lines yours, Lines theirs, Merged& merged) {
  const auto same = std::ranges::mismatch(yours, theirs);
  const auto head = static_cast<std::size_t>(same.in1 - yours.begin());
  add(yours.first(head), merged.text);
  yours = yours.subspan(head);
  theirs = theirs.subspan(head);
  std::size_t tail = 0;
  while (tail < std::min(yours.size(), theirs.size()) &&
         yours[yours.size() - 1 - tail] == theirs[theirs.size() - 1 - tail])
    ++tail;

  add_mark("<<<<<<< yours", merged.text);
  add(yours.first(yours.size() - tail), merged.text);
  add_mark("=======", merged.text);
  add(theirs.first(theirs.size() - tail), merged.text);
  add_mark(">>>>>>> new", merged.text);
  add(yours.last(tail), merged.text);
}

void add_region(Lines base, Lines yours, Lines theirs, OnClash on_clash, Merged& merged) {
  if (std::ranges::equal(yours, theirs) || std::ranges::equal(theirs, base)) return add(yours, merged.text);
  if (std::ranges::equal(yours, base)) return add(theirs, merged.text);
  merged.clashes.push_back({joined(base), joined(yours), joined(theirs)});
  if (on_clash == OnClash::Mark)
    add_marked(yours, theirs, merged);
  else
    add(yours, merged.text);
}

}  // namespace

Merged merge_lines(std::string_view base, std::string_view yours, std::string_view theirs, OnClash on_clash) {
  const std::vector<std::string_view> base_lines = lines_of(base);
  Side your_side(base, yours);
  Side their_side(base, theirs);

  Merged merged;
  std::size_t at = 0;
  while (your_side.next() != nullptr || their_side.next() != nullptr) {
    std::size_t begin = base_lines.size();
    for (const Side* side : {&your_side, &their_side})
      if (side->next() != nullptr) begin = std::min<std::size_t>(begin, side->next()->old_begin);
    add(Lines(base_lines).subspan(at, begin - at), merged.text);

    std::size_t end = begin;
    for (std::size_t before = end + 1; before != end;) {
      before = end;
      end = their_side.pass(your_side.pass(end));
    }
    add_region(Lines(base_lines).subspan(begin, end - begin), your_side.lines(begin, end),
               their_side.lines(begin, end), on_clash, merged);
    at = end;
  }
  add(Lines(base_lines).subspan(at), merged.text);
  return merged;
}

}  // namespace agentops::text
