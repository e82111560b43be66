#include <map>
#include <utility>

#include <fmt/format.h>

#include "text/diff.h"
#include "text/grouping_flags.h"
#include "text/plan_file.h"
#include "text/plan_line.h"

namespace agentops::text {
namespace {

constexpr std::string_view marks = ".=?+~";

std::unexpected<LineComplaint> complain(std::string message, std::string_view hint) {
  return std::unexpected(LineComplaint{std::move(message), std::string(hint)});
}

LineResult<void> unknown_line(std::string_view text) {
  for (const std::string_view mark : {"<<<<<<<", "=======", ">>>>>>>", "|||||||"})
    if (text.starts_with(mark))
      return complain("a merge left this mark behind", "keep the lines that are right and delete the marks");
  return complain(
      fmt::format("expected an item, a [heading], together: or apart:, found {}", shown_in_message(text)),
      "an item begins with one of . = ? + ~ and a space, a note of yours with ##");
}

bool begins_item(std::string_view text) {
  return marks.find(text.front()) != std::string_view::npos &&
         (text.size() == 1 || text[1] == ' ' || text[1] == '\t');
}

/// Puts lines together and holds notes back until the line comes to which they belong.
class Reader {
 public:
  LineResult<void> read(std::string_view line) {
    ++number_;
    const std::string_view text = trimmed_line(line);
    if (text.starts_with("##")) {
      notes_.emplace_back(text);
      return {};
    }
    if (text.starts_with(grouped_by))
      (void)take_grouping_flag(text.substr(grouped_by.size()), plan_.grouping);
    if (text.empty() || text.starts_with('#')) return {};
    if (text.starts_with('[')) return add(read_plan_heading(text));
    if (text.starts_with("together:") || text.starts_with("apart:")) return add(read_plan_rule(text));
    if (begins_item(text)) return add(read_plan_item(text));
    return unknown_line(text);
  }

  /// Of the line that was read last, from 1.
  [[nodiscard]] std::uint32_t number() const { return number_; }

  [[nodiscard]] Plan take() {
    plan_.closing_notes = std::move(notes_);
    return std::move(plan_);
  }

 private:
  template <class Line>
  LineResult<void> add(LineResult<Line> line) {
    if (!line) return std::unexpected(std::move(line.error()));
    line->number = number_;
    line->notes = std::exchange(notes_, {});
    return place(*std::move(line));
  }

  LineResult<void> place(PlanHeading heading) {
    if (!heading.id.empty()) {
      const auto [first, is_new] = headings_.emplace(heading.id, number_);
      if (!is_new)
        return complain(fmt::format("{} is the id of two headings, on lines {} and {}", heading.id,
                                    first->second, number_),
                        "delete the id of the one that is a new domain");
    }
    plan_.headings.push_back(std::move(heading));
    return {};
  }

  LineResult<void> place(PlanLine item) {
    if (plan_.headings.empty())
      return complain("expected a [heading] before the first item", "add a line [name] above it");
    const auto [first, is_new] = items_.emplace(std::pair(is_pattern_id(item.id), item.path), number_);
    if (!is_new)
      return complain(fmt::format("{} is listed twice, on lines {} and {}", shown_in_message(item.path),
                                  first->second, number_),
                      "delete one of the two lines");
    plan_.headings.back().lines.push_back(std::move(item));
    return {};
  }

  LineResult<void> place(PlanRule rule) {
    plan_.rules.push_back(std::move(rule));
    return {};
  }

  Plan plan_;
  std::vector<std::string> notes_;
  std::uint32_t number_ = 0;
  std::map<std::string, std::uint32_t> headings_;                ///< id -> line
  std::map<std::pair<bool, std::string>, std::uint32_t> items_;  ///< is a mined pattern, path -> line
};

}  // namespace

Result<Plan> read_plan(std::string_view bytes, std::string_view path) {
  constexpr std::string_view byte_order_mark = "\xef\xbb\xbf";
  if (bytes.starts_with(byte_order_mark)) bytes.remove_prefix(byte_order_mark.size());
  Reader reader;
  for (const std::string_view line : lines_of(bytes)) {
    auto read = reader.read(line.ends_with('\n') ? line.substr(0, line.size() - 1) : line);
    if (!read)
      return fail({.kind = ErrorKind::Invalid,
                   .code = "E-PLAN-SYNTAX",
                   .message = std::move(read.error().message),
                   .hint = std::move(read.error().hint),
                   .where = {.path = std::string(path), .line = reader.number()}});
  }
  return reader.take();
}

}  // namespace agentops::text
