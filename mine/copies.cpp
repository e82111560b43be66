#include "mine/copies.h"

#include <algorithm>

namespace agentops::mine {

std::vector<std::uint32_t> originals_of(const std::vector<std::vector<Link>>& neighbours,
                                        std::uint32_t least) {
  std::vector<std::uint32_t> original(neighbours.size());
  for (std::uint32_t item = 0; item < neighbours.size(); ++item) {
    original[item] = item;
    for (const Link& link : neighbours[item])
      if (link.weight >= least && link.to < original[item] && original[link.to] == link.to)
        original[item] = link.to;
  }
  return original;
}

}  // namespace agentops::mine
