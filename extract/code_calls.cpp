// The grammars call the same things by a few different names; which names do not matter here are left out.
// Only what is written out counts: what a call is given through a variable is not followed.

#include "extract/code_calls.h"

#include <algorithm>
#include <string>

#include "extract/code_readers.h"
#include "extract/code_tree.h"
#include "extract/code_words.h"
#include "extract/scan.h"

namespace agentops::extract {

namespace {

constexpr char unknown_part = '%';  // for what a string takes from a variable: no program or path has it

bool is_call(std::string_view type) {
  return type == "call" || type == "call_expression" || type == "new_expression";
}
bool is_list(std::string_view type) { return type == "list" || type == "array" || type == "tuple"; }
bool is_string(std::string_view type) {
  return type == "string" || type == "template_string" || type == "interpreted_string_literal" ||
         type == "raw_string_literal";
}
bool is_quote(char c) { return c == '"' || c == '\'' || c == '`'; }

class CallReader {
 public:
  CallReader(const CallTable& table, std::string_view code, CodeFacts& facts)
      : table_(table), code_(code), nodes_(parse_code(table.language, code)), facts_(facts) {}

  void read() {
    for (std::size_t i = 0; i < nodes_.size(); ++i) {
      const auto type = nodes_[i].type;
      if (is_call(type))
        call(i);
      else if (type == "member_expression")
        member(i);
      else if (type == "subscript" || type == "subscript_expression")
        subscript(i);
      else if (type == "variable_declarator")
        taken_apart(i);
      else if (type == "assignment")
        assignment(i);
      else if (type == "class_definition")
        settings_class(i);
    }
  }

 private:
  [[nodiscard]] std::string_view text(std::size_t i) const { return text_of(nodes_[i], code_); }

  /// The index of child `number`, or 0.
  [[nodiscard]] std::size_t child(std::size_t parent, std::size_t number) const {
    std::size_t found = 0;
    for_each_child(nodes_, parent, [&](const SyntaxNode& node, std::size_t index) {
      if (node.type != "comment" && number-- == 0) found = index;
    });
    return found;
  }

  /// What a string says, without its quotes; "" for anything else.
  [[nodiscard]] std::string literal(std::size_t i) const {
    if (i == 0 || !is_string(nodes_[i].type)) return {};
    std::string word;
    auto from = nodes_[i].begin;
    for_each_child(nodes_, i, [&](const SyntaxNode& node, std::size_t) {
      if (node.type != "interpolation" && node.type != "template_substitution") return;
      word.append(code_.substr(from, node.begin - from)) += unknown_part;
      from = node.end;
    });
    word.append(code_.substr(from, nodes_[i].end - from));
    return unescaped(unquoted(word));
  }

