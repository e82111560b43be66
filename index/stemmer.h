#pragma once

/// English stems, so that a search for "deploys" finds "deploying".
///
///   make_stemmer()("deploying")  -> "deploy"

#include "text/words.h"

namespace agentops::index {

/// Xapian's Porter2 stemmer with a memory of the words it has seen. Words longer than 64 bytes, or with bytes
/// beyond ASCII, come back as they are. Each thread makes its own: copies share the memory.
[[nodiscard]] text::Stemmer make_stemmer();

}  // namespace agentops::index
