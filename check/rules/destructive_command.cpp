#include "check/patterns.h"
#include "check/rules.h"

namespace agentops::check {
namespace {

const Patterns& shapes() {
  static const Patterns patterns({
      {.regex =
           R"((\brm\s+(?:-[a-zA-Z]*[rR][a-zA-Z]*f[a-zA-Z]*|-[a-zA-Z]*f[a-zA-Z]*[rR][a-zA-Z]*|-r\s+-f|-f\s+-r)\s+(?:--no-preserve-root\s+)?["']?(?:/|~/?|\$HOME/?|\$\{HOME\}/?|/\*|~/\*)["']?(?:$|[\s;&)\x{60}])))",
       .says = "removes everything"},
      {.regex = R"((\w*\(\)\s*\{\s*\w*:?\s*\|\s*:?\w*\s*&\s*\}\s*;\s*:?\w*))", .says = "a fork bomb"},
      {.regex =
           R"((\b(?:mkfs(?:\.\w+)?\s+(?:-\S+\s+)*/dev/\w+|dd\s+if=/dev/(?:zero|u?random)\s+of=/dev/(?:sd|nvme|hd|disk)\w*)))",
       .says = "overwrites a disk"},
      {.regex = R"((\b(?:ba)?sh\s+-i\s*(?:>&|>|<)[^\n]{0,40}/dev/tcp/[^\s"'\x{60}]+))",
       .says = "opens a shell to another machine"},
      {.regex = R"((\b(?:nc|ncat|netcat)\b[^\n|]{0,60}\s-[a-z]*e\s+/bin/(?:ba)?sh))",
       .says = "opens a shell to another machine"},
      {.regex = R"((\bsocket\.socket\([^\n]*(?:dup2|subprocess\.call)[^\n]*/bin/(?:ba)?sh))",
       .says = "opens a shell to another machine"},
      {.regex = R"((\|\s*crontab\s+-(?:\s|$|\x{60})))",
       .says = "stays on the machine: writes the user's crontab"},
      {.regex = R"((\b(?:curl|wget|nc)\b[^\n]*>>?\s*(?:~|\$HOME)/\.(?:bashrc|zshrc|profile|bash_profile)))",
       .says = "stays on the machine: writes the shell's start file"},
      {.regex =
           R"((echo\s+["'][^"'\n]*(?:curl|wget|base64|/dev/tcp|\bnc\b)[^"'\n]*["']\s*>>?\s*(?:~|\$HOME)/\.(?:bashrc|zshrc|profile|bash_profile)))",
       .says = "stays on the machine: writes the shell's start file"},
      {.regex = R"((NOPASSWD\s*:\s*ALL))", .says = "gives up the password of sudo"},
  });
  return patterns;
}

void find(const Text& text, Sightings& sightings) { find_what_is_not_forbidden(shapes(), text, sightings); }

}  // namespace

Rule destructive_command() {
  return {
      .card =
          {.id = "AO710",
           .title = "a command that destroys or takes over",
           .severity = Severity::Warning,
           .what =
               "A command that removes everything, overwrites a disk, starves the machine, opens a shell to another one, or "
               "makes itself start again. Lines that forbid or look for it do not count.",
           .why = "An assistant with a shell does what stands there.",
           .bad = "rm -rf ~/",
           .good = "rm -rf build/",
           .mend =
               "name what is to be removed, and have the assistant ask; take the line out where it is an example"},
      .look_at_text = find};
}

}  // namespace agentops::check
