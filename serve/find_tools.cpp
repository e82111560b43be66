// The tools that find items: by words, by name, by likeness.

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "actions/describe.h"
#include "actions/item_text.h"
#include "actions/lookup.h"
#include "actions/search_places.h"
#include "actions/similar.h"
#include "serve/shown.h"
#include "serve/tool.h"
#include "text/escape.h"

namespace agentops::serve {
namespace {

constexpr std::size_t most_bytes = 16'000;  // of a text in one answer

constexpr Parameter item_parameter{
    .name = "item", .description = "its name, kind:name, path or short id", .required = true};

std::string lines_of(const actions::PlacedHit& hit) {
  std::string line = line_of(hit.item);
  for (const index::SnippetLine& found : hit.lines)
    line += fmt::format("\n    {}: {}", found.line, shown(found.text));
  return line;
}

Value value_of(const actions::PlacedHit& hit) {
  Map value = facts_of(hit.item);
  if (!hit.place.package.empty()) value.emplace_back("package", shown(hit.place.package));
  value.emplace_back("percent", hit.hit.percent);
  List lines;
  for (const index::SnippetLine& line : hit.lines)
    lines.emplace_back(Map{{"line", static_cast<std::int64_t>(line.line)}, {"text", shown(line.text)}});
  value.emplace_back("lines", std::move(lines));
  return value;
}

Result<ToolAnswer> search(const actions::Project& project, const Arguments& arguments) {
  const auto hits = actions::search_places(
      project, {},
      {.query = {.words = arguments.text("query"),
                 .limit = static_cast<std::uint32_t>(arguments.count("limit", usually_listed))}});
  if (!hits) return fail(hits);
  ToolAnswer answer;
  std::vector<std::string> lines;
  List found;
  for (const actions::PlacedHit& hit : hits->found) {
    lines.push_back(lines_of(hit));
    found.push_back(value_of(hit));
  }
  answer.text = listed(hits->hits.total, "matches", lines);
  const std::string suggestion = shown(hits->hits.suggestion);
  if (!suggestion.empty()) answer.text += "\nDid you mean: " + suggestion;
  answer.data = {{"total", actions::number(hits->hits.total)},
                 {"loosened", hits->hits.loosened},
                 {"hits", std::move(found)},
                 {"suggestion", suggestion.empty() ? Value{} : Value(suggestion)}};
  return answer;
}

/// The part of `text` from `line` on that fits into one answer: whole lines, or the beginning of one that is
/// longer.
std::string_view part_from(std::string_view text, std::size_t line) {
  for (std::size_t at = 1; at < line && !text.empty(); ++at)
    text.remove_prefix(std::min(text.find('\n'), text.size() - 1) + 1);
  if (text.size() <= most_bytes) return text;
  const std::size_t end = text.rfind('\n', most_bytes);
  if (end != std::string_view::npos) return text.substr(0, end + 1);
  std::size_t border = most_bytes;
  while (border > 0 && (static_cast<unsigned char>(text[border]) & 0xC0U) == 0x80) --border;
  return text.substr(0, border);
}

Result<ToolAnswer> get_item(const actions::Project& project, const Arguments& arguments) {
  const auto scanned = actions::scan(project, {}, {});
  if (!scanned) return fail(scanned);
  const auto item = actions::item_named(scanned->inventory.items, arguments.text("item"));
  if (!item) return fail(item);
  const auto text = actions::text_of(**item, actions::source_reader(project, scanned->inventory));
  if (!text) return fail(text);
  const std::size_t first = arguments.count("from_line", 1);
  const std::string_view part = part_from(text->own(), first);
  const auto lines = static_cast<std::size_t>(std::ranges::count(part, '\n')) +
                     (part.empty() || part.ends_with('\n') ? 0 : 1);
  const std::size_t all = (*item)->lines;
  const bool is_cut = first + lines <= all;

  Map data = facts_of(**item);
  List references;
  for (const Reference& reference : actions::references_by_target(**item))
    references.emplace_back(shown(reference.to.empty() ? reference.target + " (nowhere)" : reference.to));
  data.emplace_back("references", std::move(references));
  data.emplace_back("tools", shown_texts((*item)->uses.tools));
  data.emplace_back("lines", actions::number(all));
  data.emplace_back("from_line", actions::number(first));
  data.emplace_back("next_line", is_cut ? actions::number(first + lines) : Value{});
  data.emplace_back("text", text::lines_for_terminal(part));
  return ToolAnswer{.text = fmt::format("{}\n{} lines{}\n\n{}", line_of(**item), all,
                                        is_cut ? fmt::format("; more with from_line {}", first + lines) : "",
                                        text::lines_for_terminal(part)),
                    .data = std::move(data)};
}

std::vector<std::string> shared_words(const mine::CommonGround& shared) {
  std::vector<std::string> words;
  for (const std::string& phrase : shared.phrases) words.push_back(fmt::format("\"{}\"", shown(phrase)));
  for (const std::string& heading : shared.headings) words.push_back("heading " + shown(heading));
  for (const std::string& reference : shared.references) words.push_back("refers to " + shown(reference));
  for (const std::string& tool : shared.tools) words.push_back("uses " + shown(tool));
  return words;
}

Result<ToolAnswer> answer_for(const actions::Project& project, const actions::SimilarRequest& request) {
  auto items = actions::Neighbourhood::open(project);
  if (!items) return fail(items);
  const auto similar = items->similar(request);
  if (!similar) return fail(similar);
  std::vector<std::string> lines;
  List nearest;
  for (const actions::NearItem& near : similar->nearest) {
    const double score = mine::score_of(near.nearness) / 1000.0;
    const std::vector<std::string> shared = shared_words(near.shared);
    lines.push_back(fmt::format("{:.2f}  {}\n    {}", score, line_of(near.item), fmt::join(shared, "; ")));
    Map value = facts_of(near.item);
    if (!near.place.package.empty()) value.emplace_back("package", shown(near.place.package));
    value.emplace_back("score", score);
    value.emplace_back("verdict", mine::name_of(near.verdict));
    value.emplace_back("shared", shown_texts(shared));
    nearest.emplace_back(std::move(value));
  }
  const std::string advice = actions::advice(*similar);
  return ToolAnswer{.text = advice + "\n" + listed(similar->total, "near items", lines),
                    .data = {{"verdict", mine::name_of(similar->verdict)},
                             {"advice", advice},
                             {"total", actions::number(similar->total)},
                             {"nearest", std::move(nearest)}}};
}

Result<ToolAnswer> similar(const actions::Project& project, const Arguments& arguments) {
  return answer_for(project,
                    {.item = arguments.text("item"), .limit = arguments.count("limit", usually_listed)});
}

Result<ToolAnswer> check_new(const actions::Project& project, const Arguments& arguments) {
  actions::SimilarRequest request{.text = arguments.text("text"), .limit = arguments.count("limit", 3)};
  if (arguments.has("path")) request.path = arguments.text("path");
  return answer_for(project, request);
}

}  // namespace

Tool search_tool() {
  return {
      .name = "search",
      .description =
          "Find agents, workflows, skills, commands, rules and other items by words, in this folder "
          "and in the packages installed for it, best first. \"phrases\", AND OR NOT, deploy*, and "
          "filters: kind:agent, tool:Bash, path:legacy/, package:core.",
      .parameters = {{.name = "query", .description = "what to look for", .required = true}, limit_parameter},
      .run = search};
}

Tool get_item_tool() {
  return {.name = "get_item",
          .description =
              "One item with its text, up to 16,000 bytes at a time. Characters that cannot be seen are "
              "written as \\u{202e}.",
          .parameters = {item_parameter,
                         {.name = "from_line",
                          .form = ParameterForm::Count,
                          .description = "begin with this line of the item; 1 when left out",
                          .most = 10'000'000}},
          .run = get_item};
}

Tool similar_tool() {
  return {.name = "similar",
          .description =
              "The items nearest to an item of this folder, what they share with it, and a verdict: same, "
              "drifted (an edited copy), extend (about the same), or new (nothing is like it).",
          .parameters = {item_parameter, limit_parameter},
          .run = similar};
}

Tool check_new_tool() {
  return {.name = "check_new",
          .description =
              "Call this before writing a new agent, workflow, skill, command or rule: is there already "
              "one like it? Give its draft, or a sentence or two on what it is for. The verdict is same, "
              "drifted, extend or new, with the items to use or to extend instead.",
          .parameters = {{.name = "text", .description = "the draft, or what it is for", .required = true},
                         {.name = "path", .description = "where it would stand: agents/refund.md"},
                         limit_parameter},
          .run = check_new};
}

}  // namespace agentops::serve
