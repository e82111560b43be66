#include <algorithm>
#include <array>

#include "check/patterns.h"
#include "check/rules.h"

namespace agentops::check {
namespace {

const Patterns& shapes() {
  static const Patterns patterns({
      {.regex =
           R"(\b(https?://[a-zA-Z0-9-]+(?:\.[a-zA-Z0-9-]+)*\.[a-zA-Z]{2,}(?::[^\s@/]*)?@[a-zA-Z0-9.-]+))",
       .says = "what looks like the host is a user name"},
      {.regex = R"(\b(https?://(?:[^/\s@"'<>()]*\.)?xn--[a-z0-9-]+[^\s"'<>()\x{60}]*))",
       .says = "a host in letters that look like others"},
      {.regex =
           R"(\b(https?://(?:bit\.ly|tinyurl\.com|t\.co|goo\.gl|is\.gd|ow\.ly|rb\.gy|cutt\.ly|shorturl\.at)/[A-Za-z0-9_-]{3,}))",
       .says = "a short link that hides where it leads"},
      {.regex =
           R"(\b(?:curl|wget|iwr|irm|bash|sh|python|pip|npm|npx|git clone|download|fetch|install|run)\b[^\n]{0,80}(https?://\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}(?::\d+)?(?:/[^\s"'<>()\x{60}]*)?))",
       .says = "a bare address instead of a host"},
  });
  return patterns;
}

/// This machine, this network, and what stands for them.
bool is_near(std::string_view address) {
  constexpr std::array<std::string_view, 10> begins = {"127.",     "10.",     "192.168.", "0.0.0.0",
                                                       "169.254.", "172.16.", "172.17.",  "172.18.",
                                                       "172.20.",  "172.31."};
  const auto host = address.substr(std::min(address.find("://") + 3, address.size()));
  return std::ranges::any_of(begins, [&](std::string_view begin) { return host.starts_with(begin); });
}

void find(const Text& text, Sightings& sightings) {
  find_patterns(
      shapes(), text,
      [](const Text& t, const Match& m) {
        return !is_near(slice(t.bytes, m.span)) && !is_forbidden(t.bytes, m.span.begin);
      },
      sightings);
}

}  // namespace

Rule misleading_address() {
  return {
      .card =
          {.id = "AO711",
           .title = "an address that hides where it leads",
           .severity = Severity::Warning,
           .what =
               "A short link, a host in disguised letters (xn--), a user name that looks like the host, or a download from "
               "a bare IP address. Addresses of this machine and of private networks do not count.",
           .why = "Neither a reader nor the assistant can tell whom it trusts, and the target can change.",
           .bad = "https://github.com@files.example.net/setup",
           .good = "https://files.example.net/setup",
           .mend = "write the address that it leads to"},
      .look_at_text = find};
}

}  // namespace agentops::check
