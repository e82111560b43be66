#include "cli/commands/search_screen.h"

#include <algorithm>
#include <string_view>

#include <fmt/format.h>

#include "actions/describe.h"
#include "cli/commands/reading.h"
#include "cli/table.h"
#include "text/escape.h"

namespace agentops::cli {
namespace {

constexpr std::string_view indent = "      ";

/// A line with its marks painted, or between asterisks where there are no colours.
std::string marked(const Stream& stream, const index::SnippetLine& line) {
  std::string shown;
  std::uint32_t at = 0;
  for (const Span& mark : line.marks) {
    shown += text::for_terminal(std::string_view(line.text).substr(at, mark.begin - at));
    const std::string word = text::for_terminal(slice(line.text, mark));
    shown += stream.colour ? painted(stream, Ink::Bold, word) : "*" + word + "*";
    at = mark.end;
  }
  return shown + text::for_terminal(std::string_view(line.text).substr(at));
}

/// Where an item stands, as one would open it.
std::string shown_place(const std::string& root, const actions::PlacedHit& found) {
  const auto shows_word = [](const index::SnippetLine& line) { return !line.marks.empty(); };
  const auto first = std::ranges::find_if(found.lines, shows_word);
  const bool is_elsewhere =
      found.place.scope == actions::Scope::User || found.place.scope == actions::Scope::Registry;
  const std::string path =
      is_elsewhere ? text::for_terminal(found.item.path) : shown_path(root, found.item.path);
  return fmt::format("{}:{}", path, first == found.lines.end() ? found.item.line : first->line);
}

/// "8.10 = rollback 4.12 (in 3 items; name, heading) + plan 2.90 (in 12 items) + words beside each
/// other 1.08"
std::string shown_reasons(const index::Hit& hit) {
  std::string sum;
  for (const index::Reason& reason : hit.reasons) {
    sum += sum.empty() ? " = " : " + ";
    if (reason.what.empty()) {
      sum += fmt::format("words beside each other {:.2f}", reason.score);
      continue;
    }
    std::string places;
    for (const index::FieldId id : reason.fields)
      places.append(places.empty() ? "; " : ", ").append(index::field(id).name);
    sum += fmt::format("{} {:.2f} (in {}{})", text::for_terminal(reason.what), reason.score,
                       counted(reason.items, "item"), places);
  }
  return fmt::format("{:.2f}{}", hit.score, sum);
}

void print_facets(Session& session, const std::vector<index::Facet>& facets) {
  for (const index::Facet& facet : facets) {
    std::string counts;
    const std::size_t shown = std::min(facet.counts.size(), session.cap());
    for (std::size_t i = 0; i < shown; ++i)
      counts += fmt::format("{}{} {}", i == 0 ? "" : ", ", text::for_terminal(facet.counts[i].first),
                            facet.counts[i].second);
    if (shown < facet.counts.size())
      counts += fmt::format(" and {} more  (--all)", facet.counts.size() - shown);
    session.print(
        fmt::format("{:<8} {}\n", index::field(facet.field).name, counts.empty() ? "none" : counts));
  }
}

/// The registry of what is not installed, the domain of the rest where there are domains.
std::string shown_group(const actions::PlacedHit& found, bool has_domains) {
  if (!found.place.registry.empty()) return text::for_terminal("in " + found.place.registry) + "  ";
  if (!has_domains) return "";
  return fmt::format("{:<20}  ", text::cut_to_width(text::for_terminal(found.domain), 20));
}

void print_lines_of(Session& session, const actions::PlacedHit& found) {
  std::uint32_t last = 0;
  for (const index::SnippetLine& line : found.lines) {
    const bool is_gap = last > 0 && line.line > last + 1 && found.lines.size() > 2;
    if (is_gap) session.print(fmt::format("{}--\n", indent));
    session.print(line.text.empty() ? "\n"
                                    : fmt::format("{}{}\n", indent, marked(session.terminal.out, line)));
    last = line.line;
  }
}

Value or_null(const std::string& text) { return text.empty() ? Value() : Value(text); }

Value place_value(const actions::Place& place) {
  return Map{{"scope", std::string(name_of(place.scope))},
             {"package", or_null(place.package)},
             {"version", or_null(place.version)},
             {"registry", or_null(place.registry)}};
}

Value line_value(const index::SnippetLine& line) {
  List marks;
  for (const Span& mark : line.marks)
    marks.emplace_back(List{actions::number(mark.begin), actions::number(mark.end)});
  return Map{{"line", actions::number(line.line)}, {"text", line.text}, {"marks", std::move(marks)}};
}

Value reason_value(const index::Reason& reason) {
  List fields;
  for (const index::FieldId id : reason.fields) fields.emplace_back(std::string(index::field(id).name));
  return Map{{"word", or_null(reason.what)},
             {"score", reason.score},
             {"items", actions::number(reason.items)},
             {"fields", std::move(fields)}};
}

Value facet_value(const index::Facet& facet) {
  List counts;
  for (const auto& [value, items] : facet.counts)
    counts.emplace_back(Map{{"value", value}, {"items", actions::number(items)}});
  return Map{{"field", std::string(index::field(facet.field).name)}, {"counts", std::move(counts)}};
}

}  // namespace

void say_how_it_was_read(Session& session, const actions::PlacedHits& search) {
  for (const index::Correction& correction : search.hits.corrected)
    session.say(fmt::format("no item has \"{}\": searched for \"{}\"", text::for_terminal(correction.word),
                            text::for_terminal(correction.by)));
  if (search.hits.loosened) session.say("nothing has all of these words; these have some");
}

void print_hits(Session& session, const SearchScreen& screen, const actions::PlacedHits& search) {
  const bool has_domains = std::ranges::any_of(
      search.found, [](const actions::PlacedHit& found) { return !found.domain.empty(); });
  std::size_t number = 0;
  for (const actions::PlacedHit& found : search.found) {
    session.print(fmt::format(
        "{:>2}  {:<28} {:<9} {}{}\n", ++number, text::cut_to_width(text::for_terminal(found.item.name), 28),
        name_of(found.item.kind), shown_group(found, has_domains), shown_place(screen.root, found)));
    if (!found.hit.reasons.empty()) session.print(fmt::format("{}{}\n", indent, shown_reasons(found.hit)));
    if (found.same) session.print(fmt::format("{}the same text as {}\n", indent, *found.same + 1));
    if (!screen.titles) print_lines_of(session, found);
  }
  print_facets(session, search.hits.facets);
  session.print(fmt::format("{} of {}{}\n", search.found.size(), search.hits.is_exact ? "" : "about ",
                            counted(search.hits.total, "match", "matches")));
}

void print_lines(Session& session, const SearchScreen& screen, const actions::PlacedHits& search) {
  for (const actions::PlacedHit& found : search.found)
    session.print(fmt::format("{}\t{}\t{}\t{}\n", shown_place(screen.root, found), name_of(found.item.kind),
                              text::for_terminal(found.item.name),
                              text::for_terminal(found.item.description)));
}

Value hit_value(const actions::PlacedHit& found) {
  List snippets;
  for (const index::SnippetLine& line : found.lines) snippets.push_back(line_value(line));
  List why;
  for (const index::Reason& reason : found.hit.reasons) why.push_back(reason_value(reason));
  return Map{{"item", actions::describe(found.item)},
             {"path", found.item.key},
             {"place", place_value(found.place)},
             {"domain", or_null(found.domain)},
             {"score", found.hit.score},
             {"percent", found.hit.percent},
             {"same_as", found.same ? actions::number(*found.same) : Value()},
             {"snippets", std::move(snippets)},
             {"why", std::move(why)}};
}

Value search_data(const std::string& query, const actions::PlacedHits& search) {
  List hits;
  for (const actions::PlacedHit& found : search.found) hits.push_back(hit_value(found));
  List corrected;
  for (const index::Correction& correction : search.hits.corrected)
    corrected.emplace_back(Map{{"word", correction.word}, {"by", correction.by}});
  List facets;
  for (const index::Facet& facet : search.hits.facets) facets.push_back(facet_value(facet));
  return Map{{"query", query},
             {"parsed", search.hits.parsed},
             {"total", actions::number(search.hits.total)},
             {"exact", search.hits.is_exact},
             {"loosened", search.hits.loosened},
             {"corrected", std::move(corrected)},
             {"hits", std::move(hits)},
             {"facets", std::move(facets)},
             {"suggestion", or_null(search.hits.suggestion)}};
}

}  // namespace agentops::cli
