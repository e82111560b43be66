#pragma once

/// One server of OCI artifacts, and the questions that it is asked: what registry/oci.h is made of.
///
///   server.tags("core")  ->  GET /v2/agents/core/tags/list, then each manifest
///
/// For one thread: it keeps the manifests that it has read.

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "registry/oci.h"

namespace agentops::registry {

/// Errors of all its functions: those that oci_source names.
class OciServer {
 public:
  OciServer(std::string registry, Namespace where, Exchange exchange)
      : registry_(std::move(registry)), where_(std::move(where)), exchange_(std::move(exchange)) {}

  /// As Source has them.
  [[nodiscard]] Result<std::vector<Entry>> catalogue() const;
  [[nodiscard]] Result<std::vector<std::string>> names() const;
  [[nodiscard]] Result<std::vector<Tagged>> tags(const std::string& package) const;
  [[nodiscard]] Result<std::optional<std::string>> blob(const std::string& package,
                                                        const Descriptor& wanted) const;

  /// The manifest under a tag, kept for blob(); nothing when there is none.
  [[nodiscard]] Result<std::optional<Descriptor>> manifest_at(const std::string& package,
                                                              const std::string& tag) const;

  /// The versions among the tags of a repository; none when there is no such repository.
  [[nodiscard]] Result<std::vector<Version>> versions_of(const std::string& package) const;

  /// Uploads what is not there yet.
  [[nodiscard]] Status push_blob(const std::string& package, const std::string& bytes) const;

  /// False when the server says that something is under the tag already: it keeps tags as they are, or knows
  /// `If-None-Match`. Others put the new manifest in the place of the old one.
  [[nodiscard]] Result<bool> push_manifest(const std::string& package, const std::string& tag,
                                           const std::string& manifest) const;

 private:
  [[nodiscard]] HttpRequest about(const std::string& package, const std::string& what) const;
  /// The answer, or nothing when what was asked for is not there.
  [[nodiscard]] Result<std::optional<HttpAnswer>> found(const HttpRequest& request) const;
  /// A list over as many pages as it has; nothing when there is no such list.
  [[nodiscard]] Result<std::optional<std::vector<std::string>>> all_names(std::string url,
                                                                          std::string_view key) const;
  /// The packages among repositories, sorted.
  [[nodiscard]] std::vector<std::string> packages_in(const std::vector<std::string>& repositories) const;
  /// What the catalogue says of a package: one manifest and one config are read, whatever it has of versions.
  [[nodiscard]] Result<std::optional<Entry>> newest_entry(const std::string& package) const;

  std::string registry_;
  Namespace where_;
  Exchange exchange_;
  /// What tags() has read: blob() need not ask again.
  std::shared_ptr<std::map<Digest, std::string>> manifests_ =
      std::make_shared<std::map<Digest, std::string>>();
};

}  // namespace agentops::registry
