#include <cstdlib>

#include "text/yaml.h"

/// Whatever is read is one of our values or an error with words; text written as a scalar reads back.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const auto value = agentops::text::read_yaml(bytes, "fuzz.yaml");
  if (!value && (value.error().code.empty() || value.error().message.empty())) std::abort();

  const std::string scalar = agentops::text::yaml_scalar(bytes);
  const auto again = agentops::text::read_yaml(scalar, "fuzz.yaml");
  if (again && (again->text() == nullptr || agentops::text::yaml_scalar(*again->text()) != scalar))
    std::abort();
  return 0;
}
