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
  double score = 0;       ///< the share of what is like it, nearby and further on, that says its domain, 0..1
  double margin = 0;      ///< score less that of the best other domain; small or negative: a close call
  std::string runner_up;  ///< id of the best other domain; empty: none
  double words = 0;           ///< share of its domain in the likeness to the items closest by words, 0..1
  double runner_up_words = 0; ///< the same of the best other domain
  bool close_call = false;
  std::string doubt;       ///< why it is a close call, in words without figures; empty: no doubt
  bool decided = false;    ///< placed by the user
  std::string teacher;     ///< key of the moved item because of which it is here; empty: nobody taught it
  double likeness = 0;         ///< to the teacher, 0..1; 0 when they are alike only by others

  friend bool operator==(const Member&, const Member&) = default;
};

/// What a large domain falls into; told, and not planned.
struct DomainPart {
  std::string name;                  ///< a slug, unlike every domain's and part's
  std::vector<std::string> members;  ///< keys, sorted

  friend bool operator==(const DomainPart&, const DomainPart&) = default;
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
  std::string area;               ///< name of the group of domains that it belongs to; empty: to none
  std::vector<DomainPart> parts;  ///< largest first, not always of all members; empty: it is not divided

  friend bool operator==(const Domain&, const Domain&) = default;
};

/// What an earlier plan says about one domain. Rows are keys of items.
struct Precedent {
  std::string id;                     ///< empty: a heading that the user added
  std::string name;                   ///< kept for the domain that grows from it
  std::vector<std::string> members;   ///< suggested before; may move
  std::vector<std::string> pupils;    ///< suggested because of decisions: they do not say which domain goes on as this
  std::vector<std::string> decided;   ///< put here by the user; stay

  friend bool operator==(const Precedent&, const Precedent&) = default;
};

/// The user's decisions as mining obeys them.
struct Constraints {
  std::vector<Precedent> precedents;
  std::vector<std::pair<std::string, std::string>> together;
  std::vector<std::pair<std::string, std::string>> apart;

  friend bool operator==(const Constraints&, const Constraints&) = default;
};

/// A domain in which an item may belong, and what speaks for it.
struct Choice {
  std::string domain;            ///< id
  double words = 0;              ///< share of the likeness to the items closest by words, 0..1
  std::uint32_t references = 0;  ///< to and from items of the domain

  friend bool operator==(const Choice&, const Choice&) = default;
};

/// A close call to put to a person.
struct Question {
  std::string key;
  std::vector<Choice> choices;  ///< the domain that it is in, then others, most words first; at most nine

  friend bool operator==(const Question&, const Question&) = default;
};

/// An item that no one domain can claim, and that items of several domains refer to.
struct SharedItem {
  std::string key;
  std::uint32_t domains = 0;  ///< other than its own, of the items that refer to it

  friend bool operator==(const SharedItem&, const SharedItem&) = default;
};

/// The outcome of mining: each item is a member of one domain, shared or unassigned.
struct Mining {
  std::vector<Domain> domains;           ///< largest first, ties by name
  std::vector<SharedItem> shared;        ///< for the base package, sorted by key
  std::vector<std::string> unassigned;   ///< keys, sorted
  std::vector<Question> questions;       ///< the close calls, the answer that is worth most first
  std::vector<Pattern> patterns;         ///< those that save most, the largest saving first
  std::vector<Pattern> more_patterns;    ///< the others, in the same order
  std::vector<std::string> copies;       ///< keys of items that are copies of another, sorted
  bool clear = true;                     ///< false: more than a quarter are close calls
  std::vector<unsigned> numbers;         ///< when not clear: numbers of domains worth trying, best first
};

}  // namespace agentops
