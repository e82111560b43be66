#include "extract/code_values.h"

#include <algorithm>
#include <array>

#include "extract/code_tree.h"

namespace agentops::extract {
namespace {

/// Nodes that are a value from end to end, and the same with quotes around them. The names are those of the
/// grammars; none means something else in another of them.
bool is_bare_value(std::string_view type) {
  constexpr std::array<std::string_view, 3> types = {"word", "string_scalar", "number"};
  return std::ranges::find(types, type) != types.end();
}

bool is_quoted_value(std::string_view type) {
  constexpr std::array<std::string_view, 6> types = {"string",
                                                     "raw_string",
                                                     "double_quote_scalar",
                                                     "single_quote_scalar",
                                                     "interpreted_string_literal",
                                                     "raw_string_literal"};
  return std::ranges::find(types, type) != types.end();
}

/// Parts of a string that stand for themselves.
bool is_plain_part(std::string_view type) {
  constexpr std::array<std::string_view, 7> types = {"string_start",
                                                     "string_end",
                                                     "string_content",
                                                     "string_fragment",
                                                     "interpreted_string_literal_content",
                                                     "raw_string_literal_content",
                                                     "escape_sequence"};
  return std::ranges::find(types, type) != types.end();
}

bool is_parsed(Language language) {
  return language != Language::Settings && language != Language::OtherShell && language != Language::Other;
}

/// What lies between equal quotes; nothing for prefixed strings and those in three quotes.
Span inside_quotes(const SyntaxNode& node, std::string_view code) {
  const std::string_view text = text_of(node, code);
  const bool quoted = text.size() >= 2 && text.front() == text.back() &&
                      std::string_view("\"'`").find(text.front()) != std::string_view::npos &&
                      text.substr(1, text.size() - 2).find(text.front()) == std::string_view::npos;
  return quoted ? Span{node.begin + 1, node.end - 1} : Span{};
}

bool is_plain(const std::vector<SyntaxNode>& nodes, std::size_t node) {
  bool plain = true;
  for_each_child(nodes, node,
                 [&](const SyntaxNode& child, std::size_t) { plain &= is_plain_part(child.type); });
  return plain;
}

}  // namespace

std::vector<Span> code_values(Language language, std::string_view code) {
  if (!is_parsed(language)) return {};
  const std::vector<SyntaxNode> nodes = parse_code(language, code);
  std::vector<Span> values;
  std::size_t after_name = 0;  // a command's name is no argument
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    const SyntaxNode& node = nodes[i];
    if (node.type == "command_name" || node.type == "concatenation" || node.type == "ERROR")
      after_name = std::max<std::size_t>(after_name, node.end_of_subtree);
    if (i < after_name) continue;
    if (is_bare_value(node.type) && node.begin < node.end) values.push_back({node.begin, node.end});
    if (is_quoted_value(node.type) && is_plain(nodes, i))
      if (const Span inside = inside_quotes(node, code); !inside.empty()) values.push_back(inside);
  }
  return values;
}

}  // namespace agentops::extract
