#pragma once

/// Groups the items of a folder into domains, finds patterns, and brings the plan up to date: the one file it
/// writes.
///
/// Decisions in an existing plan are obeyed and kept. When nothing changed since the last run the answer
/// comes from the cache.

#include <optional>

#include "actions/plan.h"
#include "actions/scan.h"
#include "mine/mine.h"
#include "mine/planning.h"
#include "models/corpus.h"
#include "models/domain.h"

namespace agentops::actions {

struct MineRequest {
  ScanOptions scan;
  bool index = true;                ///< bring the search index up to date in the same pass
  std::optional<Grouping> grouping;  ///< none: as the plan remembers it
  std::optional<unsigned>
      min_uses;          ///< of a pattern; none: what the settings say. What this finds is not kept
  bool dry_run = false;  ///< write no plan
  bool fresh = false;    ///< forget the plan and its decisions
};

struct Mined {
  Scanned scanned;
  Mining mining;
  Plan plan;
  mine::PlanChanges changes;
  mine::Settled settled;  ///< what the plan said before
  bool had_plan = false;
  bool remembered = false;  ///< the plan said how to group, and nobody else did
  bool wrote_plan = false;
};

/// Errors: those of scanning and of the plan; Usage when the grouping cannot be meant (E-USAGE),
/// or a folder to begin with holds no item (E-NO-FOLDER).
[[nodiscard]] Result<Mined> mine_folder(const Project& project, const MineRequest& request);

/// The same without writing: what the plan and the folder say now. For commands that only need the outcome.
[[nodiscard]] Result<Mined> mined_state(const Project& project, const ScanOptions& scan = {});

/// How to mine: by the settings of the project, and as `grouping` says. Questions come by margin.
[[nodiscard]] mine::MineOptions mine_options(const Project& project, const Grouping& grouping);

/// Finds templates and chains, and puts them with the sections in `mining` in order: see
/// mine/pattern_ranks.h. Errors are those of reading.
[[nodiscard]] Status complete_patterns(const Project& project, const Scanned& scanned,
                                       const mine::MineOptions& options, Mining& mining);

/// What mining works on: the rows of the items that are grouped, by what the plan says.
[[nodiscard]] Result<Corpus> grouped_corpus(const Project& project, Scanned& scanned,
                                            const mine::Settled& settled);

}  // namespace agentops::actions
