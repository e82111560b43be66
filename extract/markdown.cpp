// Leaves come from cmark's tree or, for text that would keep cmark busy, from the line scanner; what is made
// of them here is the same for both.

#include "extract/markdown.h"

#include <algorithm>
#include <span>
#include <utility>

#include "extract/markdown_leaves.h"
#include "extract/scan.h"

namespace agentops::extract {

namespace {

constexpr std::size_t longest_title = 1000;

class Builder {
 public:
  Builder(std::string_view text, Span body, const Lines& lines) : text_(text), body_(body), lines_(lines) {}

  Prose build(const std::vector<Leaf>& leaves) {
    std::uint32_t line = body_.empty() ? 1 : lines_.at(body_.begin);
    for (const auto& leaf : leaves) {
      add_definitions(line, leaf.first);
      if (leaf.heading > 0)
        add_heading(leaf);
      else
        add_block(leaf);
      line = std::max(line, leaf.last + 1);
    }
    if (!body_.empty()) add_definitions(line, lines_.at(body_.end - 1) + 1);
    close_sections();
    return std::move(prose_);
  }

 private:
  [[nodiscard]] Span lines_span(std::uint32_t first, std::uint32_t last) const {
    return {std::max(body_.begin, lines_.whole(first).begin), std::min(body_.end, lines_.whole(last).end)};
  }

  void add_heading(const Leaf& leaf) {
    const auto line = trim(lines_.text(text_, leaf.first));
    const auto title = line.starts_with('#') ? without_marks(line) : line;
    prose_.sections.push_back({.title = plain_text(title.substr(0, longest_title)),
                               .level = leaf.heading,
                               .line = leaf.first,
                               .heading = lines_span(leaf.first, leaf.last),
                               .body = {}});
    add_links(leaf);
    if (is_step_title(prose_.sections.back().title))
      add_step({.text = prose_.sections.back().title, .line = leaf.first, .heading = true});
  }

  static std::string_view without_marks(std::string_view line) {
    line = trim(line.substr(std::min(line.find_first_not_of('#'), line.size())));
    const auto last = line.find_last_not_of('#');
    if (last == std::string_view::npos) return {};
    return last + 1 < line.size() && is_blank(line[last]) ? trim(line.substr(0, last)) : line;
  }

  /// "Step 2: ...", "Phase 1 - ...", "2. ..."
  static bool is_step_title(std::string_view title) {
    for (const std::string_view word : {"step ", "phase ", "stage "})
      if (begins_with(title, word) && title.size() > word.size() && is_digit(title[word.size()])) return true;
    const auto digits = std::min(title.find_first_not_of("0123456789"), title.size());
    return digits > 0 && digits < 3 && title.substr(digits).starts_with(". ");
  }

  void add_block(const Leaf& leaf) {
    open_section();
    prose_.blocks.push_back({.kind = leaf.kind,
                             .section = section(),
                             .line = leaf.first,
                             .span = lines_span(leaf.first, leaf.last),
                             .depth = leaf.depth,
                             .ordered = leaf.ordered,
                             .task = leaf.task});
    if (leaf.kind == BlockKind::Code) {
      if (leaf.fenced) add_code(leaf);
      return;
    }
    if (leaf.ordered && leaf.depth == 1) add_step({.text = plain_text(item_text(leaf)), .line = leaf.first});
    if (leaf.kind == BlockKind::Paragraph) add_definitions(leaf.first, leaf.last + 1);
    if (leaf.kind != BlockKind::Html) add_links(leaf);
  }

  [[nodiscard]] std::string_view item_text(const Leaf& leaf) const {
    auto line = trim_left(lines_.text(text_, leaf.first));
    line.remove_prefix(
        std::min(line.find_first_of(".)"), line.size() - std::min<std::size_t>(line.size(), 1)));
    if (!line.empty()) line.remove_prefix(1);
    return trim(line).substr(0, longest_title);
  }

  void add_step(Step step) {
    if (step.text.empty()) return;
    step.section = section();
    prose_.steps.push_back(std::move(step));
  }

  void add_code(const Leaf& leaf) {
    const auto info = trim_left(leaf.info);
    const auto word = info.substr(0, info.find_first_of(" \t{,"));
    const bool closed = leaf.last > leaf.first && is_closing_fence(leaf);
    const auto last = closed ? leaf.last - 1 : leaf.last;
    const auto begin = lines_span(leaf.first, leaf.first).end;
    prose_.code.push_back({.language = lower(word),
                           .line = leaf.first,
                           .span = {begin, last > leaf.first ? lines_span(last, last).end : begin},
                           .section = section()});
  }

  [[nodiscard]] bool is_closing_fence(const Leaf& leaf) const {
    const auto line = trim(lines_.text(text_, leaf.last));
    const auto fence = line.substr(line.find_last_not_of("`~") + 1);
    return fence.size() >= 3;
  }