  /// Without the letters and quotes around it.
  static std::string_view unquoted(std::string_view word) {
    while (!word.empty() && is_alpha(word.front())) word.remove_prefix(1);
    const std::size_t quotes = word.starts_with(R"(""")") || word.starts_with("'''") ? 3 : 1;
    if (word.size() < 2 * quotes || !is_quote(word.front())) return {};
    return word.substr(quotes, word.size() - 2 * quotes);
  }

  static std::string unescaped(std::string_view word) {
    std::string plain;
    for (std::size_t i = 0; i < word.size(); ++i) {
      if (word[i] == '\\' && i + 1 < word.size())
        plain += word[++i] == 'n' ? '\n' : word[i];
      else
        plain += word[i];
    }
    return plain;
  }

  void use_variable(std::string_view name) {
    if (is_variable_name(name)) facts_.env.emplace(name);
  }

  [[nodiscard]] bool is_environment(std::string_view object) const {
    return std::ranges::find(table_.environments, object) != table_.environments.end();
  }

  /// process.env.NAME
  void member(std::size_t i) {
    const auto whole = text(i);
    const auto dot = whole.rfind('.');
    if (is_environment(whole.substr(0, dot))) use_variable(whole.substr(dot + 1));
  }

  /// os.environ["NAME"]
  void subscript(std::size_t i) {
    if (is_environment(text(child(i, 0)))) use_variable(literal(child(i, 1)));
  }

  /// const { NAME, OTHER: mine } = process.env
  void taken_apart(std::size_t i) {
    const auto pattern = child(i, 0);
    const auto value = child(i, 1);
    if (nodes_[pattern].type != "object_pattern" || value == 0 || !is_environment(text(value))) return;
    for (auto name = pattern; name < nodes_[pattern].end_of_subtree; ++name)
      if (nodes_[name].type == "shorthand_property_identifier_pattern" ||
          nodes_[name].type == "property_identifier")
        use_variable(text(name));
  }

  /// cmd = ["git", "log"], which is run later.
  void assignment(std::size_t i) {
    const auto name = text(child(i, 0));
    const auto value = child(i, 1);
    const bool command = name.starts_with("cmd") || name.starts_with("command");
    if (command && value != 0 && nodes_[value].type == "list") use_program(literal(child(value, 0)));
  }

  /// class Settings(BaseSettings): its fields are read from the environment.
  void settings_class(std::size_t i) {
    const auto bases = text(child(i, 1));
    if (!bases.starts_with('(') || bases.find("BaseSettings") == std::string_view::npos) return;
    for (auto field = i; field < nodes_[i].end_of_subtree; ++field) {
      if (nodes_[field].type == "assignment") use_variable(text(child(field, 0)));
      if (nodes_[field].type == "keyword_argument" && text(child(field, 0)).ends_with("alias"))
        use_variable(literal(child(field, 1)));
    }
  }

  void call(std::size_t i) {
    const auto function = text(child(i, 0));
    const auto arguments = child(i, 1);
    if (arguments == 0 || function.size() > 60) return;
    for (const auto& known : table_.functions)
      if (known.name.front() == '.' ? function.ends_with(known.name) : function == known.name) {
        const bool tagged = is_string(nodes_[arguments].type);  // $`git status`
        return use(known.argument, tagged ? arguments : child(arguments, 0), child(arguments, 1));
      }
  }

  void use(Argument argument, std::size_t first, std::size_t second) {
    if (first == 0) return;
    switch (argument) {
      case Argument::Variable:
        return use_variable(literal(first));
      case Argument::File:
        return use_file(literal(first));
      case Argument::Program:
        return use_program(literal(head_of(first)));
      case Argument::Commands:
        return use_commands(first);
      case Argument::UsualCommand:
        if (is_list(nodes_[first].type) || is_command_line(literal(first))) use_commands(first);
        return;
      case Argument::SecondProgram:
        return use_program(literal(second));
    }
  }

  /// The first element of a list, or what is no list.
  [[nodiscard]] std::size_t head_of(std::size_t i) const { return is_list(nodes_[i].type) ? child(i, 0) : i; }

  void use_commands(std::size_t i) {
    if (!is_list(nodes_[i].type)) return read_shell(literal(i), facts_);
    std::vector<std::string> words;
    for_each_child(nodes_, i, [&](const SyntaxNode&, std::size_t index) { words.push_back(literal(index)); });
    if (!words.empty()) read_call(words.front(), {words.begin() + 1, words.end()}, facts_);
  }

  void use_program(std::string_view name) { read_call(name, {}, facts_); }

  void use_file(std::string_view path) {
    while (path.starts_with("./")) path.remove_prefix(2);
    if (is_file_path(path)) facts_.files.emplace(path);
  }

  const CallTable& table_;
  std::string_view code_;
  std::vector<SyntaxNode> nodes_;
  CodeFacts& facts_;
};

}  // namespace

void read_calls(const CallTable& table, std::string_view code, CodeFacts& facts) {
  CallReader(table, code, facts).read();
}

}  // namespace agentops::extract
