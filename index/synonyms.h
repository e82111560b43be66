#pragma once

/// Short and long names of the same thing that stand in texts of this sort: who asks for one means the other
/// as well.
///
///   synonyms_of("k8s")  -> {"kubernetes"}
///
/// A fixed list, in the program: what a search finds does not depend on a file that somebody forgot.

#include <string>
#include <string_view>
#include <vector>

namespace agentops::index {

/// Of a word in lower case, without itself; mostly none.
[[nodiscard]] std::vector<std::string> synonyms_of(std::string_view word);

}  // namespace agentops::index
