// "VERSION RANGE" from a stranger: both are read or refused, and reading what is printed gives the same.

#include <compare>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "fuzz/claims.h"
#include "package/range.h"
#include "text/version.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  namespace package = agentops::package;
  namespace text = agentops::text;
  const std::string_view bytes = text_of(data, size);
  const auto space = bytes.find(' ');
  const auto version = text::read_version(bytes.substr(0, space));
  const auto range = package::read_range(space == std::string_view::npos ? bytes : bytes.substr(space + 1));
  if (!version) return 0;
  hold(text::read_version(text::to_text(*version)) == *version);
  hold(text::compare(*version, *version) == std::weak_ordering::equivalent);
  if (range) static_cast<void>(package::satisfies(*version, *range));
  const auto exact = package::read_range("=" + text::to_text(*version));
  hold(exact && package::satisfies(*version, *exact));
  return 0;
}
