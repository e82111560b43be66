#include "extract/series.h"

#include <algorithm>
#include <array>
#include <optional>
#include <set>
#include <utility>

#include "extract/line_roles.h"
#include "extract/naming.h"
#include "extract/scan.h"

namespace agentops::extract {

namespace {

constexpr std::size_t most_parts = 200;
constexpr std::size_t most_bytes = 512 * 1024;
constexpr std::size_t longest_introduction = 1200;  // bytes
constexpr std::size_t fewest_blocks = 2;            // in each part

struct Label {
  std::string_view word;
  Kind kind;
};

constexpr std::array<Label, 11> labels = {{{"agent", Kind::Agent},
                                           {"subagent", Kind::Agent},
                                           {"sub-agent", Kind::Agent},
                                           {"persona", Kind::Agent},
                                           {"workflow", Kind::Workflow},
                                           {"playbook", Kind::Workflow},
                                           {"runbook", Kind::Workflow},
                                           {"command", Kind::Command},
                                           {"slash command", Kind::Command},
                                           {"skill", Kind::Skill},
                                           {"prompt", Kind::Prompt}}};

/// "name - what it does" without what it does, and without marks around it.
std::string bare_name(std::string_view title) {
  for (const std::string_view gap : {" - ", " \xE2\x80\x93 ", " \xE2\x80\x94 ", ": "})
    title = title.substr(0, title.find(gap));
  title = trim(title);
  while (!title.empty() && std::string_view("/`\"'*").contains(title.front())) title.remove_prefix(1);
  while (!title.empty() && std::string_view("`\"'*").contains(title.back())) title.remove_suffix(1);
  return std::string(trim(title));
}

/// What stands behind "Workflow 3" or "Agent" in a title: ": name" or " - name"; nothing when it is no label.
std::optional<std::string_view> behind_label(std::string_view title, std::string_view word) {
  if (!begins_with(title, word)) return std::nullopt;
  auto rest = title.substr(word.size());
  const auto number = rest.find_first_not_of(" #");
  if (number != 0 && number != std::string_view::npos) {
    const auto end = std::min(rest.find_first_not_of("0123456789", number), rest.size());
    if (end > number) rest.remove_prefix(end);
  }
  for (const std::string_view gap : {":", " - ", " \xE2\x80\x93 ", " \xE2\x80\x94 "})
    if (rest.starts_with(gap) && !trim(rest.substr(gap.size())).empty()) return trim(rest.substr(gap.size()));
  return std::nullopt;
}

struct Called {
  std::string name;
  Kind kind = Kind::Other;
};

std::optional<Called> labelled(std::string_view title) {
  for (const Label& label : labels)
    if (const auto rest = behind_label(title, label.word)) return Called{bare_name(*rest), label.kind};
  return std::nullopt;
}

/// "/deploy-infra - text": the name of a command.
std::optional<Called> slash_name(std::string_view title) {
  if (title.size() < 3 || title[0] != '/' || !is_lower(title[1])) return std::nullopt;
  const auto end =
      std::min(title.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-_:", 1), title.size());
  const bool whole = end == title.size() || title.substr(end).starts_with(" - ") || title[end] == '\xE2' ||
                     title.substr(end).starts_with(" \xE2\x80");
  return whole ? std::optional(Called{std::string(title.substr(1, end - 1)), Kind::Command}) : std::nullopt;
}

class Series {
 public:
  Series(std::string_view text, const Document& whole, const Lines& lines)
      : text_(text), whole_(whole), lines_(lines) {}

  std::vector<Part> find() {
    if (!may_hold_several()) return {};
    auto parts = whole_.frontmatter.empty() ? labelled_headings() : blocks_of_frontmatter();
    if (parts.empty() && whole_.frontmatter.empty()) parts = main_headings();
    const bool several = parts.size() >= 2 && parts.size() <= most_parts && have_different_names(parts);
    return several ? std::move(parts) : std::vector<Part>{};
  }

 private:
  /// Files whose names say what they are hold that, whatever headings they have.
  [[nodiscard]] bool may_hold_several() const {
    const auto& item = whole_.item;
    const bool told_by_name = !item.kind_from.empty() && (item.kind_from.front().starts_with("file.") ||
                                                          item.kind_from.front().starts_with("suffix.") ||
                                                          item.kind_from.front() == "path.docs");
    return text_.size() <= most_bytes && !told_by_name;
  }

  static bool have_different_names(const std::vector<Part>& parts) {
    std::set<std::string> names;
    return std::ranges::all_of(parts, [&](const Part& part) {
      return part.name.empty() || names.insert(folded_name(part.name)).second;
    });
  }

  // --- blocks of frontmatter

  [[nodiscard]] std::vector<Part> blocks_of_frontmatter() const {
    std::vector<Part> parts;
    if (!is_named(whole_.meta) || !slice(text_, whole_.body).contains("\nname:")) return parts;
    const auto roles = line_roles(whole_, lines_);
    parts.push_back({.parts = split_frontmatter(text_), .name = meta_text(whole_.meta, "name")});
    for (auto number = lines_.at(whole_.body.begin); number < lines_.count(); ++number) {
      if (roles[number - 1] != LineRole::Text || lines_.text(text_, number) != "---") continue;
      auto block = block_at(lines_.whole(number).begin);
      if (!block || !end_at(parts.back().parts.body, block->parts.frontmatter.begin)) continue;
      number = lines_.at(block->parts.frontmatter.end - 1);
      parts.push_back(std::move(*block));
    }
    return parts;
  }

  [[nodiscard]] static bool is_named(const Value& meta) {
    const auto name = meta_text(meta, "name");
    return !name.empty() && name.find_first_of("<{[") == std::string::npos && meta.find("description") != nullptr;
  }

  [[nodiscard]] std::optional<Part> block_at(std::uint32_t begin) const {
    auto parts = split_frontmatter(text_.substr(begin));
    if (parts.frontmatter.empty() || parts.missing != MissingFence::None) return std::nullopt;
    const auto meta = read_meta(text_.substr(begin), parts);
    if (!is_named(meta)) return std::nullopt;
    for (Span* span : {&parts.frontmatter, &parts.inside, &parts.body})
      *span = {span->begin + begin, span->end + begin};
    parts.line = lines_.at(begin) + 1;
    return Part{.parts = parts, .name = meta_text(meta, "name")};
  }

  /// Cuts `body` off where the next part begins, when something is left of it.
  [[nodiscard]] bool end_at(Span& body, std::uint32_t end) const {
    if (end <= body.begin || trim(slice(text_, {body.begin, end})).empty()) return false;
    body.end = end;
    return true;
  }

  // --- headings

  [[nodiscard]] std::vector<Part> labelled_headings() const {
    const auto first = std::ranges::find_if(whole_.sections, [](const Section& section) {
      return section.level > 0 && section.level <= 2 && labelled(section.title);
    });
    if (first == whole_.sections.end() || !is_introduction(first->heading.begin)) return {};
    return headed(first->level, first->heading.begin,
                  [](const Section& section) { return labelled(section.title); });
  }

  [[nodiscard]] std::vector<Part> main_headings() const {
    if (whole_.sections.empty()) return {};
    const auto& first = whole_.sections.front();
    if (first.level != 1) return {};
    auto commands = headed(1, 0, [](const Section& section) { return slash_name(section.title); });
    if (!commands.empty()) return commands;
    return headed(1, 0, [&](const Section& section) -> std::optional<Called> {
      if (!opens_like_an_item(section)) return std::nullopt;
      return Called{bare_name(section.title), Kind::Other};
    });
  }

  /// A part for each heading of `level` from `begin` on, or nothing when one of them is of another shape.
  [[nodiscard]] std::vector<Part> headed(std::uint8_t level, std::uint32_t begin, const auto& called) const {
    std::vector<Part> parts;
    for (const Section& section : whole_.sections) {
      if (section.level == 0 || section.level > level || section.heading.begin < begin) continue;
      auto name = section.level == level ? called(section) : std::nullopt;
      if (!name || name->name.empty() || blocks_in(section.body) < fewest_blocks) return {};
      if (!parts.empty()) parts.back().parts.body.end = section.heading.begin;
      const Span at = {section.heading.begin, section.heading.begin};
      parts.push_back({.parts = {.frontmatter = at, .inside = at, .body = {at.begin, whole_.body.end}},
                       .name = std::move(name->name),
                       .kind = name->kind});
      if (parts.size() > most_parts) return {};
    }
    return parts;
  }

  [[nodiscard]] std::size_t blocks_in(Span body) const {
    std::size_t blocks = 0;
    for (auto block = first_block(body.begin); block != whole_.blocks.end() && block->span.begin < body.end;
         ++block)
      blocks += block->span.end <= body.end ? 1U : 0U;
    return blocks;
  }

  /// The first block from `begin` on; they come in reading order.
  [[nodiscard]] std::vector<Block>::const_iterator first_block(std::uint32_t begin) const {
    return std::ranges::lower_bound(whole_.blocks, begin, {},
                                    [](const Block& block) { return block.span.begin; });
  }

  /// What stands before the first part says what follows and does no work itself.
  [[nodiscard]] bool is_introduction(std::uint32_t end) const {
    const auto stands_before = [&](const auto& thing) { return thing.span.begin < end; };
    return end - whole_.body.begin <= longest_introduction &&
           std::ranges::none_of(whole_.code, stands_before);
  }

  [[nodiscard]] bool opens_like_an_item(const Section& section) const {
    const auto first = first_block(section.body.begin);
    if (first == whole_.blocks.end() || first->span.end > section.body.end ||
        first->kind != BlockKind::Paragraph)
      return false;
    const auto opening = trim(slice(text_, first->span));
    if (begins_with(opening, "you are a") || begins_with(opening, "you are the ")) return true;
    constexpr std::array<std::string_view, 4> bold = {"**purpose", "**role", "**description",
                                                      "**when to use"};
    return std::ranges::any_of(bold, [&](auto label) {
      return begins_with(opening, label) && (opening.substr(label.size()).starts_with(":**") ||
                                             opening.substr(label.size()).starts_with("**:"));
    });
  }

  std::string_view text_;
  const Document& whole_;
  const Lines& lines_;
};

}  // namespace

std::vector<Part> parts_of(std::string_view text, const Document& whole, const Lines& lines) {
  return Series(text, whole, lines).find();
}

}  // namespace agentops::extract
