#pragma once

/// A tree of values as YAML that people write: block style, keys in their order.
///
///   {{"refund", {{"limit", "$500"}}}, {"days", List{1, 2}}}  ->  "refund:\n  limit: $500\ndays:\n  - 1\n  -
///   2\n"

#include <string>

#include "models/value.h"

namespace agentops::text {

/// Each line indented by `indent` spaces. text::read_yaml reads the same tree.
[[nodiscard]] std::string write_yaml(const Map& tree, unsigned indent = 0);

}  // namespace agentops::text
