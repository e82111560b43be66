#include "actions/search.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "index/fields.h"
#include "index/stemmer.h"
#include "text/ascii.h"
#include "text/diff.h"

namespace agentops::actions {
namespace {

/// Opens the index of a scan; one whose damage only shows now is built again, once.
Result<index::Searcher> open_index(const Project& project, Scanned& scanned) {
  auto searcher = index::Searcher::open(index_home(project));
  if (searcher || !index::mended_by_rebuild(searcher.error())) return searcher;
  auto again = scan(project, {.rebuild = true}, {.index = true});
  if (!again) return fail(again);
  scanned = *std::move(again);
  scanned.words.push_back(searcher.error().message + ": built again");
  auto built = index::Searcher::open(index_home(project));
  if (!built)
    if (Status writable = project.prepare_state(); !writable) {
      writable.error().hint = "a search needs a folder for its index: name one with --state DIR";
      return fail(writable);
    }
  return built;
}

/// Searches; an index whose damage only shows while it is read is built again, once.
Result<index::Hits> search_mended(const Project& project, Scanned& scanned, index::Searcher& searcher,
                                  const index::Query& query) {
  auto hits = searcher.search(query);
  if (hits || !index::mended_by_rebuild(hits.error())) return hits;
  auto again = scan(project, {.rebuild = true}, {.index = true});
  if (!again) return fail(again);
  scanned = *std::move(again);
  scanned.words.push_back(hits.error().message + ": built again");
  auto reopened = index::Searcher::open(index_home(project));
  if (!reopened) return fail(reopened);
  searcher = *std::move(reopened);
  return searcher.search(query);
}

Found described(const index::Hit& hit, const Inventory& inventory) {
  Found found{.hit = hit, .item = {}, .lines = {}};
  const auto item = std::ranges::lower_bound(inventory.items, hit.key, {}, &Item::key);
  if (item != inventory.items.end() && item->key == hit.key) found.item = *item;
  return found;
}

/// The lines that show why an item was found, counted in its file.
std::vector<index::SnippetLine> snippet_of(const Item& item, std::string_view bytes,
                                           const std::vector<std::string>& stems, const text::Stemmer& stem) {
  if (item.key == item.path) return index::snippet(bytes, stems, stem, {});
  const auto all = text::lines_of(bytes);
  const auto begin =
      all.begin() + static_cast<std::ptrdiff_t>(std::min<std::size_t>(item.line - 1, all.size()));
  const auto end = begin + std::min<std::ptrdiff_t>(item.lines, all.end() - begin);
  std::string part;
  for (auto line = begin; line != end; ++line) part += *line;
  auto lines = index::snippet(part, stems, stem, {});
  for (index::SnippetLine& line : lines) line.line += item.line - 1;
  return lines;
}

}  // namespace

Result<Search> search(const Project& project, const SearchRequest& request) {
  auto scanned = scan(project, {}, {.index = true});
  if (!scanned) return fail(scanned);
  auto searcher = open_index(project, *scanned);
  if (!searcher) return fail(searcher);
  auto hits = search_mended(project, *scanned, *searcher, {.words = request.query, .limit = request.limit});
  if (!hits) return fail(hits);

  Search search{.scanned = *std::move(scanned), .found = {}, .hits = *std::move(hits)};
  const SourceReader read = source_reader(project, search.scanned.inventory);
  const text::Stemmer stem = index::make_stemmer();
  for (const index::Hit& hit : search.hits.hits) {
    Found found = described(hit, search.scanned.inventory);
    if (request.snippets)
      if (const auto bytes = read(hit.path))
        found.lines = snippet_of(found.item, *bytes, search.hits.stems, stem);
    search.found.push_back(std::move(found));
  }
  return search;
}

std::string field_help() {
  std::string lines;
  for (const index::Field& field : index::fields)
    lines +=
        fmt::format("  {:<14} {:<52} {}\n", std::string(field.name) + ":", field.description, field.example);
  return lines;
}

Result<BatchOutcome> search_batch(const Project& project, std::string_view lines, unsigned limit,
                                  const BatchVisitor& visit) {
  auto scanned = scan(project, {}, {.index = true});
  if (!scanned) return fail(scanned);
  auto searcher = open_index(project, *scanned);
  if (!searcher) return fail(searcher);
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
    index::Query query{.words = std::string(line.substr(tab + 1)), .limit = limit, .count_all = false};
    auto hits = search_mended(project, *scanned, *searcher, query);
    if (!hits && hits.error().kind == ErrorKind::Usage) {
      ++outcome.plain;
      query.plain = true;
      hits = search_mended(project, *scanned, *searcher, query);
    }
    if (!hits) return fail(hits);
    visit(line.substr(0, tab), hits->hits);
  }
  outcome.words = std::move(scanned->words);
  return outcome;
}

}  // namespace agentops::actions
