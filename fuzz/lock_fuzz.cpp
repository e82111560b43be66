// A lock file that somebody merged by hand. What is accepted is exactly what is written.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "package/lock.h"
#include "text/escape.h"

namespace {

void hold(bool claim) {
  if (!claim) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  namespace package = agentops::package;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const auto lock = package::read_lock(bytes);
  if (!lock)
    hold(agentops::text::for_terminal(lock.error().message) == lock.error().message);
  else
    hold(bytes.empty() || package::write_lock(*lock) == bytes);
  return 0;
}
