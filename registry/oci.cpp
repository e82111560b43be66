#include "registry/oci.h"

#include <memory>
#include <utility>

#include <fmt/format.h>

#include "registry/oci_answers.h"
#include "registry/oci_server.h"

namespace agentops::registry {

Namespace namespace_at(const Address& address, bool insecure) {
  const bool plain = insecure || is_loopback(address.host);
  return {.server = fmt::format("{}://{}", plain ? "http" : "https", authority_of(address)),
          .name = address.path.empty() ? "" : address.path.substr(1)};
}

Source oci_source(std::string registry, Namespace where, Exchange exchange) {
  const auto server =
      std::make_shared<const OciServer>(std::move(registry), std::move(where), std::move(exchange));
  return {.catalogue = [server] { return server->catalogue(); },
          .names = [server] { return server->names(); },
          .tags = [server](const std::string& package) { return server->tags(package); },
          .blob = [server](const std::string& package,
                           const Descriptor& wanted) { return server->blob(package, wanted); }};
}

Result<bool> publish_to(const Namespace& where, const std::string& registry, const Exchange& exchange,
                        const Manifest& package, const Artifact& artifact, bool dry_run) {
  const OciServer server(registry, where, exchange);
  const Tagged ours{.version = package.version, .manifest = describe(manifest_type, artifact.manifest)};
  const auto is_there = [&](const std::vector<Tagged>& tags) {
    return is_published(ours.version, ours.manifest, tags, registry, package.name);
  };
  auto tags = server.tags(package.name);
  if (!tags) return fail(tags);
  const auto there = is_there(*tags);
  if (!there) return fail(there);
  if (*there || dry_run) return !*there;
  for (const std::string& blob : {artifact.config, artifact.archive})
    if (const Status pushed = server.push_blob(package.name, blob); !pushed) return fail(pushed);

  const std::string tag = tag_of(package.version);
  const auto now_there = [&]() -> Result<bool> {
    const auto manifest = server.manifest_at(package.name, tag);
    if (!manifest) return fail(manifest);
    if (!*manifest) return false;
    return is_there({{.version = ours.version, .manifest = **manifest}});
  };
  const auto meanwhile = now_there();
  if (!meanwhile) return fail(meanwhile);
  if (*meanwhile) return false;
  const auto pushed = server.push_manifest(package.name, tag, artifact.manifest);
  if (!pushed) return fail(pushed);
  auto shown = now_there();
  if (shown && !*shown)
    return fail(bad_answer(registry, *pushed ? "took the version and does not show it"
                                             : "says that the version is there and does not show it"));
  return shown;
}

}  // namespace agentops::registry
