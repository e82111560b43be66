#include "extract/uses.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <utility>

#include "extract/code.h"
#include "extract/code_words.h"
#include "extract/hosts.h"
#include "extract/line_roles.h"
#include "extract/literals.h"
#include "extract/naming.h"
#include "extract/scan.h"

namespace agentops::extract {

namespace {

constexpr auto tool_keys =
    std::to_array<std::string_view>({"tools", "allowed-tools", "allowedTools", "allowed_tools"});

std::vector<std::string> sorted_tools(const Value& meta) {
  std::vector<std::string> tools;
  for (const auto key : tool_keys)
    for (auto& word : meta_words(meta.find(key))) tools.push_back(std::move(word));
  std::ranges::sort(tools);
  const auto repeats = std::ranges::unique(tools);
  tools.erase(repeats.begin(), repeats.end());
  return tools;
}

using Words = std::set<std::string, std::less<>>;

std::vector<std::string> in_order(const Words& words) { return {words.begin(), words.end()}; }

bool is_comment(std::string_view code_line) {
  code_line = trim_left(code_line);
  return code_line.starts_with('#') || code_line.starts_with("//");
}

/// `allowed-tools: Bash(git add:*)` names a program.
void read_allowed_programs(const Value& meta, CodeFacts& facts) {
  const auto read = [&](std::string_view text) {
    for (auto at = text.find("Bash("); at != std::string_view::npos; at = text.find("Bash(", at + 1)) {
      const auto rest = text.substr(at + 5);
      const auto word = rest.substr(0, rest.find_first_of(" :*),"));
      if (is_program(word) && !is_shell_builtin(word) && !is_script_name(word)) facts.programs.emplace(word);
    }
  };
  for (const auto key : tool_keys) {
    const auto* value = meta.find(key);
    if (!value) continue;
    if (const auto* text = value->text()) read(*text);
    if (const auto* list = value->list())
      for (const auto& item : *list)
        if (const auto* text = item.text()) read(*text);
  }
}

/// Literals of all lines; hosts among them are hosts that the item speaks of.
void read_literals(std::string_view text, const Document& document, const Lines& lines,
                   std::vector<Literal>& literals, CodeFacts& facts) {
  const auto roles = line_roles(document, lines);
  const auto first = document.body.empty() ? lines.count() + 1 : lines.at(document.body.begin);
  const auto last = document.body.empty() ? 0 : lines.at(document.body.end - 1);
  for (auto number = first; number <= last; ++number) {
    const auto line = lines.whole(number);
    const auto role = roles[number - 1];
    const auto before = literals.size();
    if (role == LineRole::Text) find_literals(text, line, number, literals);
    if (role == LineRole::Code) find_code_literals(text, line, number, literals);
    if (role == LineRole::Code && is_comment(slice(text, line))) continue;
    for (auto i = before; i < literals.size(); ++i) {
      const std::string_view value = literals[i].value;
      if (literals[i].type == LiteralType::Host) facts.hosts.insert(lower(value));
      if (literals[i].type == LiteralType::Url && role == LineRole::Text)
        if (const auto host = host_of_url(value); host.find('.') != std::string_view::npos)
          facts.hosts.insert(lower(host));
    }
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
  if (format == Format::Markdown || format == Format::Toml)
    read_literals(text, document, lines, uses.literals, facts);
  read_allowed_programs(document.meta, facts);
  uses.programs = in_order(facts.programs);
  uses.files = in_order(facts.files);
  uses.env = in_order(facts.env);
  uses.hosts = in_order(facts.hosts);
  return uses;
}

bool is_script_path(std::string_view path) {
  if (language_of_script(path, {})) return true;
  const auto folder = base_name(folder_of(path));
  return base_name(path).find('.') == std::string_view::npos && (folder == "scripts" || folder == "bin");
}

void add_script_uses(std::string_view path, std::string_view code, Uses& uses) {
  const auto language = language_of_script(path, code);
  if (!language) return;
  CodeFacts facts;
  read_code(*language, code, facts);
  const auto join = [](std::vector<std::string>& words, Words more) {
    more.insert(std::make_move_iterator(words.begin()), std::make_move_iterator(words.end()));
    words.assign(more.begin(), more.end());
  };
  join(uses.programs, std::move(facts.programs));
  join(uses.files, std::move(facts.files));
  join(uses.env, std::move(facts.env));
  join(uses.hosts, std::move(facts.hosts));
}

}  // namespace agentops::extract
