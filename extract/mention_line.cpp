#include "extract/mention_line.h"

#include "extract/mention_context.h"
#include "extract/mention_words.h"
#include "extract/scan.h"
#include "extract/well_known.h"

namespace agentops::extract {

namespace {

bool is_of_items(const Listed& listed) { return listed.kind == Kind::Skill || listed.kind == Kind::Agent; }

}  // namespace

bool is_name_char(char c) { return is_alnum(c) || c == '-' || c == '_'; }
bool is_path_char(char c) { return is_name_char(c) || c == '/' || c == '.' || c == '~' || c == '+'; }

std::size_t MentionLine::end_of(std::size_t at, bool (*belongs)(char)) const {
  while (at < text.size() && belongs(text[at])) ++at;
  return at;
}

bool MentionLine::is_bold(std::size_t begin, std::size_t end) const {
  return begin >= 2 && text.substr(begin - 2, 2) == "**" && text.substr(end).starts_with("**");
}

bool MentionLine::is_called(MentionForm form, std::size_t begin, std::size_t end) const {
  if (follows_call(text, begin, end)) return true;
  const auto name = text.substr(begin, end - begin);
  if (form == MentionForm::Slash && in_code) return trim_right(text.substr(0, begin - 1)).empty();
  if (form == MentionForm::Slash)
    return is_distinctive(name) && !name.ends_with("-name") && follows_help(text, begin, end);
  if (form == MentionForm::Path && in_code) return in_commands && follows_interpreter(text, begin);
  return form == MentionForm::Path && follows_pointer(text, begin) &&
         (in_ticks() || !is_label_of_link(text, end));
}

bool MentionLine::is_entry(std::size_t begin) const {
  return is_of_items(listed) && (heads_an_entry(text, begin) || stands_in_series(text, begin));
}

bool MentionLine::is_told_of_below(std::size_t begin, std::size_t end) const {
  return listed.headed && is_of_items(listed) && follows_call(text, begin, end);
}

bool MentionLine::is_listed_file(std::size_t begin, std::size_t end) const {
  if (in_code) return is_drawn(text, begin);
  return listed.files && heads_an_entry(text, begin) && !is_label_of_link(text, end);
}

bool MentionLine::is_file_beside(std::size_t begin, std::size_t end) const {
  const auto word = text.substr(begin, end - begin);
  const auto last = word.substr(word.find_last_of('/') + 1);  // npos + 1 == 0
  if (!last.empty() && !is_file_name(last)) return false;
  const auto slash = word.find('/');
  if (slash != std::string_view::npos && !last.empty() && is_folder_beside(word.substr(0, slash)))
    return true;
  return !in_code && (last.empty() || slash == std::string_view::npos) && is_listed_file(begin, end);
}

}  // namespace agentops::extract
