#include <cstdlib>

#include "extract/toml.h"

/// Entries lie one after another inside the file, and reading them gives the same twice.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace agentops::extract;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto entries = read_toml_entries(text);
  if (entries != read_toml_entries(text)) std::abort();
  std::size_t end = 0;
  for (const TomlEntry& entry : entries) {
    if (entry.span.begin < end || entry.span.end < entry.span.begin || entry.span.end > size) std::abort();
    end = entry.span.end;
  }
  if (read_toml(text) != read_toml(text)) std::abort();
  return 0;
}
