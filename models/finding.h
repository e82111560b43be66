#pragma once

/// Something that a reader or a rule noticed about a file: what, where, how bad, and what mends it.

#include <cstdint>
#include <string>
#include <vector>

#include "models/result.h"
#include "models/source.h"

namespace agentops {

enum class Severity : std::uint8_t { Note, Warning, Error };

/// One change to the bytes of a file.
struct Edit {
  Span span;         ///< replaced; empty: the text is put in before `span.begin`
  std::string text;  ///< may be empty: taken out

  friend bool operator==(const Edit&, const Edit&) = default;
};

struct Finding {
  std::string rule;  ///< stable: "AO101"
  Severity severity = Severity::Warning;
  Place place;
  std::string message;      ///< one line; text from files is already escaped
  std::string fix;          ///< what mends it, or the command that does; may be empty
  std::uint32_t width = 0;  ///< UTF-16 code units that it is about, from the column on; 0: not known
  std::vector<Edit> edits =
      {};  ///< mend the file of `place`, whose bytes are those that were read; ascending, disjoint

  friend bool operator==(const Finding&, const Finding&) = default;
};

}  // namespace agentops
