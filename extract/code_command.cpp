// What one call of a program says: the program, those that it runs for its caller, files, hosts and variables
// among its arguments. A command inside an argument (`sh -c "..."`) is read as a shell reads it, once.

#include <algorithm>
#include <array>
#include <span>
#include <utility>

#include "extract/code_readers.h"
#include "extract/code_words.h"
#include "extract/hosts.h"
#include "extract/scan.h"

namespace agentops::extract {

namespace {

using Arguments = std::span<const std::string_view>;

/// `sudo env time nice ...`: nobody goes deeper.
constexpr int most_runners = 4;

void read(std::string_view name, Arguments arguments, int depth, CodeFacts& facts);

/// Programs and builtins whose arguments are a command, some of them behind a word of their own. Sorted.
constexpr auto runners = std::to_array<std::pair<std::string_view, std::string_view>>(
    {{"bun", "x"},     {"bundle", "exec"}, {"bunx", ""},      {"cmd", "/c"},   {"command", ""},
     {"doas", ""},     {"doppler", "run"}, {"dotenv", "run"}, {"env", ""},     {"exec", ""},
     {"hatch", "run"}, {"nice", ""},       {"nohup", ""},     {"npm", "exec"}, {"npx", ""},
     {"op", "run"},    {"pdm", "run"},     {"pipenv", "run"}, {"pipx", "run"}, {"pnpm", "dlx"},
     {"pnpm", "exec"}, {"poetry", "run"},  {"run", ""},       {"rye", "run"},  {"sudo", ""},
     {"time", ""},     {"timeout", ""},    {"uv", "run"},     {"uvx", ""},     {"watch", ""},
     {"wsl", ""},      {"xargs", ""},      {"yarn", "dlx"}});

/// Options of runners that take the next word.
constexpr auto valued_options = std::to_array<std::string_view>(
    {"-I", "-L", "-P", "-g", "-n", "-p", "-s", "-u", "--directory", "--env-file", "--extra", "--from",
     "--group", "--index-url", "--package", "--project", "--python", "--with"});

/// Programs whose arguments with a slash are names of images, branches or modules more often than files.
constexpr auto no_files = std::to_array<std::string_view>(
    {"git",  "gh", "docker", "npm",  "npx",    "pnpm",   "yarn", "bun", "bunx",    "pip",  "brew",
     "helm", "go", "cargo",  "curl", "claude", "gcloud", "aws",  "apt", "apt-get", "glab", "echo"});

/// Programs that are given user@host; whose arguments begin with a host and a path; and that are given hosts.
constexpr auto logging_in =
    std::to_array<std::string_view>({"ssh", "scp", "sftp", "rsync", "ssh-copy-id", "git"});
constexpr auto fetching =
    std::to_array<std::string_view>({"go", "docker", "podman", "crane", "skopeo", "oras"});
constexpr auto asking = std::to_array<std::string_view>(
    {"curl", "wget", "ping", "dig", "nslookup", "host", "nmap", "traceroute", "http"});

bool is_one_of(const auto& words, std::string_view word) {
  return std::ranges::find(words, word) != words.end();
}

bool is_shell(std::string_view program) { return program == "sh" || program == "bash" || program == "zsh"; }

void add_file(std::string_view path, CodeFacts& facts) {
  while (path.starts_with("./")) path.remove_prefix(2);
  if (!path.empty()) facts.files.emplace(path);
}

class Call {
 public:
  Call(std::string_view program, Arguments arguments, int depth, CodeFacts& facts)
      : program_(program), arguments_(arguments), depth_(depth), facts_(facts) {}

  void read_arguments() {
    if (depth_ < most_runners)
      for (const auto& [runner, word] : runners)
        if (program_ == runner) run_for_caller(word);
    if (program_ == "find" && depth_ < most_runners) found_and_run();
    if (program_ == "trap" && !arguments_.empty() &&
        arguments_.front().find("trap") == std::string_view::npos)
      read_line(arguments_.front());
    if (is_shell(program_)) line_of_shell();
    if (program_ == "read" || program_ == "mapfile")
      for (const auto argument : arguments_) facts_.locals.emplace(argument);
    given_variables();
    stored_variable();
    for (const auto argument : arguments_) {
      use_hosts(argument);
      use_file(argument);
    }
  }

 private:
  /// `sudo -E systemctl restart x`: the first word that is no option, assignment or number.
  void run_for_caller(std::string_view word) {
    auto rest = arguments_;
    if (!word.empty()) {
      if (rest.empty() || rest.front() != word) return;
      rest = rest.subspan(1);
    }
    while (!rest.empty()) {
      const auto argument = rest.front();
      const bool skip = argument.starts_with('-') || argument.find('=') != std::string_view::npos ||
                        argument.empty() || is_digit(argument.front()) || argument.front() == '{';
      if (skip) use_variable(argument);
      if (!skip) return read(argument, rest.subspan(1), depth_ + 1, facts_);
      const bool valued = is_one_of(valued_options, argument) && program_ != "time" && program_ != "env";
      rest = rest.subspan(std::min<std::size_t>(valued ? 2 : 1, rest.size()));
    }
  }

