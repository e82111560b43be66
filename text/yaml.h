#pragma once

/// Strict YAML into a Value: the door to yaml-cpp, through its event interface.
///
/// For files that people write for us (manifests, settings, overrides, lock). Frontmatter has its own
/// tolerant reader (extract/frontmatter). Refused with line and column: anchors, aliases, tags, merge keys,
/// keys given twice, several documents, keys that are no text, nesting deeper than 64, more than 10,000
/// nodes, more than 256 KiB, bytes that are not UTF-8, control characters.
///
///   read_yaml("name: a\nsteps: [1, two]\n", "package.yaml") -> Map{{"name","a"}, {"steps", List{1,"two"}}}
///
/// Plain scalars follow the YAML 1.2 core schema: null, true/false, integers, reals, else text. Every Value
/// carries its line.

#include <string>
#include <string_view>

#include "models/result.h"
#include "models/value.h"
#include "text/yaml_scalar.h"

namespace agentops::text {

/// `path` is only for the messages. Errors: Invalid, code E-YAML, E-YAML-SYNTAX, E-YAML-LIMIT or E-ENCODING.
[[nodiscard]] Result<Value> read_yaml(std::string_view bytes, std::string_view path);

}  // namespace agentops::text
