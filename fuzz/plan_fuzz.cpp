#include <cstdlib>

#include "text/plan_file.h"

/// A plan that can be read is written in a form that stays as it is when read and written again.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace agentops::text;
  const auto plan = read_plan({reinterpret_cast<const char*>(data), size}, "agentops.plan");
  if (!plan) {
    if (plan.error().where.line == 0 || plan.error().message.empty()) std::abort();
    return 0;
  }
  const std::string written = write_plan(*plan);
  const auto again = read_plan(written, "agentops.plan");
  if (!again || write_plan(*again) != written) std::abort();
  return 0;
}
