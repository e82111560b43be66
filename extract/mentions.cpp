// Each line of text is walked once; at each byte where a name could begin the forms are tried in the order of
// their certainty. Lines of code are looked at for paths, imports and slash names only: words there are
// programs and variables.

#include "extract/mentions.h"

#include <algorithm>
#include <array>

#include "extract/drawn_trees.h"
#include "extract/line_roles.h"
#include "extract/listings.h"
#include "extract/mention_context.h"
#include "extract/mention_line.h"
#include "extract/mention_words.h"
#include "extract/scan.h"

namespace agentops::extract {

namespace {

class MentionFinder {
 public:
  MentionFinder(std::string_view text, const Document& document, const Lines& lines)
      : text_(text), document_(document), lines_(lines) {}

  std::vector<Mention> find(const std::vector<Link>& links) {
    for (const auto& link : links) add_link(link);
    for (auto& listing : listings_in(text_, document_, lines_)) add(std::move(listing));
    const auto roles = line_roles(document_, lines_);
    const auto listed = listed_lines(text_, document_, lines_);
    drawn_ = drawn_files(text_, document_, lines_);
    read_description(links);
    if (!document_.body.empty())
      for (auto number = lines_.at(document_.body.begin); number <= lines_.at(document_.body.end - 1);
           ++number) {
        const bool in_code = roles[number - 1] == LineRole::Code;
        read_line({.number = number,
                   .in_code = in_code,
                   .in_commands = in_code && stands_in_commands(number),
                   .listed = listed[number - 1]},
                  links);
      }
    std::ranges::stable_sort(found_, {}, [](const Mention& mention) { return mention.span.begin; });
    return std::move(found_);
  }

 private:
  void add_link(const Link& link) {
    std::string_view target = link.destination;
    auto begin = link.span.begin;
    if (target.starts_with("mdc:")) {
      target.remove_prefix(4);
      begin += 4;
    }
    if (target.empty() || target.starts_with('#') || target.starts_with("//") || has_scheme(target) ||
        is_pattern_destination(target))
      return;
    const auto end = std::min(target.find_first_of("#?"), target.size());
    const auto hash = target.find('#');
    add({.form = MentionForm::Link,
         .target = std::string(target.substr(0, end)),
         .anchor = hash == std::string_view::npos ? std::string{} : std::string(target.substr(hash + 1)),
         .span = {begin, begin + static_cast<std::uint32_t>(end)},
         .line = link.line});
  }

  void add(Mention mention) {
    if (mention.target.empty() || mention.target.size() > longest_target) return;
    found_.push_back(std::move(mention));
  }

  // --- frontmatter

  /// A description sends its reader to others, too: "For e-mail, see letter-writing."
  void read_description(const std::vector<Link>& links) {
    const auto* value = document_.meta.find("description");
    if (!value || value->line == 0 || document_.frontmatter.empty()) return;
    auto next = lines_.at(document_.frontmatter.end - 1);
    for (const auto& [key, other] : *document_.meta.map())
      if (other.line > value->line) next = std::min(next, other.line);
    for (auto number = value->line; number < next; ++number)
      read_line({.number = number, .in_description = true}, links);
  }

  // --- lines

  /// In a block of commands to type, and not in a file that is shown. `number` grows from call to call.
  bool stands_in_commands(std::uint32_t number) {
    while (next_code_ < document_.code.size() &&
           document_.code[next_code_].span.end <= lines_.whole(number).begin)
      ++next_code_;
    if (next_code_ == document_.code.size()) return false;
    constexpr auto shells = std::to_array<std::string_view>(
        {"", "bash", "sh", "shell", "zsh", "console", "terminal", "text", "powershell"});
    return std::ranges::find(shells, document_.code[next_code_].language) != shells.end();
  }

  /// `line` with its number and what its block and list say.
  void read_line(const MentionLine& line, const std::vector<Link>& links) {
    const auto span = lines_.whole(line.number);
    line_ = line;
    line_.text = slice(text_, span);
    line_.offset = span.begin;
    while (next_link_ < links.size() && links[next_link_].span.end <= span.begin) ++next_link_;
    auto link = next_link_;
    for (std::size_t at = 0; at < line_.text.size();) {
      const auto place = span.begin + static_cast<std::uint32_t>(at);
      while (link < links.size() && links[link].span.end <= place) ++link;
      if (link < links.size() && links[link].span.begin <= place)
        at = links[link].span.end - span.begin;
      else
        at = read_at(at);
    }
  }

