#include "extract/mention_context.h"

#include <algorithm>
#include <array>

#include "extract/mention_words.h"
#include "extract/scan.h"

namespace agentops::extract {

namespace {

constexpr std::size_t longest_name = 64;
constexpr std::size_t near = 160;  // bytes; what stands further away says nothing about a name

std::string_view before(std::string_view line, std::size_t begin) {
  return line.substr(begin > near ? begin - near : 0, std::min(begin, near));
}

/// Without the marks around a name.
std::string_view undecorated(std::string_view head) {
  constexpr std::string_view marks = "/`*[(\"'";
  while (!head.empty() && !is_alnum(head.back()) && std::ranges::find(marks, head.back()) != marks.end())
    head.remove_suffix(1);
  return head;
}

std::string_view last_word(std::string_view head) {
  return head.substr(head.find_last_of(" \t`*(_\"'") + 1);  // npos + 1 == 0
}

bool is_one_of(const auto& words, std::string_view word) {
  return std::ranges::any_of(words, [&](auto one) { return is_text(word, one); });
}

/// The words before the name make it one: "the", "use", "invoke the".
bool is_called(std::string_view line, std::size_t begin) {
  auto head = trim_right(before(line, begin));
  while (!head.empty() && !is_alnum(head.back())) head.remove_suffix(1);
  constexpr auto callers = std::to_array<std::string_view>(
      {"the", "use", "using", "invoke", "call", "run", "via", "with", "to", "by", "launch", "spawn"});
  return is_one_of(callers, last_word(head));
}

/// The first word of `rest` behind the marks that close a name.
/// Nothing when it goes on as a path.
std::string_view next_word(std::string_view rest) {
  rest = rest.substr(0, near);
  rest.remove_prefix(std::min(rest.find_first_not_of("`*\""), rest.size()));
  if (!rest.starts_with(' ')) return {};
  rest.remove_prefix(1);
  std::size_t size = 0;
  while (size < rest.size() && (is_alnum(rest[size]) || rest[size] == '-')) ++size;
  return rest.substr(size).starts_with('/') ? std::string_view{} : rest.substr(0, size);
}

/// Without the list before its last member: "see `a.md`, `b.md`, and" -> "see"
std::string_view before_list(std::string_view head) {
  for (;;) {
    auto rest = trim_right(head);
    for (const std::string_view joint : {" and", " or", ","})
      if (rest.ends_with(joint)) rest.remove_suffix(joint.size());
    if (rest.size() == trim_right(head).size()) return head;
    if (rest.ends_with(',')) rest.remove_suffix(1);
    const auto member = last_word(undecorated(rest));
    if (!is_file_name(member.substr(member.find_last_of('/') + 1))) return head;
    head = rest.substr(0, static_cast<std::size_t>(member.data() - rest.data()));
    head = undecorated(head);
  }
}

/// One of `verbs` stands right before the name, and neither a refusal before that nor a word behind the name
/// that makes it something else.
bool follows_verb(const auto& verbs, std::string_view line, std::size_t begin, std::size_t end) {
  auto head = before(line, begin);
  while (!head.empty() && std::string_view("/`*").find(head.back()) != std::string_view::npos)
    head.remove_suffix(1);
  if (!head.ends_with(' ')) return false;
  head.remove_suffix(1);
  const auto verb = last_word(head);
  if (!is_one_of(verbs, verb) || is_example(line, begin)) return false;
  constexpr auto refusals = std::to_array<std::string_view>({"not", "never", "don't", "avoid"});
  return !is_one_of(refusals, last_word(trim_right(head.substr(0, head.size() - verb.size())))) &&
         !is_told_no_command(line, end);
}

/// "- **Workflows**: " and nothing else before the name.
bool is_labelled_entry(std::string_view head) {
  auto label = trim(head);
  while (!label.empty() && (label.back() == '`' || label.back() == ' ')) label.remove_suffix(1);
  return (label.starts_with("- **") || label.starts_with("* **")) &&
         (label.ends_with("**:") || label.ends_with(":**")) && label.find("**", 4) + 3 >= label.size() &&
         !contains(label, "example");
}

}  // namespace

bool is_example(std::string_view line, std::size_t begin) {
  const auto head = before(line, begin);
  constexpr auto marks = std::to_array<std::string_view>(
      {"e.g.", "for example", "example:", "such as", "for instance", " like "});
  return std::ranges::any_of(marks, [&](auto mark) { return contains(head, mark); });
}

bool follows_call(std::string_view line, std::size_t begin, std::size_t end) {
  constexpr auto verbs =
      std::to_array<std::string_view>({"run", "call", "use", "start", "invoke", "type", "execute"});
  return follows_verb(verbs, line, begin, end);
}

bool follows_help(std::string_view line, std::size_t begin, std::size_t end) {
  constexpr auto words = std::to_array<std::string_view>({"with", "via", "using", "try", "running"});
  return follows_verb(words, line, begin, end);
}

bool follows_pointer(std::string_view line, std::size_t begin) {
  const auto head = before(line, begin);
  for (const std::string_view other : {"create", "write", "add ", "save", "generate", "your "})
    if (contains(head, other)) return false;  // something that comes to be
  if (is_example(line, begin)) return false;
  if (heads_an_entry(line, begin) || is_labelled_entry(head)) return true;
  const auto told = trim_right(undecorated(trim_right(before_list(undecorated(head)))));
  if (told.empty() && begin < near) return true;
  constexpr auto pointers = std::to_array<std::string_view>(
      {"see", "read", "in", "from", "load", "consult", "follow", "open", "to", "at", "reference:", "with",
       "see:", "run", "use", "execute", "reference", "the"});
  return is_one_of(pointers, last_word(told));
}

bool is_told_no_command(std::string_view line, std::size_t end) {
  constexpr auto others =
      std::to_array<std::string_view>({"flag", "option", "switch", "parameter", "endpoint", "endpoints",
                                       "route", "routes", "path", "directory", "folder", "page"});
  return is_one_of(others, next_word(line.substr(end)));
}

bool follows_interpreter(std::string_view line, std::size_t begin) {
  const auto head = before(line, begin);
  constexpr auto interpreters = std::to_array<std::string_view>(
      {"python", "python3", "node", "bash", "sh", "zsh", "ruby", "perl", "tsx", "bun", "php"});
  return head.ends_with(' ') && is_one_of(interpreters, last_word(trim_right(head)));
}

bool follows_method(std::string_view line, std::size_t begin) {
  const auto head = line.substr(0, begin);  // as written: "get /orders" may be a call
  constexpr auto methods = std::to_array<std::string_view>({"GET ", "POST ", "PUT ", "PATCH ", "DELETE "});
  return std::ranges::any_of(methods, [&](std::string_view method) { return head.ends_with(method); });
}

bool heads_an_entry(std::string_view line, std::size_t begin) {
  const auto head = trim(undecorated(before(line, begin)));
  return begin < near && (head == "-" || head == "*" || head.ends_with('|'));
}

bool stands_in_series(std::string_view line, std::size_t begin) {
  const auto colon = line.substr(0, std::min(begin, near + 1)).find(':');
  if (colon == std::string_view::npos) return false;
  constexpr auto labels = std::to_array<std::string_view>({"with", "skills", "agents", "also"});
  return !is_example(line, begin) && is_one_of(labels, last_word(undecorated(line.substr(0, colon))));
}

bool is_explained(std::string_view line, std::size_t end) {
  auto rest = line.substr(end);
  if (rest.starts_with("**:") || rest.starts_with(":**")) return true;
  if (!rest.starts_with("** ")) return false;
  rest.remove_prefix(3);
  return rest.starts_with("- ") || rest.starts_with("– ") || rest.starts_with("— ") || rest.starts_with(": ");
}

bool closes_bold(std::string_view line, std::size_t begin, std::size_t end) {
  const auto rest = line.substr(end);
  const auto head = trim_right(before(line, begin));
  constexpr std::string_view joints = ":/,&";
  return rest.starts_with("**") && !rest.starts_with("**/") && !head.empty() &&
         joints.find(head.back()) != std::string_view::npos;
}

bool is_handed_over_to(std::string_view line, std::size_t begin) {
  constexpr auto words = std::to_array<std::string_view>(
      {"use", "see", "invoke", "load", "try", "prefer", "to", "with", "via", "or"});
  return is_one_of(words, last_word(trim_right(undecorated(before(line, begin)))));
}

bool is_label_of_link(std::string_view line, std::size_t end) {
  const auto rest = line.substr(end);
  return rest.substr(std::min(rest.find_first_not_of("`*"), rest.size())).starts_with("](");
}

bool is_drawn(std::string_view line, std::size_t begin) {
  return trim_right(before(line, begin)).ends_with("─");
}

bool is_told_a_command(std::string_view line, std::size_t end) {
  const auto rest = line.substr(end);
  const auto word = next_word(rest);
  return word == "command" || (word == "slash" && contains(rest.substr(0, near), "slash command"));
}

std::optional<Kind> role_around(std::string_view line, std::size_t begin, std::size_t end, bool marked) {
  const auto word = line.substr(begin, end - begin);
  if (word.size() < 2 || word.size() > longest_name || kind_of_word(word)) return std::nullopt;
  const auto kind = kind_of_word(next_word(line.substr(end)));
  if (kind && (marked || is_distinctive(word) || is_called(line, begin))) return kind;
  return is_called_agent(line, begin) ? std::optional(Kind::Agent) : std::nullopt;
}

bool is_called_agent(std::string_view line, std::size_t begin) {
  const auto head = trim_right(undecorated(trim_right(before(line, begin))));
  if (!head.ends_with(':') && !head.ends_with('=')) return false;
  return head.ends_with("subagent_type:") || head.ends_with("subagent_type=") ||
         head.ends_with("subagent_type\":");
}

}  // namespace agentops::extract
