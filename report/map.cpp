#include "report/map.h"

#include <map>

#include <fmt/format.h>

#include "text/escape.h"

namespace agentops::report {
namespace {

/// The number of each item's node.
std::map<std::string_view, std::size_t> numbered(const FolderMap& map) {
  std::map<std::string_view, std::size_t> numbers;
  for (const MapDomain& domain : map.domains)
    for (const MapItem& item : domain.items) numbers.emplace(item.key, numbers.size());
  return numbers;
}

std::string label_of(const MapItem& item) { return item.close_call ? item.name + " ?" : item.name; }

/// A string of the DOT language: for_terminal leaves no control character, and what it writes instead has
/// backslashes, which are doubled like any other.
std::string dot_string(std::string_view untrusted) {
  std::string text = "\"";
  for (const char c : text::for_terminal(untrusted)) {
    if (c == '"' || c == '\\') text += '\\';
    text += c;
  }
  return text + '"';
}

bool is_plain(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
         std::string_view(" _-./").find(c) != std::string_view::npos || static_cast<unsigned char>(c) >= 0x80;
}

/// A label of Mermaid: every mark that could mean something is written as its number.
std::string mermaid_string(std::string_view untrusted) {
  std::string text = "\"";
  for (const char c : text::for_terminal(untrusted))
    text += is_plain(c) ? std::string(1, c) : fmt::format("#{};", static_cast<unsigned>(c));
  return text + '"';
}

std::string_view dot_shape(Kind kind) {
  switch (kind) {
    case Kind::Agent:
      return "box";
    case Kind::Workflow:
    case Kind::Command:
      return "cds";
    case Kind::Skill:
      return "component";
    default:
      return "note";
  }
}

}  // namespace

std::string dot(const FolderMap& map) {
  std::string text = "digraph agentops {\n  rankdir=LR;\n  node [shape=box];\n";
  std::size_t node = 0;
  for (std::size_t d = 0; d < map.domains.size(); ++d) {
    text += fmt::format("  subgraph cluster_{} {{\n    label={};\n", d, dot_string(map.domains[d].name));
    for (const MapItem& item : map.domains[d].items)
      text += fmt::format("    n{} [label={}, shape={}, tooltip={}];\n", node++, dot_string(label_of(item)),
                          dot_shape(item.kind), dot_string(item.key));
    text += "  }\n";
  }
  const auto numbers = numbered(map);
  for (const MapReference& reference : map.references)
    text += fmt::format("  n{} -> n{}{};\n", numbers.at(reference.from), numbers.at(reference.to),
                        reference.count > 1 ? fmt::format(" [label=\"{}\"]", reference.count) : "");
  return text + "}\n";
}

std::string mermaid(const FolderMap& map) {
  std::string text = "flowchart LR\n";
  std::size_t node = 0;
  for (std::size_t d = 0; d < map.domains.size(); ++d) {
    text += fmt::format("  subgraph d{}[{}]\n", d, mermaid_string(map.domains[d].name));
    for (const MapItem& item : map.domains[d].items)
      text += fmt::format("    n{}[{}]\n", node++, mermaid_string(label_of(item)));
    text += "  end\n";
  }
  const auto numbers = numbered(map);
  for (const MapReference& reference : map.references)
    text += fmt::format("  n{} -->{} n{}\n", numbers.at(reference.from),
                        reference.count > 1 ? fmt::format("|{}|", reference.count) : "",
                        numbers.at(reference.to));
  return text;
}

}  // namespace agentops::report
