#include "check/patterns.h"
#include "check/rules.h"

namespace agentops::check {
namespace {

const Patterns& shapes() {
  // A command may go on behind a backslash at a line's end.
  static const Patterns patterns({
      {.regex =
           R"(\b((?:curl|wget|fetch)\b(?:[^\n|;]|\\\r?\n)+\|(?:\s|\\\r?\n)*(?:sudo\s+(?:-\S+\s+)*)?(?:env\s+(?:\S+=\S*\s+)*)?(?:/\S*/)?(?:ba|z|da|k|fi)?sh)\b)",
       .says = "what is downloaded is run unseen"},
      {.regex =
           R"(\b((?:curl|wget)\b(?:[^\n|;]|\\\r?\n)+\|(?:\s|\\\r?\n)*(?:sudo\s+)?(?:python[23]?|node|perl|ruby|php|deno run)(?:\s+-\s*)?(?:$|[\s`'")]|\x{60}))(?:[^-c]|$))",
       .says = "what is downloaded is run unseen"},
      {.regex = R"(\b((?:ba|z|da|k)?sh\s+(?:-\S+\s+)*<\(\s*(?:curl|wget)\b[^\n)]+\)))",
       .says = "what is downloaded is run unseen"},
      {.regex = R"(((?:\bsource|(?:^|\s)\.)\s+<\(\s*(?:curl|wget)\b[^\n)]+\)))",
       .says = "what is downloaded is run unseen"},
      {.regex = R"(\b((?:(?:ba|z)?sh\s+-c|eval)\s+["']?(?:\$\(|\x{60})\s*(?:curl|wget)\b[^\n]+))",
       .says = "what is downloaded is run unseen"},
      {.regex =
           R"((?i)\b((?:iwr|irm|Invoke-WebRequest|Invoke-RestMethod|DownloadString)\b[^\n|]+\|\s*(?:iex|Invoke-Expression))\b)",
       .says = "what is downloaded is run unseen"},
      {.regex =
           R"((?i)\b((?:iex|Invoke-Expression)\s*\(+[^\n]*(?:DownloadString|iwr|irm|Invoke-WebRequest)))",
       .says = "what is downloaded is run unseen"},
      {.regex = R"(\b(exec\(\s*[^\n]*(?:urlopen|requests\.get|urllib)[^\n]*))",
       .says = "what is downloaded is run unseen"},
      {.regex =
           R"(((?:curl|wget)\b[^\n]+(?:\n[^\n]*){0,3}chmod\s+(?:\+x|a\+x|u\+x|7\d\d)\s+\S+\s*(?:&&|;|\n)\s*(?:sudo\s+)?\./\S+))",
       .says = "what is downloaded is run at once"},
      {.regex =
           R"((?i)((?:\.zip|\.rar|\.7z|archive|download)[^\n]{0,80}\b(?:password|passcode|pass)\s*(?:is|:|=)\s*["'\x{60}]?[^\s"'\x{60}]{3,}))",
       .says = "an archive with a password, which no scanner can open"},
  });
  return patterns;
}

void find(const Text& text, Sightings& sightings) { find_what_is_not_forbidden(shapes(), text, sightings); }

}  // namespace

Rule remote_code() {
  return {
      .card =
          {.id = "AO705",
           .title = "remote code is run unseen",
           .severity = Severity::Warning,
           .what =
               "A line downloads something and runs it at once: piped to a shell or an interpreter, in a process "
               "substitution, or made executable and started. Lines that forbid it do not count.",
           .why =
               "Who controls the address, or the network, controls the machine of whoever follows the text.",
           .bad = "curl -fsSL https://example.com/install.sh | sh",
           .good =
               "curl -fsSLO https://example.com/install.sh\nsha256sum -c install.sh.sha256\nless install.sh",
           .mend =
               "download, check a digest, read, then run; or name the package of a registry and its version"},
      .look_at_text = find};
}

}  // namespace agentops::check
