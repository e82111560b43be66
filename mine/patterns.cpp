// Fragments are gathered by hash into groups. Outlines are looked at first, then the texts of sections, then
// those of blocks: each only if enough of its uses are not told already by a pattern that was taken before.

#include "mine/patterns.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <tuple>

#include "text/slug.h"

namespace agentops::mine {

namespace {

/// A fragment of a row.
struct Place {
  std::uint32_t row = 0;
  std::uint32_t fragment = 0;
};

struct Group {
  PatternForm form = PatternForm::Section;
  std::vector<Place> places;  ///< by row, fragment
  std::uint32_t items = 0;    ///< different rows
  std::uint32_t words = 0;    ///< of the longest
};

const Fragment& at(const Corpus& corpus, Place place) {
  return corpus.rows[place.row].fragments[place.fragment];
}

std::uint32_t rows_in(const std::vector<Place>& places) {
  std::uint32_t count = 0;
  for (std::size_t i = 0; i < places.size(); ++i)
    if (i == 0 || places[i].row != places[i - 1].row) ++count;
  return count;
}

/// What two fragments of one group share: form and hash.
using Mark = std::tuple<PatternForm, std::uint64_t>;

class Finder {
 public:
  Finder(const Corpus& corpus, std::span<const std::string> domain, std::span<const std::uint32_t> original,
         const PatternOptions& options)
      : corpus_(corpus),
        domain_(domain),
        original_(original),
        options_(options),
        taken_(corpus.rows.size()) {}

  [[nodiscard]] std::vector<Pattern> find();

 private:
  [[nodiscard]] std::vector<Group> groups() const;
  [[nodiscard]] bool is_news(const Group& group) const;
  [[nodiscard]] bool is_told(PatternForm form, Place place) const;
  void take(const Group& group);
  [[nodiscard]] Pattern pattern_of(const Group& group) const;
  [[nodiscard]] std::uint32_t wordings(const Group& group) const;

