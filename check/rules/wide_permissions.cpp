#include "check/patterns.h"
#include "check/rules.h"

namespace agentops::check {
namespace {

const Patterns& shapes() {
  static const Patterns patterns({
      {.regex =
           R"((?i)\b((?:claude|codex|run|start|launch|invoke|call|execute|use)\b[^\n|]{0,40}(?:--dangerously-skip-permissions|--dangerously-bypass-approvals-and-sandbox)\b))",
       .says = "switches off the questions before a command runs"},
      {.regex = R"((?i)^((?:allowed-tools|tools)\s*:\s*\[?\s*["']?(?:\*|all)["']?\s*\]?)\s*$)",
       .says = "asks for every tool"},
      {.regex =
           R"((?i)\b((?:append|add|write|save|copy)\b[^\n.]{0,60}\b(?:CLAUDE|AGENTS|MEMORY|GEMINI)\.md\b[^\n]*\b(?:every|all|each)\s+(?:future|later|other)\s+(?:sessions?|conversations?|projects?|agents?)))",
       .says = "makes itself last beyond this talk"},
      {.regex =
           R"((?i)\b((?:fetch|download|curl|load|read|get|open)\b[^\n]{0,40}https?://\S+\s[^\n.]{0,40}\b(?:and|then)\s+(?:follow|obey|execute|do what)\b[^\n.]{0,60}))",
       .says = "takes its instructions from an address when it runs"},
      {.regex = R"((\bnpx\s+(?:-y|--yes)\s+@?[a-z0-9][\w./-]*(?:@latest)?)(?:$|[\s"'\x{60})]))",
       .says = "runs whatever version is newest"},
  });
  return patterns;
}

void find(const Text& text, Sightings& sightings) { find_what_is_not_forbidden(shapes(), text, sightings); }

}  // namespace

Rule wide_permissions() {
  return {
      .card =
          {.id = "AO713",
           .title = "more rights than a task needs",
           .severity = Severity::Warning,
           .what =
               "The text switches off permission questions, asks for every tool, takes its instructions from an address, "
               "writes itself into the memory of later talks, or runs a tool in whatever version is newest.",
           .why = "A mistake, or a change at the other end, is then not stopped by anybody.",
           .bad = "allowed-tools: \"*\"",
           .good = "allowed-tools: Read Grep",
           .mend = "ask for what the task needs; name a version: npx -y tool@1.2.3"},
      .look_at_text = find};
}

}  // namespace agentops::check
