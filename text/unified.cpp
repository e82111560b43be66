// Changes of which the lines around would touch or overlap share one hunk.

#include "text/unified.h"

#include <algorithm>
#include <cstdint>
#include <span>
#include <vector>

#include <fmt/format.h>

#include "text/diff.h"

namespace agentops::text {
namespace {

constexpr std::uint32_t context = 3;

using Lines = std::vector<std::string_view>;

void add_line(char sign, std::string_view line, std::string& out) {
  out += sign;
  out += line;
  if (!line.ends_with('\n')) out += "\n\\ No newline at end of file\n";
}

/// "12,3", "12" for one line, "11,0" for none: then the line before it is named.
std::string range(std::uint32_t begin, std::uint32_t end) {
  const std::uint32_t size = end - begin;
  if (size == 1) return fmt::format("{}", begin + 1);
  return fmt::format("{},{}", size == 0 ? begin : begin + 1, size);
}

void add_hunk(std::span<const Hunk> changes, const Lines& before, const Lines& after, std::string& out) {
  const Hunk& first = changes.front();
  const Hunk& last = changes.back();
  const std::uint32_t head = std::min(context, first.old_begin);
  const std::uint32_t tail = std::min(context, static_cast<std::uint32_t>(before.size()) - last.old_end);
  out += fmt::format("@@ -{} +{} @@\n", range(first.old_begin - head, last.old_end + tail),
                     range(first.new_begin - head, last.new_end + tail));
  std::uint32_t at = first.old_begin - head;
  for (const Hunk& change : changes) {
    for (; at < change.old_begin; ++at) add_line(' ', before[at], out);
    for (; at < change.old_end; ++at) add_line('-', before[at], out);
    for (std::uint32_t line = change.new_begin; line < change.new_end; ++line)
      add_line('+', after[line], out);
  }
  for (; at < last.old_end + tail; ++at) add_line(' ', before[at], out);
}

}  // namespace

std::string unified_hunks(std::string_view old_text, std::string_view new_text) {
  const Lines before = lines_of(old_text);
  const Lines after = lines_of(new_text);
  const std::vector<Hunk> changes = diff_lines(old_text, new_text);
  std::string out;
  for (std::size_t first = 0; first < changes.size();) {
    std::size_t end = first + 1;
    while (end < changes.size() && changes[end].old_begin <= changes[end - 1].old_end + 2 * context) ++end;
    add_hunk(std::span(changes).subspan(first, end - first), before, after, out);
    first = end;
  }
  return out;
}

}  // namespace agentops::text
