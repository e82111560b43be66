// Each entry is given to the strict parser alone. What it refuses, or reads in another way than was meant, is
// written again; lines that belong to no entry become comments. At the end the whole is judged once more:
// edits that do not lead to YAML with the same values are not told.

#include "extract/frontmatter_mend.h"

#include <algorithm>
#include <set>
#include <utility>

#include "extract/frontmatter_writer.h"
#include "extract/scan.h"
#include "text/edits.h"
#include "text/escape.h"
#include "text/yaml.h"

namespace agentops::extract {

namespace {

constexpr std::size_t most_entries = 1000;

std::uint32_t offset(std::string_view whole, const char* at) {
  return static_cast<std::uint32_t>(at - whole.data());
}

bool is_conflict(const std::vector<EntryLine>& lines) {
  return std::ranges::any_of(lines, [](const EntryLine& line) {
    return line.text.starts_with("<<<<<<<") || line.text.starts_with(">>>>>>>");
  });
}

/// White space folded to single blanks.
std::string folded(std::string_view text) {
  std::string words;
  for (const char c : trim(text)) {
    const bool gap = is_space(c);
    if (!gap || !words.ends_with(' ')) words += gap ? ' ' : c;
  }
  return words;
}

bool is_same_list(const List& read, const List& meant) { return std::ranges::equal(read, meant, is_same); }

bool is_same_map(const Map& read, const Value& meant) {
  return std::ranges::all_of(read, [&](const auto& entry) {
    const auto* value = meant.find(entry.first);
    return value && is_same(entry.second, *value);
  });
}

class Mender {
 public:
  Mender(std::string_view inside, const std::vector<EntryLine>& lines, const Value& meant)
      : inside_(inside), lines_(lines), meant_(meant), newline_(inside.contains("\r\n") ? "\r\n" : "\n") {}

  std::optional<Mending> run() {
    const auto entries = split_entries(lines_);
    if (entries.empty() || entries.size() > most_entries || is_conflict(lines_) || has_anchors(lines_))
      return std::nullopt;
    indent_ = lines_[entries.front().begin].indent;
    comment_out(0, entries.front().begin);
    for (const Entry& entry : entries) mend_entry(entry);
    if (mending_.edits.empty()) return std::nullopt;
    const auto mended = text::edited(inside_, mending_.edits);
    const auto read = text::read_yaml(mended, "");
    if (!read || !read->map() || read->map()->size() != keys_.size() || !is_same(*read, meant_))
      return std::nullopt;
    return std::move(mending_);
  }

 private:
  void mend_entry(const Entry& entry) {
    if (!keys_.insert(entry.head.key).second) return comment_out(entry.begin, entry.end);
    const auto& line = lines_[entry.begin];
    if (line.indent != indent_ || inside_.substr(line.whole.begin, line.indent).contains('\t'))
      add({line.whole.begin, offset(inside_, line.text.data())}, std::string(indent_, ' '));
    const auto* value = meant_.find(entry.head.key);
    if (value != nullptr && !is_read_as(entry, *value)) write(entry, *value);
  }

  [[nodiscard]] bool is_read_as(const Entry& entry, const Value& meant) const {
    const auto alone = slice(inside_, {lines_[entry.begin].whole.begin, lines_[entry.end - 1].whole.end});
    const auto read = text::read_yaml(alone, "");
    const auto* value = read ? read->find(entry.head.key) : nullptr;
    return value != nullptr && read->map()->size() == 1 && is_same(*value, meant);
  }

  void write(const Entry& entry, const Value& value) {
    const auto& line = lines_[entry.begin];
    auto text = written_value(
        value, {.indent = indent_, .newline = newline_, .flow = entry.head.rest.starts_with('[')});
    auto last = entry.end;
    while (lines_[last - 1].text.empty()) --last;
    const auto key_end =
        static_cast<std::size_t>(entry.head.key.data() - line.text.data()) + entry.head.key.size();
    const auto colon = line.text.find(':', key_end);
    const auto line_end = offset(inside_, line.text.data() + line.text.size());
    auto begin = offset(inside_, line.text.data() + colon + 1);
    const auto end = offset(inside_, lines_[last - 1].text.data() + lines_[last - 1].text.size());
    note(entry.begin, {begin, line_end},
         std::string(line.text.substr(0, colon + 1)) + text.substr(0, text.find_first_of("\r\n")));
    if (text.starts_with(' ') && !entry.head.rest.empty()) {
      text.erase(0, 1);
      begin = offset(inside_, entry.head.rest.data());
    }
    add({begin, end}, std::move(text));
  }

  void comment_out(std::size_t first, std::size_t last) {
    for (auto i = first; i < last; ++i) {
      const auto& line = lines_[i];
      if (line.text.empty() || line.text.starts_with('#')) continue;
      const auto begin = offset(inside_, line.text.data());
      note(i, {begin, begin + static_cast<std::uint32_t>(line.text.size())}, "# " + std::string(line.text));
      add({begin, begin}, "# ");
    }
  }

  /// The first change is the one that is told.
  void note(std::size_t line, Span value, const std::string& fix) {
    if (!mending_.fix.empty()) return;
    while (value.begin < value.end && is_blank(inside_[value.begin])) ++value.begin;
    mending_.line = line;
    mending_.value = value;
    mending_.fix = text::for_terminal(fix);
  }

  void add(Span span, std::string text) {
    if (slice(inside_, span) == text) return;
    mending_.edits.push_back({.span = span, .text = std::move(text)});
  }

  std::string_view inside_;
  const std::vector<EntryLine>& lines_;
  const Value& meant_;
  std::string_view newline_;
  std::size_t indent_ = 0;
  std::set<std::string_view> keys_;
  Mending mending_;
};

}  // namespace

bool is_same(const Value& read, const Value& meant) {
  if (const auto* list = read.list()) return meant.list() != nullptr && is_same_list(*list, *meant.list());
  if (const auto* map = read.map()) return meant.map() != nullptr && is_same_map(*map, meant);
  const auto* text = meant.text();
  if (text == nullptr)
    return read == meant || (meant.is_null() && read.text() != nullptr && read.text()->empty());
  if (const auto* words = read.text()) return *words == *text || folded(*words) == folded(*text);
  const auto plain = text::plain_scalar(*text);
  return plain && *plain == read;
}

std::optional<Mending> mend(std::string_view inside, const std::vector<EntryLine>& lines,
                            const Value& meant) {
  return Mender(inside, lines, meant).run();
}

}  // namespace agentops::extract
