#include "check/orders.h"

namespace agentops::check {

const Patterns& orders() {
  static const Patterns patterns({
      {.regex =
           R"((?i)\b((?:ignore|disregard|forget|override|bypass)\s+(?:all\s+|any\s+|every\s+)?(?:of\s+)?(?:the\s+|your\s+|my\s+)?(?:previous|prior|earlier|above|preceding|existing|foregoing|system)\s+(?:instructions?|prompts?|rules|guidelines|directives|messages|commands)))",
       .says = "drops what the assistant was told"},
      {.regex =
           R"((?i)\b(ignorier(?:e|t|en)\s+(?:sie\s+)?(?:bitte\s+)?(?:alle\s+)?(?:die\s+|deine\s+)?(?:vorherigen|vorigen|bisherigen|obigen|früheren)\s+(?:Anweisungen|Regeln|Vorgaben|Befehle)))",
       .says = "drops what the assistant was told"},
      {.regex =
           R"((?i)\b(ignore[zr]?\s+(?:toutes\s+)?(?:les|tes|vos)\s+(?:instructions|consignes|règles)\s+(?:précédentes|antérieures)|ignora\s+(?:todas\s+)?(?:las|tus)\s+(?:instrucciones|reglas)\s+(?:anteriores|previas)|ignora\s+(?:tutte\s+)?le\s+(?:istruzioni|regole)\s+precedenti))",
       .says = "drops what the assistant was told"},
      {.regex =
           R"((?i)\b((?:do not|don't|never)\s+(?:tell|inform|notify|alert|let)\s+the\s+(?:user|human|operator|owner)\b[^\n.]{0,20}\b(?:about|that|of|know)\b[^\n.]{0,60}))",
       .says = "hides something from the user"},
      {.regex =
           R"((?i)\b((?:send|upload|post|run|execute|install|delete|forward)\s[^\n.]{0,60}\b(?:without\s+(?:telling|informing|notifying|alerting|asking)\s+the\s+(?:user|human|operator|owner)|without\s+(?:the\s+user'?s?|their)\s+(?:knowledge|noticing|consent)|(?:silently|secretly)\s+(?:and|to)\b)))",
       .says = "hides something from the user"},
      {.regex =
           R"((?i)\b(you\s+(?:are|have)\s+(?:now\s+)?(?:no\s+longer\s+bound\s+by|freed?\s+from|no\s+(?:restrictions|limits|guidelines|rules))\b[^\n.]{0,40}))",
       .says = "lifts the assistant's limits"},
  });
  return patterns;
}

bool is_an_order(const Text& text, const Match& match) {
  if (match.span.begin > 0) {
    const char before = text.bytes[match.span.begin - 1];
    if (before == '"' || before == '\'' || before == '`') return false;
  }
  const std::string_view line = line_around(text.bytes, match.span.begin);
  const auto begin = match.span.begin - static_cast<std::uint32_t>(line.data() - text.bytes.data());
  const std::string_view head = line.substr(0, begin);
  const bool quoted = head.rfind('"') != std::string_view::npos &&
                      line.find('"', begin) != std::string_view::npos &&
                      head.find('<') == std::string_view::npos && head.find("](") == std::string_view::npos;
  return !quoted && !is_forbidden(text.bytes, match.span.begin);
}

}  // namespace agentops::check