  /// find . -exec grep -l x {} \;
  void found_and_run() {
    for (std::size_t i = 0; i + 1 < arguments_.size(); ++i)
      if (arguments_[i] == "-exec" || arguments_[i] == "-execdir")
        return read(arguments_[i + 1], arguments_.subspan(i + 2), depth_ + 1, facts_);
  }

  /// bash -c "npm ci && npm test"
  void line_of_shell() {
    for (std::size_t i = 0; i + 1 < arguments_.size(); ++i)
      if ((arguments_[i] == "-c" || arguments_[i] == "-lc") &&
          arguments_[i + 1].find("trap") == std::string_view::npos)
        return read_line(arguments_[i + 1]);
  }

  /// A line for a shell that hands none to another.
  void read_line(std::string_view line) {
    if (line.find("c ") == std::string_view::npos) read_shell(line, facts_);
  }

  /// NAME=value
  void use_variable(std::string_view argument) {
    const auto name = argument.substr(0, argument.find('='));
    if (name.size() < argument.size() && is_variable_name(name)) facts_.env.emplace(name);
  }

  /// -e NAME=value, --env NAME=value; containers take the bare name, too
  void given_variables() {
    bool given = false;
    for (const auto argument : arguments_) {
      const bool bare = argument.find('=') == std::string_view::npos;
      if (given && !bare) use_variable(argument);
      if (given && bare && (program_ == "docker" || program_ == "podman") && is_variable_name(argument))
        facts_.env.emplace(argument);
      given = argument == "-e" || argument == "--env";
    }
  }

  /// wrangler secret put NAME, gh secret set NAME, vercel env add NAME
  void stored_variable() {
    if (arguments_.size() < 3 || !(arguments_[0].starts_with("secret") || arguments_[0] == "env")) return;
    const bool stores = arguments_[1] == "put" || arguments_[1] == "set" || arguments_[1] == "add";
    const auto name = arguments_[2].substr(0, arguments_[2].find('='));
    if (stores && is_variable_name(name)) facts_.env.emplace(name);
  }

  void use_host(std::string_view host) {
    if (is_host_name(host)) facts_.hosts.emplace(lower(host));
  }

  void use_hosts(std::string_view argument) {
    if (argument.find("://") != std::string_view::npos) return;  // all URLs are read together
    const auto stop = argument.find_first_of("/:");
    const auto at = argument.find('@');
    if (is_one_of(logging_in, program_) && at != std::string_view::npos && at < stop)
      use_host(argument.substr(at + 1, stop == std::string_view::npos ? stop : stop - at - 1));
    if (is_one_of(fetching, program_) && stop != std::string_view::npos && argument[stop] == '/')
      use_host(argument.substr(0, stop));
    if (is_one_of(asking, program_) && !has_usual_suffix(argument)) use_host(argument.substr(0, stop));
  }

  void use_file(std::string_view argument) {
    if (const auto equals = argument.find('=');
        argument.starts_with("--") && equals != std::string_view::npos)
      argument.remove_prefix(equals + 1);
    if (!is_file_path(argument) || program_ == "cd") return;
    const bool clear = argument.starts_with("./") || argument.starts_with("../") ||
                       base_name(argument).find('.') != std::string_view::npos;
    const bool slash = argument.find('/') != std::string_view::npos;
    if (is_one_of(no_files, program_) ? clear && has_usual_suffix(argument) : clear || slash)
      add_file(argument, facts_);
  }

  std::string_view program_;
  Arguments arguments_;
  int depth_;
  CodeFacts& facts_;
};

bool is_slash_command(std::string_view name) {
  return name.starts_with('/') && name.find('/', 1) == std::string_view::npos;
}

void read(std::string_view name, Arguments arguments, int depth, CodeFacts& facts) {
  if (name.find('$') != std::string_view::npos) return;  // computed
  const bool path = name.find('/') != std::string_view::npos;
  if (path && is_file_path(name) && !name.starts_with("/usr/") && !name.starts_with("/bin/"))
    add_file(name, facts);
  const auto program = path ? base_name(name) : name;
  const bool assigned = !arguments.empty() && arguments.front() == "=";  // x = f(), of another language
  if (!is_program(program) || is_slash_command(name) || assigned) return;
  if (!is_shell_builtin(program) && !is_script_name(name)) facts.programs.emplace(program);
  Call(program, arguments, depth, facts).read_arguments();
}

}  // namespace

void read_call(std::string_view name, const std::vector<std::string_view>& arguments, CodeFacts& facts) {
  read(name, arguments, 0, facts);
}

}  // namespace agentops::extract
