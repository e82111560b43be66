#include <cstdlib>

#include "text/glob.h"

/// The last line is the path, all before it the ignore file. A path that a rule decides is decided by one
/// rule alone.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace agentops::text;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const std::size_t newline = bytes.rfind('\n');
  if (newline == std::string_view::npos) return 0;
  const std::string_view path = bytes.substr(newline + 1);
  const auto rules = read_ignore_rules(bytes.substr(0, newline));
  bool decided = false;
  for (const IgnoreRule& rule : rules) decided |= judge({rule}, path, true) != IgnoreVerdict::Undecided;
  if (decided != (judge(rules, path, true) != IgnoreVerdict::Undecided)) std::abort();
  return 0;
}
