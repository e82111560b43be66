#include "extract/code_tree.h"

#include <cassert>
#include <memory>

#include <tree_sitter/api.h>

extern "C" {
const TSLanguage* tree_sitter_bash();
const TSLanguage* tree_sitter_json();
const TSLanguage* tree_sitter_python();
const TSLanguage* tree_sitter_yaml();
}

namespace agentops::extract {

namespace {

constexpr std::size_t most_bytes = 256 * 1024;

/// The parser reports each hundred operations. Sound code stays under two reports for each hundred bytes;
/// what takes ten times as many is not worth its time.
constexpr std::uint64_t reports_at_least = 2000;
constexpr std::uint64_t bytes_per_report = 5;

struct FreeParser {
  void operator()(TSParser* parser) const { ts_parser_delete(parser); }
};
struct FreeTree {
  void operator()(TSTree* tree) const { ts_tree_delete(tree); }
};

const TSLanguage* grammar_of(Language language) {
  switch (language) {
    case Language::Shell:
    case Language::Console:
      return tree_sitter_bash();
    case Language::Python:
      return tree_sitter_python();
    case Language::Json:
      return tree_sitter_json();
    case Language::Yaml:
      return tree_sitter_yaml();
  }
  return nullptr;
}

const char* read_chunk(void* payload, std::uint32_t offset, TSPoint, std::uint32_t* size) {
  const auto& code = *static_cast<std::string_view*>(payload);
  *size = offset < code.size() ? static_cast<std::uint32_t>(code.size()) - offset : 0;
  return *size > 0 ? code.data() + offset : "";
}

bool stop_when_spent(TSParseState* state) {
  auto& left = *static_cast<std::uint64_t*>(state->payload);
  return left-- == 0;
}

/// The tree as a list, by a cursor that goes down, right and up.
std::vector<SyntaxNode> flattened(const TSTree* tree) {
  std::vector<SyntaxNode> nodes;
  std::vector<std::size_t> open;  // indices of named nodes above the cursor; those of unnamed ones are npos
  constexpr auto unnamed = static_cast<std::size_t>(-1);
  auto cursor = ts_tree_cursor_new(ts_tree_root_node(tree));
  const auto enter = [&] {
    const auto node = ts_tree_cursor_current_node(&cursor);
    open.push_back(ts_node_is_named(node) ? nodes.size() : unnamed);
    if (ts_node_is_named(node))
      nodes.push_back(
          {.type = ts_node_type(node), .begin = ts_node_start_byte(node), .end = ts_node_end_byte(node)});
  };
  const auto close = [&] {
    if (open.back() != unnamed) nodes[open.back()].end_of_subtree = static_cast<std::uint32_t>(nodes.size());
    open.pop_back();
  };
  enter();
  while (!open.empty()) {
    if (ts_tree_cursor_goto_first_child(&cursor)) {
      enter();
      continue;
    }
    close();
    while (!open.empty() && !ts_tree_cursor_goto_next_sibling(&cursor)) {
      ts_tree_cursor_goto_parent(&cursor);
      close();
    }
    if (!open.empty()) enter();
  }
  ts_tree_cursor_delete(&cursor);
  return nodes;
}

}  // namespace

std::vector<SyntaxNode> parse_code(Language language, std::string_view code) {
  if (code.empty() || code.size() > most_bytes) return {};
  const std::unique_ptr<TSParser, FreeParser> parser(ts_parser_new());
  [[maybe_unused]] const bool fits = ts_parser_set_language(parser.get(), grammar_of(language));
  assert(fits);
  std::uint64_t left = reports_at_least + code.size() / bytes_per_report;
  const TSInput input{
      .payload = &code, .read = read_chunk, .encoding = TSInputEncodingUTF8, .decode = nullptr};
  const TSParseOptions options{.payload = &left, .progress_callback = stop_when_spent};
  const std::unique_ptr<TSTree, FreeTree> tree(
      ts_parser_parse_with_options(parser.get(), nullptr, input, options));
  return tree ? flattened(tree.get()) : std::vector<SyntaxNode>{};
}

}  // namespace agentops::extract
