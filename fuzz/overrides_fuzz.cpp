// What a project writes about a package, in a file that anybody may have broken: refused with words that are
// safe to print, or merged; and an edit of it, taken back, leaves every byte as it was.

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "fuzz/claims.h"
#include "package/deploy.h"
#include "package/overrides.h"
#include "text/escape.h"
#include "text/yaml_edit.h"

namespace {

namespace package = agentops::package;
namespace text = agentops::text;

const package::Package& support() {
  static const package::Package known = [] {
    const auto file = [](std::string_view bytes) {
      return agentops::TreeFile{.content = std::string(bytes)};
    };
    const agentops::FileTree files = {
        {"package.yaml", file("name: support\nversion: 1.0.0\nagents: [agents/a.md]\n"
                              "config: { defaults: config/d.yaml, validation_rules: config/v.yaml }\n")},
        {"agents/a.md", file("---\nname: a\n---\n# A\n\nStop at {{ settings.limits.amount }}.\n")},
        {"config/d.yaml", file("limits: { amount: $200, days: 3 }\nhosts: [a]\nowner:\nfree: {}\n")},
        {"config/v.yaml", file("rules: [{ id: short, max_tokens: 900 }, { require_text: a }, 3]\n")}};
    return package::read_package(files, "support").value();
  }();
  return known;
}

void hold_safe(const agentops::Error& error) {
  hold(text::for_terminal(error.message) == error.message && text::for_terminal(error.hint) == error.hint);
}

void edit(std::string_view bytes) {
  const text::KeyPath path = {"config", "new key"};
  const auto edited = text::with_value(bytes, path, "a: b");
  if (!edited || bytes.empty() || !bytes.ends_with('\n')) return;
  const auto back = text::without_value(*edited, path);
  hold(!back || *back == bytes || back->size() < bytes.size());  // an empty `config:` goes with its last key
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes = text_of(data, size);
  const std::string path = package::overrides_path("support");
  const auto overrides = package::read_overrides(bytes, path);
  if (!overrides) {
    hold_safe(overrides.error());
    return 0;
  }
  (void)package::with_validations(support().files, support().manifest, *overrides);
  package::Installed installed{.package = support(),
                               .local = {.path = path, .overrides = *overrides, .files = {}}};
  // Files of the project are read before; here there are none.
  installed.local.overrides.added.clear();
  for (agentops::Patch& patch : installed.local.overrides.patches)
    patch.append = patch.text = patch.base = "";
  if (const auto deployed = package::deployment({installed}); !deployed) hold_safe(deployed.error());
  edit(bytes);
  return 0;
}
