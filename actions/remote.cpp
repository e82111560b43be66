#include "actions/remote.h"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <cstdlib>
#include <memory>
#include <thread>
#include <utility>

#include <fmt/format.h>

#include "actions/registry_memory.h"
#include "package/archive.h"
#include "registry/address.h"
#include "registry/authentication.h"
#include "registry/client.h"
#include "registry/direct.h"
#include "registry/oci.h"
#include "registry/transfer.h"
#include "registry/web.h"
#include "text/escape.h"

namespace agentops::actions {
namespace {

constexpr unsigned longest_timeout = 3600;
constexpr unsigned little_timeout = 3;

std::string variable(const std::string& name) {
  const char* value = name.empty() ? nullptr : std::getenv(name.c_str());
  return value == nullptr ? "" : value;
}

// The way there ----------------------------------------------------------------------------------

/// Seconds that a silent server is waited for.
Result<unsigned> timeout() {
  const std::string said = variable("AGENTOPS_HTTP_TIMEOUT");
  if (said.empty()) return registry::TransferLimits{}.timeout;
  unsigned seconds = 0;
  const auto [end, failure] = std::from_chars(said.data(), said.data() + said.size(), seconds);
  if (failure == std::errc() && end == said.data() + said.size() && seconds >= 1 &&
      seconds <= longest_timeout)
    return seconds;
  return fail({.kind = ErrorKind::Usage,
               .code = "E-ENVIRONMENT",
               .message = fmt::format("AGENTOPS_HTTP_TIMEOUT: \"{}\" is no number of seconds",
                                      text::for_terminal(said)),
               .hint = fmt::format("a whole number from 1 to {}", longest_timeout),
               .where = {}});
}

/// The server of an address: "https://registry.example".
std::string server_of(const registry::Address& address, bool insecure) {
  if (address.scheme == "oci") return registry::namespace_at(address, insecure).server;
  return fmt::format("{}://{}", address.scheme, registry::authority_of(address));
}

/// What the environment holds for one server.
registry::Credentials credentials_for(const registry::Address& server, const std::string& user) {
  const std::string part = registry::variable_part(server);
  registry::Credentials found{.user = user,
                              .password = variable("AGENTOPS_PASSWORD_" + part),
                              .token = variable("AGENTOPS_TOKEN_" + part)};
  if (found.password.empty()) found.user.clear();
  return found;
}

Error no_password(const RegistrySetting& setting, const registry::Address& server) {
  const std::string name = "AGENTOPS_PASSWORD_" + registry::variable_part(server);
  return {.kind = ErrorKind::NotFound,
          .code = "E-CREDENTIALS",
          .message = fmt::format("{}: no password for {}: {} is not set", setting.name,
                                 text::for_terminal(setting.user), name),
          .hint = fmt::format("export {}=...  or take user out of the registry's setting", name),
          .where = {}};
}

/// Of plain http to another machine there is no telling who reads a password, nor whose wish it was.
Error in_the_clear(const RegistrySetting& setting) {
  return {.kind = ErrorKind::Unsafe,
          .code = "E-PLAIN-HTTP",
          .message = fmt::format("{}: credentials would be sent unencrypted to {}", setting.name,
                                 text::for_terminal(setting.url)),
          .hint = "reach it through https, or take user out of the registry's setting",
          .where = {}};
}

/// Who we are at the registry and at its server of tokens.
Result<registry::Identity> identity_at(const RegistrySetting& setting, const registry::Address& address) {
  const std::string server = server_of(address, setting.insecure);
  registry::Identity identity{.registry = registry::origin_of(server),
                              .token_server = registry::origin_of(setting.token_server),
                              .credentials = credentials_for(address, setting.user),
                              .for_tokens = {}};
  if (const auto tokens = registry::read_address(setting.token_server); tokens)
    identity.for_tokens = credentials_for(*tokens, setting.user);
  const bool has_any = !identity.credentials.empty() || !identity.for_tokens.empty();
  if (!setting.user.empty() && !has_any) return fail(no_password(setting, address));
  const auto is_closed = [](const std::string& url, const registry::Address& at) {
    return url.starts_with("https://") || registry::is_loopback(at.host);
  };
  if (!identity.credentials.empty() && !is_closed(server, address)) return fail(in_the_clear(setting));
  if (!identity.for_tokens.empty() &&
      !is_closed(setting.token_server, *registry::read_address(setting.token_server)))
    return fail(in_the_clear(setting));
  return identity;
}

Result<registry::Exchange> way_to(const Project& project, const RegistrySetting& setting,
                                  const registry::Address& address, Patience patience = Patience::Usual) {
  auto seconds = timeout();
  if (!seconds) return fail(seconds);
  if (patience == Patience::Little) seconds = std::min(*seconds, little_timeout);
  auto identity = identity_at(setting, address);
  if (!identity) return fail(identity);
  const auto listener = [&project](std::uint64_t done, std::uint64_t total) {
    project.report({.stage = "transferring, KiB:", .done = done >> 10, .total = total >> 10});
  };
  const auto pause = [longest = std::chrono::seconds(*seconds)](std::chrono::seconds asked) {
    std::this_thread::sleep_for(std::min(asked, longest));
  };
  return registry::authenticated(
      registry::careful(
          registry::network({.timeout = *seconds, .certificates = variable("SSL_CERT_FILE")}, listener),
          {.insecure = setting.insecure, .pause = pause, .tries = patience == Patience::Little ? 1 : 3}),
      *std::move(identity));
}

// Addresses -------------------------------------------------------------------------------------

/// What the project says about the server that is named by its address alone.
RegistrySetting setting_for(const Project& project, const std::string& url,
                            const registry::Address& address) {
  for (const RegistrySetting& setting : project.settings().registries) {
    const auto known = registry::read_address(setting.url);
    if (known && known->scheme == address.scheme &&
        registry::authority_of(*known) == registry::authority_of(address))
      return setting;
  }
  RegistrySetting unknown;
  unknown.name = url;
  return unknown;
}

}  // namespace

Error read_only(const RegistrySetting& setting, std::string hint) {
  return {.kind = ErrorKind::Usage,
          .code = "E-REGISTRY-READ-ONLY",
          .message = fmt::format("{}: {} cannot be changed from here", setting.name,
                                 text::for_terminal(setting.url)),
          .hint = std::move(hint),
          .where = {}};
}

Result<registry::Source> remote_source(const Project& project, const RegistrySetting& setting,
                                       Patience patience) {
  const auto address = registry::read_address(setting.url);
  if (!address) return fail(address);
  auto way = way_to(project, setting, *address, patience);
  if (!way) return fail(way);
  if (address->scheme == "oci")
    return registry::remembered(
        registry::oci_source(setting.name, registry::namespace_at(*address, setting.insecure),
                             *std::move(way)),
        memory_of(project, setting));
  const std::string url = server_of(*address, setting.insecure) + address->path;
  return registry::remembered(
      registry::layout_source(setting.name, registry::web_reader(url, *std::move(way))),
      memory_of(project, setting));
}

Result<bool> publish_remote(const Project& project, const RegistrySetting& setting, const Manifest& package,
                            const registry::Artifact& artifact, bool dry_run) {
  const auto address = registry::read_address(setting.url);
  if (!address) return fail(address);
  if (address->scheme != "oci")
    return fail(read_only(
        setting, "publish into the folder that this server shows: agentops registry add NAME FOLDER"));
  const auto way = way_to(project, setting, *address);
  if (!way) return fail(way);
  return registry::publish_to(registry::namespace_at(*address, setting.insecure), setting.name, *way, package,
                              artifact, dry_run);
}

Result<package::Candidate> read_remote_candidate(const Project& project, const std::string& url) {
  const auto wanted = registry::read_direct(url);
  if (!wanted) return fail(wanted);
  const RegistrySetting setting = setting_for(project, url, wanted->address);
  const auto way = way_to(project, setting, wanted->address);
  if (!way) return fail(way);
  const auto bytes = registry::fetch_archive(*wanted, setting.insecure, *way, memory_of(project, setting));
  if (!bytes) return fail(bytes);
  auto package = package::unpack(*bytes, url);
  if (!package) return fail(package);
  return package::Candidate{.package = *std::move(package), .source = url};
}

}  // namespace agentops::actions
