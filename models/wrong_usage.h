#pragma once

/// How a command says that it was typed wrongly.
///
///   return fail(wrong_usage("--into takes a number from 2", "agentops plan split DOMAIN --into 3"));

#include <string>
#include <utility>

#include "models/result.h"

namespace agentops {

/// E-USAGE: `message` says what is wrong, escaped, `hint` what to type instead.
[[nodiscard]] inline Error wrong_usage(std::string message, std::string hint) {
  return {.kind = ErrorKind::Usage,
          .code = "E-USAGE",
          .message = std::move(message),
          .hint = std::move(hint),
          .where = {}};
}

}  // namespace agentops
