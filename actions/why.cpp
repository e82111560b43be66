#include "actions/why.h"

#include <algorithm>
#include <utility>

#include "actions/describe.h"
#include "actions/item_text.h"
#include "actions/lookup.h"
#include "index/stemmer.h"
#include "mine/bonds.h"

namespace agentops::actions {
namespace {

/// What both questions need: the outcome of mining, and what it was made from.
struct State {
  Mined mined;
  Corpus corpus;
  SourceReader read;
};

Result<State> state_of(const Project& project) {
  auto mined = mined_state(project);
  if (!mined) return fail(mined);
  auto corpus = grouped_corpus(project, mined->scanned, mined->settled);
  if (!corpus) return fail(corpus);
  SourceReader read = source_reader(project, mined->scanned.inventory);
  return State{*std::move(mined), *std::move(corpus), std::move(read)};
}

/// The item that is meant, and its text.
struct Named {
  const Item* item = nullptr;
  ItemText text;

  [[nodiscard]] mine::Witnessed witnessed() const { return {*item, text.own()}; }
};

Result<Named> named(const State& state, const std::string& words) {
  const auto item = item_named(state.mined.scanned.inventory.items, words);
  if (!item) return fail(item);
  if (mine::row_with(state.corpus, (*item)->key) == mine::nowhere)
    return fail(
        {.kind = ErrorKind::NotFound,
         .code = "E-NOT-GROUPED",
         .message = "takes no part in grouping: the plan drops it, or it is of a kind that no domain takes",
         .hint = "agentops show says what kind it is, agentops.plan what was dropped",
         .where = {.path = (*item)->key}});
  auto text = text_of(**item, state.read);
  if (!text) return fail(text);
  return Named{*item, *std::move(text)};
}

std::pair<const Domain*, const Member*> place_of(const Mining& mining, const std::string& key) {
  for (const Domain& domain : mining.domains) {
    const auto member = std::ranges::find(domain.members, key, &Member::key);
    if (member != domain.members.end()) return {&domain, &*member};
  }
  return {nullptr, nullptr};
}

std::uint32_t line_in_plan(const Project& project, const std::string& key) {
  const auto loaded = load_plan(project);
  if (!loaded || !*loaded) return 0;
  for (const PlanHeading& heading : (*loaded)->plan.headings)
    for (const PlanLine& line : heading.lines)
      if (line.path == key && line.kind != Kind::Pattern) return line.number;
  return 0;
}

std::string home_of(const Mining& mining, const std::string& key) {
  const Domain* domain = place_of(mining, key).first;
  return domain == nullptr ? std::string() : domain->name;
}

}  // namespace

Result<WhyPlace> why_item(const Project& project, const std::string& item) {
  auto state = state_of(project);
  if (!state) return fail(state);
  const auto found = named(*state, item);
  if (!found) return fail(found);
  WhyPlace why;
  why.key = found->item->key;
  if (place_of(state->mined.mining, why.key).first != nullptr)
    why.reasons =
        mine::reasons_of_place(state->corpus, state->mined.mining, state->mined.scanned.inventory.items,
                               found->witnessed(), index::make_stemmer());
  why.mined = std::move(state->mined);
  std::tie(why.domain, why.member) = place_of(why.mined.mining, why.key);
  why.line = line_in_plan(project, why.key);
  return why;
}

Result<WhyPair> why_pair(const Project& project, const std::string& a, const std::string& b) {
  auto state = state_of(project);
  if (!state) return fail(state);
  const auto first = named(*state, a);
  if (!first) return fail(first);
  const auto second = named(*state, b);
  if (!second) return fail(second);
  WhyPair why{.mined = {},
              .a = first->item->key,
              .b = second->item->key,
              .home_of_a = {},
              .home_of_b = {},
              .reasons = {}};
  why.reasons =
      mine::reasons_of_pair(state->corpus, first->witnessed(), second->witnessed(), index::make_stemmer());
  why.home_of_a = home_of(state->mined.mining, why.a);
  why.home_of_b = home_of(state->mined.mining, why.b);
  why.mined = std::move(state->mined);
  return why;
}

}  // namespace agentops::actions
