// Programs are the first words of commands, and the words behind programs that only run others (`sudo`,
// `xargs`). Placeholders like `<name>` would read as redirections, so their brackets are replaced before
// parsing by a character that no path has.

#include <algorithm>
#include <array>
#include <vector>

#include "extract/code_tree.h"
#include "extract/scan.h"

namespace agentops::extract {

namespace {

constexpr char placeholder_mark = '%';

/// The shell's own words.
constexpr std::array<std::string_view, 55> builtins = {
    ".",        ":",      "[",       "alias",   "bg",        "bind",     "break",   "builtin",
    "caller",   "cd",     "command", "compgen", "complete",  "continue", "declare", "dirs",
    "disown",   "echo",   "enable",  "eval",    "exec",      "exit",     "export",  "false",
    "fc",       "fg",     "getopts", "hash",    "help",      "history",  "jobs",    "let",
    "local",    "logout", "mapfile", "popd",    "printf",    "pushd",    "pwd",     "read",
    "readonly", "return", "set",     "shift",   "source",    "test",     "trap",    "true",
    "type",     "ulimit", "unset",   "wait",    "readarray", "shopt",    "umask"};

/// Programs and builtins whose argument is a command.
constexpr std::array<std::string_view, 12> runners = {
    "sudo", "env", "time", "nohup", "xargs", "exec", "command", "watch", "timeout", "nice", "npx", "doas"};

/// Programs whose arguments with a slash are names of images, branches or modules more often than files.
constexpr std::array<std::string_view, 22> no_files = {
    "git",  "gh", "docker", "npm",  "npx",    "pnpm",   "yarn", "bun", "bunx",    "pip",  "brew",
    "helm", "go", "cargo",  "curl", "claude", "gcloud", "aws",  "apt", "apt-get", "glab", "echo"};

constexpr std::array<std::string_view, 5> remote = {"ssh", "scp", "sftp", "rsync", "ssh-copy-id"};

bool is_one_of(const auto& words, std::string_view word) {
  return std::ranges::find(words, word) != words.end();
}

/// "<name>" -> "%name%"; real redirections have no closing bracket on the same word.
std::string without_placeholders(std::string_view code) {
  std::string result(code);
  for (std::size_t at = 0; at < result.size(); ++at) {
    if (result[at] != '<' || at + 1 >= result.size() || !is_alpha(result[at + 1])) continue;
    const auto most = std::min(result.size(), at + 60);
    auto end = at + 1;
    while (end < most && (is_word(result[end]) || result[end] == '-' || result[end] == ' ' ||
                          result[end] == '/' || result[end] == '|' || result[end] == '.'))
      ++end;
    if (end >= result.size() || result[end] != '>') continue;
    std::replace_if(
        result.begin() + static_cast<std::ptrdiff_t>(at),
        result.begin() + static_cast<std::ptrdiff_t>(end) + 1,
        [](char c) { return !is_alnum(c) && c != '-'; }, placeholder_mark);
    at = end;
  }
  return result;
}

class ShellReader {
 public:
  ShellReader(std::string_view code, CodeFacts& facts)
      : code_(code), nodes_(parse_code(Language::Shell, code)), facts_(facts) {}

  void read() {
    for (std::size_t i = 0; i < nodes_.size(); ++i) {
      const auto type = nodes_[i].type;
      if (type == "function_definition")
        functions_.push_back(child_text(i, "word"));
      else if (type == "for_statement")
        facts_.locals.emplace(child_text(i, "variable_name"));
      else if (type == "declaration_command")
        declaration(i);
      else if (type == "variable_assignment")
        assignment(i);
    }
    for (std::size_t i = 0; i < nodes_.size(); ++i) {
      const auto type = nodes_[i].type;
      if (type == "command")
        command(i);
      else if (type == "file_redirect")
        redirection(i);
      else if (type == "simple_expansion" || type == "expansion")
        expansion(i);
    }
  }

 private:
  [[nodiscard]] std::string_view text(const SyntaxNode& node) const { return text_of(node, code_); }

  [[nodiscard]] std::string_view child_text(std::size_t parent, std::string_view type) const {
    std::string_view found;
    for_each_child(nodes_, parent, [&](const SyntaxNode& child, std::size_t) {
      if (found.empty() && child.type == type) found = text(child);
    });
    return found;
  }

  void use_variable(std::string_view name) {
    if (is_variable_name(name)) facts_.env.emplace(name);
  }

  /// `export A=1` gives the environment a variable; `local`, `declare` and `readonly` do not.
  void declaration(std::size_t i) {
    const bool exported = text(nodes_[i]).starts_with("export");
    for_each_child(nodes_, i, [&](const SyntaxNode& child, std::size_t index) {
      const auto name = child.type == "variable_assignment" ? child_text(index, "variable_name")
                        : child.type == "variable_name"     ? text(child)
                                                            : std::string_view{};
      if (exported) {
        use_variable(name);
        exported_until_ = std::max<std::size_t>(exported_until_, nodes_[i].end_of_subtree);
      }
    });
  }

  /// `A=1 program` is for the program; `A=1` alone is the script's own.
  void assignment(std::size_t i) {
    const auto name = child_text(i, "variable_name");
    if (i < exported_until_) return;
    if (i < command_until(i))
      use_variable(name);
    else
      facts_.locals.emplace(name);
  }

  /// The end of the command that node `i` is a direct part of, or 0.
  std::size_t command_until(std::size_t i) {
    for (; next_command_ < i; ++next_command_)
      if (nodes_[next_command_].type == "command") last_command_ = next_command_;
    const bool inside = last_command_ < i && nodes_[last_command_].type == "command" &&
                        i < nodes_[last_command_].end_of_subtree;
    return inside ? nodes_[last_command_].end_of_subtree : 0;
  }

