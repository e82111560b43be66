#include "text/yaml.h"

#include <algorithm>
#include <map>
#include <optional>
#include <sstream>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/mark.h>
#include <yaml-cpp/parser.h>

#include "text/characters.h"
#include "text/escape.h"

/// yaml-cpp reads; Builder takes its events and makes the Value. What we refuse must also end yaml-cpp's own
/// reading, which calls itself for each level of nesting: only an exception does that. It is thrown and
/// caught in this file.

namespace agentops::text {
namespace {

constexpr std::size_t largest_file = std::size_t{256} * 1024;
constexpr std::size_t deepest = 64;
constexpr std::size_t most_nodes = 10'000;
constexpr std::size_t shown_of_text = 60;  ///< columns of foreign text in a message

/// Ends the reading.
struct Refusal {
  YAML::Mark mark;
  std::string code;
  std::string message;
  std::string hint;
};

std::string quoted(std::string_view text) {
  return '"' + cut_to_width(for_terminal(text), shown_of_text) + '"';
}

/// A control character that is neither newline nor tab, or a line break of other notations.
bool is_forbidden(std::int32_t point) {
  return (is_control(point) && point != '\n' && point != '\t') || point == 0x2028 || point == 0x2029;
}

std::optional<Character> first_forbidden(std::string_view text) {
  std::optional<Character> found;
  for_each_character(text, [&](const Character& character) {
    if (!found && is_forbidden(character.point)) found = character;
  });
  return found;
}

class Builder final : public YAML::EventHandler {
 public:
  [[nodiscard]] Value take() { return std::move(root_); }
  [[nodiscard]] const YAML::Mark& last_quoted() const { return last_quoted_; }

  void OnDocumentStart(const YAML::Mark& mark) override {
    if (++documents_ > 1) refuse(mark, "a second document begins here", "keep one document to a file");
  }
  void OnDocumentEnd() override {}

  void OnAnchor(const YAML::Mark& mark, const std::string& name) override {
    refuse(mark, fmt::format("anchors (&{}) are not used here", for_terminal(name)),
           "write the value out each time");
  }
  void OnAlias(const YAML::Mark& mark, YAML::anchor_t) override {
    refuse(mark, "aliases (*name) are not used here", "write the value out each time");
  }

  void OnNull(const YAML::Mark& mark, YAML::anchor_t) override { add(mark, Value()); }

  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t,
                const std::string& text) override {
    check_tag(mark, tag);
    if (const auto forbidden = first_forbidden(text))
      refuse(mark, fmt::format("the text holds {}", for_terminal(forbidden->bytes)),
             "control characters are not used");
    const bool is_plain = tag == plain_tag;
    if (!is_plain) last_quoted_ = mark;
    if (is_plain && text == "<<" && wants_key())
      refuse(mark, "merge keys (<<) are not used here", "write the keys out");
    auto value = is_plain ? plain_scalar(text) : Value(text);
    if (!value)
      refuse(mark, fmt::format("the number {} does not fit", quoted(text)),
             "put it in quotes if it is meant as text");
    add(mark, *std::move(value));
  }

  void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t,
                       YAML::EmitterStyle::value) override {
    open(mark, tag, Value(List{}));
  }
  void OnSequenceEnd() override { close(); }
  void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t,
                  YAML::EmitterStyle::value) override {
    open(mark, tag, Value(Map{}));
  }
  void OnMapEnd() override { close(); }

 private:
  /// A list or map that is not yet closed.
  struct Level {
    Value value;
    std::map<std::string, std::uint32_t, std::less<>> lines_of_keys;
    std::optional<std::string> key;  ///< whose value comes next
  };

  // What yaml-cpp gives for an untagged node: "?" plain or a collection, "!" quoted.
  static constexpr std::string_view plain_tag = "?";
  static constexpr std::string_view quoted_tag = "!";

  [[noreturn]] static void refuse(const YAML::Mark& mark, std::string message, std::string hint) {
    throw Refusal{mark, "E-YAML", std::move(message), std::move(hint)};
  }
  [[noreturn]] static void refuse_limit(const YAML::Mark& mark, std::string message) {
    throw Refusal{mark, "E-YAML-LIMIT", std::move(message),
                  "files of this kind are small; is this the right one?"};
  }

  static void check_tag(const YAML::Mark& mark, const std::string& tag) {
    if (tag != plain_tag && tag != quoted_tag && !tag.empty())
      refuse(mark, fmt::format("tags ({}) are not used here", quoted(tag)), "put text in quotes instead");
  }

  [[nodiscard]] bool wants_key() const {
    return !levels_.empty() && levels_.back().value.map() != nullptr && !levels_.back().key;
  }

  void count_node(const YAML::Mark& mark) {
    if (++nodes_ > most_nodes) refuse_limit(mark, fmt::format("more than {} values", most_nodes));
  }

  void open(const YAML::Mark& mark, const std::string& tag, Value value) {
    count_node(mark);
    check_tag(mark, tag);
    if (levels_.size() == deepest) refuse_limit(mark, fmt::format("nested deeper than {}", deepest));
    if (wants_key())
      refuse(mark, "a key must be text", "lists and maps are values only; or is a bracket left open?");
    value.line = line_of(mark);
    levels_.push_back({.value = std::move(value), .lines_of_keys = {}, .key = std::nullopt});
  }

  void close() {
    Value value = std::move(levels_.back().value);
    levels_.pop_back();
    place(std::move(value));
  }

  void add(const YAML::Mark& mark, Value value) {
    count_node(mark);
    value.line = line_of(mark);
    if (wants_key())
      begin_entry(mark, value);
    else
      place(std::move(value));
  }

  void begin_entry(const YAML::Mark& mark, const Value& key) {
    const std::string* name = key.text();
    if (name == nullptr)
      refuse(mark, "a key must be text", "put the key in quotes; or is a bracket left open?");
    Level& level = levels_.back();
    const auto [first, is_new] = level.lines_of_keys.emplace(*name, key.line);
    if (!is_new)
      refuse(mark, fmt::format("{} is given twice (first on line {})", quoted(*name), first->second),
             "keep one of the two");
    level.key = *name;
  }

  /// Puts a finished value where it belongs.
  void place(Value value) {
    if (levels_.empty()) {
      root_ = std::move(value);
      return;
    }
    Level& level = levels_.back();
    if (auto* list = std::get_if<List>(&level.value.data)) {
      list->push_back(std::move(value));
    } else {
      std::get<Map>(level.value.data).emplace_back(*std::move(level.key), std::move(value));
      level.key.reset();
    }
  }

  static std::uint32_t line_of(const YAML::Mark& mark) { return static_cast<std::uint32_t>(mark.line + 1); }

  Value root_;
  std::vector<Level> levels_;
  std::size_t nodes_ = 0;
  std::size_t documents_ = 0;
  YAML::Mark last_quoted_ = YAML::Mark::null_mark();
};

