#pragma once

/// One archive by its address and its digest, without a registry's listing.
///
///   https://registry.example/core-1.0.0.tar.gz#sha256=9c1e...    the archive
///   oci://registry.example/agents/core@sha256:51f0...            the artifact's manifest
///
/// Whoever has the digest needs to trust neither the server nor the way to it.

#include <string>
#include <string_view>

#include "models/source.h"
#include "registry/address.h"
#include "registry/http.h"
#include "registry/memory.h"

namespace agentops::registry {

struct Direct {
  Address address;
  Digest digest;

  friend bool operator==(const Direct&, const Direct&) = default;
};

/// Errors: Usage, E-ADDRESS, for what is no such address, or has no digest.
[[nodiscard]] Result<Direct> read_direct(std::string_view text);

/// The archive, from memory or from the server. Errors: those of `exchange`; NotFound, E-REGISTRY-BLOB or
/// E-OFFLINE; Unsafe, E-REGISTRY-DIGEST or E-REGISTRY-MANIFEST.
[[nodiscard]] Result<std::string> fetch_archive(const Direct& wanted, bool insecure, const Exchange& exchange,
                                                const Memory& memory);

}  // namespace agentops::registry