  const Corpus& corpus_;
  std::span<const std::string> domain_;
  std::span<const std::uint32_t> original_;
  const PatternOptions& options_;
  std::vector<std::vector<std::pair<PatternForm, Span>>> taken_;  ///< by row: stretches that a pattern tells
};

std::vector<Group> Finder::groups() const {
  std::vector<std::pair<Mark, Place>> marks;
  for (std::uint32_t row = 0; row < corpus_.rows.size(); ++row) {
    if (original_[row] != row) continue;
    const std::vector<Fragment>& fragments = corpus_.rows[row].fragments;
    for (std::uint32_t i = 0; i < fragments.size(); ++i) {
      const Fragment& fragment = fragments[i];
      const PatternForm form =
          fragment.form == FragmentForm::Section ? PatternForm::Section : PatternForm::Block;
      if (fragment.words >= options_.min_words) marks.push_back({{form, fragment.text}, {row, i}});
      if (fragment.outline != 0) marks.push_back({{PatternForm::Outline, fragment.outline}, {row, i}});
    }
  }
  std::ranges::stable_sort(marks, {}, [](const auto& mark) { return mark.first; });

  std::vector<Group> groups;
  for (std::size_t i = 0; i < marks.size();) {
    Group group{.form = std::get<0>(marks[i].first), .places = {}};
    const Mark mark = marks[i].first;
    for (; i < marks.size() && marks[i].first == mark; ++i) {
      group.places.push_back(marks[i].second);
      group.words = std::max(group.words, at(corpus_, marks[i].second).words);
    }
    group.items = rows_in(group.places);
    if (group.items >= options_.min_uses) groups.push_back(std::move(group));
  }
  return groups;
}

std::uint32_t Finder::wordings(const Group& group) const {
  std::set<std::uint64_t> texts;
  for (const Place place : group.places) texts.insert(at(corpus_, place).text);
  return static_cast<std::uint32_t>(texts.size());
}

/// True when a pattern that was taken tells this place: a text inside a text, an outline inside either, and a
/// text that is one of the wordings of an outline.
bool Finder::is_told(PatternForm form, Place place) const {
  const Span span = at(corpus_, place).span;
  return std::ranges::any_of(taken_[place.row], [&](const auto& told) {
    const bool is_inside = told.second.begin <= span.begin && span.end <= told.second.end;
    if (told.first != PatternForm::Outline || form == PatternForm::Outline) return is_inside;
    return told.second == span;
  });
}

bool Finder::is_news(const Group& group) const {
  std::vector<Place> fresh;
  for (const Place place : group.places)
    if (!is_told(group.form, place)) fresh.push_back(place);
  return rows_in(fresh) >= options_.min_uses;
}

void Finder::take(const Group& group) {
  for (const Place place : group.places) taken_[place.row].emplace_back(group.form, at(corpus_, place).span);
}

/// The most usual title, without the numbers that some authors begin with; ties to the first in the alphabet.
/// Where titles differ from item to item, none of them names what is common.
std::string usual_title(const Corpus& corpus, const Group& group) {
  std::map<std::string, std::uint32_t> count;
  for (const Place place : group.places) {
    const std::string slug = text::slug(at(corpus, place).title);
    const std::size_t begin = slug.find_first_not_of("0123456789-");
    if (begin != std::string::npos) ++count[slug.substr(begin)];
  }
  constexpr std::array<const char*, 3> nameless = {"shared-section", "shared-text", "shared-outline"};
  const auto usual = std::ranges::max_element(count, {}, [](const auto& entry) { return entry.second; });
  if (usual == count.end() || usual->second < 2 || std::size_t{4} * usual->second < group.places.size())
    return nameless[static_cast<std::size_t>(group.form)];
  return usual->first;
}

Pattern Finder::pattern_of(const Group& group) const {
  Pattern pattern;
  pattern.name = usual_title(corpus_, group);
  pattern.form = group.form;
  std::set<std::string> domains;
  std::set<Kind> kinds;
  for (const Place place : group.places) {
    const CorpusRow& row = corpus_.rows[place.row];
    const Fragment& fragment = at(corpus_, place);
    pattern.uses.push_back({.key = row.key,
                            .title = fragment.title,
                            .span = fragment.span,
                            .line = fragment.line,
                            .text = fragment.text,
                            .domain = domain_[place.row]});
    if (!domain_[place.row].empty()) domains.insert(domain_[place.row]);
    kinds.insert(row.kind);
  }
  std::ranges::stable_sort(pattern.uses, {}, [](const Use& use) { return std::tie(use.key, use.line); });
  for (std::uint32_t row = 0; row < corpus_.rows.size(); ++row)
    if (original_[row] == row && kinds.contains(corpus_.rows[row].kind)) ++pattern.of;
  pattern.domains = static_cast<std::uint32_t>(domains.size());
  pattern.wordings = wordings(group);
  pattern.generic = pattern.domains >= options_.generic_from_domains;
  return pattern;
}

/// Words that would not have to be written again.
std::uint64_t saved(const Group& group) { return std::uint64_t{group.words} * (group.items - 1); }

std::vector<Pattern> Finder::find() {
  std::vector<Group> all = groups();
  std::erase_if(
      all, [&](const Group& group) { return group.form == PatternForm::Outline && wordings(group) == 1; });
  const auto turn = [](const Group& group) {
    return group.form == PatternForm::Outline ? 0 : group.form == PatternForm::Section ? 1 : 2;
  };
  const auto place = [](const Group& group) {
    return std::pair(group.places[0].row, group.places[0].fragment);
  };
  std::ranges::sort(all, [&](const Group& a, const Group& b) {
    return std::tuple(turn(a), saved(b), place(a)) < std::tuple(turn(b), saved(a), place(b));
  });
  std::vector<Group> kept;
  for (const Group& group : all) {
    if (!is_news(group)) continue;
    take(group);
    kept.push_back(group);
  }

  const std::size_t most = std::max<std::size_t>(40, corpus_.rows.size() / 25);
  std::ranges::stable_sort(kept, std::ranges::greater{}, saved);
  if (kept.size() > most) kept.resize(most);
  std::ranges::stable_sort(kept, [&](const Group& a, const Group& b) {
    return std::tuple(b.items, b.words, place(a)) < std::tuple(a.items, a.words, place(b));
  });
  std::vector<Pattern> patterns;
  for (const Group& group : kept) patterns.push_back(pattern_of(group));
  return patterns;
}

/// Ids in order, and "-2", "-3", ... after a name that is taken.
void number(std::vector<Pattern>& patterns) {
  std::set<std::string> names;
  for (std::size_t i = 0; i < patterns.size(); ++i) {
    patterns[i].id = "P" + std::to_string(i + 1);
    const std::string base = patterns[i].name;
    for (unsigned next = 2; !names.insert(patterns[i].name).second; ++next)
      patterns[i].name = base + "-" + std::to_string(next);
  }
}

}  // namespace

std::vector<Pattern> patterns_of(const Corpus& corpus, std::span<const std::string> domain,
                                 std::span<const std::uint32_t> original, const PatternOptions& options) {
  std::vector<Pattern> patterns = Finder(corpus, domain, original, options).find();
  number(patterns);
  return patterns;
}

}  // namespace agentops::mine