/// The mark of the byte at `offset`.
YAML::Mark mark_at(std::string_view bytes, std::size_t offset) {
  const std::string_view before = bytes.substr(0, offset);
  const std::size_t newline = before.rfind('\n');
  YAML::Mark mark;
  mark.line = static_cast<int>(std::ranges::count(before, '\n'));
  mark.column = static_cast<int>(newline == std::string_view::npos ? offset : offset - newline - 1);
  return mark;
}

/// What can be judged before anything is parsed: size, encoding, control characters.
void check_bytes(std::string_view bytes) {
  if (bytes.size() > largest_file)
    throw Refusal{YAML::Mark::null_mark(), "E-YAML-LIMIT",
                  fmt::format("larger than {} KiB", largest_file / 1024), "is this the right file?"};
  const bool is_utf16 = bytes.substr(0, 4).find('\0') != std::string_view::npos;
  if (is_utf16 || !is_utf8(bytes))
    throw Refusal{YAML::Mark::null_mark(), "E-ENCODING", "the file is not UTF-8", "save it as UTF-8"};
  for_each_character(bytes, [&](const Character& character) {
    const auto offset = static_cast<std::size_t>(character.bytes.data() - bytes.data());
    const bool ends_line = character.point == '\r' && bytes.substr(offset + 1).starts_with('\n');
    if (is_forbidden(character.point) && !ends_line)
      throw Refusal{mark_at(bytes, offset), "E-YAML",
                    fmt::format("the file holds {}", for_terminal(character.bytes)),
                    "remove it: control characters and line breaks other than newline are not used"};
  });
}

/// True when the text in quotes that begins at `begin` is closed; other scalars always are.
bool is_closed(std::string_view bytes, std::size_t begin) {
  const char quote = bytes[begin];
  if (quote != '"' && quote != '\'') return true;
  for (std::size_t at = begin + 1; at < bytes.size(); ++at) {
    const bool is_escape = quote == '"' ? bytes[at] == '\\' : bytes.substr(at).starts_with("''");
    if (is_escape)
      ++at;
    else if (bytes[at] == quote)
      return true;
  }
  return false;
}

/// yaml-cpp takes a quote that the end of the file closes.
void check_last_quote(std::string_view bytes, const YAML::Mark& mark) {
  if (mark.is_null() || is_closed(bytes, static_cast<std::size_t>(mark.pos))) return;
  throw Refusal{mark, "E-YAML-SYNTAX", "the quote that opens here is not closed",
                "close it at the end of the text"};
}

Value parse(std::string_view bytes) {
  constexpr std::string_view byte_order_mark = "\xef\xbb\xbf";
  if (bytes.starts_with(byte_order_mark)) bytes.remove_prefix(byte_order_mark.size());
  check_bytes(bytes);
  std::istringstream stream{std::string(bytes)};
  YAML::Parser parser(stream);
  Builder builder;
  while (parser.HandleNextDocument(builder)) {
  }
  check_last_quote(bytes, builder.last_quoted());
  return builder.take();
}

/// yaml-cpp's own objection. It looks an alias up before it tells us, and finds none, as we refuse all
/// anchors.
Refusal refusal_of(const YAML::Exception& failed) {
  if (failed.msg.starts_with("the referenced anchor"))
    return {failed.mark, "E-YAML", "aliases (*name) are not used here", "write the value out each time"};
  return {failed.mark, "E-YAML-SYNTAX", cut_to_width(for_terminal(failed.msg), 2 * shown_of_text),
          "check indentation, colons and quotes on this line and the one before"};
}

Error error_of(const Refusal& refusal, std::string_view path) {
  Place where{.path = std::string(path)};
  if (!refusal.mark.is_null()) {
    where.line = static_cast<std::uint32_t>(refusal.mark.line + 1);
    where.column = static_cast<std::uint32_t>(refusal.mark.column + 1);
  }
  return {.kind = ErrorKind::Invalid,
          .code = refusal.code,
          .message = refusal.message,
          .hint = refusal.hint,
          .where = std::move(where)};
}

}  // namespace

Result<Value> read_yaml(std::string_view bytes, std::string_view path) {
  try {
    return parse(bytes);
  } catch (const Refusal& refusal) {
    return fail(error_of(refusal, path));
  } catch (const YAML::Exception& failed) {
    return fail(error_of(refusal_of(failed), path));
  }
}

}  // namespace agentops::text
