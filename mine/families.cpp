#include "mine/families.h"

#include <algorithm>
#include <map>
#include <set>
#include <span>
#include <tuple>
#include <utility>

namespace agentops::mine {
namespace {

/// Rows of `facts` by some property; groups in the order of their first row.
template <class Property>
std::vector<std::vector<std::uint32_t>> grouped(const std::vector<CopyFacts>& facts,
                                                const Property& property) {
  std::map<decltype(property(facts.front())), std::size_t> number;
  std::vector<std::vector<std::uint32_t>> groups;
  for (std::uint32_t row = 0; row < facts.size(); ++row) {
    const auto [entry, is_new] = number.emplace(property(facts[row]), groups.size());
    if (is_new) groups.emplace_back();
    groups[entry->second].push_back(row);
  }
  return groups;
}

/// A body and the items that have it.
struct Body {
  std::vector<std::uint32_t> rows;
  std::uint32_t first() const { return rows.front(); }
};

/// How alike two bodies are, by their numbers.
struct Likeness {
  std::uint32_t other = 0;
  std::uint32_t thousandths = 0;
  bool is_near = false;
};

class Sorter {
 public:
  Sorter(std::vector<CopyFacts> facts, const FamilyOptions& options)
      : facts_(std::move(facts)), options_(options) {}

  std::vector<Family> sort() {
    same_file();
    find_bodies();
    same_body();
    compare_bodies();
    same_name();
    std::ranges::stable_sort(families_, {}, [](const Family& family) {
      return std::tie(family.form, family.members.front().key);
    });
    return std::move(families_);
  }

 private:
  void same_file() {
    if (facts_.empty()) return;
    for (const auto& rows : grouped(facts_, [](const CopyFacts& facts) { return facts.whole; }))
      if (rows.size() > 1) add(FamilyForm::SameFile, rows);
  }

  void find_bodies() {
    body_of_.assign(facts_.size(), none);
    if (facts_.empty()) return;
    for (auto& rows : grouped(facts_, [](const CopyFacts& facts) { return facts.body; })) {
      if (facts_[rows.front()].runs.empty()) continue;
      for (const std::uint32_t row : rows) body_of_[row] = static_cast<std::uint32_t>(bodies_.size());
      bodies_.push_back({std::move(rows)});
    }
  }

  /// Files that are the same to the byte are told as such, not once more.
  void same_body() {
    for (const Body& body : bodies_) {
      std::set<Digest> files;
      for (const std::uint32_t row : body.rows) files.insert(facts_[row].whole);
      if (files.size() > 1) add(FamilyForm::SameBody, body.rows);
    }
  }

  void compare_bodies() {
    std::vector<Members> runs;
    runs.reserve(bodies_.size());
    for (const Body& body : bodies_) {
      Members& own = facts_[body.first()].runs;
      sizes_.push_back(static_cast<std::uint32_t>(own.size()));
      runs.push_back(own.size() < options_.fewest ? Members() : std::move(own));
    }
    const Resemblance resemblance(std::move(runs), options_.threads);
    alike_.resize(bodies_.size());
    std::vector<LikePair> variants;
    for (const LikePair& pair : resemblance.alike(std::min(options_.variant, options_.near))) {
      const auto thousandths = static_cast<std::uint32_t>(resemblance.jaccard(pair) * 1000);
      const bool is_near = thousandths >= options_.near || lines_in_common(pair) >= options_.near_lines;
      note(pair.a, pair.b, thousandths, is_near);
      if (!is_near) variants.push_back(pair);
    }
    for (std::uint32_t body = 0; body < bodies_.size(); ++body)
      if (const std::uint32_t same = resemblance.original_of(body); same != body) repeat(same, body);
    near();
    if (!options_.variants) return;
    for (const LikePair& pair : variants)
      if (family_of_[pair.a] == none || family_of_[pair.a] != family_of_[pair.b])
        add_pair(FamilyForm::Variant, pair, resemblance.jaccard(pair));
    for (const LikePair& pair : resemblance.contained(900, 3 * options_.fewest))
      if (resemblance.jaccard(pair) * 1000 < options_.variant)
        add_pair(FamilyForm::Contained, pair, resemblance.jaccard(pair));
  }

  [[nodiscard]] std::uint32_t lines_in_common(const LikePair& pair) const {
    return jaccard(facts_[bodies_[pair.a].first()].lines, facts_[bodies_[pair.b].first()].lines);
  }

  void note(std::uint32_t a, std::uint32_t b, std::uint32_t thousandths, bool is_near) {
    alike_[a].push_back({b, thousandths, is_near});
    alike_[b].push_back({a, thousandths, is_near});
  }

  /// `again` has the very runs of `body`, which was compared with all others.
  void repeat(std::uint32_t body, std::uint32_t again) {
    const std::vector<Likeness> alike = alike_[body];
    for (const Likeness& likeness : alike)
      note(again, likeness.other, likeness.thousandths, likeness.is_near);
    note(body, again, 1000, true);
  }

