#include "mine/plan_difference.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <tuple>

#include "mine/settle.h"

namespace agentops::mine {

namespace {

/// Index of the heading of each item. Headings of one name are one: the first.
std::map<std::string, std::size_t> places_of(const Plan& plan) {
  std::map<std::string, std::size_t> first;
  std::map<std::string, std::size_t> places;
  for (std::size_t i = 0; i < plan.headings.size(); ++i) {
    const std::size_t heading = first.emplace(plan.headings[i].name, i).first->second;
    for (const PlanLine& line : plan.headings[i].lines)
      if (!is_pattern(line)) places.emplace(line.path, heading);
  }
  return places;
}

/// For each heading of the plan before the one that continues it.
class Continuation {
 public:
  Continuation(const Plan& before, const Plan& after, bool one_history)
      : before_(before), after_(after), to_(before.headings.size()), is_taken_(after.headings.size()) {
    match([&](const PlanHeading& a, const PlanHeading& b) {
      return a.role != HeadingRole::Domain && a.role == b.role;
    });
    if (one_history)
      match([](const PlanHeading& a, const PlanHeading& b) { return !a.id.empty() && a.id == b.id; });
    match_by_items();
  }

  [[nodiscard]] std::optional<std::size_t> of(std::size_t heading) const { return to_[heading]; }
  [[nodiscard]] bool is_taken(std::size_t heading) const { return is_taken_[heading]; }

 private:
  void join(std::size_t a, std::size_t b) {
    to_[a] = b;
    is_taken_[b] = true;
  }

  template <class Same>
  void match(const Same& same) {
    for (std::size_t a = 0; a < to_.size(); ++a)
      for (std::size_t b = 0; b < is_taken_.size(); ++b)
        if (!to_[a] && !is_taken_[b] && same(before_.headings[a], after_.headings[b])) join(a, b);
  }

  void match_by_items() {
    std::map<std::pair<std::size_t, std::size_t>, std::size_t> shared;
    std::map<std::size_t, std::size_t> sizes_before;
    std::map<std::size_t, std::size_t> sizes_after;
    const auto places = places_of(after_);
    for (const auto& [key, place] : places) ++sizes_after[place];
    for (const auto& [key, place] : places_of(before_)) {
      ++sizes_before[place];
      if (const auto now = places.find(key); now != places.end()) ++shared[{place, now->second}];
    }
    std::vector<std::tuple<double, std::size_t, std::size_t>> pairs;
    for (const auto& [pair, count] : shared) {
      const std::size_t joint = sizes_before[pair.first] + sizes_after[pair.second] - count;
      if (3 * count >= joint)
        pairs.emplace_back(-static_cast<double>(count) / static_cast<double>(joint), pair.first, pair.second);
    }
    std::ranges::sort(pairs);
    for (const auto& [likeness, a, b] : pairs)
      if (!to_[a] && !is_taken_[b] && before_.headings[a].role == after_.headings[b].role) join(a, b);
  }

  const Plan& before_;
  const Plan& after_;
  std::vector<std::optional<std::size_t>> to_;
  std::vector<bool> is_taken_;
};

void compare_headings(const Plan& before, const Plan& after, const Continuation& continuation,
                      PlanDifference& result) {
  for (std::size_t i = 0; i < before.headings.size(); ++i) {
    const auto to = continuation.of(i);
    if (!to && before.headings[i].role == HeadingRole::Domain)
      result.closed.push_back(before.headings[i].name);
    else if (to && before.headings[i].name != after.headings[*to].name)
      result.renamed.push_back({before.headings[i].name, after.headings[*to].name});
  }
  for (std::size_t i = 0; i < after.headings.size(); ++i)
    if (after.headings[i].role == HeadingRole::Domain && !continuation.is_taken(i))
      result.opened.push_back(after.headings[i].name);
}

}  // namespace

PlanDifference difference(const Plan& before, const Plan& after, bool one_history) {
  PlanDifference result;
  const Continuation continuation(before, after, one_history);
  compare_headings(before, after, continuation, result);
  const auto places = places_of(after);
  const auto places_before = places_of(before);
  for (const auto& [key, place] : places)
    if (!places_before.contains(key)) result.added.push_back(key);
  for (const auto& [key, place] : places_before) {
    const auto now = places.find(key);
    if (now == places.end()) {
      result.gone.push_back(key);
      continue;
    }
    const PlanHeading& from = before.headings[place];
    const PlanHeading& to = after.headings[now->second];
    if (continuation.of(place) == now->second) continue;
    if (to.role == HeadingRole::Dropped)
      result.dropped.push_back(key);
    else if (from.role == HeadingRole::Dropped)
      result.restored.push_back(key);
    else
      result.moved.push_back({key, from.name, to.name});
  }
  std::ranges::stable_sort(result.moved, {},
                           [](const PlanDifference::Move& move) { return std::pair(move.from, move.to); });
  return result;
}

}  // namespace agentops::mine
