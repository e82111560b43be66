// A manifest from a stranger. What is read whole is written and read as the same again.

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "fuzz/claims.h"
#include "package/manifest.h"
#include "text/escape.h"
#include "text/manifest_file.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  namespace package = agentops::package;
  const std::string_view bytes = text_of(data, size);
  const auto reading = package::read_manifest(bytes, "package.yaml");
  if (!reading) {
    hold(agentops::text::for_terminal(reading.error().message) == reading.error().message);
    return 0;
  }
  const auto again =
      package::read_manifest(agentops::text::write_manifest(reading->manifest), "package.yaml");
  hold(again && again->manifest == reading->manifest);
  return 0;
}
