#include "extract/code.h"

#include <algorithm>
#include <array>

#include "extract/code_tree.h"
#include "extract/literals.h"
#include "extract/scan.h"

namespace agentops::extract {

namespace {

/// First words of lines by which a fence without a language is known to hold commands.
constexpr std::array<std::string_view, 64> usual_commands = {"git",
                                                             "npm",
                                                             "npx",
                                                             "pnpm",
                                                             "yarn",
                                                             "bun",
                                                             "node",
                                                             "docker",
                                                             "docker-compose",
                                                             "kubectl",
                                                             "helm",
                                                             "terraform",
                                                             "aws",
                                                             "gcloud",
                                                             "az",
                                                             "gh",
                                                             "curl",
                                                             "wget",
                                                             "pip",
                                                             "pip3",
                                                             "python",
                                                             "python3",
                                                             "uv",
                                                             "uvx",
                                                             "pytest",
                                                             "poetry",
                                                             "cargo",
                                                             "go",
                                                             "make",
                                                             "cmake",
                                                             "brew",
                                                             "apt",
                                                             "apt-get",
                                                             "sudo",
                                                             "cd",
                                                             "mkdir",
                                                             "cp",
                                                             "mv",
                                                             "rm",
                                                             "cat",
                                                             "echo",
                                                             "export",
                                                             "source",
                                                             "chmod",
                                                             "ssh",
                                                             "scp",
                                                             "rsync",
                                                             "grep",
                                                             "find",
                                                             "sed",
                                                             "awk",
                                                             "jq",
                                                             "ls",
                                                             "tar",
                                                             "unzip",
                                                             "openssl",
                                                             "psql",
                                                             "mysql",
                                                             "redis-cli",
                                                             "kustomize",
                                                             "ansible-playbook",
                                                             "bash",
                                                             "sh",
                                                             "systemctl"};

std::string_view first_word(std::string_view line) {
  line = trim_left(line);
  return line.substr(0, line.find_first_of(" \t"));
}

bool is_command_line(std::string_view line) {
  return std::ranges::find(usual_commands, first_word(line)) != usual_commands.end();
}

template <class Visit>
void for_each_line(std::string_view text, const Visit& visit) {
  while (!text.empty()) {
    const auto newline = std::min(text.find('\n'), text.size());
    visit(text.substr(0, newline));
    text.remove_prefix(std::min(newline + 1, text.size()));
  }
}

/// Commands, when most lines begin with a command that everybody knows or with a prompt.
std::optional<Language> guessed(std::string_view code) {
  std::size_t lines = 0;
  std::size_t commands = 0;
  bool prompts = false;
  bool continued = false;
  for_each_line(code.substr(0, 8192), [&](std::string_view line) {
    line = trim(line);
    const bool goes_on = continued;
    continued = line.ends_with('\\');
    if (line.empty() || line.starts_with('#') || goes_on) return;
    ++lines;
    const bool prompt = line.starts_with("$ ");
    prompts = prompts || prompt;
    commands += prompt || is_command_line(line) ? 1U : 0U;
  });
  if (prompts && commands > 0) return Language::Console;
  return lines > 0 && commands * 3 >= lines * 2 ? std::optional(Language::Shell) : std::nullopt;
}

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

bool has_prompts(std::string_view code) {
  return trim_left(code).starts_with("$ ") || code.find("\n$ ") != std::string_view::npos;
}

}  // namespace

std::optional<Language> language_of(std::string_view info, std::string_view code) {
  if (info == "bash" || info == "sh" || info == "shell" || info == "zsh")
    return has_prompts(code) ? Language::Console : Language::Shell;
  if (info == "console" || info == "terminal" || info == "shell-session" || info == "shellsession" ||
      info == "sh-session")
    return has_prompts(code) ? Language::Console : Language::Shell;
  if (info == "python" || info == "py" || info == "python3") return Language::Python;
  if (info == "json" || info == "jsonc" || info == "json5") return Language::Json;
  if (info == "yaml" || info == "yml") return Language::Yaml;
  return info.empty() ? guessed(code) : std::nullopt;
}

void read_code(Language language, std::string_view code, CodeFacts& facts) {
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
  }
}

void read_hosts(std::string_view code, std::string_view comment, CodeFacts& facts) {
  if (code.find("://") == std::string_view::npos) return;
  for_each_line(code, [&](std::string_view line) {
    if (trim_left(line).starts_with(comment)) return;
    for (auto at = line.find("://"); at != std::string_view::npos; at = line.find("://", at + 3)) {
      if (at == 0 || !is_alpha(line[at - 1])) continue;
      auto rest = line.substr(at, 300);
      rest = rest.substr(0, rest.find_first_of(" \t\"'`<>|\\)]},;"));
      if (const auto host = host_of_url(rest); host.find('.') != std::string_view::npos)
        facts.hosts.emplace(lower(host));
    }
  });
}

/// The suffixes of files that a word alone is known to be; "java.net.URL" has none of them.
bool has_usual_suffix(std::string_view name) {
  constexpr std::array<std::string_view, 34> suffixes = {
      ".md",  ".json", ".yaml", ".yml", ".toml", ".txt",  ".py",  ".sh",  ".js",  ".mjs", ".ts",  ".tsx",
      ".jsx", ".go",   ".rs",   ".csv", ".sql",  ".html", ".css", ".xml", ".env", ".tf",  ".log", ".ini",
      ".cfg", ".conf", ".lock", ".pem", ".zip",  ".gz",   ".pdf", ".png", ".rb",  ".java"};
  return std::ranges::any_of(suffixes, [&](auto suffix) { return name.ends_with(suffix); });
}

bool is_file_path(std::string_view word) {
  if (word.size() < 3 || word.size() > 200 || word.starts_with('-') || word.starts_with("/dev/") ||
      word.find("//") != std::string_view::npos)
    return false;
  if (!std::ranges::all_of(word, [](char c) {
        return is_alnum(c) || c == '/' || c == '.' || c == '_' || c == '-' || c == '~' || c == '+';
      }))
    return false;
  if (word.find("path/to") != std::string_view::npos || word.find("...") != std::string_view::npos)
    return false;
  if (word.find_first_not_of("0123456789./") == std::string_view::npos) return false;  // a range of addresses
  const auto name = base_name(word);
  if (word.find('/') == std::string_view::npos) return has_usual_suffix(name);
  const auto slash = word.find('/', 1);
  return slash != std::string_view::npos && slash + 1 < word.size()
             ? true
             : has_usual_suffix(name) || word.starts_with("./");
}

bool is_variable_name(std::string_view name) {
  if (name.size() < 2 || !is_upper(name.front())) return false;
  if (!std::ranges::all_of(name, [](char c) { return is_upper(c) || is_digit(c) || c == '_'; })) return false;
  constexpr std::array<std::string_view, 10> inner = {"ARGUMENTS", "BASH_SOURCE", "RANDOM", "SECONDS",
                                                      "LINENO",    "REPLY",       "IFS",    "OPTARG",
                                                      "OPTIND",    "PIPESTATUS"};
  return std::ranges::find(inner, name) == inner.end();
}

}  // namespace agentops::extract
