#pragma once

/// What is remembered of a registry on a server: what was fetched, so that it is fetched once and is there
/// without a network; and what it showed before, so that it cannot take anything back.
///
///   seen before: core 1.0.0 (sha256 9c1e...), 1.1.0; now shown: 1.0.0
///   -> refused: the newest version is gone
///
/// Pure but for the functions that it is given.

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "registry/store.h"

namespace agentops::registry {

/// Bytes under names of lower-case letters, digits and '-'. What cannot be saved is not remembered.
struct Keep {
  std::function<std::optional<std::string>(const std::string& name)> load;
  std::function<void(const std::string& name, std::string_view bytes)> save;
};

struct Memory {
  std::string registry;  ///< its name, for the messages
  std::string address;   ///< what is remembered belongs to it
  Keep blobs;            ///< by digest; what does not have it is not believed
  Keep seen;             ///< must come back as it was saved, or not at all
  bool offline = false;  ///< only from memory: nobody is asked
};

/// `source` with a memory. Errors: those of `source`; Unsafe, E-REGISTRY-ROLLBACK, when the newest version
/// that was ever seen is gone, or E-VERSION-CHANGED, when a version is another than it was; NotFound,
/// E-OFFLINE, for what is not remembered. Of what vanished beside the newest, the memory keeps the digest.
[[nodiscard]] Source remembered(Source source, Memory memory);

/// What was saved under this digest and still has it.
[[nodiscard]] std::optional<std::string> remembered_blob(const Memory& memory, const Digest& digest);

/// `bytes` must have the digest.
void remember_blob(const Memory& memory, const Digest& digest, std::string_view bytes);

/// NotFound, E-OFFLINE: `what` would have to be asked for.
[[nodiscard]] Error not_remembered(const std::string& registry, const std::string& what);

/// From now on the registry at `address` is new to us: for who adds it anew, and so says that he trusts it.
void forget(const Keep& seen, const std::string& address);

}  // namespace agentops::registry
