#pragma once

/// One close call after the other, put to a person: each answer is an edit of the plan, the rest of the plan
/// learns from it at once, and the question worth most is asked next.
///
/// The folder is compared once; an answer costs only what follows from it. Every answer is on disk before the
/// next question, so a review may be left at any time.

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "actions/mine.h"
#include "mine/mine.h"

namespace agentops::actions {

class Review {
 public:
  /// Errors: those of mining; NotFound (E-NO-PLAN) when there is no plan yet.
  [[nodiscard]] static Result<Review> open(const Project& project, bool dry_run);

  /// The question worth most, of those not skipped; null when none is left.
  [[nodiscard]] const Question* next() const;

  /// All close calls, the answer that is worth most first.
  [[nodiscard]] const std::vector<Question>& questions() const { return mining_.questions; }

  /// How many close calls are left, those that were skipped too.
  [[nodiscard]] std::size_t left() const { return mining_.questions.size(); }

  /// How many of them were skipped.
  [[nodiscard]] std::size_t skipped() const;

  /// The item of a question.
  [[nodiscard]] const Item& item_of(const Question& question) const;

  /// The name of a domain, by its id.
  [[nodiscard]] std::string name_of(const std::string& domain) const;

  /// The item as a member of its domain: score, margin, doubt.
  [[nodiscard]] const Member& member_of(const Question& question) const;

  /// Leaves a question for another time.
  void skip(const Question& question) { skipped_.insert(question.key); }

  /// Does one edit and writes the plan, unless it is a dry run. Gives what else changed because of it.
  /// Errors: those of mine::edit_plan; Conflict when the plan was edited meanwhile.
  [[nodiscard]] Result<mine::PlanChanges> answer(const mine::PlanEdit& edit);

  [[nodiscard]] const Inventory& inventory() const { return scanned_.inventory; }

 private:
  Review(const Project& project, bool dry_run) : project_(&project), dry_run_(dry_run) {}

  /// Compares the items that are grouped.
  [[nodiscard]] Status prepare();

  /// Mines again what the plan says now; gives how the plan changed.
  mine::PlanChanges renew();

  const Project* project_;
  bool dry_run_;
  Scanned scanned_;
  mine::MineOptions options_;
  Plan plan_;
  std::string bytes_;  ///< of the plan as it is on disk
  mine::Settled settled_;
  std::optional<mine::Ground> ground_;  ///< none when nothing is grouped
  Mining mining_;
  std::optional<std::vector<Pattern>> patterns_;  ///< found once: an answer moves items, it changes no text
  std::set<std::string> skipped_;
};

}  // namespace agentops::actions
