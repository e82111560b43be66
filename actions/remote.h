#pragma once

/// Registries on servers: how they are reached, with whose credentials, and what is kept of them.
///
///   https://registry.example/agents   the folder of a registry behind a web server: read
///   oci://registry.example/agents     a server of OCI artifacts: read and published to
///
/// `Project::offline` asks no server: what is known of it is in actions/registry_memory.h. Credentials come
/// from variables that are named after the server to which they are sent, AGENTOPS_PASSWORD_REGISTRY_EXAMPLE
/// and AGENTOPS_TOKEN_...: the settings of a project that somebody cloned can send them nowhere else.
/// AGENTOPS_HTTP_TIMEOUT says how many seconds a silent server is waited for (30), SSL_CERT_FILE which
/// certificates are trusted.

#include <cstdint>
#include <string>

#include "actions/project.h"
#include "models/manifest.h"
#include "package/install.h"
#include "registry/artifact.h"
#include "registry/store.h"

namespace agentops::actions {

/// How long a server may take: what it is asked for is needed, or is only nice to know.
enum class Patience : std::uint8_t { Usual, Little };

/// `project` must outlive it. Errors: Usage, E-ADDRESS or E-ENVIRONMENT; NotFound, E-CREDENTIALS, when the
/// setting names a user and there is no password; Unsafe, E-PLAIN-HTTP, when it would be sent in the clear.
[[nodiscard]] Result<registry::Source> remote_source(const Project& project, const RegistrySetting& setting,
                                                     Patience patience = Patience::Usual);

/// True when it was published, false when this very artifact was there. Errors: as remote_source and
/// registry::publish_to; Usage, E-REGISTRY-READ-ONLY, for a web server.
[[nodiscard]] Result<bool> publish_remote(const Project& project, const RegistrySetting& setting,
                                          const Manifest& package, const registry::Artifact& artifact,
                                          bool dry_run);

/// The package at an address with a digest, see registry/direct.h. Of a registry that the project knows on
/// the same server the credentials are used. Errors: those of remote_source, registry::fetch_archive and
/// package::unpack.
[[nodiscard]] Result<package::Candidate> read_remote_candidate(const Project& project,
                                                               const std::string& url);

/// Usage, E-REGISTRY-READ-ONLY: why this registry cannot be changed from here.
[[nodiscard]] Error read_only(const RegistrySetting& setting, std::string hint);

}  // namespace agentops::actions
