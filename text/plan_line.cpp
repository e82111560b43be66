#include "text/plan_line.h"

#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>

#include "models/manifest.h"
#include "text/escape.h"
#include "text/quote.h"

namespace agentops::text {
namespace {

constexpr std::size_t shown_of_text = 60;  ///< columns
constexpr std::size_t least_digits = 4;    ///< of an item's id
constexpr std::string_view digits = "0123456789";
constexpr std::string_view example_item = "an item looks like this: = agent 77be901 agents/deploy.md";
constexpr std::string_view example_heading = "a heading looks like this: [incident-response] d3";
constexpr std::string_view example_rule = "a rule looks like this: together: agents/a.md, agents/b.md";

std::unexpected<LineComplaint> complain(std::string message, std::string_view hint) {
  return std::unexpected(LineComplaint{std::move(message), std::string(hint)});
}

/// Takes the next word off the front of `text`.
std::string_view take_word(std::string_view& text) {
  const std::string_view word = text.substr(0, text.find_first_of(" \t"));
  text = trimmed_line(text.substr(word.size()));
  return word;
}

/// Takes a comment off the end of `text` and gives its words. It begins with a '#' that stands alone.
std::string_view take_comment(std::string_view& text) {
  const auto is_space = [&](std::size_t at) { return text[at] == ' ' || text[at] == '\t'; };
  std::size_t at = text.find('#');
  while (at != std::string_view::npos &&
         ((at > 0 && !is_space(at - 1)) || (at + 1 < text.size() && !is_space(at + 1))))
    at = text.find('#', at + 1);
  if (at == std::string_view::npos) return {};
  const std::string_view comment = trimmed_line(text.substr(at + 1));
  text = trimmed_line(text.substr(0, at));
  return comment;
}

bool all_of(std::string_view text, std::string_view allowed) {
  return !text.empty() && text.find_first_not_of(allowed) == std::string_view::npos;
}

bool is_item_id(std::string_view id) { return id.size() >= least_digits && all_of(id, "0123456789abcdef"); }

bool is_domain_id(std::string_view id) { return id.starts_with('d') && all_of(id.substr(1), digits); }

bool is_home(std::string_view word) { return all_of(word, "0123456789abcdefghijklmnopqrstuvwxyz-"); }

/// Takes a name off the front of `text`: in quotes, or up to a comment or, in a list, a comma.
LineResult<std::string> take_name(std::string_view& text, bool is_listed) {
  if (text.starts_with('"')) {
    auto quoted = read_quoted_name(text);
    if (!quoted)
      return complain("expected a closing quote after the name", R"(inside of quotes write \" \\ and \x7f)");
    text = trimmed_line(quoted->rest);
    return std::move(quoted->name);
  }
  std::string_view name = text.substr(0, is_listed ? text.find(',') : std::string_view::npos);
  name = name.substr(0, name.find_last_not_of(" \t") + 1);
  take_comment(name);
  text = trimmed_line(text.substr(name.size()));
  return std::string(name);
}

LineResult<void> expect_end(std::string_view text, std::string_view hint) {
  if (text.empty() || text.starts_with('#')) return {};
  return complain(fmt::format("expected the end of the line, found {}", shown_in_message(text)), hint);
}

/// "d3; why" -> home d3, reason why.
void read_item_comment(std::string_view comment, PlanLine& line) {
  const std::size_t end = std::min(comment.find(';'), comment.size());
  const std::string_view home = trimmed_line(comment.substr(0, end));
  if (!is_home(home)) return;
  line.home = home;
  line.reason = trimmed_line(comment.substr(std::min(end + 1, comment.size())));
}

HeadingRole role_of(std::string_view name) {
  if (name == "core") return HeadingRole::Core;
  if (name == "unsorted") return HeadingRole::Unsorted;
  if (name == "dropped") return HeadingRole::Dropped;
  return HeadingRole::Domain;
}

}  // namespace

std::string_view trimmed_line(std::string_view text) {
  constexpr std::string_view spaces = " \t\r";
  const std::size_t begin = text.find_first_not_of(spaces);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(spaces) - begin + 1);
}

std::string shown_in_message(std::string_view text) {
  return '"' + cut_to_width(for_terminal(text), shown_of_text) + '"';
}

bool is_pattern_id(std::string_view id) { return id.starts_with('P') && all_of(id.substr(1), digits); }

LineResult<PlanLine> read_plan_item(std::string_view line) {
  PlanLine item;
  item.mark = static_cast<Mark>(take_word(line).front());
  const std::string_view kind = take_word(line);
  const std::string_view id = take_word(line);
  const auto known = kind_named(kind);
  if (!known)
    return complain(fmt::format("expected a kind after the mark, found {}", shown_in_message(kind)),
                    fmt::format("kinds are {}", fmt::join(kind_names, ", ")));
  if (!is_item_id(id) && !is_pattern_id(id))
    return complain(fmt::format("expected an id after the kind, found {}", shown_in_message(id)),
                    example_item);
  auto path = take_name(line, false);
  if (!path) return std::unexpected(path.error());
  if (path->empty()) return complain("expected a path after the id, found the end of the line", example_item);
  if (const auto end = expect_end(line, example_item); !end) return std::unexpected(end.error());
  item.kind = *known;
  item.id = id;
  item.path = *std::move(path);
  read_item_comment(take_comment(line), item);
  return item;
}

LineResult<PlanHeading> read_plan_heading(std::string_view line) {
  const std::size_t end = line.find(']');
  if (end == std::string_view::npos)
    return complain("expected ] after the name of the heading", example_heading);
  PlanHeading heading;
  heading.name = trimmed_line(line.substr(1, end - 1));
  heading.role = role_of(heading.name);
  if (heading.name.empty()) return complain("expected a name between [ and ]", example_heading);

  line = trimmed_line(line.substr(end + 1));
  heading.words = take_comment(line);
  std::string_view word = take_word(line);
  if (is_domain_id(word)) {
    heading.id = word;
    word = take_word(line);
  }
  if (std::ranges::find(categories, word) != categories.end()) {
    heading.category = word;
    word = take_word(line);
  }
  if (!word.empty())
    return complain(fmt::format("expected an id such as d3 or a category after the name, found {}",
                                shown_in_message(word)),
                    fmt::format("categories are {}; words of your own go into a line with ##",
                                fmt::join(categories, ", ")));
  return heading;
}

constexpr std::size_t most_apart = 100;  // each is to be apart from each other

LineResult<PlanRule> read_plan_rule(std::string_view line) {
  PlanRule rule;
  rule.together = line.starts_with("together");
  line = trimmed_line(line.substr(line.find(':') + 1));
  for (bool is_more = true; is_more;) {
    auto item = take_name(line, true);
    if (!item) return std::unexpected(item.error());
    if (item->empty()) return complain("expected two items or more, with commas between", example_rule);
    rule.items.push_back(*std::move(item));
    is_more = line.starts_with(',');
    if (is_more) line = trimmed_line(line.substr(1));
  }
  if (const auto end = expect_end(line, example_rule); !end) return std::unexpected(end.error());
  if (rule.items.size() < 2) return complain("expected two items or more, with commas between", example_rule);
  if (!rule.together && rule.items.size() > most_apart)
    return complain("expected at most 100 items that are to be apart",
                    "write several rules of fewer items each");
  return rule;
}

}  // namespace agentops::text
