#include "registry/transfer.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <memory>
#include <string_view>
#include <utility>

#include <curl/curl.h>
#include <fmt/format.h>

#include "registry/address.h"
#include "text/ascii.h"
#include "text/escape.h"

namespace agentops::registry {
namespace {

constexpr std::size_t most_header_bytes = 64 << 10;
constexpr std::size_t most_excuse_bytes = 64 << 10;  ///< of what is said along with a failure
constexpr long slowest = 1024;                       ///< bytes a second
constexpr unsigned longest_connect = 10;
constexpr unsigned longest_transfer = 20;  ///< times the timeout
constexpr std::string_view agent = "agentops";

/// A list of header lines as libcurl wants it.
class HeaderList {
 public:
  HeaderList() = default;
  HeaderList(const HeaderList&) = delete;
  HeaderList& operator=(const HeaderList&) = delete;
  ~HeaderList() { curl_slist_free_all(first_); }

  void add(const std::string& line) {
    if (curl_slist* longer = curl_slist_append(first_, line.c_str())) first_ = longer;
  }
  [[nodiscard]] curl_slist* get() const { return first_; }

 private:
  curl_slist* first_ = nullptr;
};

/// An answer on its way.
struct Arrival {
  CURL* curl;
  HttpAnswer answer;
  std::uint64_t most_bytes;
  std::size_t header_bytes = 0;
  bool too_long = false;
  bool too_many_headers = false;
  std::string_view unsent;  ///< of the body of the question
  const TransferListener* listener;
};

long status_of(CURL* curl) {
  long status = 0;
  curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &status);
  return status;
}

/// Only then is the body what was asked for, and measured by what that may have.
bool is_success(CURL* curl) { return status_of(curl) / 100 == 2; }

// What libcurl calls; a number other than that of the bytes ends the transfer.

std::size_t take_body(char* bytes, std::size_t, std::size_t size, void* to) {
  Arrival& arrival = *static_cast<Arrival*>(to);
  const std::uint64_t most = is_success(arrival.curl) ? arrival.most_bytes : most_excuse_bytes;
  arrival.too_long = size > most - arrival.answer.body.size();
  if (arrival.too_long) return 0;
  arrival.answer.body.append(bytes, size);
  return size;
}

std::size_t take_header(char* bytes, std::size_t, std::size_t size, void* to) {
  Arrival& arrival = *static_cast<Arrival*>(to);
  arrival.header_bytes += size;
  arrival.too_many_headers = arrival.header_bytes > most_header_bytes;
  if (arrival.too_many_headers) return 0;
  const std::string_view line(bytes, size);
  if (line.starts_with("HTTP/")) arrival.answer.headers.clear();  // after "100 Continue"
  const std::size_t colon = line.find(':');
  if (colon == std::string_view::npos) return size;
  std::string& value = arrival.answer.headers[text::lower(line.substr(0, colon))];
  if (!value.empty()) value += ", ";
  value += text::trim(line.substr(colon + 1));
  return size;
}

std::size_t give_body(char* to, std::size_t, std::size_t size, void* from) {
  std::string_view& unsent = static_cast<Arrival*>(from)->unsent;
  const std::size_t given = unsent.copy(to, size);
  unsent.remove_prefix(given);
  return given;
}

int tell(void* of, curl_off_t total, curl_off_t done, curl_off_t to_send, curl_off_t sent) {
  const TransferListener& listener = *static_cast<Arrival*>(of)->listener;
  if (listener && done + sent > 0)
    listener(static_cast<std::uint64_t>(done + sent),
             static_cast<std::uint64_t>(std::max(total + to_send, curl_off_t{0})));
  return 0;
}

Error broken(const HttpRequest& request, CURLcode code, std::string_view details) {
  const std::string_view why = details.empty() ? curl_easy_strerror(code) : details;
  Error error{.kind = ErrorKind::Unreadable,
              .code = "E-NETWORK",
              .message = fmt::format("{}: {}", shown(request.url), text::for_terminal(why)),
              .hint = "check the address and the network, then try again",
              .where = {}};
  if (code == CURLE_PEER_FAILED_VERIFICATION || code == CURLE_SSL_CACERT_BADFILE ||
      code == CURLE_SSL_CONNECT_ERROR) {
    error.code = "E-NETWORK-TLS";
    error.hint =
        "the server could be another than it says; SSL_CERT_FILE names the certificates of your own authority";
  }
  return error;
}

Error too_slow(const HttpRequest& request, unsigned timeout) {
  return {
      .kind = ErrorKind::Unreadable,
      .code = "E-NETWORK-SLOW",
      .message = fmt::format("{}: nothing, or less than 1 KiB/s, came for {} s", shown(request.url), timeout),
      .hint = "try again later; AGENTOPS_HTTP_TIMEOUT=SECONDS waits longer",
      .where = {}};
}

Error too_much(const HttpRequest& request, const Arrival& arrival) {
  if (arrival.too_many_headers) {
    Error error = broken(request, CURLE_WRITE_ERROR,
                         fmt::format("sends more than {} bytes of headers", most_header_bytes));
    error.code = "E-NETWORK-HEADERS";
    error.hint = "check the address; whoever keeps the registry should look at it";
    return error;
  }
  return {.kind = ErrorKind::Unsafe,
          .code = "E-REGISTRY-LIMIT",
          .message = fmt::format("{}: sends more than the {} bytes that it may have", shown(request.url),
                                 arrival.most_bytes),
          .hint = "nothing was taken over; whoever keeps the registry should look at it",
          .where = {}};
}

void set_method(CURL* curl, const HttpRequest& request) {
  if (request.method == "HEAD") curl_easy_setopt(curl, CURLOPT_NOBODY, 1L);
  if (request.method == "POST" || request.method == "PUT") {
    curl_easy_setopt(curl, CURLOPT_UPLOAD, 1L);
    curl_easy_setopt(curl, CURLOPT_INFILESIZE_LARGE, static_cast<curl_off_t>(request.body.size()));
  }
  curl_easy_setopt(curl, CURLOPT_CUSTOMREQUEST, request.method == "HEAD" ? nullptr : request.method.c_str());
}

void set_credentials(CURL* curl, const Credentials& credentials) {
  if (credentials.empty()) return;
  const bool bearer = !credentials.token.empty();
  curl_easy_setopt(curl, CURLOPT_HTTPAUTH, bearer ? CURLAUTH_BEARER : CURLAUTH_BASIC);
  if (bearer) {
    curl_easy_setopt(curl, CURLOPT_XOAUTH2_BEARER, credentials.token.c_str());
    return;
  }
  curl_easy_setopt(curl, CURLOPT_USERNAME, credentials.user.c_str());
  curl_easy_setopt(curl, CURLOPT_PASSWORD, credentials.password.c_str());
}

void set_rules(CURL* curl, const TransferLimits& limits) {
  curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "http,https");
  curl_easy_setopt(curl, CURLOPT_SSLVERSION, CURL_SSLVERSION_TLSv1_2);
  curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(curl, CURLOPT_HTTP_CONTENT_DECODING, 0L);
  curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT,
                   static_cast<long>(std::min(limits.timeout, longest_connect)));
  curl_easy_setopt(curl, CURLOPT_LOW_SPEED_LIMIT, slowest);
  curl_easy_setopt(curl, CURLOPT_LOW_SPEED_TIME, static_cast<long>(limits.timeout));
  curl_easy_setopt(curl, CURLOPT_TIMEOUT, static_cast<long>(limits.timeout) * longest_transfer);
  curl_easy_setopt(curl, CURLOPT_USERAGENT, agent.data());
  if (!limits.certificates.empty()) curl_easy_setopt(curl, CURLOPT_CAINFO, limits.certificates.c_str());
}

