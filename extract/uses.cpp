#include "extract/uses.h"

#include <algorithm>

#include "extract/code.h"
#include "extract/line_roles.h"
#include "extract/literals.h"
#include "extract/naming.h"
#include "extract/scan.h"

namespace agentops::extract {

namespace {

std::vector<std::string> sorted_tools(const Value& meta) {
  std::vector<std::string> tools;
  for (const std::string_view key : {"tools", "allowed-tools", "allowedTools", "allowed_tools"})
    for (auto& word : meta_words(meta.find(key))) tools.push_back(std::move(word));
  std::ranges::sort(tools);
  const auto repeats = std::ranges::unique(tools);
  tools.erase(repeats.begin(), repeats.end());
  return tools;
}

std::vector<std::string> in_order(const std::set<std::string, std::less<>>& words) {
  return {words.begin(), words.end()};
}

/// In code; a heading of Markdown names no host that is used either.
bool is_comment(std::string_view line) {
  line = trim_left(line);
  return line.starts_with('#') || line.starts_with("//");
}

void read_literals(std::string_view text, const Document& document, const Lines& lines, Uses& uses) {
  const auto roles = line_roles(document, lines);
  const auto first = document.body.empty() ? lines.count() + 1 : lines.at(document.body.begin);
  const auto last = document.body.empty() ? 0 : lines.at(document.body.end - 1);
  for (auto number = first; number <= last; ++number) {
    if (roles[number - 1] == LineRole::Text)
      find_literals(text, lines.whole(number), number, uses.literals);
    else if (roles[number - 1] == LineRole::Code)
      find_code_literals(text, lines.whole(number), number, uses.literals);
  }
}

}  // namespace

Uses find_uses(std::string_view text, const Document& document, const Lines& lines, Format format) {
  Uses uses;
  uses.tools = sorted_tools(document.meta);
  CodeFacts facts;
  if (format == Format::Json) read_code(Language::Json, text, facts);
  if (format == Format::Yaml) read_code(Language::Yaml, text, facts);
  for (const auto& code : document.code)
    read_code(language_of(code.language, slice(text, code.span)), slice(text, code.span), facts);
  if (format == Format::Markdown || format == Format::Toml) read_literals(text, document, lines, uses);
  for (const auto& literal : uses.literals)
    if (literal.type == LiteralType::Host && !is_comment(slice(text, lines.whole(literal.line))))
      facts.hosts.insert(lower(literal.value));

  uses.programs = in_order(facts.programs);
  uses.files = in_order(facts.files);
  uses.env = in_order(facts.env);
  uses.hosts = in_order(facts.hosts);
  return uses;
}

}  // namespace agentops::extract
