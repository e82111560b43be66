#include "draft/page.h"

#include <algorithm>

namespace agentops::draft {

std::uint32_t Page::next_line() const {
  return static_cast<std::uint32_t>(std::ranges::count(text_, '\n')) + 1;
}

}  // namespace agentops::draft
