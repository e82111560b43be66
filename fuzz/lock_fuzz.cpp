// A lock file that somebody merged by hand. What is accepted is exactly what is written.

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "fuzz/claims.h"
#include "package/lock.h"
#include "text/escape.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  namespace package = agentops::package;
  const std::string_view bytes = text_of(data, size);
  const auto lock = package::read_lock(bytes);
  if (!lock)
    hold(agentops::text::for_terminal(lock.error().message) == lock.error().message);
  else
    hold(bytes.empty() || package::write_lock(*lock) == bytes);
  return 0;
}
