#pragma once

/// What mining finds: domains (groups of items about one subject) with their doubts, and what a user has
/// decided about them before.

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "models/pattern.h"

namespace agentops {

/// One item in a domain and how sure that is.
struct Member {
  std::string key;
  double score = 0;       ///< how much of the item's likeness lies inside its domain, 0..1
  double margin = 0;      ///< score less that of the best other domain; small or negative: a close call
  std::string runner_up;  ///< id of the best other domain; empty: none
  bool close_call = false;
  std::string doubt;     ///< why it is a close call, in words without figures; empty: no doubt
  bool decided = false;  ///< placed by the user

  friend bool operator==(const Member&, const Member&) = default;
};

struct Domain {
  std::string id;                            ///< "d1"; kept from run to run
  std::string name;                          ///< "incident-response"; a slug, unlike every other domain's
  std::vector<std::string> terms;            ///< words that make the domain, most telling first
  std::vector<std::string> representatives;  ///< keys of the most typical items
  double cohesion = 0;                       ///< share of its items' likeness that stays inside, 0..1
  double stability =
      0;  ///< how much of it comes again from four fifths of the likeness, 0..1; 0: not measured
  std::vector<Member> members;  ///< sorted by key

  friend bool operator==(const Domain&, const Domain&) = default;
};

/// What an earlier plan says about one domain. Rows are keys of items.
struct Precedent {
  std::string id;                    ///< empty: a heading that the user added
  std::string name;                  ///< kept for the domain that grows from it
  std::vector<std::string> members;  ///< suggested before; may move
  std::vector<std::string> decided;  ///< put here by the user; stay

  friend bool operator==(const Precedent&, const Precedent&) = default;
};

/// The user's decisions as mining obeys them.
struct Constraints {
  std::vector<Precedent> precedents;
  std::vector<std::pair<std::string, std::string>> together;
  std::vector<std::pair<std::string, std::string>> apart;

  friend bool operator==(const Constraints&, const Constraints&) = default;
};

/// The outcome of mining: each item is a member of one domain or unassigned.
struct Mining {
  std::vector<Domain> domains;          ///< largest first, ties by name
  std::vector<std::string> unassigned;  ///< keys, sorted
  std::vector<Pattern> patterns;        ///< most uses first, ties by id
  bool clear = true;                    ///< false: more than a quarter are close calls
  std::vector<unsigned> numbers;        ///< when not clear: numbers of domains worth trying, best first
};

}  // namespace agentops
