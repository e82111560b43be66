#pragma once

/// The points that observations give to kinds, and the observations that give them: what the parts of
/// classify() share.

#include <array>
#include <string_view>
#include <vector>

#include "extract/classify.h"

namespace agentops::extract {

/// One observation: `points` for `kind` because of `evidence`.
struct Vote {
  Kind kind = Kind::Other;
  int points = 0;
  std::string evidence;
};

class Ballot {
 public:
  void add(Kind kind, int points, std::string_view evidence) {
    votes_.push_back({kind, points, std::string(evidence)});
  }

  [[nodiscard]] const std::vector<Vote>& votes() const { return votes_; }

 private:
  std::vector<Vote> votes_;
};

void vote_by_path(const Observed& observed, Ballot& ballot);
void vote_by_frontmatter(const Observed& observed, Ballot& ballot);
void vote_by_body(const Observed& observed, Ballot& ballot);
void vote_by_index(const Observed& observed, Ballot& ballot);

}  // namespace agentops::extract