  /// Reads what begins at `at` and gives the next place to look at.
  std::size_t read_at(std::size_t at) {
    if (line_.in_code && next_drawn_ < drawn_.size() && drawn_[next_drawn_].span.begin == line_.offset + at)
      return drawn_at(drawn_[next_drawn_++]);
    const char c = line_.text[at];
    if (c == '`') {
      ++line_.ticks;
      return at + 1;
    }
    if (c == '*' && !line_.in_code && line_.text.substr(at).starts_with("**") && line_.is_entry(at))
      return std::max(title_at(at + 2), at + 2);
    const char before = at == 0 ? ' ' : line_.text[at - 1];
    const bool fresh =
        !is_word(before) && before != '/' && before != '.' && before != '-' && before != ':' && before != '@';
    if (c == '@' && fresh) return import_at(at);
    if (c == '/' && fresh && before != '~') return slash_at(at);
    if (is_path_char(c)) return fresh || before == ':' ? word_at(at) : line_.end_of(at, is_path_char);
    return at + 1;
  }

  void add(MentionForm form, std::size_t begin, std::size_t end, Kind wanted = Kind::Other,
           bool quoted = false) {
    if (line_.in_description && (form == MentionForm::Path || form == MentionForm::Import)) return;
    const auto start = line_.offset + static_cast<std::uint32_t>(begin);
    add({.form = form,
         .target = std::string(line_.text.substr(begin, end - begin)),
         .anchor = {},
         .span = {start, start + static_cast<std::uint32_t>(end - begin)},
         .line = line_.number,
         .in_code = line_.in_code,
         .quoted = quoted || line_.in_ticks(),
         .called = line_.is_called(form, begin, end),
         .listed = form == MentionForm::Path ? line_.is_listed_file(begin, end)
                                             : line_.listed.kind == wanted && line_.is_entry(begin),
         .wanted = wanted});
  }

  std::size_t drawn_at(DrawnFile& file) {
    add({.form = MentionForm::Path,
         .target = std::move(file.path),
         .anchor = {},
         .span = file.span,
         .line = line_.number,
         .in_code = true,
         .called = true,
         .listed = true});
    return file.span.end - line_.offset;
  }

  /// "@docs/guide.md", "@./x", "@agent-reviewer"; "@scope/package" is none.
  std::size_t import_at(std::size_t at) {
    auto end = line_.end_of(at + 1, is_path_char);
    while (end > at + 1 && line_.text[end - 1] == '.') --end;
    const auto target = line_.text.substr(at + 1, end - at - 1);
    if (line_.char_at(end) == '/' || line_.char_at(end) == '*' || line_.char_at(end) == '@') return end + 1;
    if (target.starts_with("agent-"))
      add(MentionForm::Role, at + 7, end, Kind::Agent, true);
    else if (has_file_suffix(target))
      add(MentionForm::Import, at + 1, end);
    else if (is_distinctive(target) && !line_.in_code)
      add(MentionForm::Name, at + 1, end, Kind::Agent, true);
    return std::max(end, at + 1);
  }

  /// "/deploy-infra", "/ns:name"; a path or a route with more parts is none.
  std::size_t slash_at(std::size_t at) {
    if (follows_method(line_.text, at)) return line_.end_of(at + 1, is_path_char);
    auto end = line_.end_of(at + 1, [](char c) { return is_name_char(c) || c == ':'; });
    while (end > at + 1 && !is_alnum(line_.text[end - 1])) --end;
    const char after = line_.char_at(end);
    const bool stops = after != '/' && (after != '*' || line_.is_marked(at)) && after != '?' &&
                       after != '{' && after != '=' && after != '(' && after != '<' && after != '-' &&
                       !(after == '.' && is_alnum(line_.char_at(end + 1)));
    if (end >= at + 3 && is_lower(line_.text[at + 1]) && stops && !is_told_no_command(line_.text, end)) {
      const bool command = is_told_a_command(line_.text, end) || heads_an_entry(line_.text, at);
      add(MentionForm::Slash, at + 1, end, command ? Kind::Command : Kind::Other);
      return end;
    }
    return line_.end_of(at + 1, is_path_char);
  }

