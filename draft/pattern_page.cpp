#include "draft/pattern_page.h"

#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>

#include "draft/sentences.h"
#include "text/diff.h"
#include "text/escape.h"
#include "text/shared_lines.h"
#include "text/words.h"

namespace agentops::draft {
namespace {

constexpr std::size_t most_uses = 40;
constexpr std::string_view gap = "[...]";

/// Index of the first use of the wording that most uses have.
std::size_t usual_wording(const std::vector<UsedText>& uses) {
  std::map<std::uint64_t, std::size_t> counts;
  for (const UsedText& used : uses) ++counts[used.use->text];
  std::size_t best = 0;
  for (std::size_t i = 1; i < uses.size(); ++i)
    if (counts[uses[i].use->text] > counts[uses[best].use->text]) best = i;
  return best;
}

std::size_t count_wording(const std::vector<UsedText>& uses, std::uint64_t text) {
  return static_cast<std::size_t>(
      std::ranges::count_if(uses, [&](const UsedText& used) { return used.use->text == text; }));
}

/// "agents (5) and workflows (1)"
template <class Key, class Name>
std::string tally(const std::vector<UsedText>& uses, Key key, Name name) {
  std::map<std::string, std::size_t> counts;
  for (const UsedText& used : uses) ++counts[key(used)];
  std::vector<std::pair<std::string, std::size_t>> sorted(counts.begin(), counts.end());
  std::ranges::stable_sort(sorted, [](const auto& a, const auto& b) { return a.second > b.second; });
  std::vector<std::string> words;
  for (const auto& [word, count] : sorted) words.push_back(fmt::format("{} ({})", name(word), count));
  return listed(words, 4);
}

/// What is told of where a pattern stands: "lines", "a section", ...
std::string form_of(const Pattern& pattern) {
  if (pattern.form == PatternForm::Chain) return "Calls in a row";
  if (pattern.form != PatternForm::Template) return "A section";
  const std::uint32_t lines = pattern.uses.empty() ? 0 : pattern.uses[0].line_end - pattern.uses[0].line + 1;
  return lines == 1 ? "A line" : fmt::format("{} lines in a row", lines);
}

std::string context_of(const Pattern& pattern, const std::vector<UsedText>& uses) {
  const std::string kinds = tally(
      uses, [](const UsedText& used) { return plural(used.kind); },
      [](const std::string& kind) { return kind; });
  if (pattern.form == PatternForm::Template || pattern.form == PatternForm::Chain)
    return fmt::format("{}, in {}.", form_of(pattern), kinds);
  std::set<std::string_view> titles;
  for (const UsedText& used : uses) titles.insert(used.use->title);
  std::string where = "a heading of its own in each item";
  if (titles.size() * 2 <= uses.size())
    where = tally(
        uses, [](const UsedText& used) { return used.use->title; },
        [](const std::string& title) {
          return title.empty() ? "no heading" : fmt::format("\"{}\"", text::for_markdown(title));
        });
  return fmt::format("{} under {}, in {}.", form_of(pattern), where, kinds);
}

std::string confidence_of(std::uint32_t domains) {
  if (domains >= 3) return fmt::format("high ({} domains)", domains);
  return fmt::format("{} ({})", domains == 2 ? "medium" : "low", counted(domains, "domain"));
}

/// The template with its slots as "{{name}}", the chain as arrows, or what the texts have in common.
std::string solution_of(const Pattern& pattern, const std::vector<UsedText>& uses) {
  std::string text;
  for (const PatternPart& part : pattern.parts)
    text += part.is_slot ? fmt::format("{{{{{}}}}}", part.text) : part.text;
  for (const std::string& link : pattern.links) text += (text.empty() ? "" : "\n-> ") + link;
  return text.empty() ? common_text(uses) : text;
}

void solution(Page& page, const Pattern& pattern, const std::vector<UsedText>& uses) {
  const std::string text = solution_of(pattern, uses);
  const std::string fence = fence_for(text);
  page.line("## Solution").line();
  page.line(fence + "markdown").line(text::lines_for_terminal(text)).line(fence).line();
}

/// The values of a slot, the most usual first: "`a`, `b` and 3 more".
std::string values_of(const Pattern& pattern, std::size_t slot) {
  constexpr std::size_t most = 3;
  constexpr std::size_t widest = 40;
  std::map<std::string, std::size_t> counts;
  for (const Use& use : pattern.uses) ++counts[use.values[slot]];
  std::vector<std::pair<std::string, std::size_t>> sorted(counts.begin(), counts.end());
  std::ranges::stable_sort(sorted, std::ranges::greater{}, [](const auto& value) { return value.second; });
  std::vector<std::string> shown;
  for (std::size_t i = 0; i < std::min(most, sorted.size()); ++i) {
    const std::string value = text::cut_to_width(text::for_terminal(sorted[i].first), widest);
    shown.push_back(value.empty() ? "nothing" : text::for_markdown(value));
  }
  const std::string more =
      sorted.size() > most ? fmt::format(" and {}", counted(sorted.size() - most, "other")) : "";
  return fmt::format("{}{}", fmt::join(shown, ", "), more);
}

void blank_section(Page& page, std::string_view title, const std::string& pattern) {
  page.line(fmt::format("## {}", title)).line();
  page.blank(fmt::format("{} of the pattern {}", title, pattern));
  page.line(blank_mark).line();
}

/// How to use a template: what its slots take. Of other forms nothing is known that the texts do not say.
void implementation(Page& page, const Pattern& pattern) {
  const auto slots = std::ranges::count(pattern.parts, true, &PatternPart::is_slot);
  if (slots == 0) return blank_section(page, "Implementation", pattern.name);
  page.line("## Implementation").line().line("Fill in the slots.").line();
  page.line("| slot | type | values so far |").line("|---|---|---|");
  std::size_t slot = 0;
  for (const PatternPart& part : pattern.parts)
    if (part.is_slot)
      page.line(fmt::format("| {} | {} | {} |", part.text, name_of(part.type), values_of(pattern, slot++)));
  page.line();
}

void known_uses(Page& page, const std::vector<UsedText>& uses) {
  const std::uint64_t usual = uses[usual_wording(uses)].use->text;
  const bool has_usual = count_wording(uses, usual) > 1;
  page.line("## Known uses").line().line("| item | package | where | wording |").line("|---|---|---|---|");
  for (std::size_t i = 0; i < std::min(uses.size(), most_uses); ++i)
    page.line(fmt::format("| {} | {} | {} | {} |", text::for_markdown(uses[i].item),
                          uses[i].package.empty() ? "none" : uses[i].package,
                          text::for_markdown(uses[i].place),
                          has_usual && uses[i].use->text == usual ? "as above" : "its own"));
  page.line();
  if (uses.size() > most_uses) page.line(fmt::format("and {} more.", uses.size() - most_uses)).line();
}

/// What the uses show.
std::string finding_of(const Pattern& pattern, const std::vector<UsedText>& uses) {
  const std::size_t count = uses.size();
  if (pattern.form == PatternForm::Chain) return fmt::format("{} begin this chain.", counted(count, "item"));
  const std::size_t alike = count_wording(uses, uses[usual_wording(uses)].use->text);
  if (alike == count) return fmt::format("All {} uses say it in the same words.", count);
  if (pattern.form == PatternForm::Template)
    return fmt::format("The template with the values of each use is its text, byte for byte, in all {}.",
                       count);
  if (alike == 1 && pattern.form == PatternForm::Outline)
    return fmt::format("The {} uses share this outline; each says it in words of its own.", count);
  if (alike == 1) return fmt::format("The {} uses have this role; each says it in words of its own.", count);
  return fmt::format("{} of {} uses say it in the same words; there are {}.", alike, count,
                     counted(pattern.wordings, "wording"));
}

void evidence(Page& page, const Pattern& pattern, const std::vector<UsedText>& uses) {
  page.line("## Evidence").line().line(finding_of(pattern, uses));
  if (pattern.bits_saved > 0)
    page.line().line(fmt::format("Writing it once would save about {} bits of text.", pattern.bits_saved));
}

}  // namespace

std::string common_text(const std::vector<UsedText>& uses) {
  std::vector<std::string_view> texts;
  for (const UsedText& used : uses) texts.push_back(used.text);
  const text::SharedLines shared(texts);
  std::string common;
  bool left_out = false;
  for (const std::string_view line : text::lines_of(uses[usual_wording(uses)].text)) {
    const bool is_blank = text::words_hash(line) == text::words_hash("");
    if (!is_blank && !shared.is_common(line)) {
      if (!left_out) common.append(gap) += '\n';
      left_out = true;
      continue;
    }
    if (!is_blank) left_out = false;
    if (!is_blank || !left_out) common += line;
  }
  while (common.ends_with('\n') || common.ends_with('\r')) common.pop_back();
  return common;
}

Page pattern_page(const PlacedPattern& placed, const std::vector<UsedText>& uses,
                  const std::vector<std::string>& related) {
  const Pattern& pattern = *placed.pattern;
  Page page(placed.path);
  page.line(fmt::format("# Pattern: {}", text::for_markdown(pattern.name))).line();
  page.line(fmt::format("Seen in {} of {}; stage: {}; confidence: {}.", pattern.items,
                        counted(pattern.of, "item"), name_of(pattern.stage), confidence_of(pattern.domains)))
      .line();
  blank_section(page, "Problem", pattern.name);
  page.line("## Context").line().line(context_of(pattern, uses)).line();
  blank_section(page, "Forces", pattern.name);
  solution(page, pattern, uses);
  implementation(page, pattern);
  blank_section(page, "Consequences", pattern.name);
  page.line("## Related patterns")
      .line()
      .line(related.empty() ? "none found" : text::for_markdown(listed(related, 6)))
      .line();
  known_uses(page, uses);
  evidence(page, pattern, uses);
  return page;
}

Result<std::vector<UsedText>> read_uses(const DraftInput& input, const Layout& layout,
                                        const Pattern& pattern) {
  std::vector<UsedText> uses;
  for (const Use& use : pattern.uses) {
    const auto item = std::ranges::lower_bound(input.inventory.items, use.key, {}, &Item::key);
    if (item == input.inventory.items.end() || item->key != use.key) continue;
    auto bytes = input.read(item->path);
    if (!bytes) return fail(bytes);
    if (use.span.begin > use.span.end || use.span.end > bytes->size()) continue;
    UsedText used{.use = &use,
                  .text = std::string(slice(*bytes, use.span)),
                  .item = item->name,
                  .kind = item->kind,
                  .package = {},
                  .place = {}};
    const auto place = layout.items.find(use.key);
    const bool is_part = item->key != item->path;
    const std::uint32_t line = is_part && use.line >= item->line ? use.line - item->line + 1 : use.line;
    if (place != layout.items.end()) used.package = layout.packages[place->second.package].name;
    used.place = place == layout.items.end() ? fmt::format("{}:{}", item->path, use.line)
                                             : fmt::format("{}:{}", place->second.path, line);
    uses.push_back(std::move(used));
  }
  return uses;
}

std::vector<std::string> related_patterns(const PackageLayout& package, const Pattern& pattern) {
  const auto items_of = [](const Pattern& of) {
    std::set<std::string_view> keys;
    for (const Use& use : of.uses) keys.insert(use.key);
    return keys;
  };
  const auto own = items_of(pattern);
  std::vector<std::string> related;
  for (const PlacedPattern& other : package.patterns) {
    if (other.pattern == &pattern) continue;
    const auto theirs = items_of(*other.pattern);
    const auto shared =
        std::ranges::count_if(theirs, [&](std::string_view key) { return own.contains(key); });
    if (static_cast<std::size_t>(shared) * 2 >= own.size()) related.push_back(other.pattern->name);
  }
  return related;
}

}  // namespace agentops::draft
