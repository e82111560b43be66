#include "check/assumptions.h"

#include <algorithm>

#include <fmt/format.h>

#include "check/patterns.h"
#include "text/setting_names.h"

namespace agentops::check {
namespace {

/// Kinds that tell agents what to do.
bool is_instruction(Kind kind) {
  switch (kind) {
    case Kind::Agent:
    case Kind::Workflow:
    case Kind::Command:
    case Kind::Skill:
    case Kind::Rule:
    case Kind::Prompt:
    case Kind::Pattern:
      return true;
    case Kind::Config:
    case Kind::Hook:
    case Kind::Readme:
    case Kind::Doc:
    case Kind::Other:
      return false;
  }
  return false;
}

}  // namespace

void find_assumptions(const Facts& facts, std::initializer_list<LiteralType> types, Sightings& sightings) {
  for (const Item& item : facts.inventory.items) {
    if (!is_instruction(item.kind)) continue;
    for (const Literal& literal : item.uses.literals) {
      if (std::ranges::find(types, literal.type) == types.end()) continue;
      if (const auto setting = text::setting_of(literal))
        sightings.push_back({.message = fmt::format("{} could be a setting: {}.{}", quoted(literal.value),
                                                    setting->group, setting->name),
                             .span = literal.span,
                             .path = item.path});
    }
  }
}

}  // namespace agentops::check