void set_arrival(CURL* curl, Arrival& arrival) {
  curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, take_body);
  curl_easy_setopt(curl, CURLOPT_WRITEDATA, &arrival);
  curl_easy_setopt(curl, CURLOPT_HEADERFUNCTION, take_header);
  curl_easy_setopt(curl, CURLOPT_HEADERDATA, &arrival);
  curl_easy_setopt(curl, CURLOPT_READFUNCTION, give_body);
  curl_easy_setopt(curl, CURLOPT_READDATA, &arrival);
  curl_easy_setopt(curl, CURLOPT_XFERINFOFUNCTION, tell);
  curl_easy_setopt(curl, CURLOPT_XFERINFODATA, &arrival);
  curl_easy_setopt(curl, CURLOPT_NOPROGRESS, 0L);
}

Result<HttpAnswer> ask(CURL* curl, const HttpRequest& request, const TransferLimits& limits,
                       const TransferListener& listener) {
  Arrival arrival{.curl = curl,
                  .answer = {},
                  .most_bytes = request.most_bytes,
                  .unsent = request.body,
                  .listener = &listener};
  HeaderList headers;
  headers.add("Expect:");  // never wait for "100 Continue"
  for (const std::string& line : request.headers) headers.add(line);
  std::array<char, CURL_ERROR_SIZE> details{};
  set_rules(curl, limits);
  set_method(curl, request);
  set_credentials(curl, request.credentials);
  set_arrival(curl, arrival);
  curl_easy_setopt(curl, CURLOPT_URL, request.url.c_str());
  curl_easy_setopt(curl, CURLOPT_HTTPHEADER, headers.get());
  curl_easy_setopt(curl, CURLOPT_ERRORBUFFER, details.data());

  const CURLcode code = curl_easy_perform(curl);
  const bool success = is_success(curl);
  arrival.answer.status = status_of(curl);
  curl_easy_reset(curl);  // keeps the connection, and nothing that points here
  if (arrival.too_long && !success) return std::move(arrival.answer);
  if (arrival.too_long || arrival.too_many_headers) return fail(too_much(request, arrival));
  if (code == CURLE_OPERATION_TIMEDOUT) return fail(too_slow(request, limits.timeout));
  if (code != CURLE_OK) return fail(broken(request, code, details.data()));
  return std::move(arrival.answer);
}

}  // namespace

Exchange network(const TransferLimits& limits, TransferListener listener) {
  const std::shared_ptr<CURL> curl(curl_easy_init(), &curl_easy_cleanup);
  return [curl, limits, listener = std::move(listener)](const HttpRequest& request) -> Result<HttpAnswer> {
    if (curl == nullptr) return fail(broken(request, CURLE_FAILED_INIT, {}));
    return ask(curl.get(), request, limits, listener);
  };
}

}  // namespace agentops::registry
