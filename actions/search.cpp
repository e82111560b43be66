#include "actions/search.h"

#include <fmt/format.h>

#include "index/fields.h"
#include "text/ascii.h"
#include "text/diff.h"

namespace agentops::actions {

std::string field_help() {
  std::string lines;
  for (const index::Field& field : index::fields)
    lines +=
        fmt::format("  {:<14} {:<52} {}\n", std::string(field.name) + ":", field.description, field.example);
  return lines;
}

Result<BatchOutcome> search_batch(SearchPlaces& places, std::string_view lines, unsigned limit,
                                  const BatchVisitor& visit) {
  BatchOutcome outcome;
  std::size_t number = 0;
  for (std::string_view line : text::lines_of(lines)) {
    ++number;
    line = text::without_line_end(line);
    if (line.empty()) continue;
    const std::size_t tab = line.find('\t');
    if (tab == std::string_view::npos) {
      outcome.malformed.push_back(number);
      continue;
    }
    ++outcome.queries;
    PlacedQuery query{
        .query = {.words = std::string(line.substr(tab + 1)), .limit = limit, .count_all = false},
        .snippets = false};
    auto hits = places.search(query);
    if (!hits && hits.error().kind == ErrorKind::Usage) {
      ++outcome.plain;
      query.query.plain = true;
      hits = places.search(query);
    }
    if (!hits) return fail(hits);
    visit(line.substr(0, tab), hits->found);
  }
  return outcome;
}

}  // namespace agentops::actions
