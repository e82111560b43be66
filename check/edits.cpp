#include "check/edits.h"

#include <algorithm>
#include <map>
#include <utility>

#include "text/edits.h"

namespace agentops::check {
namespace {

/// Edits by where they begin, disjoint.
using Plan = std::map<std::uint32_t, Edit>;

bool overlap(const Edit& a, const Edit& b) {
  const bool same_place = a.span.begin == b.span.begin;
  return same_place || (a.span.begin < b.span.end && b.span.begin < a.span.end);
}

bool fits(const Plan& plan, const Edit& edit, std::size_t size) {
  if (edit.span.begin > edit.span.end || edit.span.end > size) return false;
  const auto after = plan.lower_bound(edit.span.begin);
  if (after != plan.end() && overlap(after->second, edit)) return false;
  return after == plan.begin() || !overlap(std::prev(after)->second, edit);
}

}  // namespace

Mended mend(std::string_view bytes, const std::vector<Finding>& findings) {
  Plan plan;
  Mended mended;
  for (const Finding& finding : findings) {
    const bool can = !finding.edits.empty() && std::ranges::all_of(finding.edits, [&](const Edit& edit) {
      return fits(plan, edit, bytes.size());
    });
    mended.made.push_back(can);
    if (!can) continue;
    for (const Edit& edit : finding.edits) plan.emplace(edit.span.begin, edit);
  }
  std::vector<Edit> edits;
  for (auto& [begin, edit] : plan) edits.push_back(std::move(edit));
  mended.bytes = text::edited(bytes, edits);
  return mended;
}

}  // namespace agentops::check