  /// Inline destinations, each in the line where it is written. What cmark did not call a link (in code,
  /// escaped) is left out.
  void add_links(const Leaf& leaf) {
    if (leaf.knows_links && leaf.links.empty()) return;
    for (auto number = leaf.first; number <= leaf.last; ++number) {
      const auto line = slice(text_, lines_.whole(number));
      std::size_t open = std::string_view::npos;  // the last '[' before `looked`
      std::size_t looked = 0;
      for_each_inline_link(line, [&](std::size_t begin, std::size_t end, std::size_t bracket) {
        if (const auto last = line.substr(looked, bracket - looked).rfind('[');
            last != std::string_view::npos)
          open = looked + last;
        looked = bracket;
        const auto written = trim_right(line.substr(begin, end - begin));
        if (leaf.knows_links && !leaf.links.contains(unescaped_destination(written))) return;
        const bool image = open != std::string_view::npos && open > 0 && line[open - 1] == '!';
        add_link(image ? LinkForm::Image : LinkForm::Inline, number, written, begin);
      });
    }
  }

  void add_link(LinkForm form, std::uint32_t number, std::string_view written, std::size_t column) {
    const auto begin = lines_.whole(number).begin + static_cast<std::uint32_t>(column);
    prose_.links.push_back({.form = form,
                            .destination = std::string(written),
                            .span = {begin, begin + static_cast<std::uint32_t>(written.size())},
                            .line = number});
  }

  /// `[label]: destination` on the lines [first, end), up to the first line that is none.
  void add_definitions(std::uint32_t first, std::uint32_t end) {
    for (auto number = first; number < end; ++number) {
      const auto line = lines_.text(text_, number);
      if (trim(line).empty()) continue;
      const auto open = line.find_first_not_of(' ');
      if (open > 3 || line[open] != '[') return;
      const auto close = line.find("]:", open);
      if (close == std::string_view::npos || close == open + 1 || line[open + 1] == '^') return;
      auto begin = line.find_first_not_of(" \t", close + 2);
      if (begin == std::string_view::npos) return;
      const bool pointed = line[begin] == '<';
      if (pointed) ++begin;
      const auto stop = std::min(line.find_first_of(pointed ? ">" : " \t>", begin), line.size());
      if (stop > begin) add_link(LinkForm::Definition, number, line.substr(begin, stop - begin), begin);
    }
  }

  /// The section without heading, when text comes before the first one.
  void open_section() {
    if (!prose_.sections.empty()) return;
    prose_.sections.push_back({.title = {},
                               .level = 0,
                               .line = lines_.at(body_.begin),
                               .heading = {body_.begin, body_.begin},
                               .body = {}});
  }

  [[nodiscard]] std::uint32_t section() const {
    return static_cast<std::uint32_t>(prose_.sections.size()) - 1;
  }

  /// Each section's body ends where the next of its level or above begins; the opening's where the first
  /// heading does.
  void close_sections() {
    std::vector<std::size_t> open;
    auto& sections = prose_.sections;
    for (std::size_t i = 0; i < sections.size(); ++i) {
      while (!open.empty() &&
             (sections[open.back()].level >= sections[i].level || sections[open.back()].level == 0)) {
        sections[open.back()].body.end = sections[i].heading.begin;
        open.pop_back();
      }
      sections[i].body = {sections[i].heading.end, body_.end};
      open.push_back(i);
    }
  }

  std::string_view text_;
  Span body_;
  const Lines& lines_;
  Prose prose_;
};

}  // namespace

std::string unescaped_destination(std::string_view written) {
  std::string result;
  for (std::size_t i = 0; i < written.size(); ++i) {
    const bool escape =
        written[i] == '\\' && i + 1 < written.size() && (written[i + 1] == '_' || !is_word(written[i + 1]));
    if (escape) ++i;
    result.push_back(written[i]);
    if (!escape && written.substr(i).starts_with("&amp;")) i += 4;
  }
  return result;
}

Prose read_markdown(std::string_view text, Span body, const Lines& lines) {
  const bool limited = is_slow_markdown(slice(text, body));
  auto leaves = limited ? leaves_by_line(text, body, lines) : leaves_by_tree(text, body, lines);
  for (std::size_t i = 1; i < leaves.size(); ++i)  // no leaf reaches into the next one
    if (leaves[i].first > leaves[i - 1].first)
      leaves[i - 1].last = std::min(leaves[i - 1].last, leaves[i].first - 1);
  auto prose = Builder(text, body, lines).build(leaves);
  std::ranges::sort(prose.links, {},
                    [](const Link& link) { return std::pair(link.span.begin, link.span.end); });
  prose.limited = limited;
  return prose;
}

}  // namespace agentops::extract
