// Texts that tell where other texts are. They lie among agents and commands, and are none.

#include <algorithm>
#include <optional>

#include "extract/ballot.h"
#include "extract/scan.h"

namespace agentops::extract {

namespace {

std::size_t words_in(std::string_view text) {
  std::size_t words = 0;
  bool inside = false;
  for (const char c : text) {
    words += is_word(c) && !inside ? 1U : 0U;
    inside = is_word(c) || (inside && (c == '\'' || c == '-'));
  }
  return words;
}

/// Behind "[text](path.md)" at the begin of `text`, or nothing when there is no link to a file.
std::optional<std::string_view> behind_link(std::string_view text) {
  if (!text.starts_with('[')) return std::nullopt;
  const auto middle = text.find("](");
  const auto end = text.find(')', middle);
  if (middle == std::string_view::npos || end == std::string_view::npos) return std::nullopt;
  const auto target = text.substr(middle + 2, end - middle - 2);
  const bool leaves = target.starts_with('#') || target.contains("://");
  return leaves ? std::nullopt : std::optional(text.substr(end));
}

/// "- [text](path.md)", perhaps with a few words behind it: an entry of an index. Links that leave the
/// folders here are none.
bool is_entry(std::string_view item) {
  item.remove_prefix(std::min(item.find_first_not_of(" \t-*+"), item.size()));
  const auto rest = behind_link(item);
  return rest && words_in(*rest) <= 12;
}

struct Entries {
  std::size_t all = 0;
  std::size_t linked = 0;
};

/// The rows of a table, without its head, and those of them with a link to a file.
Entries rows_of(std::string_view table) {
  Entries rows;
  std::size_t line = 0;
  for (std::size_t begin = 0; begin < table.size(); ++line) {
    const auto end = std::min(table.find('\n', begin), table.size());
    const auto row = table.substr(begin, end - begin);
    begin = end + 1;
    if (line < 2 || trim(row).empty()) continue;
    ++rows.all;
    const auto link = row.find('[');
    rows.linked += link != std::string_view::npos && behind_link(row.substr(link)) ? 1U : 0U;
  }
  return rows;
}

}  // namespace

/// A list or table of links to other files with hardly a word beside it tells where things are and nothing to
/// do.
void vote_by_index(const Observed& observed, Ballot& ballot) {
  const auto& document = *observed.document;
  if (document.meta.map() && !document.meta.map()->empty()) return;
  Entries entries;
  std::size_t others = 0;  // words
  for (const auto& block : document.blocks) {
    const auto text = slice(observed.text, block.span);
    Entries more;
    if (block.kind == BlockKind::ListItem)
      more = {1, is_entry(text) ? 1U : 0U};
    else if (block.kind == BlockKind::Table)
      more = rows_of(text);
    else
      others += words_in(text);
    entries.all += more.all;
    entries.linked += more.linked;
  }
  if (entries.linked >= 3 && entries.linked * 4 >= entries.all * 3 && others <= 40 &&
      !contains(slice(observed.text, document.body).substr(0, 64 * 1024), "you are "))
    ballot.add(Kind::Doc, 8, "body.index");
}

}  // namespace agentops::extract
