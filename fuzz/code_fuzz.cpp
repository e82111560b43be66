#include <cstdlib>

#include "extract/code.h"

/// The first byte picks the language, the rest is code. What it uses is the same twice and never empty text.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace agentops::extract;
  if (size == 0) return 0;
  const std::string_view code(reinterpret_cast<const char*>(data) + 1, size - 1);
  const auto language = static_cast<Language>(data[0] % 12);
  CodeFacts once;
  CodeFacts twice;
  read_code(language, code, once);
  read_code(language, code, twice);
  if (once.programs != twice.programs || once.files != twice.files || once.env != twice.env ||
      once.hosts != twice.hosts)
    std::abort();
  for (const auto* words : {&once.programs, &once.files, &once.env, &once.hosts})
    if (words->contains("")) std::abort();
  (void)language_of("", code);
  (void)language_of_script("x", code);
  return 0;
}
