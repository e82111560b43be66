#include "registry/direct.h"

#include <optional>
#include <utility>

#include <fmt/format.h>

#include "registry/artifact.h"
#include "registry/oci.h"
#include "registry/web.h"
#include "text/escape.h"
#include "text/hash.h"

namespace agentops::registry {
namespace {

constexpr std::string_view web_mark = "#sha256=";
constexpr std::string_view oci_mark = "@sha256:";

Error no_digest(std::string_view text) {
  const bool oci = text.starts_with("oci://");
  return {.kind = ErrorKind::Usage,
          .code = "E-ADDRESS",
          .message = fmt::format("{}: which bytes it must be is not said", text::for_terminal(text)),
          .hint = oci ? "write it as oci://HOST/NAMESPACE/NAME@sha256:DIGEST"
                      : "add --sha256 DIGEST, which  agentops package build  printed for the publisher",
          .where = {}};
}

Error not_there(const std::string& url) {
  return {.kind = ErrorKind::NotFound,
          .code = "E-REGISTRY-BLOB",
          .message = fmt::format("{}: is not there", text::for_terminal(url)),
          .hint = "check the address and the digest",
          .where = {}};
}

/// A file of a server, by digest.
struct Piece {
  std::string url;
  std::string accept;  ///< media type; empty: any
  Digest digest;
  std::uint64_t most_bytes = 0;
};

Result<std::string> fetch_piece(const Piece& piece, const Exchange& exchange, const Memory& memory) {
  if (auto kept = remembered_blob(memory, piece.digest)) return *std::move(kept);
  if (memory.offline) return fail(not_remembered(memory.registry, piece.url));
  HttpRequest request{.method = "GET",
                      .url = piece.url,
                      .headers = {},
                      .body = {},
                      .credentials = {},
                      .most_bytes = piece.most_bytes};
  if (!piece.accept.empty()) request.headers.push_back("Accept: " + piece.accept);
  auto answer = exchange(request);
  if (!answer) return fail(answer);
  if (answer->status == 404) return fail(not_there(piece.url));
  if (answer->status != 200) return fail(unexpected_status(request, *answer));
  if (const Status fit = check_no_page(request, *answer); !fit) return fail(fit);
  const Descriptor promised{.media_type = {}, .digest = piece.digest, .size = answer->body.size()};
  if (const Status right = check_bytes(answer->body, promised, piece.url); !right) return fail(right);
  remember_blob(memory, piece.digest, answer->body);
  return std::move(answer->body);
}

}  // namespace

Result<Direct> read_direct(std::string_view text) {
  const std::string_view mark = text.starts_with("oci://") ? oci_mark : web_mark;
  const std::size_t at = text.find(mark);
  auto address = read_address(text.substr(0, at));
  if (!address) return fail(address);
  const auto digest =
      at == std::string_view::npos ? std::nullopt : text::digest_from_hex(text.substr(at + mark.size()));
  if (!digest) return fail(no_digest(text));
  return Direct{.address = *std::move(address), .digest = *digest};
}

Result<std::string> fetch_archive(const Direct& wanted, bool insecure, const Exchange& exchange,
                                  const Memory& memory) {
  const Address& address = wanted.address;
  if (address.scheme != "oci")
    return fetch_piece({.url = fmt::format("{}://{}{}", address.scheme, authority_of(address), address.path),
                        .accept = {},
                        .digest = wanted.digest,
                        .most_bytes = most_archive_bytes},
                       exchange, memory);
  const Namespace where = namespace_at(address, insecure);
  const auto url = [&](std::string_view kind, const Digest& digest) {
    return fmt::format("{}/v2/{}/{}/sha256:{}", where.server, where.name, kind, text::hex(digest));
  };
  const auto manifest = fetch_piece({.url = url("manifests", wanted.digest),
                                     .accept = std::string(manifest_type),
                                     .digest = wanted.digest,
                                     .most_bytes = most_manifest_bytes},
                                    exchange, memory);
  if (!manifest) return fail(manifest);
  const auto parts = read_artifact(*manifest, url("manifests", wanted.digest));
  if (!parts) return fail(parts);
  return fetch_piece({.url = url("blobs", parts->archive.digest),
                      .accept = {},
                      .digest = parts->archive.digest,
                      .most_bytes = parts->archive.size},
                     exchange, memory);
}

}  // namespace agentops::registry
