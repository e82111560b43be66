// Bounds on the shapes that are known to make cmark-gfm 0.29 slow: its cost is then beyond linear in one of
// the products below. The figures keep the worst of them under half a second; ordinary text stays far away
// from all.

#include <algorithm>
#include <array>
#include <cstdint>

#include "extract/markdown_leaves.h"
#include "extract/scan.h"

namespace agentops::extract {

namespace {

constexpr std::size_t most_containers = 24;      // quote and list markers at the start of a line
constexpr std::size_t most_indent = 100;         // of a list marker
constexpr std::size_t most_columns = 500;        // of a table
constexpr std::uint64_t most_cells = 200'000;    // of all tables: missing ones are filled in
constexpr std::uint64_t busy_delimiters = 1000;  // below that a paragraph costs nothing to speak of
constexpr std::uint64_t most_paragraph_work = 200'000'000;  // delimiters x bytes, over busy paragraphs
constexpr std::uint64_t most_run_work = 1'000'000'000;      // the same over runs of lines without a blank one
constexpr std::uint64_t most_expansion = 32'000'000;        // bytes that references could copy

/// Delimiters and bytes since the last reset, and the work that they have added up to.
struct Work {
  std::uint64_t delimiters = 0;
  std::uint64_t bytes = 0;
  std::uint64_t sum = 0;

  void add(std::uint64_t more_delimiters, std::uint64_t more_bytes) {
    delimiters += more_delimiters;
    bytes += more_bytes;
  }
  void close() {
    if (delimiters > busy_delimiters) sum += delimiters * bytes;
    delimiters = 0;
    bytes = 0;
  }
};

/// How deep the containers are that a line opens with, at least.
std::size_t containers_of(std::string_view line) {
  std::size_t count = 0;
  while (!line.empty() && count <= most_containers) {
    line = line.substr(std::min(line.find_first_not_of(" \t"), line.size()));
    const auto digits = std::min(line.find_first_not_of("0123456789"), line.size());
    if (line.starts_with('>'))
      line.remove_prefix(1);
    else if (line.size() > 1 && std::string_view("-*+").find(line[0]) != std::string_view::npos &&
             is_blank(line[1]))
      line.remove_prefix(2);
    else if (digits > 0 && digits < 10 && digits + 1 < line.size() &&
             (line[digits] == '.' || line[digits] == ')'))
      line.remove_prefix(digits + 1);
    else
      break;
    ++count;
  }
  return count;
}

bool is_thematic_break(std::string_view line) {
  line = trim(line);
  return !line.empty() && line.find_first_not_of(std::string{line.front(), ' '}) == std::string_view::npos;
}

bool begins_block(std::string_view trimmed) {
  if (trimmed.empty()) return true;
  if (is_alpha(trimmed.front())) return false;
  if (std::string_view("|#>").find(trimmed.front()) != std::string_view::npos) return true;
  return containers_of(trimmed) > 0;
}

/// 1 for each byte that opens or closes something inside a paragraph.
constexpr auto delimiter_bytes = [] {
  std::array<std::uint8_t, 256> bytes{};
  for (const char c : {'[', ']', '*', '_', '<', '`', '&'}) bytes[static_cast<unsigned char>(c)] = 1;
  return bytes;
}();

std::uint64_t delimiters_in(std::string_view line) {
  std::uint64_t count = 0;
  for (const char c : line) count += delimiter_bytes[static_cast<unsigned char>(c)];
  return count;
}

/// How many columns the table has that `line` is the delimiter row of, or 0.
std::uint64_t columns_of(std::string_view line) {
  if (line.front() != '|' && line.front() != ':' && line.front() != '-') return 0;
  if (line.find('-') == std::string_view::npos || line.find_first_not_of("|-: \t") != std::string_view::npos)
    return 0;
  return static_cast<std::uint64_t>(std::ranges::count(line, '|')) + 1;
}

}  // namespace

bool is_slow_markdown(std::string_view body) {
  Work paragraph;
  Work run;
  std::uint64_t brackets = 0;
  std::uint64_t longest_definition = 0;
  std::uint64_t columns = 0;  // of the table that the lines may be in
  std::uint64_t cells = 0;
  const bool has_returns = body.find('\r') != std::string_view::npos;
  for (std::size_t begin = 0; begin < body.size();) {
    const auto end =
        std::min(has_returns ? body.find_first_of("\r\n", begin) : body.find('\n', begin), body.size());
    const auto line = body.substr(begin, end - begin);
    const auto trimmed = trim_left(line);
    begin = end + 1;
    if (begins_block(trimmed)) paragraph.close();
    if (trimmed.empty()) {
      run.close();
      columns = 0;
      continue;
    }
    const auto delimiters = delimiters_in(line);
    paragraph.add(delimiters, line.size());
    run.add(delimiters, line.size());
    if (delimiters > 0) brackets += static_cast<std::uint64_t>(std::ranges::count(line, '['));
    if (trimmed.starts_with('[') && trimmed.find("]:") != std::string_view::npos)
      longest_definition = std::max<std::uint64_t>(longest_definition, line.size());

    if (const auto more = columns_of(trimmed)) columns = std::max(columns, more);
    cells += columns;
    if (columns > most_columns || cells > most_cells) return true;
    if (is_alpha(trimmed.front())) continue;
    const auto depth = containers_of(line);
    if (depth > most_containers && !is_thematic_break(line)) return true;
    if (depth > 0 && line.size() - trimmed.size() > most_indent) return true;
  }
  paragraph.close();
  run.close();
  return paragraph.sum > most_paragraph_work || run.sum > most_run_work ||
         longest_definition * brackets > most_expansion;
}

}  // namespace agentops::extract
