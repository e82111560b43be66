#pragma once

/// Something that a reader or a rule noticed about a file: what, where, how bad, and what mends it.

#include <cstdint>
#include <string>

#include "models/result.h"

namespace agentops {

enum class Severity : std::uint8_t { Note, Warning, Error };

struct Finding {
  std::string rule;  ///< stable: "AO101"
  Severity severity = Severity::Warning;
  Place place;
  std::string message;  ///< one line; text from files is already escaped
  std::string fix;      ///< what mends it, or the command that does; may be empty

  friend bool operator==(const Finding&, const Finding&) = default;
};

}  // namespace agentops