  /// A path, or a word that is a name by its shape, its quotes or its neighbour.
  std::size_t word_at(std::size_t at) {
    auto end = line_.end_of(at, is_path_char);
    const auto next = std::max(end, at + 1);
    while (end > at && (line_.text[end - 1] == '.' || line_.text[end - 1] == '+')) --end;
    const auto word = line_.text.substr(at, end - at);
    const char after = line_.char_at(end);
    if (after == ':' && line_.text.substr(end).starts_with("://"))
      return line_.end_of(end + 3, [](char c) { return !is_space(c) && c != ')' && c != '`'; });
    const bool pattern = after == '*' && !line_.is_marked(at) && !closes_bold(line_.text, at, end);
    if (pattern || after == '{' || after == '<' || after == '$' || after == '@') return next;
    if (has_file_suffix(word) || line_.is_file_beside(at, end)) {
      if (after != '(' && word.size() > 4 && word.find("//") == std::string_view::npos &&
          !is_pattern_target(word))
        add(MentionForm::Path, at, end, Kind::Other, line_.is_bold(at, end));
      return next;
    }
    if (word.find_first_of("/.~+") != std::string_view::npos) return next;
    const bool called_agent = (line_.in_code || after == ':') && is_called_agent(line_.text, at);
    if (!called_agent) {
      if (!line_.in_code) name_at(at, end);
      return next;
    }
    if (after == ':') end = line_.end_of(end + 1, is_name_char);
    add(MentionForm::Role, at, end, Kind::Agent, true);
    return std::max(end, next);
  }

  void name_at(std::size_t at, std::size_t end) {
    const auto word = line_.text.substr(at, end - at);
    const bool quoted =
        line_.in_ticks() && line_.char_at(at == 0 ? 0 : at - 1) == '`' && line_.char_at(end) == '`';
    const bool called = is_called_agent(line_.text, at);
    const bool bold = line_.is_bold(at, end);
    const auto role = role_around(line_.text, at, end, quoted || bold);
    if (line_.in_description && !quoted &&
        !(is_distinctive(word) && (role || is_handed_over_to(line_.text, at))))
      return;
    if (role)
      add(is_example(line_.text, at) ? MentionForm::Name : MentionForm::Role, at, end, *role,
          quoted || bold || called);
    else if ((quoted || bold) && is_lower(word.front()) && line_.is_entry(at))
      listed_at(at, end, quoted || is_distinctive(word));
    else if ((quoted || bold) && is_distinctive(word) && line_.is_told_of_below(at, end))
      add(MentionForm::Role, at, end, line_.listed.kind, true);
    else if (is_compound(word) && !quoted && !bold && !called)
      return;
    else if (is_distinctive(word))
      add(MentionForm::Name, at, end, Kind::Other, quoted || bold);
    else if (quoted && word.size() >= 3 && is_lower(word.front()))
      add(MentionForm::Name, at, end, Kind::Other, true);
  }

  /// A name in a list of such. A plain word in bold, and one below a mere label, need not be there.
  void listed_at(std::size_t at, std::size_t end, bool sure) {
    if (sure && line_.listed.headed)
      add(MentionForm::Role, at, end, line_.listed.kind, true);
    else if (sure && end - at >= 3)
      add(MentionForm::Name, at, end, Kind::Other, true);
    else if (is_explained(line_.text, end))
      add(MentionForm::Role, at, end, line_.listed.kind);
  }

  /// "- **Stock Taking**: counts": the title of an item in a list of such; where it ends, or `at`.
  std::size_t title_at(std::size_t at) {
    const auto end = std::min(line_.text.find("**", at), line_.text.size());
    const auto title = line_.text.substr(at, end - at);
    const bool words = std::ranges::all_of(title, [](char c) { return is_alnum(c) || c == ' '; });
    if (!words || title.find(' ') == std::string_view::npos || !is_explained(line_.text, end)) return at;
    add(MentionForm::Role, at, end, line_.listed.kind);
    return end;
  }

  std::string_view text_;
  const Document& document_;
  const Lines& lines_;
  std::vector<Mention> found_;
  std::size_t next_link_ = 0;
  std::vector<DrawnFile> drawn_;
  std::size_t next_drawn_ = 0;
  MentionLine line_;  // the one that is read
  std::size_t next_code_ = 0;
};

}  // namespace

std::vector<Mention> find_mentions(std::string_view text, const Document& document,
                                   const std::vector<Link>& links, const Lines& lines) {
  return MentionFinder(text, document, lines).find(links);
}

}  // namespace agentops::extract
