// Shapes that issuers document, and nothing that merely looks random. What is an example (repeated or
// counting digits, words like "your" and "example") does not count.

#include <algorithm>
#include <array>
#include <cctype>
#include <set>
#include <string>

#include <fmt/format.h>

#include "check/patterns.h"
#include "check/rules.h"

namespace agentops::check {
namespace {

const Patterns& shapes() {
  static const Patterns patterns({
      {.regex = R"(\b((?:AKIA|ASIA)[A-Z2-7]{16})\b)", .says = "an AWS access key"},
      {.regex = R"(\b(gh[pousr]_[A-Za-z0-9]{36,})\b)", .says = "a GitHub token"},
      {.regex = R"(\b(github_pat_[A-Za-z0-9_]{40,})\b)", .says = "a GitHub token"},
      {.regex = R"(\b(glpat-[A-Za-z0-9_-]{20,})\b)", .says = "a GitLab token"},
      {.regex = R"(\b(xox[abprs]-[A-Za-z0-9-]{20,})\b)", .says = "a Slack token"},
      {.regex = R"(\b(sk-(?:ant-|proj-|svcacct-)?[A-Za-z0-9_-]{32,})\b)",
       .says = "a key of a model's provider"},
      {.regex = R"(\b(AIza[A-Za-z0-9_-]{35})\b)", .says = "a Google key"},
      {.regex = R"(\b([rs]k_live_[A-Za-z0-9]{20,})\b)", .says = "a Stripe key"},
      {.regex = R"(\b(npm_[A-Za-z0-9]{36})\b)", .says = "an npm token"},
      {.regex = R"(\b(hf_[A-Za-z]{34})\b)", .says = "a Hugging Face token"},
      {.regex = R"(\b(SG\.[A-Za-z0-9_-]{20,}\.[A-Za-z0-9_-]{30,})\b)", .says = "a SendGrid key"},
      {.regex = R"(\b(eyJ[A-Za-z0-9_-]{10,}\.eyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{10,}))",
       .says = "a JSON web token"},
      {.regex = R"(-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY(?: BLOCK)?-----\s+([A-Za-z0-9+/=]{16,}))",
       .says = "a private key"},
      {.regex =
           R"((?i)\b(?:postgres(?:ql)?|mysql|mariadb|mongodb(?:\+srv)?|redis|amqps?|mssql)://[^\s:/@'"<>`]+:([^\s@/'"<>`]{6,})@[a-z0-9.-]+\.[a-z]{2,})",
       .says = "a password in a database address"},
  });
  return patterns;
}

std::string lower(std::string_view text) {
  std::string lowered(text);
  std::ranges::transform(lowered, lowered.begin(),
                         [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return lowered;
}

/// Made up for a text: it says so, counts, repeats, or is to be filled in.
bool is_made_up(std::string_view secret) {
  constexpr std::array<std::string_view, 22> signs = {
      "example",  "xxxx",   "your",     "placeholder", "dummy",   "fake",  "sample", "changeme",
      "password", "secret", "redacted", "1234567",     "abcdefg", "....",  "****",   "0000000",
      "test",     "${",     "{{",       "<",           "$(",      "mypass"};
  const std::string text = lower(secret);
  if (std::ranges::any_of(signs, [&](std::string_view sign) { return text.find(sign) != std::string::npos; }))
    return true;
  const std::set<char> different(text.begin(), text.end());
  return different.size() < std::min<std::size_t>(8, (text.size() + 1) / 2);
}

/// The first characters, which tell whose it is, and how long it is.
std::string masked(std::string_view secret) {
  return fmt::format("{}... ({} characters)", secret.substr(0, 4), secret.size());
}

void find(const Text& text, Sightings& sightings) {
  for (const Match& match : shapes().matches(text.bytes)) {
    const std::string_view secret = slice(text.bytes, match.span);
    if (is_made_up(secret)) continue;
    sightings.push_back({.message = fmt::format("looks like {}: {}", match.pattern->says, masked(secret)),
                         .span = match.span});
  }
}

}  // namespace

Rule credential() {
  return {
      .card =
          {.id = "AO702",
           .title = "looks like a credential",
           .severity = Severity::Warning,
           .what =
               "A token, key or password in a shape that its issuer documents. What is plainly made up does not count. "
               "The message shows four characters of it.",
           .why = "Who reads the file, or installs the package, can use it.",
           .bad = "export API_TOKEN=<forty letters and digits>",
           .good = "export API_TOKEN=\"$(pass show api-token)\"",
           .mend =
               "revoke it where it was issued, then take it out: it stays in the history of the repository"},
      .look_at_text = find};
}

}  // namespace agentops::check
