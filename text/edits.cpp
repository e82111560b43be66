#include "text/edits.h"

#include <cassert>

namespace agentops::text {

std::string edited(std::string_view text, std::span<const Edit> edits) {
  std::string result;
  std::size_t done = 0;
  for (const Edit& edit : edits) {
    assert(done <= edit.span.begin && edit.span.begin <= edit.span.end && edit.span.end <= text.size());
    result += text.substr(done, edit.span.begin - done);
    result += edit.text;
    done = edit.span.end;
  }
  return result.append(text.substr(done));
}

}  // namespace agentops::text
