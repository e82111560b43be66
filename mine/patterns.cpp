// Sections are gathered into groups: by outline, by text, by role. Outlines are looked at first, then texts,
// then roles: each only if enough of its uses are not told already by a pattern that was taken before.

#include "mine/patterns.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "text/hash.h"
#include "text/slug.h"
#include "text/words.h"

namespace agentops::mine {

namespace {

/// A fragment of a row.
struct Place {
  std::uint32_t row = 0;
  std::uint32_t fragment = 0;
};

/// What the sections of a group have in common.
enum class Bond : std::uint8_t { Outline, Text, Role };

struct Group {
  Bond bond = Bond::Text;
  std::uint64_t content = 0;  ///< hash of what they have in common
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

/// What two fragments of one group share, and its hash.
using Mark = std::tuple<Bond, std::uint64_t>;

/// What a heading says its section is for, whatever its number, its case and its decoration: "2. The Laws
/// (MANDATORY)" is "laws mandatory". 0: nothing.
std::uint64_t role_of(std::string_view title) {
  std::string role;
  text::for_each_word(title, [&](const text::Word& word) {
    const bool is_number = word.text.find_first_not_of("0123456789") == std::string_view::npos;
    const bool is_letter = static_cast<unsigned char>(word.text.front()) < 0x80;
    if (!is_number && is_letter && !text::is_stop_word(word.text)) role.append(word.text).append(1, ' ');
  });
  return role.empty() ? 0 : text::quick_hash(role);
}

class Finder {
 public:
  Finder(const Corpus& corpus, std::span<const std::string> domain, std::span<const std::uint32_t> original,
         const PatternOptions& options)
      : corpus_(corpus), domain_(domain), original_(original), options_(options), taken_(corpus.rows.size()) {
    for (std::uint32_t row = 0; row < corpus.rows.size(); ++row)
      if (original[row] == row) ++of_kind_[corpus.rows[row].kind];
  }

  [[nodiscard]] std::vector<Pattern> find();

 private:
  [[nodiscard]] std::vector<Group> groups() const;
  [[nodiscard]] bool is_news(const Group& group) const;
  [[nodiscard]] bool is_told(Bond bond, Place place) const;
  void take(const Group& group);
  [[nodiscard]] Pattern pattern_of(const Group& group) const;
  [[nodiscard]] std::uint32_t wordings(const Group& group) const;