  /// Takes the body with the most likeness to bodies that are still free, with all that are near to it or
  /// near to those and typical enough; then the next.
  void near() {
    family_of_.assign(bodies_.size(), none);
    std::vector<std::uint32_t> order;
    std::vector<std::uint64_t> weight(bodies_.size());
    for (std::uint32_t body = 0; body < bodies_.size(); ++body) {
      for (const Likeness& likeness : alike_[body])
        if (likeness.is_near)
          weight[body] += std::uint64_t{likeness.thousandths} * bodies_[likeness.other].rows.size();
      weight[body] += weight[body] == 0 ? 0 : std::uint64_t{1000} * (bodies_[body].rows.size() - 1);
      if (weight[body] > 0) order.push_back(body);
    }
    std::ranges::stable_sort(order, std::ranges::greater{}, [&](std::uint32_t body) { return weight[body]; });
    for (const std::uint32_t typical : order)
      if (family_of_[typical] == none) gather(typical);
  }

  void gather(std::uint32_t typical) {
    std::map<std::uint32_t, std::uint32_t> likeness_to;  // of all that are typical enough
    for (const Likeness& likeness : alike_[typical])
      if ((likeness.is_near || likeness.thousandths >= options_.typical) &&
          family_of_[likeness.other] == none)
        likeness_to.emplace(likeness.other, likeness.thousandths);
    std::vector<std::uint32_t> members = {typical};
    std::set<std::uint32_t> taken = {typical};
    for (std::size_t i = 0; i < members.size(); ++i)
      for (const Likeness& likeness : alike_[members[i]])
        if (likeness.is_near && likeness_to.contains(likeness.other) && taken.insert(likeness.other).second)
          members.push_back(likeness.other);
    if (members.size() < 2) return;
    std::ranges::sort(std::span(members).subspan(1));

    Family family{.form = FamilyForm::Near, .members = {}};
    for (std::uint32_t text = 0; text < members.size(); ++text) {
      family_of_[members[text]] = typical;
      const std::uint32_t likeness = text == 0 ? 1000 : likeness_to.at(members[text]);
      for (const std::uint32_t row : bodies_[members[text]].rows)
        family.members.push_back({facts_[row].key, text, likeness});
    }
    families_.push_back(std::move(family));
  }

  /// The larger body of a pair first: it is what the other is a part or variant of.
  void add_pair(FamilyForm form, const LikePair& pair, double jaccard) {
    const std::uint32_t a = bodies_[pair.a].first();
    const std::uint32_t b = bodies_[pair.b].first();
    const auto thousandths = static_cast<std::uint32_t>(jaccard * 1000);
    const bool swap = form == FamilyForm::Contained && sizes_[pair.a] < sizes_[pair.b];
    families_.push_back(
        {form, {{facts_[swap ? b : a].key, 0, 1000}, {facts_[swap ? a : b].key, 1, thousandths}}});
  }

  void same_name() {
    if (facts_.empty()) return;
    for (const auto& rows :
         grouped(facts_, [](const CopyFacts& facts) { return std::pair(facts.kind, facts.name); })) {
      if (facts_[rows.front()].name.empty()) continue;
      std::map<std::uint32_t, std::uint32_t> text_of;  // by family, or by body where it has none
      Family family{.form = FamilyForm::SameName, .members = {}};
      for (const std::uint32_t row : rows) {
        const std::uint32_t body = body_of_[row];
        if (body == none) continue;
        const std::uint32_t group = family_of_[body] == none ? body : family_of_[body];
        const auto [text, is_new] = text_of.emplace(group, static_cast<std::uint32_t>(text_of.size()));
        family.members.push_back({facts_[row].key, text->second, text->second == 0 ? 1000U : 0U});
      }
      if (text_of.size() > 1) families_.push_back(std::move(family));
    }
  }

  void add(FamilyForm form, const std::vector<std::uint32_t>& rows) {
    Family family{.form = form, .members = {}};
    for (const std::uint32_t row : rows) family.members.push_back({facts_[row].key, 0, 1000});
    families_.push_back(std::move(family));
  }

  static constexpr std::uint32_t none = UINT32_MAX;

  std::vector<CopyFacts> facts_;
  FamilyOptions options_;
  std::vector<Body> bodies_;
  std::vector<std::uint32_t> body_of_;        ///< of each row; none: without words
  std::vector<std::uint32_t> sizes_;          ///< runs of each body
  std::vector<std::vector<Likeness>> alike_;  ///< of each body
  std::vector<std::uint32_t> family_of_;      ///< of each body its most typical; none
  std::vector<Family> families_;
};

}  // namespace

std::vector<Family> families_of(std::vector<CopyFacts> facts, const FamilyOptions& options) {
  return Sorter(std::move(facts), options).sort();
}

}  // namespace agentops::mine
