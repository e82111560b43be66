#include <algorithm>
#include <array>

#include "check/patterns.h"
#include "check/rules.h"

namespace agentops::check {
namespace {

constexpr std::size_t line_letters = 40;   ///< of an encoded text that is broken into lines
constexpr std::size_t long_enough = 1000;  ///< bytes of base64 that no one reads over

const Patterns& shapes() {
  static const Patterns patterns({
      {.regex =
           R"((\bbase64\s+(?:-d|-D|--decode)\b[^\n|]*\|\s*(?:sudo\s+)?(?:(?:ba|z|da|k)?sh|python[23]?|node|perl)\b))",
       .says = "a decoded text is run"},
      {.regex =
           R"((\b(?:xxd\s+-r|openssl\s+(?:enc|base64)\s[^\n|]{0,60}-d|tr\s+["']?A-Za-z["']?\s+["']?N-ZA-Mn-za-m["']?|rev)\b[^\n|]*\|\s*(?:sudo\s+)?(?:(?:ba|z|da|k)?sh|python[23]?)\b))",
       .says = "a decoded text is run"},
      {.regex =
           R"((?i)(\b(?:eval|exec|iex|Invoke-Expression)(?:\s*[("'$]|\s+[^\s|])[^\n]{0,80}(?:base64|b64decode|atob\(|fromCharCode|FromBase64String|codecs\.decode)))",
       .says = "a decoded text is run"},
      {.regex = R"((?i)(\bpowershell(?:\.exe)?\s[^\n]{0,80}-e(?:nc|ncodedcommand)?\s+[A-Za-z0-9+/=]{40,}))",
       .says = "a command that is encoded"},
      {.regex =
           R"((?i)\b(?:decode|base64)\b[^\n]*(?:\n[^\n]{0,40}){0,2}?(?:^|[\s"'\x{60}:(])([A-Za-z0-9+/]{40,}={0,2})(?:$|[\s"'\x{60}.)]))",
       .says = "a text that is to be decoded"},
  });
  return patterns;
}

bool is_base64(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '+' || c == '/' ||
         c == '=';
}

/// Both cases and digits: no heading of letters, no digest, no path.
bool is_mixed(std::string_view run) {
  const bool upper = std::ranges::any_of(run, [](char c) { return c >= 'A' && c <= 'Z'; });
  const bool lower = std::ranges::any_of(run, [](char c) { return c >= 'g' && c <= 'z'; });
  const bool digit = std::ranges::any_of(run, [](char c) { return c >= '0' && c <= '9'; });
  return upper && lower && digit &&
         std::ranges::count(run, '/') * 8 < static_cast<std::ptrdiff_t>(run.size());
}

/// Whether so many letters of base64 stand together anywhere: then one of them stands at a multiple of that
/// number.
bool has_run_of(std::string_view bytes, std::size_t length) {
  for (std::size_t at = length - 1; at < bytes.size(); at += length) {
    if (!is_base64(bytes[at])) continue;
    std::size_t begin = at;
    while (begin > 0 && at - begin < length && is_base64(bytes[begin - 1])) --begin;
    std::size_t end = at;
    while (end < bytes.size() && end - begin < length && is_base64(bytes[end])) ++end;
    if (end - begin >= length) return true;
  }
  return false;
}

/// Long runs of base64, line ends within them allowed. Images in data: addresses and signatures of keys are
/// what they are.
void find_long_runs(const Text& text, Sightings& sightings) {
  const std::string_view bytes = text.bytes;
  if (!has_run_of(bytes, line_letters)) return;
  std::size_t begin = 0;
  std::size_t letters = 0;
  std::size_t in_word = 0;  // letters since the last line end: prose has blanks
  const auto finish = [&](std::size_t end) {
    const std::string_view before =
        bytes.substr(begin > 64 ? begin - 64 : 0, std::min<std::size_t>(begin, 64));
    const bool image =
        before.find("base64,") != std::string_view::npos || before.find("BEGIN ") != std::string_view::npos;
    if (letters >= long_enough && !image && is_mixed(bytes.substr(begin, end - begin)))
      sightings.push_back(
          {.message = std::to_string(letters) + " bytes of encoded text that nobody can read over",
           .span = {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(begin + 1)}});
    letters = 0;
  };
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    if (is_base64(bytes[i])) {
      if (letters++ == 0) begin = i;
      ++in_word;
    } else if ((bytes[i] == '\n' || bytes[i] == '\r') && in_word >= line_letters) {
      if (bytes[i] == '\n') in_word = 0;
    } else {
      finish(i);
      in_word = 0;
    }
  }
  finish(bytes.size());
}

void find(const Text& text, Sightings& sightings) {
  find_patterns(
      shapes(), text,
      [](const Text& t, const Match& m) {
        const bool is_blob = m.span != m.whole;
        return (!is_blob || is_mixed(slice(t.bytes, m.span))) && !is_forbidden(t.bytes, m.whole.begin);
      },
      sightings);
  find_long_runs(text, sightings);
}

}  // namespace

Rule encoded_command() {
  return {
      .card =
          {.id = "AO706",
           .title = "an encoded command or text",
           .severity = Severity::Warning,
           .what =
               "Something is decoded and run (base64, hex, rot13, eval), is to be decoded and followed, or is more than "
               "1,000 bytes of base64 in the text. Images and key blocks do not count.",
           .why = "Encoding keeps a command from being read by people and by scanners.",
           .bad = "echo <base64> | base64 -d | sh",
           .good = "the command itself",
           .mend = "write what it says in plain text; look at it with  base64 -d  and do not run it"},
      .look_at_text = find};
}

}  // namespace agentops::check
