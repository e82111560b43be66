#include <algorithm>
#include <array>
#include <vector>

#include "extract/code_tree.h"
#include "extract/scan.h"

namespace agentops::extract {

namespace {

/// Calls whose first argument is a command: as a list of words, or as one line.
constexpr std::array<std::string_view, 8> runs = {"subprocess.run",
                                                  "subprocess.call",
                                                  "subprocess.check_call",
                                                  "subprocess.check_output",
                                                  "subprocess.Popen",
                                                  "os.system",
                                                  "os.popen",
                                                  "run"};

constexpr std::array<std::string_view, 6> environment_reads = {
    "os.getenv", "os.environ.get", "environ.get", "getenv", "os.environ.setdefault", "os.environ.pop"};

constexpr std::array<std::string_view, 6> file_calls = {"open",        "Path",           "pathlib.Path",
                                                        "pd.read_csv", "os.path.exists", "pd.read_json"};

class PythonReader {
 public:
  PythonReader(std::string_view code, CodeFacts& facts)
      : code_(code), nodes_(parse_code(Language::Python, code)), facts_(facts) {}

  void read() {
    for (std::size_t i = 0; i < nodes_.size(); ++i) {
      if (nodes_[i].type == "call")
        call(i);
      else if (nodes_[i].type == "subscript")
        subscript(i);
    }
  }

 private:
  [[nodiscard]] std::string_view text(std::size_t i) const { return text_of(nodes_[i], code_); }

  /// The index of child `number`, or 0.
  [[nodiscard]] std::size_t child(std::size_t parent, std::size_t number) const {
    std::size_t found = 0;
    for_each_child(nodes_, parent, [&](const SyntaxNode&, std::size_t index) {
      if (number-- == 0) found = index;
    });
    return found;
  }

  /// What a plain string literal says; "" for anything else.
  [[nodiscard]] std::string_view literal(std::size_t i) const {
    if (i == 0 || nodes_[i].type != "string") return {};
    auto word = text(i);
    if (word.size() < 2 || (word.front() != '"' && word.front() != '\'') ||
        word.find('\\') != std::string_view::npos)
      return {};
    while (word.size() >= 2 && (word.front() == '"' || word.front() == '\'') && word.back() == word.front())
      word = word.substr(1, word.size() - 2);
    return word;
  }

  void use_variable(std::string_view name) {
    if (is_variable_name(name)) facts_.env.emplace(name);
  }

  void subscript(std::size_t i) {
    const auto object = text(child(i, 0));
    if (object == "os.environ" || object == "environ") use_variable(literal(child(i, 1)));
  }

  void call(std::size_t i) {
    const auto function = text(child(i, 0));
    const auto arguments = child(i, 1);
    if (arguments == 0 || nodes_[arguments].type != "argument_list") return;
    const auto first = child(arguments, 0);
    if (std::ranges::find(environment_reads, function) != environment_reads.end())
      use_variable(literal(first));
    if (std::ranges::find(file_calls, function) != file_calls.end() && is_file_path(literal(first)))
      facts_.files.emplace(literal(first));
    if (std::ranges::find(runs, function) != runs.end()) run(first);
  }

  void run(std::size_t argument) {
    if (argument == 0) return;
    if (nodes_[argument].type == "list")
      add_program(literal(child(argument, 0)));
    else if (const auto line = literal(argument); !line.empty())
      read_shell(line, facts_);
  }

  void add_program(std::string_view name) {
    name = base_name(name);
    const bool sound = name.size() > 1 && is_lower(name.front()) && std::ranges::all_of(name, [](char c) {
                         return is_alnum(c) || c == '-' || c == '_' || c == '.';
                       });
    if (sound && !name.ends_with(".py") && !name.ends_with(".sh")) facts_.programs.emplace(name);
  }

  std::string_view code_;
  std::vector<SyntaxNode> nodes_;
  CodeFacts& facts_;
};

}  // namespace

void read_python(std::string_view code, CodeFacts& facts) {
  // What is looked for is spelled out; most pieces of Python hold none of it, and then need no parser.
  const auto has = [&](std::string_view word) { return code.find(word) != std::string_view::npos; };
  if (has("environ") || has("getenv") || has("subprocess") || has("os.system") || has("os.popen") ||
      has("open(") || has("Path(") || has("run(") || has("pd.read"))
    PythonReader(code, facts).read();
  read_hosts(code, "#", facts);
}

}  // namespace agentops::extract
