#include "actions/review.h"

#include <algorithm>
#include <utility>

#include "actions/lookup.h"
#include "text/plan_file.h"

namespace agentops::actions {

Result<Review> Review::open(const Project& project, bool dry_run) {
  auto loaded = load_plan(project);
  if (!loaded) return fail(loaded);
  if (!*loaded) return fail(no_plan());
  auto scanned = scan(project, {}, {.rows = true, .index = false});
  if (!scanned) return fail(scanned);
  Review review(project, dry_run);
  review.scanned_ = *std::move(scanned);
  review.options_ = mine_options(project, (*loaded)->plan.grouping);
  review.options_.known_folders = true;
  review.options_.stability = false;
  review.options_.rank_questions = true;
  review.plan_ = std::move((*loaded)->plan);
  review.bytes_ = std::move((*loaded)->bytes);
  review.settled_ = mine::settle(review.plan_, review.scanned_.inventory.items, load_previous_plan(project));
  if (const Status prepared = review.prepare(); !prepared) return fail(prepared);
  (void)review.renew();
  if (const Status found = complete_patterns(project, review.scanned_, review.options_, review.mining_);
      !found)
    return fail(found);
  review.patterns_ = review.mining_.patterns;
  (void)review.renew();
  return review;
}

Status Review::prepare() {
  auto corpus = grouped_corpus(*project_, scanned_, settled_);
  if (!corpus) return fail(corpus);
  ground_.reset();
  if (!corpus->rows.empty())
    ground_ = mine::ground_of(*std::move(corpus), mine::constraints_of(settled_), options_);
  return {};
}

mine::PlanChanges Review::renew() {
  mining_ = ground_ ? mine::mine(*ground_, mine::constraints_of(settled_), options_) : Mining{};
  if (patterns_) mining_.patterns = *patterns_;
  mine::Planned planned = mine::plan_of(mining_, scanned_.inventory.items, settled_);
  plan_ = std::move(planned.plan);
  return std::move(planned.changes);
}

const Question* Review::next() const {
  const auto open = std::ranges::find_if(
      mining_.questions, [&](const Question& question) { return !skipped_.contains(question.key); });
  return open == mining_.questions.end() ? nullptr : &*open;
}

std::size_t Review::skipped() const {
  return static_cast<std::size_t>(std::ranges::count_if(
      mining_.questions, [&](const Question& question) { return skipped_.contains(question.key); }));
}

const Item& Review::item_of(const Question& question) const {
  return *std::ranges::lower_bound(scanned_.inventory.items, question.key, {}, &Item::key);
}

std::string Review::name_of(const std::string& domain) const {
  const auto found = std::ranges::find(mining_.domains, domain, &Domain::id);
  return found == mining_.domains.end() ? "" : found->name;
}

const Member& Review::member_of(const Question& question) const {
  const auto domain = std::ranges::find(mining_.domains, question.choices.front().domain, &Domain::id);
  return *std::ranges::lower_bound(domain->members, question.key, {}, &Member::key);
}

Result<mine::PlanChanges> Review::answer(const mine::PlanEdit& edit) {
  Plan edited = plan_;
  if (const auto done = mine::edit_plan(edited, edit); !done) return fail(done);
  settled_ = mine::settle(edited, scanned_.inventory.items);
  // A dropped item is no longer grouped, and what was like it has other neighbours.
  if (edit.verb == mine::PlanVerb::Drop)
    if (const Status prepared = prepare(); !prepared) return fail(prepared);
  mine::PlanChanges changes = renew();
  if (dry_run_) return changes;
  if (const auto written = save_plan(*project_, plan_, bytes_); !written) return fail(written);
  bytes_ = text::write_plan(plan_);
  return changes;
}

}  // namespace agentops::actions
