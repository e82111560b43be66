// cmark's tree gives blocks with their lines and, for each block, the destinations of its links. Columns of
// inline nodes are not to be trusted, so where a destination stands is found in the lines themselves
// (extract/markdown.cpp).

#include <algorithm>
#include <memory>
#include <mutex>
#include <string_view>

#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm.h>

#include "extract/markdown_leaves.h"
#include "extract/scan.h"

namespace agentops::extract {

namespace {

struct FreeNode {
  void operator()(cmark_node* node) const { cmark_node_free(node); }
};
struct FreeParser {
  void operator()(cmark_parser* parser) const { cmark_parser_free(parser); }
};
using Tree = std::unique_ptr<cmark_node, FreeNode>;

Tree parse(std::string_view markdown) {
  static std::once_flag registered;
  std::call_once(registered, cmark_gfm_core_extensions_ensure_registered);
  const std::unique_ptr<cmark_parser, FreeParser> parser(cmark_parser_new(CMARK_OPT_DEFAULT));
  for (const char* name : {"table", "tasklist"})
    cmark_parser_attach_syntax_extension(parser.get(), cmark_find_syntax_extension(name));
  cmark_parser_feed(parser.get(), markdown.data(), markdown.size());
  return Tree(cmark_parser_finish(parser.get()));
}

/// Walks the tree once, in order, without recursion.
class LeafCollector {
 public:
  LeafCollector(std::string_view text, const Lines& lines, std::uint32_t line_offset)
      : text_(text), lines_(lines), line_offset_(line_offset) {}

  std::vector<Leaf> collect(cmark_node* root) {
    const std::unique_ptr<cmark_iter, decltype(&cmark_iter_free)> iterator(cmark_iter_new(root),
                                                                           cmark_iter_free);
    for (auto event = cmark_iter_next(iterator.get()); event != CMARK_EVENT_DONE;
         event = cmark_iter_next(iterator.get())) {
      cmark_node* node = cmark_iter_get_node(iterator.get());
      if (event == CMARK_EVENT_ENTER)
        enter(node);
      else
        leave(node);
    }
    return std::move(leaves_);
  }

 private:
  void enter(cmark_node* node) {
    const auto type = cmark_node_get_type(node);
    if (type == CMARK_NODE_LINK || type == CMARK_NODE_IMAGE) return add_link(node);
    if ((type & CMARK_NODE_TYPE_MASK) == CMARK_NODE_TYPE_INLINE) return;
    if (type == CMARK_NODE_LIST)
      ++list_depth_;
    else if (type == CMARK_NODE_BLOCK_QUOTE)
      ++quote_depth_;
    else if (type == CMARK_NODE_ITEM || is_named(node, "tasklist"))
      add_item(node);
    else if (type == CMARK_NODE_HEADING)
      add_heading(node);
    else if (type == CMARK_NODE_CODE_BLOCK)
      add_code(node);
    else if (type == CMARK_NODE_HTML_BLOCK)
      add(node, BlockKind::Html);
    else if (type == CMARK_NODE_PARAGRAPH)
      add_paragraph(node);
    else if (is_named(node, "table"))
      add(node, BlockKind::Table);
  }

  void leave(cmark_node* node) {
    const auto type = cmark_node_get_type(node);
    if (type == CMARK_NODE_LIST)
      --list_depth_;
    else if (type == CMARK_NODE_BLOCK_QUOTE)
      --quote_depth_;
  }

  static bool is_named(cmark_node* node, std::string_view name) {
    return cmark_node_get_type_string(node) == name;
  }

  Leaf& add(cmark_node* node, BlockKind kind) {
    auto first = line_of(cmark_node_get_start_line(node));
    auto last = std::max(first, line_of(cmark_node_get_end_line(node)));
    while (last > first && trim(lines_.text(text_, last)).empty()) --last;
    leaves_.push_back({.kind = kind, .first = first, .last = last, .knows_links = true});
    return leaves_.back();
  }

  /// cmark counts lines of what it was fed, and is not always right at the end of a text.
  [[nodiscard]] std::uint32_t line_of(int line) const {
    return std::clamp(static_cast<std::uint32_t>(std::max(line, 1)) + line_offset_, line_offset_ + 1,
                      lines_.count());
  }

  void add_item(cmark_node* node) {
    auto& leaf = add(node, BlockKind::ListItem);
    leaf.last = leaf.first;  // grows by the item's first paragraph, not by what else it holds
    leaf.depth = static_cast<std::uint8_t>(std::min(list_depth_, 255));
    leaf.ordered = cmark_node_get_list_type(cmark_node_parent(node)) == CMARK_ORDERED_LIST;
    leaf.task = is_named(node, "tasklist");
  }

  void add_paragraph(cmark_node* node) {
    cmark_node* parent = cmark_node_parent(node);
    const bool opens_item =
        parent != nullptr &&
        (cmark_node_get_type(parent) == CMARK_NODE_ITEM || is_named(parent, "tasklist")) &&
        cmark_node_first_child(parent) == node;
    const auto last = line_of(cmark_node_get_end_line(node));
    if (opens_item && !leaves_.empty())
      leaves_.back().last = std::max(leaves_.back().last, last);
    else
      add(node, quote_depth_ > 0 ? BlockKind::Quote : BlockKind::Paragraph);
  }

  void add_heading(cmark_node* node) {
    const bool top = list_depth_ == 0 && quote_depth_ == 0;
    auto& leaf = add(node, quote_depth_ > 0 ? BlockKind::Quote : BlockKind::Paragraph);
    if (!top) return;
    leaf.heading = static_cast<std::uint8_t>(cmark_node_get_heading_level(node));
    if (trim_left(lines_.text(text_, leaf.first)).starts_with('#'))
      leaf.last = leaf.first;
    else
      leaf.last = underline_of(leaf);
  }

  /// cmark may count the line after an underlined heading to it: the underline itself is its end.
  [[nodiscard]] std::uint32_t underline_of(const Leaf& leaf) const {
    const auto most = std::min(leaf.last + 1, lines_.count());
    for (auto number = leaf.first + 1; number <= most; ++number)
      if (is_underline(lines_.text(text_, number))) return number;
    return leaf.last;
  }

  static bool is_underline(std::string_view line) {
    line = trim(line);
    return !line.empty() && line.find_first_not_of(line.front() == '=' ? '=' : '-') == std::string_view::npos;
  }

  void add_code(cmark_node* node) {
    int length = 0;
    int offset = 0;
    char character = 0;
    auto& leaf = add(node, BlockKind::Code);
    leaf.fenced = cmark_node_get_fenced(node, &length, &offset, &character) != 0;
    if (const char* info = cmark_node_get_fence_info(node)) leaf.info = info;
  }

  void add_link(cmark_node* node) {
    const char* url = cmark_node_get_url(node);
    if (url && *url && !leaves_.empty()) leaves_.back().links.emplace(url);
  }

  std::string_view text_;
  const Lines& lines_;
  std::uint32_t line_offset_;
  int list_depth_ = 0;
  int quote_depth_ = 0;
  std::vector<Leaf> leaves_;
};

}  // namespace

std::vector<Leaf> leaves_by_tree(std::string_view text, Span body, const Lines& lines) {
  if (body.empty()) return {};
  const auto tree = parse(slice(text, body));
  return LeafCollector(text, lines, lines.at(body.begin) - 1).collect(tree.get());
}

}  // namespace agentops::extract
