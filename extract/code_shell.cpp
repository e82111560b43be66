// Commands, variables and redirections as the shell's grammar sees them; what a single call says is read in
// code_command.cpp. Placeholders like `<name>` would read as redirections, so their brackets are replaced
// before parsing by a character that no path has.

#include <algorithm>
#include <vector>

#include "extract/code_readers.h"
#include "extract/code_tree.h"
#include "extract/code_words.h"
#include "extract/scan.h"

namespace agentops::extract {

namespace {

constexpr char placeholder_mark = '%';

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
      else if (type == "unset_command")
        for_each_child(nodes_, i, [&](const SyntaxNode& child, std::size_t) {
          if (child.type == "variable_name" && !facts_.locals.contains(text(child)))
            use_variable(text(child));
        });
      else if (type == "redirected_statement")
        redirected(i);
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

  /// echo "NAME=value" >> .env, and scripts that are handed over or written: python3 <<EOF, cat > x.sh <<EOF
  void redirected(std::size_t i) {
    const auto whole = text(nodes_[i]);
    const auto first_line = whole.substr(0, whole.find('\n'));
    const bool settings = (first_line.find("env") != std::string_view::npos ||
                           first_line.find(".vars") != std::string_view::npos) &&
                          first_line.find('>') != std::string_view::npos;
    for (auto below = i + 1; below < nodes_[i].end_of_subtree; ++below) {
      const auto& node = nodes_[below];
      if (settings && node.type == "string_content")
        if (const auto name = text(node).substr(0, text(node).find('=')); name.size() < text(node).size())
          use_variable(name);
      if (node.type == "heredoc_body") read_heredoc(first_line, text(node));
    }
  }

  /// Nobody writes such a text within such a text, and no input may make this go deeper.
  void read_heredoc(std::string_view command, std::string_view body) {
    if (body.find("<<") != std::string_view::npos) return;
    if (command.starts_with("python"))
      read_code(Language::Python, body, facts_);
    else if (body.starts_with("#!") && body.substr(0, body.find('\n')).ends_with("sh"))
      read_code(Language::Shell, body, facts_);
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
    if (!name.empty() && std::ranges::find(functions_, name) == functions_.end())
      read_call(name, arguments, facts_);
  }

  /// The command's name when it is written out; "" for one that is computed.
  [[nodiscard]] std::string_view whole_word(std::size_t command_name) const {
    const auto& node = nodes_[command_name];
    if (node.end_of_subtree != command_name + 2 || nodes_[command_name + 1].type != "word") return {};
    // print("x") and feat(auth) are of other languages
    const bool called = node.end < code_.size() && code_[node.end] == '(';
    const bool argument = node.begin > 1 && code_[node.begin - 1] == '(' && is_alnum(code_[node.begin - 2]);
    if (called || argument) return {};
    return text(node);
  }

  static std::string_view unquoted(std::string_view word) {
    const bool quoted =
        word.size() >= 2 && (word.front() == '"' || word.front() == '\'') && word.back() == word.front();
    return quoted ? word.substr(1, word.size() - 2) : word;
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
