#pragma once

/// A registry that is a server of OCI artifacts: the package customer-service of
/// oci://registry.example/agents is its repository agents/customer-service, and each version a tag there.
///
/// What is read: tags/list, manifests, blobs, and _catalog where the server has one. Published is in one
/// piece a blob, the manifest last, so that nobody sees half a version. Notation: OCI Distribution
/// Specification 1.1. As safe on several threads as the Exchange.

#include <string>
#include <string_view>
#include <vector>

#include "models/manifest.h"
#include "registry/address.h"
#include "registry/artifact.h"
#include "registry/http.h"
#include "registry/store.h"

namespace agentops::registry {

/// Where the packages are: "https://registry.example", "agents".
struct Namespace {
  std::string server;  ///< "https://registry.example:5000"
  std::string name;    ///< "agents"; may be empty

  friend bool operator==(const Namespace&, const Namespace&) = default;
};

/// https, but http to this machine, and to any where `insecure`.
[[nodiscard]] Namespace namespace_at(const Address& address, bool insecure);

/// `registry` is its name, for the messages. Errors of its functions: those of `exchange` and of layout.h;
/// Unreadable, E-REGISTRY-STATUS; Unsafe, E-REGISTRY-ANSWER, E-REGISTRY-DIGEST or E-REGISTRY-LIMIT. The
/// catalogue leaves out what is no package.
[[nodiscard]] Source oci_source(std::string registry, Namespace where, Exchange exchange);

/// True when it was published, false when this very artifact was there. The notation has no way to publish
/// only where nothing is, so the tag is looked at before and after, and who finds another's artifact under it
/// has lost; the manifest is sent with `If-None-Match: *`, and a server that knows it, or keeps its tags as
/// they are, lets the first one win. With another, who publishes between the other's last look and its
/// manifest is told that it worked and is then replaced. Errors: those of is_published and of the source.
[[nodiscard]] Result<bool> publish_to(const Namespace& where, const std::string& registry,
                                      const Exchange& exchange, const Manifest& package,
                                      const Artifact& artifact, bool dry_run);

}  // namespace agentops::registry
