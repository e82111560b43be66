#include "extract/code_tree.h"

#include <algorithm>
#include <cassert>
#include <memory>

#include <tree_sitter/api.h>

extern "C" {
const TSLanguage* tree_sitter_bash();
const TSLanguage* tree_sitter_go();
const TSLanguage* tree_sitter_javascript();
const TSLanguage* tree_sitter_json();
const TSLanguage* tree_sitter_python();
const TSLanguage* tree_sitter_toml();
const TSLanguage* tree_sitter_tsx();
const TSLanguage* tree_sitter_yaml();
}

namespace agentops::extract {

namespace {

constexpr std::size_t most_bytes = 256 * 1024;

constexpr std::size_t most_open = 400;  // brackets at one time

/// What a parse may cost: a point for each hundred operations of the parser, and one for each chunk that is
/// read, again and again when a scanner looks far ahead. Sound code stays under one point for forty bytes.
constexpr std::uint64_t points_at_least = 2000;
constexpr std::uint64_t bytes_per_point = 10;
constexpr std::uint32_t chunk_size = 1024;

struct Reading {
  std::string_view code;
  std::uint64_t points = 0;  ///< left

  bool spend() {
    if (points == 0) return false;
    --points;
    return true;
  }
};

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
    case Language::JavaScript:
      return tree_sitter_javascript();
    case Language::TypeScript:
      return tree_sitter_tsx();  // which reads what has no tags as well
    case Language::Go:
      return tree_sitter_go();
    case Language::Toml:
      return tree_sitter_toml();
    case Language::Settings:
    case Language::OtherShell:
    case Language::Other:
      break;
  }
  return nullptr;
}

const char* read_chunk(void* payload, std::uint32_t offset, TSPoint, std::uint32_t* size) {
  auto& reading = *static_cast<Reading*>(payload);
  const auto rest =
      reading.spend() && offset < reading.code.size() ? reading.code.substr(offset) : std::string_view{};
  *size = std::min(static_cast<std::uint32_t>(rest.size()), chunk_size);
  return rest.empty() ? "" : rest.data();
}

bool stop_when_spent(TSParseState* state) { return !static_cast<Reading*>(state->payload)->spend(); }

/// True when more brackets are open at once than sound code has: repairing each costs the parser time with
/// all the others.
bool is_too_deep(Language language, std::string_view code) {
  const bool tags = language == Language::TypeScript || language == Language::JavaScript;
  std::size_t open = 0;
  std::size_t open_tags = 0;
  for (const char c : code) {
    if (c == '(' || c == '[' || c == '{') ++open;
    if ((c == ')' || c == ']' || c == '}') && open > 0) --open;
    if (tags && c == '<') ++open_tags;
    if (c == '>' && open_tags > 0) --open_tags;
    if (open > most_open || open_tags > most_open) return true;
  }
  return false;
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
  if (code.empty() || code.size() > most_bytes || is_too_deep(language, code)) return {};
  const std::unique_ptr<TSParser, FreeParser> parser(ts_parser_new());
  const auto* const grammar = grammar_of(language);
  assert(grammar);
  [[maybe_unused]] const bool fits = ts_parser_set_language(parser.get(), grammar);
  assert(fits);
  Reading reading{.code = code, .points = points_at_least + code.size() / bytes_per_point};
  const TSInput input{
      .payload = &reading, .read = read_chunk, .encoding = TSInputEncodingUTF8, .decode = nullptr};
  const TSParseOptions options{.payload = &reading, .progress_callback = stop_when_spent};
  const std::unique_ptr<TSTree, FreeTree> tree(
      ts_parser_parse_with_options(parser.get(), nullptr, input, options));
  return tree && reading.points > 0 ? flattened(tree.get()) : std::vector<SyntaxNode>{};
}

}  // namespace agentops::extract
