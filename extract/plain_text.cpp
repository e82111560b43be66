// One pass with a stack of open brackets. A `]` followed by `(` drops the destination, whose search is
// bounded, so the whole is linear in the line.

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "extract/markdown.h"
#include "extract/markdown_leaves.h"
#include "extract/scan.h"

namespace agentops::extract {

namespace {

constexpr std::array<std::string_view, 24> html_tags = {
    "a",  "abbr", "b",   "big", "br",   "center", "code", "details", "div",  "em",     "font", "h1",
    "h2", "i",    "img", "kbd", "mark", "p",      "s",    "small",   "span", "strong", "sub",  "sup"};

constexpr std::array<std::pair<std::string_view, std::string_view>, 6> entities = {
    {{"&amp;", "&"}, {"&lt;", "<"}, {"&gt;", ">"}, {"&quot;", "\""}, {"&#39;", "'"}, {"&nbsp;", " "}}};

/// The size of the HTML tag or comment that `text` begins with, or 0. Placeholders like `<name>` are no tags.
std::size_t tag_size(std::string_view text) {
  if (text.starts_with("<!--")) {
    const auto end = text.substr(0, 2000).find("-->");
    return end == std::string_view::npos ? 0 : end + 3;
  }
  const std::size_t begin = text.starts_with("</") ? 2 : 1;
  std::size_t end = begin;
  while (end < text.size() && end < begin + 12 && is_alnum(text[end])) ++end;
  const auto name = lower(text.substr(begin, end - begin));
  for (const auto tag : html_tags) {
    if (name != tag) continue;
    const auto close = text.substr(0, 2000).find('>', end);
    return close == std::string_view::npos ? 0 : close + 1;
  }
  return 0;
}

class Plainer {
 public:
  explicit Plainer(std::string_view text) : text_(text) {}

  std::string run() {
    while (at_ < text_.size()) step();
    return std::string(trim(plain_));
  }

 private:
  void step() {
    const char c = text_[at_];
    const char next = at_ + 1 < text_.size() ? text_[at_ + 1] : '\0';
    if (c == '\\' && next != '\0' && (next == '_' || !is_word(next)) && !is_space(next)) {
      plain_ += next;
      at_ += 2;
    } else if (c == '`') {
      code_span();
    } else if (c == '*' || c == '_' || c == '~') {
      delimiters(c);
    } else if (c == '[' || (c == '!' && next == '[')) {
      open_.push_back(plain_.size());
      at_ += c == '!' ? 2 : 1;
    } else if (c == ']') {
      bracket();
    } else if (c == '<' && tag_size(text_.substr(at_)) > 0) {
      at_ += tag_size(text_.substr(at_));
    } else if (c == '&') {
      entity();
    } else {
      plain_ += c;
      ++at_;
    }
  }

  void code_span() {
    const auto run = std::min(text_.find_first_not_of('`', at_), text_.size()) - at_;
    const auto fence = text_.substr(at_, run);
    const auto close = text_.substr(at_ + run, 2000).find(fence);
    at_ += run;
    if (close == std::string_view::npos) return;
    plain_ += trim(text_.substr(at_, close));
    at_ += close + run;
  }

  /// A run of emphasis marks is dropped where it touches a word from one side; inside a word only `*` is one.
  void delimiters(char c) {
    const auto end = std::min(text_.find_first_not_of(c, at_), text_.size());
    const bool before = at_ > 0 && is_word(text_[at_ - 1]);
    const bool after = end < text_.size() && is_word(text_[end]);
    const bool lonely =
        (at_ == 0 || is_space(text_[at_ - 1])) && (end == text_.size() || is_space(text_[end]));
    const bool kept = lonely || (c == '_' && before && after) || (c == '~' && end - at_ != 2);
    if (kept) plain_ += text_.substr(at_, end - at_);
    at_ = end;
  }

  void bracket() {
    ++at_;
    const bool known = !open_.empty();
    const auto start = known ? open_.back() : 0;
    if (known) open_.pop_back();
    const char next = at_ < text_.size() ? text_[at_] : '\0';
    if (known && next == '(') {
      const auto rest = text_.substr(at_ + 1, 2000);
      auto end = end_of_destination(rest);
      if (end < rest.size() && rest[end] != ')') end = rest.find(')', end);
      if (end < rest.size()) {
        at_ += end + 2;
        return;
      }
    }
    if (known && next == '[') {
      const auto end = text_.substr(at_, 200).find(']');
      if (end != std::string_view::npos) {
        at_ += end + 1;
        return;
      }
    }
    if (known) plain_.insert(start, "[");  // no link after all
    plain_ += ']';
  }

  void entity() {
    for (const auto& [name, meaning] : entities) {
      if (!text_.substr(at_).starts_with(name)) continue;
      plain_ += meaning;
      at_ += name.size();
      return;
    }
    plain_ += text_[at_++];
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::string plain_;
  std::vector<std::size_t> open_;  ///< where the text of each open bracket begins in plain_
};

}  // namespace

std::string plain_text(std::string_view inline_markdown) {
  return Plainer(inline_markdown.substr(0, 4096)).run();
}

}  // namespace agentops::extract
