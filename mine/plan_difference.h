#pragma once

/// How two plans differ, in the words in which people think: not lines, but moves, renames and drops.
///
///   before [frontend] a b c, [sre] d     after [web] a b, [incident-slo] d, [dropped] c
///   -> renamed frontend to web, renamed sre to incident-slo, dropped c
///
/// Order inside a domain says nothing, and neither do marks. Pure.

#include <string>
#include <vector>

#include "models/plan.h"

namespace agentops::mine {

struct PlanDifference {
  struct Rename {
    std::string from, to;
    friend bool operator==(const Rename&, const Rename&) = default;
  };
  struct Move {
    std::string key, from, to;  ///< names of headings
    friend bool operator==(const Move&, const Move&) = default;
  };
  std::vector<Rename> renamed;        ///< in the order of the plan before
  std::vector<std::string> opened;    ///< domains that continue none
  std::vector<std::string> closed;    ///< domains that none continues
  std::vector<Move> moved;            ///< items in both plans; by from, to, key
  std::vector<std::string> dropped;   ///< keys, sorted; so are the others
  std::vector<std::string> restored;  ///< were dropped before
  std::vector<std::string> added;     ///< keys of the plan after alone
  std::vector<std::string> gone;      ///< keys of the plan before alone

  friend bool operator==(const PlanDifference&, const PlanDifference&) = default;
};

/// Domains of one id are the same when the plans are of `one_history`; of the others those that share most
/// items, at least a third of what either holds, each once.
[[nodiscard]] PlanDifference difference(const Plan& before, const Plan& after, bool one_history);

}  // namespace agentops::mine
