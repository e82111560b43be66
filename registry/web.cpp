#include "registry/web.h"

#include <utility>

#include <fmt/format.h>

#include "registry/address.h"

namespace agentops::registry {

Error unexpected_status(const HttpRequest& request, const HttpAnswer& answer) {
  return {
      .kind = ErrorKind::Unreadable,
      .code = "E-REGISTRY-STATUS",
      .message =
          fmt::format("{}: the server answered {} to {}", shown(request.url), answer.status, request.method),
      .hint = answer.status == 429 || answer.status >= 500 ? "the server is busy or broken: try again later"
                                                           : "check the registry's address",
      .where = {}};
}

Status check_no_page(const HttpRequest& request, const HttpAnswer& answer) {
  if (!header_of(answer, "content-type").starts_with("text/html")) return {};
  return fail(
      {.kind = ErrorKind::Unsafe,
       .code = "E-REGISTRY-ANSWER",
       .message = fmt::format(
           "{}: the server answered with a page for people (text/html), not with what a registry holds",
           shown(request.url)),
       .hint = "check the address; a portal or a page to sign in may stand before it",
       .where = {}});
}

ReadFile web_reader(std::string url, Exchange exchange) {
  return [url = std::move(url), exchange = std::move(exchange)](
             const std::string& path, std::uint64_t limit) -> Result<std::optional<std::string>> {
    const HttpRequest request{.method = "GET",
                              .url = fmt::format("{}/{}", url, path),
                              .headers = {},
                              .body = {},
                              .credentials = {},
                              .most_bytes = limit};
    auto answer = exchange(request);
    if (!answer) return fail(answer);
    if (answer->status == 404 || answer->status == 410) return std::nullopt;
    if (answer->status != 200) return fail(unexpected_status(request, *answer));
    if (const Status fit = check_no_page(request, *answer); !fit) return fail(fit);
    return std::move(answer->body);
  };
}

}  // namespace agentops::registry
