// What a registry answers: an index, a catalogue, the manifest of an artifact, its config, lists of names, a
// token, a refusal, and the headers that say who is let in and where a list goes on. What is accepted can be
// written again and read back.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "registry/address.h"
#include "registry/artifact.h"
#include "registry/authentication.h"
#include "registry/catalogue.h"
#include "registry/direct.h"
#include "registry/layout.h"
#include "registry/oci.h"
#include "registry/oci_answers.h"
#include "text/escape.h"

namespace {

void hold(bool claim) {
  if (!claim) std::abort();
}

template <class T>
void hold_printable(const agentops::Result<T>& read) {
  if (!read) hold(agentops::text::for_terminal(read.error().message) == read.error().message);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  namespace registry = agentops::registry;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const auto index = registry::read_index(bytes, "here");
  hold_printable(index);
  if (index) hold(registry::read_index(registry::write_index(*index), "here") == index);
  const auto catalogue = registry::read_catalogue(bytes, "here");
  hold_printable(catalogue);
  if (catalogue) {
    hold(registry::read_catalogue(registry::write_catalogue(*catalogue), "here") == catalogue);
    for (const registry::Entry& entry : *catalogue)
      hold(agentops::text::for_terminal(registry::line_of(entry)) == registry::line_of(entry));
  }
  hold_printable(registry::read_artifact(bytes, "here"));
  hold_printable(registry::entry_of(bytes, "here"));
  hold_printable(registry::read_names(bytes, "tags", "here"));
  hold_printable(registry::read_token(bytes, "here"));
  const std::string excuse = registry::excuse_in(bytes);
  hold(agentops::text::for_terminal(excuse) == excuse);
  const registry::Challenge challenge = registry::read_challenge(bytes);
  hold(challenge.scheme.empty() || challenge.scheme == "basic" || challenge.scheme == "bearer");
  const auto next = registry::resolved("https://registry.example/v2/", registry::next_page(bytes));
  if (next) hold(!registry::origin_of(*next).empty());
  const auto address = registry::read_address(bytes);
  hold_printable(address);
  if (address) hold(!address->host.empty() && !bytes.contains('?'));
  hold_printable(registry::read_direct(bytes));
  return 0;
}
