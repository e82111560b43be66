// Rules for a package's items from a stranger: read or told, with findings that are safe to print.

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "fuzz/claims.h"
#include "package/validations.h"
#include "text/escape.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  namespace package = agentops::package;
  const std::string_view bytes = text_of(data, size);
  agentops::Manifest manifest;
  manifest.config = {{"validation_rules", "config/rules.yaml"}};
  const agentops::FileTree files = {{"agents/a.md", {.content = "# A\n\nSay what you did.\n"}},
                                    {"config/rules.yaml", {.content = std::string(bytes)}}};
  const auto facts = [](const std::string&) {
    return package::ItemFacts{.sections = {"A"}, .tokens = 6, .dead = {{"gone.md", 3}}};
  };
  for (const agentops::Finding& finding : package::check_validations(files, manifest, facts))
    hold(agentops::text::for_terminal(finding.message) == finding.message);
  return 0;
}
