#include "mine/pattern_ranks.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>
#include <unordered_map>

#include "text/slug.h"
#include "text/words.h"

namespace agentops::mine {

namespace {

constexpr std::size_t least_shown = 40;
constexpr std::size_t shown_in_thousand = 40;
constexpr std::size_t words_of_name = 4;

/// Places in items that a section tells.
using Told = std::unordered_map<std::string, std::vector<Span>>;

Told told_by_sections(const std::vector<Pattern>& patterns) {
  Told told;
  for (const Pattern& pattern : patterns)
    if (pattern.form == PatternForm::Outline ||
        (pattern.form == PatternForm::Section && pattern.wordings == 1))
      for (const Use& use : pattern.uses) told[use.key].push_back(use.span);
  return told;
}

/// True when a repeated text stands outside of sections in fewer than three items.
bool is_told(const Pattern& pattern, const Told& told) {
  if (pattern.form != PatternForm::Template || pattern.parts.size() != 1) return false;
  std::set<std::string_view> outside;
  for (const Use& use : pattern.uses) {
    const auto spans = told.find(use.key);
    const auto holds = [&](Span span) { return span.begin <= use.span.begin && use.span.end <= span.end; };
    if (spans == told.end() || std::ranges::none_of(spans->second, holds)) outside.insert(use.key);
  }
  return outside.size() < 3;
}

/// True for sections that have little more in common than what their headings say.
bool is_faint(const Pattern& pattern) {
  constexpr std::uint64_t least = 24;  ///< bits that an item shares, on the average
  return pattern.form == PatternForm::Section && pattern.wordings > 1 &&
         pattern.bits_saved < least * pattern.items;
}

/// True for a chain that begins with the item with which one before it begins: it says the same of its
/// callers.
bool is_branch(const Pattern& pattern, std::set<std::string>& begun) {
  return pattern.form == PatternForm::Chain && !begun.insert(pattern.links.front()).second;
}

/// "P48213", the next free number when that is taken.
std::string id_of(std::uint64_t content, std::set<std::uint64_t>& taken) {
  constexpr std::uint64_t first = 10'000;
  constexpr std::uint64_t count = 90'000;
  std::uint64_t number = content % count;
  while (taken.size() < count && !taken.insert(number).second) number = (number + 1) % count;
  return "P" + std::to_string(first + number);
}

void name(std::vector<Pattern>& patterns) {
  std::set<std::string> names;
  std::set<std::uint64_t> numbers;
  std::map<std::string, unsigned> next;
  for (Pattern& pattern : patterns) {
    std::string base = pattern.form == PatternForm::Template ? name_of_parts(pattern.parts) : pattern.name;
    if (base.empty()) base = "untitled";
    pattern.name = base;
    while (!names.insert(pattern.name).second) {
      unsigned& number = next.try_emplace(base, 2).first->second;
      pattern.name = base + "-" + std::to_string(number++);
    }
    pattern.id = id_of(pattern.content, numbers);
  }
}

}  // namespace

PatternStage stage_of(std::uint32_t items, std::uint32_t of) {
  if (items >= 15 && std::uint64_t{items} * 5 > std::uint64_t{of} * 4) return PatternStage::Standard;
  if (items >= 5) return PatternStage::General;
  return items >= 3 ? PatternStage::Validated : PatternStage::Prototype;
}

std::string name_of_parts(const std::vector<PatternPart>& parts) {
  std::vector<std::string> telling;
  std::vector<std::string> any;
  for (const PatternPart& part : parts) {
    if (part.is_slot) continue;
    text::for_each_word(part.text, [&](const text::Word& word) {
      const std::string slug = text::slug(word.text);
      if (slug.empty() || slug.find_first_not_of("0123456789") == std::string::npos) return;
      if (any.size() < words_of_name) any.push_back(slug);
      const bool is_new = std::ranges::find(telling, slug) == telling.end();
      if (is_new && slug.size() > 1 && !text::is_stop_word(word.text) && telling.size() < words_of_name)
        telling.push_back(slug);
    });
  }
  std::string name;
  for (const std::string& word : telling.size() < 2 ? any : telling) name += (name.empty() ? "" : "-") + word;
  return name.empty() ? "symbols" : text::slug(name);
}

RankedPatterns ranked(std::vector<Pattern> patterns, std::size_t items, unsigned generic_from_domains) {
  const Told told = told_by_sections(patterns);
  std::erase_if(patterns, [&](const Pattern& pattern) { return is_told(pattern, told); });
  std::ranges::sort(patterns, [](const Pattern& a, const Pattern& b) {
    return std::tie(b.bits_saved, b.items, a.uses[0].key, a.uses[0].line, a.form, a.content) <
           std::tie(a.bits_saved, a.items, b.uses[0].key, b.uses[0].line, b.form, b.content);
  });
  for (Pattern& pattern : patterns) {
    pattern.stage = stage_of(pattern.items, pattern.of);
    pattern.generic = pattern.domains >= generic_from_domains;
  }
  name(patterns);
  RankedPatterns ranked;
  const std::size_t most = std::max(least_shown, items * shown_in_thousand / 1000);
  std::set<std::string> begun;
  for (Pattern& pattern : patterns) {
    const bool is_shown = ranked.shown.size() < most && !is_faint(pattern) && !is_branch(pattern, begun);
    (is_shown ? ranked.shown : ranked.more).push_back(std::move(pattern));
  }
  return ranked;
}

}  // namespace agentops::mine