  const Corpus& corpus_;
  std::span<const std::string> domain_;
  std::span<const std::uint32_t> original_;
  const PatternOptions& options_;
  std::map<Kind, std::uint32_t> of_kind_;                  ///< how many rows, copies left out
  std::vector<std::vector<std::pair<Bond, Span>>> taken_;  ///< by row: stretches that a pattern tells
};

std::vector<Group> Finder::groups() const {
  std::vector<std::pair<Mark, Place>> marks;
  for (std::uint32_t row = 0; row < corpus_.rows.size(); ++row) {
    if (original_[row] != row) continue;
    const std::vector<Fragment>& fragments = corpus_.rows[row].fragments;
    for (std::uint32_t i = 0; i < fragments.size(); ++i) {
      const Fragment& fragment = fragments[i];
      if (fragment.words >= options_.min_words) marks.push_back({{Bond::Text, fragment.text}, {row, i}});
      if (fragment.outline != 0) marks.push_back({{Bond::Outline, fragment.outline}, {row, i}});
      const std::uint64_t role = role_of(fragment.title);
      if (role != 0 && fragment.words >= options_.min_words) marks.push_back({{Bond::Role, role}, {row, i}});
    }
  }
  std::ranges::stable_sort(marks, {}, [](const auto& mark) { return mark.first; });

  std::vector<Group> groups;
  for (std::size_t i = 0; i < marks.size();) {
    const Mark mark = marks[i].first;
    Group group{.bond = std::get<0>(mark), .content = std::get<1>(mark), .places = {}};
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

/// True when a pattern that was taken tells this place: a text inside a text, an outline inside either, a
/// text that is one of the wordings of an outline, and a role of which another pattern is made.
bool Finder::is_told(Bond bond, Place place) const {
  const Span span = at(corpus_, place).span;
  return std::ranges::any_of(taken_[place.row], [&](const auto& told) {
    const bool is_inside = told.second.begin <= span.begin && span.end <= told.second.end;
    if (told.first == Bond::Text || bond == Bond::Outline) return is_inside;
    return told.second == span;
  });
}

bool Finder::is_news(const Group& group) const {
  std::vector<Place> fresh;
  for (const Place place : group.places)
    if (!is_told(group.bond, place)) fresh.push_back(place);
  return rows_in(fresh) >= options_.min_uses;
}

void Finder::take(const Group& group) {
  for (const Place place : group.places) taken_[place.row].emplace_back(group.bond, at(corpus_, place).span);
}

/// The most usual title, without the numbers that some authors begin with; ties to the first in the alphabet.
/// Where titles differ from item to item, what most of them have in common comes first.
std::string usual_title(const Corpus& corpus, const Group& group) {
  std::map<std::string, std::uint32_t> titles;
  std::map<std::string, std::uint32_t> words;
  for (const Place place : group.places) {
    const std::string slug = text::slug(at(corpus, place).title);
    const std::size_t begin = slug.find_first_not_of("0123456789-");
    if (begin != std::string::npos) ++titles[slug.substr(begin)];
    std::set<std::string> own;
    text::for_each_word(at(corpus, place).title, [&](const text::Word& word) {
      if (word.text.size() > 2 && !text::is_stop_word(word.text)) own.insert(std::string(word.text));
    });
    for (const std::string& word : own) ++words[word];
  }
  const auto usual = std::ranges::max_element(titles, {}, [](const auto& entry) { return entry.second; });
  if (usual == titles.end()) return "";
  if (usual->second > 1 && std::size_t{4} * usual->second >= group.places.size()) return usual->first;
  const auto word = std::ranges::max_element(words, {}, [](const auto& entry) { return entry.second; });
  const bool is_shared = word != words.end() && std::size_t{2} * word->second > group.places.size();
  return is_shared ? text::slug(word->first) : usual->first;
}

Pattern Finder::pattern_of(const Group& group) const {
  Pattern pattern;
  pattern.name = usual_title(corpus_, group);
  pattern.form = group.bond == Bond::Outline ? PatternForm::Outline : PatternForm::Section;
  pattern.content = group.content;
  pattern.items = group.items;
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
  for (const Kind kind : kinds) pattern.of += of_kind_.at(kind);
  pattern.domains = static_cast<std::uint32_t>(domains.size());
  pattern.wordings = wordings(group);
  pattern.generic = pattern.domains >= options_.generic_from_domains;
  return pattern;
}

/// Words that would not have to be written again.
std::uint64_t saved(const Group& group) { return std::uint64_t{group.words} * (group.items - 1); }

std::vector<Pattern> Finder::find() {
  std::vector<Group> all = groups();
  std::erase_if(all, [&](const Group& group) { return group.bond != Bond::Text && wordings(group) == 1; });
  const auto place = [](const Group& group) {
    return std::pair(group.places[0].row, group.places[0].fragment);
  };
  std::ranges::sort(all, [&](const Group& a, const Group& b) {
    return std::tuple(a.bond, saved(b), place(a)) < std::tuple(b.bond, saved(a), place(b));
  });
  std::vector<Pattern> patterns;
  for (const Group& group : all) {
    if (!is_news(group)) continue;
    take(group);
    patterns.push_back(pattern_of(group));
  }
  return patterns;
}

}  // namespace

std::vector<Pattern> patterns_of(const Corpus& corpus, std::span<const std::string> domain,
                                 std::span<const std::uint32_t> original, const PatternOptions& options) {
  return Finder(corpus, domain, original, options).find();
}

}  // namespace agentops::mine
