#include "extract/code.h"

#include <algorithm>
#include <array>

#include "extract/code_readers.h"
#include "extract/code_words.h"
#include "extract/scan.h"

namespace agentops::extract {

namespace {

/// `code` without the indent that all its lines share.
std::string dedented(std::string_view code) {
  std::size_t indent = std::string_view::npos;
  for_each_line(code, [&](std::string_view line) {
    const auto own = line.find_first_not_of(" \t");
    if (own != std::string_view::npos && line[own] != '\r') indent = std::min(indent, own);
  });
  if (indent == 0 || indent == std::string_view::npos) return std::string(code);
  std::string result;
  for_each_line(code, [&](std::string_view line) {
    result.append(line.substr(std::min(indent, line.size()))) += '\n';
  });
  return result;
}

/// The commands of a console: what stands behind prompts, with lines that a `\` continues; all other lines
/// are output.
std::string commands_of(std::string_view console) {
  std::string commands;
  bool continued = false;
  for_each_line(console, [&](std::string_view line) {
    const auto text = trim(line);
    const bool prompt = text.starts_with("$ ") || text.starts_with("% ") || text.starts_with("> ");
    if (!prompt && !continued) return;
    commands.append(prompt ? text.substr(2) : text) += '\n';
    continued = text.ends_with('\\');
  });
  return commands;
}

/// Commands that look alike in all shells; their variables do not.
void read_other_shell(std::string_view code, CodeFacts& facts) {
  std::string commands;
  for_each_line(code, [&](std::string_view line) {
    if (is_command_line(line)) commands.append(trim(line)) += '\n';
  });
  CodeFacts alike;
  read_shell(commands, alike);
  facts.programs.merge(alike.programs);
  facts.files.merge(alike.files);
  facts.hosts.merge(alike.hosts);
}

void read_settings(std::string_view code, CodeFacts& facts) {
  for_each_line(code, [&](std::string_view line) {
    line = trim(line);
    while (line.starts_with('#')) line = trim_left(line.substr(1));  // what could be set as well
    if (line.starts_with("export ")) line = trim_left(line.substr(7));
    const auto equals = line.find('=');
    if (equals == std::string_view::npos) return;
    if (const auto name = trim_right(line.substr(0, equals)); is_variable_name(name)) facts.env.emplace(name);
  });
  read_expansions(code, facts);
  read_hosts(code, "#", facts);
}

}  // namespace

void read_code(Language language, std::string_view code, CodeFacts& facts) {
  read_interpreter(code, facts);
  switch (language) {
    case Language::Shell:
      return read_shell(dedented(code), facts);
    case Language::Console:
      return read_shell(commands_of(code), facts);
    case Language::Python:
      return read_python(dedented(code), facts);
    case Language::Json:
      return read_json_code(code, facts);
    case Language::Yaml:
      return read_yaml_code(dedented(code), facts);
    case Language::JavaScript:
      return read_javascript(code, facts);
    case Language::TypeScript:
      return read_typescript(code, facts);
    case Language::Go:
      return read_go(code, facts);
    case Language::Toml:
      return read_toml_code(code, facts);
    case Language::Settings:
      return read_settings(code, facts);
    case Language::OtherShell:
      read_other_shell(code, facts);
      break;
    case Language::Other:
      break;
  }
  read_variables(code, facts);
  read_hosts(code, {}, facts);
}

}  // namespace agentops::extract
