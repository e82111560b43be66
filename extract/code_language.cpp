// Which language a piece of code is in: by its info word, by the name of its file, by its first line, or,
// without any of them, guessed where it can be nothing else.

#include <algorithm>
#include <array>
#include <utility>

#include "extract/code.h"
#include "extract/code_words.h"
#include "extract/scan.h"

namespace agentops::extract {

namespace {

constexpr auto languages =
    std::to_array<std::pair<std::string_view, Language>>({{"bash", Language::Shell},
                                                          {"sh", Language::Shell},
                                                          {"shell", Language::Shell},
                                                          {"zsh", Language::Shell},
                                                          {"console", Language::Shell},
                                                          {"terminal", Language::Shell},
                                                          {"shell-session", Language::Shell},
                                                          {"shellsession", Language::Shell},
                                                          {"sh-session", Language::Shell},
                                                          {"shellscript", Language::Shell},
                                                          {"bats", Language::Shell},
                                                          {"env", Language::Settings},
                                                          {"dotenv", Language::Settings},
                                                          {"python", Language::Python},
                                                          {"py", Language::Python},
                                                          {"python3", Language::Python},
                                                          {"json", Language::Json},
                                                          {"jsonc", Language::Json},
                                                          {"json5", Language::Json},
                                                          {"yaml", Language::Yaml},
                                                          {"yml", Language::Yaml},
                                                          {"javascript", Language::JavaScript},
                                                          {"js", Language::JavaScript},
                                                          {"jsx", Language::JavaScript},
                                                          {"mjs", Language::JavaScript},
                                                          {"cjs", Language::JavaScript},
                                                          {"typescript", Language::TypeScript},
                                                          {"ts", Language::TypeScript},
                                                          {"tsx", Language::TypeScript},
                                                          {"mts", Language::TypeScript},
                                                          {"cts", Language::TypeScript},
                                                          {"go", Language::Go},
                                                          {"golang", Language::Go},
                                                          {"toml", Language::Toml},
                                                          {"powershell", Language::OtherShell},
                                                          {"pwsh", Language::OtherShell},
                                                          {"ps1", Language::OtherShell},
                                                          {"cmd", Language::OtherShell},
                                                          {"bat", Language::OtherShell},
                                                          {"batch", Language::OtherShell},
                                                          {"fish", Language::OtherShell}});

bool has_prompts(std::string_view code) {
  return trim_left(code).starts_with("$ ") || code.find("\n$ ") != std::string_view::npos;
}

/// Commands, when most lines begin with a command that everybody knows or with a prompt.
std::optional<Language> guessed_commands(std::string_view code) {
  std::size_t lines = 0;
  std::size_t commands = 0;
  bool prompts = false;
  bool continued = false;
  for_each_line(code.substr(0, 8192), [&](std::string_view line) {
    line = trim(line);
    const bool goes_on = std::exchange(continued, line.ends_with('\\'));
    if (line.empty() || line.starts_with('#') || goes_on) return;
    ++lines;
    const bool prompt = line.starts_with("$ ");
    prompts = prompts || prompt;
    commands += prompt || is_command_line(line) ? 1U : 0U;
  });
  if (prompts && commands > 0) return Language::Console;
  return lines > 0 && commands * 3 >= lines * 2 ? std::optional(Language::Shell) : std::nullopt;
}

std::optional<Language> guessed(std::string_view code) {
  const auto text = trim(code);
  const bool json =
      (text.starts_with('{') && text.ends_with('}')) || (text.starts_with('[') && text.ends_with(']'));
  if (json && trim_left(text.substr(1)).starts_with('"')) return Language::Json;
  if (text.starts_with("#!")) return language_of_script("", text);
  return guessed_commands(code);
}

std::optional<Language> named(std::string_view name) {
  const auto* const found = std::ranges::find(languages, name, &std::pair<std::string_view, Language>::first);
  return found == languages.end() ? std::nullopt : std::optional(found->second);
}

/// Python never has two bare words beside each other, so what begins like a command is one, whatever its
/// fence says.
bool is_shell_after_all(std::string_view code) {
  bool shell = false;
  bool first = true;
  for_each_line(code.substr(0, 2048), [&](std::string_view line) {
    line = trim(line);
    if (line.empty() || line.starts_with('#') || !std::exchange(first, false)) return;
    const auto space = line.find(' ');
    const char next = space == std::string_view::npos ? ' ' : trim_left(line.substr(space)).front();
    shell = is_command_line(line) && (is_alpha(next) || next == '-' || next == '.' || next == '/');
  });
  return shell;
}

/// NAME=value on each line and no command in any: not the opening of a script but a file of settings.
bool is_settings(std::string_view code) {
  std::size_t lines = 0;
  bool plain = code.find("$(") == std::string_view::npos && code.find('`') == std::string_view::npos;
  for_each_line(code, [&](std::string_view line) {
    line = trim(line);
    if (line.empty() || line.starts_with('#')) return;
    ++lines;
    plain =
        plain && is_variable_name(line.substr(0, line.find('='))) && line.find('=') != std::string_view::npos;
  });
  return plain && (lines > 1 || (lines == 1 && code.find(".env") != std::string_view::npos));
}

}  // namespace

Language language_of(std::string_view info, std::string_view code) {
  auto language = info.empty() ? guessed(code) : named(info);
  if (language == Language::Python && is_shell_after_all(code)) language = Language::Shell;
  if (language == Language::Shell && has_prompts(code)) language = Language::Console;
  if ((!language || language == Language::Shell) && is_settings(code)) language = Language::Settings;
  return language.value_or(Language::Other);
}

std::optional<Language> language_of_script(std::string_view path, std::string_view code) {
  const auto name = base_name(path);
  const auto dot = name.rfind('.');
  if (dot != std::string_view::npos && dot > 0) {
    const auto suffix = name.substr(dot + 1);
    if (suffix == "json" || suffix == "yaml" || suffix == "yml" || suffix == "toml") return std::nullopt;
    if (const auto language = named(suffix)) return language;
    constexpr auto others =
        std::to_array<std::string_view>({"rb", "pl", "php", "lua", "rs", "java", "kt", "cs", "R"});
    return std::ranges::find(others, suffix) != others.end() ? std::optional(Language::Other) : std::nullopt;
  }
  if (!code.starts_with("#!")) return std::nullopt;
  const auto line = code.substr(0, code.find('\n'));
  if (contains(line, "python")) return Language::Python;
  if (contains(line, "node") || contains(line, "deno") || contains(line, "bun")) return Language::JavaScript;
  return line.ends_with("sh") || contains(line, "sh ") || contains(line, "bats") ? Language::Shell
                                                                                 : Language::Other;
}

}  // namespace agentops::extract
