#include "extract/code_words.h"

#include <algorithm>
#include <array>

#include "extract/scan.h"

namespace agentops::extract {

namespace {

/// First words of lines by which text is known to hold commands. Sorted.
constexpr auto usual_commands = std::to_array<std::string_view>({"ansible",    "ansible-playbook",
                                                                 "apt",        "apt-get",
                                                                 "argocd",     "awk",
                                                                 "aws",        "az",
                                                                 "bash",       "brew",
                                                                 "bun",        "bundle",
                                                                 "bunx",       "cargo",
                                                                 "cat",        "cd",
                                                                 "chmod",      "chown",
                                                                 "claude",     "cmake",
                                                                 "codex",      "composer",
                                                                 "copilot",    "cp",
                                                                 "curl",       "cypress",
                                                                 "deno",       "dig",
                                                                 "docker",     "docker-compose",
                                                                 "dotnet",     "echo",
                                                                 "eslint",     "export",
                                                                 "ffmpeg",     "find",
                                                                 "flutter",    "flyctl",
                                                                 "gcloud",     "gem",
                                                                 "gemini",     "gh",
                                                                 "git",        "gitleaks",
                                                                 "glab",       "go",
                                                                 "gradle",     "grep",
                                                                 "head",       "helm",
                                                                 "heroku",     "istioctl",
                                                                 "jest",       "journalctl",
                                                                 "jq",         "kubectl",
                                                                 "kustomize",  "ls",
                                                                 "make",       "minikube",
                                                                 "mkdir",      "mongosh",
                                                                 "mv",         "mvn",
                                                                 "mypy",       "mysql",
                                                                 "netlify",    "nmap",
                                                                 "node",       "npm",
                                                                 "npx",        "nslookup",
                                                                 "opencode",   "openssl",
                                                                 "packer",     "pandoc",
                                                                 "pg_dump",    "php",
                                                                 "ping",       "pip",
                                                                 "pip3",       "pipx",
                                                                 "playwright", "pnpm",
                                                                 "podman",     "poetry",
                                                                 "psql",       "pulumi",
                                                                 "pytest",     "python",
                                                                 "python3",    "rails",
                                                                 "railway",    "redis-cli",
                                                                 "rg",         "rm",
                                                                 "rsync",      "ruby",
                                                                 "ruff",       "rustup",
                                                                 "scp",        "sed",
                                                                 "semgrep",    "sh",
                                                                 "skopeo",     "source",
                                                                 "sqlite3",    "ssh",
                                                                 "ssh-keygen", "sudo",
                                                                 "supabase",   "systemctl",
                                                                 "tail",       "tar",
                                                                 "terraform",  "tofu",
                                                                 "touch",      "trivy",
                                                                 "tsc",        "unzip",
                                                                 "uv",         "uvx",
                                                                 "vagrant",    "vercel",
                                                                 "vitest",     "wc",
                                                                 "wget",       "wrangler",
                                                                 "yarn",       "zip"});
static_assert(std::ranges::is_sorted(usual_commands));

/// Those of them that begin sentences, too.
constexpr auto english_words =
    std::to_array<std::string_view>({"bundle", "cat", "claude", "copilot", "find", "gem", "go", "head",
                                     "make", "node", "packer", "ping", "source", "tail", "touch", "zip"});

constexpr auto builtins = std::to_array<std::string_view>(
    {".",      ":",       "[",       "alias",    "bg",       "bind",    "break",  "builtin", "caller",
     "cd",     "command", "compgen", "complete", "continue", "declare", "dirs",   "disown",  "echo",
     "enable", "eval",    "exec",    "exit",     "export",   "false",   "fc",     "fg",      "getopts",
     "hash",   "help",    "history", "jobs",     "let",      "local",   "logout", "mapfile", "popd",
     "printf", "pushd",   "pwd",     "read",     "readonly", "return",  "run",    "set",     "shift",
     "shopt",  "source",  "test",    "times",    "trap",     "true",    "type",   "typeset", "ulimit",
     "umask",  "unalias", "unset",   "wait",     "readarray"});  // `run` is how tests of shell scripts call
                                                                 // what they test

bool is_one_of(const auto& words, std::string_view word) {
  return std::ranges::find(words, word) != words.end();
}

/// Four plain words or more: hardly a command.
bool is_prose(std::string_view line) {
  std::size_t plain = 1;
  while (!line.empty()) {
    const auto end = std::min(line.find_first_of(" \t"), line.size());
    const auto word = line.substr(0, end);
    line.remove_prefix(std::min(end + 1, line.size()));
    if (word.empty()) continue;
    if (!std::ranges::all_of(word.substr(0, word.size() - 1),
                             [](char c) { return is_alpha(c) || c == '\''; }))
      return false;
    ++plain;
  }
  return plain > 4;
}

}  // namespace

bool is_program(std::string_view word) {
  if (word.size() < 2 || word.size() > 40 || (!is_lower(word.front()) && word != "Rscript")) return false;
  if (word.back() == '.' || word.back() == ':' || word.back() == '-') return false;
  constexpr auto keywords =
      std::to_array<std::string_view>({"then", "else", "elif", "fi", "do", "done", "esac", "goto"});
  if (is_one_of(keywords, word)) return false;  // of code that is cut off
  if (word.find('_') != std::string_view::npos && !word.starts_with("pg_"))
    return false;  // functions of some script
  return std::ranges::all_of(
      word, [](char c) { return is_alnum(c) || c == '-' || c == '_' || c == '.' || c == '+'; });
}

bool is_shell_builtin(std::string_view word) { return is_one_of(builtins, word); }

bool is_script_name(std::string_view word) {
  return word.starts_with("./") || word.starts_with("../") || has_usual_suffix(word);
}

bool is_command_line(std::string_view line) {
  line = trim(line);
  const auto word = line.substr(0, line.find_first_of(" \t"));
  if (!std::ranges::binary_search(usual_commands, word)) return false;
  const auto rest = trim_left(line.substr(word.size()));
  if (rest.starts_with('=') || rest.starts_with(':')) return false;
  return !is_one_of(english_words, word) || !(line.ends_with('.') || line.ends_with(':') || is_prose(rest));
}

/// The suffixes of files that a word alone is known to be; "java.net.URL" has none of them.
bool has_usual_suffix(std::string_view name) {
  constexpr auto suffixes = std::to_array<std::string_view>(
      {".md",  ".json", ".yaml", ".yml", ".toml", ".txt",  ".py",  ".sh",  ".js",  ".mjs", ".ts",  ".tsx",
       ".jsx", ".go",   ".rs",   ".csv", ".sql",  ".html", ".css", ".xml", ".env", ".tf",  ".log", ".ini",
       ".cfg", ".conf", ".lock", ".pem", ".zip",  ".gz",   ".pdf", ".png", ".rb",  ".java"});
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
  return (slash != std::string_view::npos && slash + 1 < word.size()) || has_usual_suffix(name) ||
         word.starts_with("./");
}

bool is_variable_name(std::string_view name) {
  if (name.size() < 2 || (!is_upper(name.front()) && name.front() != '_')) return false;
  if (!std::ranges::all_of(name, [](char c) { return is_upper(c) || is_digit(c) || c == '_'; })) return false;
  if (name.find_first_not_of("_0123456789") == std::string_view::npos) return false;
  constexpr auto inner =
      std::to_array<std::string_view>({"ARGUMENTS", "BASH_SOURCE", "RANDOM", "SECONDS", "LINENO", "REPLY",
                                       "IFS", "OPTARG", "OPTIND", "PIPESTATUS"});
  return !is_one_of(inner, name);
}

}  // namespace agentops::extract
