#include <cstdlib>

#include "text/escape.h"
#include "text/yaml.h"

/// Whatever is read is one of our values or an error with words; text written as a scalar reads back.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const auto value = agentops::text::read_yaml(bytes, "fuzz.yaml");
  if (!value && (value.error().code.empty() || value.error().message.empty())) std::abort();

  const auto again = agentops::text::read_yaml(agentops::text::yaml_scalar(bytes), "fuzz.yaml");
  if (again && *again != agentops::Value(agentops::text::valid_utf8(bytes))) std::abort();
  return 0;
}
