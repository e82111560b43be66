// JSON, YAML and TOML say what they run and need under a few keys that configuration formats share:
// `command`, `run`, `script`, `env`. Under keys that are words of other things as well (`check`, `build`)
// only commands that everybody knows count.

#include <algorithm>
#include <array>
#include <string>

#include "extract/code_readers.h"
#include "extract/code_tree.h"
#include "extract/code_words.h"
#include "extract/scan.h"

namespace agentops::extract {

namespace {

constexpr auto command_keys = std::to_array<std::string_view>(
    {"command", "run", "script", "cmd", "commands", "before_script", "after_script"});
constexpr auto likely_keys =
    std::to_array<std::string_view>({"build", "check", "entry", "entrypoint", "exec", "hook", "install",
                                     "lint", "pre_build", "start", "test", "validate", "verify"});

bool is_one_of(const auto& words, std::string_view word) {
  return std::ranges::find(words, word) != words.end();
}

/// Keys whose list is one call: a program and its arguments.
bool lists_one_call(std::string_view key) { return key == "command" || key == "cmd" || key == "entrypoint"; }

bool holds_variables(std::string_view key) {
  return key == "env" || key == "environment" || key == "envs" || key == "env_vars" || key.ends_with("_env");
}

bool is_pair(std::string_view type) {
  return type == "pair" || type == "block_mapping_pair" || type == "flow_pair";
}
bool is_list(std::string_view type) {
  return type == "array" || type == "flow_sequence" || type == "block_sequence";
}

std::string_view unquoted(std::string_view text) {
  for (const std::string_view quotes : {R"(""")", "'''", "\"", "'"})
    if (text.size() >= 2 * quotes.size() && text.starts_with(quotes) && text.ends_with(quotes))
      return text.substr(quotes.size(), text.size() - 2 * quotes.size());
  return text;
}

std::string unescaped(std::string_view inner) {
  std::string text;
  for (std::size_t i = 0; i < inner.size(); ++i) {
    if (inner[i] == '\\' && i + 1 < inner.size()) {
      ++i;
      text += inner[i] == 'n' ? '\n' : inner[i] == 't' ? '\t' : inner[i];
    } else {
      text += inner[i];
    }
  }
  return text;
}

/// `${{ ... }}`, which is filled in before a shell sees it, as a variable of the same length that is
/// nobody's.
std::string without_templates(std::string text) {
  for (auto at = text.find("${{"); at != std::string::npos; at = text.find("${{", at)) {
    const auto end = text.find("}}", at);
    const auto inside = std::string_view(text).substr(at, end - at);
    if (end == std::string::npos || inside.find('\n') != std::string_view::npos) break;
    std::fill(text.begin() + static_cast<std::ptrdiff_t>(at) + 1,
              text.begin() + static_cast<std::ptrdiff_t>(end) + 2, '_');
  }
  return text;
}

/// A step's `script` may be JavaScript, which `const` or `await` betray before long.
bool is_javascript(std::string_view script) {
  const auto first = trim(script);
  return std::ranges::any_of(std::to_array<std::string_view>({"const ", "let ", "await ", "//", "import {"}),
                             [&](std::string_view sign) { return first.starts_with(sign); });
}

/// What a scalar says: the lines of YAML's block, or a plain or quoted text.
std::string scalar(std::string_view value) {
  value = trim(value);
  if (value.starts_with('"')) return unescaped(unquoted(value));
  if (!value.starts_with('|') && !value.starts_with('>')) return std::string(unquoted(value));
  const auto newline = value.find('\n');
  return newline == std::string_view::npos ? std::string{} : std::string(value.substr(newline + 1));
}

class DataReader {
 public:
  DataReader(Language language, std::string_view code, CodeFacts& facts)
      : language_(language), code_(code), nodes_(parse_code(language, code)), facts_(facts) {}

  void read() {
    for (std::size_t i = 0; i < nodes_.size(); ++i) {
      if (is_pair(nodes_[i].type)) pair(i);
      if (nodes_[i].type == "table") table(i);
    }
  }

 private:
  [[nodiscard]] std::string_view text(std::size_t i) const { return text_of(nodes_[i], code_); }

  void pair(std::size_t i) {
    std::size_t key_at = 0;
    std::size_t value = 0;
    for_each_child(nodes_, i, [&](const SyntaxNode& child, std::size_t index) {
      if (child.type != "comment") (key_at == 0 ? key_at : value) = index;
    });
    if (key_at == 0 || value == 0) return;
    const auto key = unquoted(text(key_at));
    if (holds_variables(key)) read_names(value);
    if (handed_on_[i]) return;
    const bool map = first_inside(value, is_pair) != 0;
    if (key == "scripts" && map && language_ == Language::Json) scripts_until_ = nodes_[i].end_of_subtree;
    const auto list = first_inside(value, is_list);
    if (list == 0 && !map) read_scalar(key, value, i);
    if (list != 0 && (is_one_of(command_keys, key) || lists_one_call(key))) read_list(key, words_of(list));
  }

  /// The value itself or what it consists of; grammars wrap values in a node or two. 0 for none.
  [[nodiscard]] std::size_t first_inside(std::size_t value, bool (*wanted)(std::string_view)) const {
    const auto end = std::min<std::size_t>(nodes_[value].end_of_subtree, value + 3);
    for (auto i = value; i < end; ++i)
      if (wanted(nodes_[i].type)) return i;
    return 0;
  }

  [[nodiscard]] std::vector<std::string> words_of(std::size_t list) {
    std::vector<std::string> words;
    for_each_child(nodes_, list, [&](const SyntaxNode& item, std::size_t index) {
      if (item.type == "comment" || handed_on_[index] || holds_pairs(index)) return;
      words.push_back(scalar(text(index).substr(text(index).starts_with("- ") ? 2 : 0)));
      hand_on(index);
    });
    return words;
  }

  /// An item that is a map and no command.
  [[nodiscard]] bool holds_pairs(std::size_t item) const {
    const auto end = std::min<std::size_t>(nodes_[item].end_of_subtree, item + 6);
    for (auto i = item; i < end; ++i)
      if (is_pair(nodes_[i].type)) return true;
    return false;
  }

  /// What was read as commands is not looked into again: lists of lists would be read at each level.
  void hand_on(std::size_t i) {
    if (!handed_on_[i])
      std::fill(handed_on_.begin() + static_cast<std::ptrdiff_t>(i),
                handed_on_.begin() + static_cast<std::ptrdiff_t>(nodes_[i].end_of_subtree), true);
  }

  void read_scalar(std::string_view key, std::size_t value, std::size_t i) {
    const auto line = scalar(text(value));
    const bool likely = is_one_of(likely_keys, key) || key.ends_with("Command");
    if (key == "command" && line.find(' ') == std::string::npos) {
      call(line, arguments_beside(i));
    } else if (i < scripts_until_ || is_one_of(command_keys, key) ||
               (likely && is_command_line(line.substr(0, line.find('\n'))))) {
      if (key == "script" && is_javascript(line))
        read_javascript(line, facts_);
      else
        read_shell(without_templates(line), facts_);
      hand_on(value);
    }
  }

  void read_list(std::string_view key, const std::vector<std::string>& words) {
    if (words.empty()) return;
    if (lists_one_call(key) && words.front().find(' ') == std::string::npos)
      return call(words.front(), {words.begin() + 1, words.end()});
    for (const auto& line : words) read_shell(without_templates(line), facts_);
  }

  void call(const std::string& program, const std::vector<std::string>& arguments) {
    read_call(program, {arguments.begin(), arguments.end()}, facts_);
  }

  /// `args` right behind `command`.
  [[nodiscard]] std::vector<std::string> arguments_beside(std::size_t pair) {
    auto next = nodes_[pair].end_of_subtree;
    while (next < nodes_.size() && nodes_[next].type == "comment") ++next;
    if (next >= nodes_.size() || !is_pair(nodes_[next].type) || next + 2 >= nodes_[next].end_of_subtree)
      return {};
    if (unquoted(text(next + 1)) != "args") return {};
    const auto list = first_inside(nodes_[next + 1].end_of_subtree, is_list);
    return list == 0 ? std::vector<std::string>{} : words_of(list);
  }

  /// [mcp_servers.x.env]
  void table(std::size_t i) {
    if (i + 1 >= nodes_[i].end_of_subtree) return;
    const auto name = text(i + 1);
    if (holds_variables(name.substr(name.rfind('.') + 1))) read_names(i);
  }

  void use_variable(std::string_view name) {
    name = unquoted(trim(name));
    if (is_variable_name(name)) facts_.env.emplace(name);
  }

  /// Variables among the keys below `value`, and in its list: `- NAME=value`, `- name: NAME`, ["NAME"].
  void read_names(std::size_t value) {
    if (const auto list = first_inside(value, is_list); list != 0)
      for_each_child(nodes_, list,
                     [&](const SyntaxNode&, std::size_t index) { use_variable(scalar(text(index))); });
    for (auto i = value; i < nodes_[value].end_of_subtree; ++i) {
      const auto whole = text(i);
      if (is_pair(nodes_[i].type) && i + 1 < nodes_[i].end_of_subtree) {
        use_variable(text(i + 1));
        if (unquoted(text(i + 1)) == "name" && whole.find(':') != std::string_view::npos)
          use_variable(whole.substr(whole.find(':') + 1));
      } else if (nodes_[i].type == "block_sequence_item") {
        use_variable(whole.substr(1, std::min(whole.find_first_of("=\n"), whole.size()) - 1));
      }
    }
  }

  Language language_;
  std::string_view code_;
  std::vector<SyntaxNode> nodes_;
  CodeFacts& facts_;
  std::vector<bool> handed_on_ = std::vector<bool>(nodes_.size());  ///< of each node
  std::size_t scripts_until_ = 0;  ///< everything before this node is a script of a package
};

void read(Language language, std::string_view code, std::string_view comment, CodeFacts& facts) {
  // Most pieces of data hold none of the keys, and then need no parser.
  const auto has = [&](std::string_view word) { return code.find(word) != std::string_view::npos; };
  const auto ends_key = [&](std::string_view word) {
    for (auto at = code.find(word); at != std::string_view::npos; at = code.find(word, at + 1)) {
      const auto after = at + word.size() < code.size() ? code[at + word.size()] : '\0';
      if (after == ':' || after == '"' || after == ' ') return true;
    }
    return false;
  };
  if (has("ommand") || has("env") || has("cmd") || has("script") || ends_key("run") ||
      std::ranges::any_of(likely_keys, ends_key))
    DataReader(language, code, facts).read();
  read_expansions(code, facts);
  read_hosts(code, comment, facts);
}

}  // namespace

void read_json_code(std::string_view code, CodeFacts& facts) { read(Language::Json, code, "//", facts); }
void read_yaml_code(std::string_view code, CodeFacts& facts) { read(Language::Yaml, code, "#", facts); }
void read_toml_code(std::string_view code, CodeFacts& facts) { read(Language::Toml, code, "#", facts); }

}  // namespace agentops::extract