  void expansion(std::size_t i) {
    const auto name = child_text(i, "variable_name");
    const auto whole = text(nodes_[i]);
    const bool given = whole.find(":-") != std::string_view::npos ||
                       whole.find(":?") != std::string_view::npos ||
                       whole.find(":=") != std::string_view::npos;
    if (given || !facts_.locals.contains(name)) use_variable(name);
  }

  void redirection(std::size_t i) {
    for_each_child(nodes_, i, [&](const SyntaxNode& child, std::size_t) {
      if (child.type == "word" && is_file_path(text(child))) add_file(text(child));
    });
  }

  void add_file(std::string_view path) {
    while (path.starts_with("./")) path.remove_prefix(2);
    if (!path.empty()) facts_.files.emplace(path);
  }

  void command(std::size_t i) {
    std::string_view name;
    std::vector<std::string_view> arguments;
    for_each_child(nodes_, i, [&](const SyntaxNode& child, std::size_t index) {
      if (child.type == "command_name")
        name = whole_word(index);
      else if (child.type == "word" || child.type == "concatenation" || child.type == "raw_string" ||
               child.type == "string" || child.type == "number")
        arguments.push_back(unquoted(text(child)));
    });
    if (!name.empty()) call(name, arguments);
  }

  /// The command's name when it is written out; "" for one that is computed.
  [[nodiscard]] std::string_view whole_word(std::size_t command_name) const {
    const auto& node = nodes_[command_name];
    if (node.end_of_subtree != command_name + 2 || nodes_[command_name + 1].type != "word") return {};
    return text(node);
  }

  static std::string_view unquoted(std::string_view word) {
    const bool quoted =
        word.size() >= 2 && (word.front() == '"' || word.front() == '\'') && word.back() == word.front();
    return quoted ? word.substr(1, word.size() - 2) : word;
  }

  void call(std::string_view name, const std::vector<std::string_view>& arguments) {
    const bool path = name.find('/') != std::string_view::npos;
    if (path && is_file_path(name) && !name.starts_with("/usr/") && !name.starts_with("/bin/"))
      add_file(name);
    const auto program = path ? base_name(name) : name;
    const bool called = is_program(program) && !is_slash_command(name);
    if (called && !is_one_of(builtins, program) && !is_script(name) &&
        std::ranges::find(functions_, program) == functions_.end())
      facts_.programs.emplace(program);
    if (!called) return;
    if (is_one_of(runners, program)) called_by(arguments);
    if (program == "read" || program == "mapfile")
      for (const auto argument : arguments) facts_.locals.emplace(argument);
    for (const auto argument : arguments) use_argument(program, argument);
  }

  static bool is_program(std::string_view name) {
    if (name.size() < 2 || name.size() > 40 || !(is_lower(name.front()) || name == "Rscript")) return false;
    if (name.back() == '.' || name.back() == ':') return false;
    if (name.find('_') != std::string_view::npos && !name.starts_with("pg_"))
      return false;  // functions of some script
    return std::ranges::all_of(
        name, [](char c) { return is_alnum(c) || c == '-' || c == '_' || c == '.' || c == '+'; });
  }

  static bool is_slash_command(std::string_view name) {
    return name.starts_with('/') && name.find('/', 1) == std::string_view::npos;
  }

  static bool is_script(std::string_view name) {
    return name.starts_with("./") || name.starts_with("../") || name.ends_with(".sh") ||
           name.ends_with(".py") || name.ends_with(".js") || name.ends_with(".md");
  }

  /// `sudo -E systemctl restart x`: the first word that is no option, assignment or number.
  void called_by(const std::vector<std::string_view>& arguments) {
    for (const auto argument : arguments) {
      if (argument.starts_with('-') || argument.find('=') != std::string_view::npos ||
          (!argument.empty() && is_digit(argument.front())))
        continue;
      if (is_program(argument) && !is_one_of(builtins, argument) && !is_script(argument))
        facts_.programs.emplace(argument);
      return;
    }
  }

  void use_argument(std::string_view program, std::string_view argument) {
    if (is_one_of(remote, program)) remote_host(argument);
    if (const auto equals = argument.find('=');
        argument.starts_with("--") && equals != std::string_view::npos)
      argument.remove_prefix(equals + 1);
    if (!is_file_path(argument) || program == "cd") return;
    const bool clear = argument.starts_with("./") || argument.starts_with("../") ||
                       base_name(argument).find('.') != std::string_view::npos;
    const bool slash = argument.find('/') != std::string_view::npos;
    if (is_one_of(no_files, program) ? clear && has_usual_suffix(argument) : clear || slash)
      add_file(argument);
  }

  void remote_host(std::string_view argument) {
    const auto at = argument.find('@');
    if (at == std::string_view::npos) return;
    const auto host =
        argument.substr(at + 1, argument.find(':') == std::string_view::npos ? std::string_view::npos
                                                                             : argument.find(':') - at - 1);
    const bool sound = host.find('.') != std::string_view::npos &&
                       std::ranges::all_of(host, [](char c) { return is_alnum(c) || c == '.' || c == '-'; });
    if (sound) facts_.hosts.emplace(lower(host));
  }

  std::string_view code_;
  std::vector<SyntaxNode> nodes_;
  CodeFacts& facts_;
  std::vector<std::string_view> functions_;
  std::size_t exported_until_ = 0;
  std::size_t next_command_ = 0;
  std::size_t last_command_ = 0;
};

}  // namespace

void read_shell(std::string_view code, CodeFacts& facts) {
  const auto plain = without_placeholders(code);
  ShellReader(plain, facts).read();
  read_hosts(plain, "#", facts);
}

}  // namespace agentops::extract
