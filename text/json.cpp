#include "text/json.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <limits>
#include <optional>
#include <set>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "text/characters.h"
#include "text/escape.h"

/// Reading goes through nlohmann-json's events, which come from a loop, not from calls inside calls: what we
/// refuse ends it at once. Writing is our own, because no character that a terminal obeys may leave it raw.

namespace agentops::text {
namespace {

constexpr std::size_t deepest = 64;
constexpr std::size_t shown_of_text = 60;  ///< columns of foreign text in a message

/// Walks over bytes and leaves word of how far it has come: nlohmann-json tells a place only for its own
/// errors.
struct CountingIterator {
  using iterator_category = std::input_iterator_tag;
  using value_type = char;
  using difference_type = std::ptrdiff_t;
  using pointer = const char*;
  using reference = const char&;

  const char* at = nullptr;
  const char** reached = nullptr;

  reference operator*() const { return *at; }
  CountingIterator& operator++() {
    *reached = ++at;
    return *this;
  }
  friend bool operator==(const CountingIterator&, const CountingIterator&) = default;
};

/// Makes the Value from events; each returns false to end the reading.
class Builder {
 public:
  [[nodiscard]] Value take() { return std::move(root_); }
  [[nodiscard]] const std::string& complaint() const { return complaint_; }

  bool null() { return place(Value()); }
  bool boolean(bool truth) { return place(Value(truth)); }
  bool number_integer(std::int64_t number) { return place(Value(number)); }
  bool number_unsigned(std::uint64_t number) {
    constexpr auto largest = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
    return place(number <= largest ? Value(static_cast<std::int64_t>(number))
                                   : Value(static_cast<double>(number)));
  }
  bool number_float(double number, const std::string&) { return place(Value(number)); }
  bool string(std::string& text) { return place(Value(std::move(text))); }
  bool binary(nlohmann::json::binary_t&) { return complain("binary data"); }

  bool start_object(std::size_t) { return open(Value(Map{})); }
  bool start_array(std::size_t) { return open(Value(List{})); }
  bool end_object() { return close(); }
  bool end_array() { return close(); }
  bool key(std::string& name) {
    Level& level = levels_.back();
    if (!level.keys.insert(name).second)
      return complain(fmt::format("\"{}\" is given twice", cut_to_width(for_terminal(name), shown_of_text)));
    level.key = std::move(name);
    return true;
  }

  bool parse_error(std::size_t, const std::string&, const nlohmann::detail::exception&) {
    return complain("not valid JSON here");
  }

 private:
  struct Level {
    Value value;
    std::set<std::string> keys;
    std::string key;  ///< whose value comes next
  };

  bool complain(std::string why) {
    complaint_ = std::move(why);
    return false;
  }

  bool open(Value value) {
    if (levels_.size() == deepest) return complain(fmt::format("nested deeper than {}", deepest));
    levels_.push_back({.value = std::move(value), .keys = {}, .key = {}});
    return true;
  }

  bool close() {
    Value value = std::move(levels_.back().value);
    levels_.pop_back();
    return place(std::move(value));
  }

  bool place(Value value) {
    if (levels_.empty()) {
      root_ = std::move(value);
      return true;
    }
    Level& level = levels_.back();
    if (auto* list = std::get_if<List>(&level.value.data))
      list->push_back(std::move(value));
    else
      std::get<Map>(level.value.data).emplace_back(std::move(level.key), std::move(value));
    return true;
  }

  Value root_;
  std::vector<Level> levels_;
  std::string complaint_;
};

Place place_of(std::string_view bytes, std::size_t offset, std::string_view path) {
  const std::string_view before = bytes.substr(0, offset);
  const std::size_t newline = before.rfind('\n');
  const std::size_t column = newline == std::string_view::npos ? before.size() : before.size() - newline - 1;
  return {.path = std::string(path),
          .line = static_cast<std::uint32_t>(std::ranges::count(before, '\n') + 1),
          .column = static_cast<std::uint32_t>(std::max<std::size_t>(column, 1))};
}

void write_text(std::string_view text, std::string& out) {
  out += '"';
  for_each_character(text, [&](const Character& character) {
    if (!character.is_valid()) {
      out += "\xef\xbf\xbd";
    } else if (character.point == '"' || character.point == '\\') {
      out += '\\';
      out += character.bytes;
    } else if (character.point == '\n') {
      out += "\\n";
    } else if (character.point == '\t') {
      out += "\\t";
    } else if (!is_hidden(character.point)) {
      out += character.bytes;
    } else if (character.point < 0x10000) {
      out += fmt::format("\\u{:04x}", character.point);
    } else {
      const auto beyond = static_cast<std::uint32_t>(character.point) - 0x10000U;
      out += fmt::format("\\u{:04x}\\u{:04x}", 0xd800U + (beyond >> 10U), 0xdc00U + (beyond & 0x3ffU));
    }
  });
  out += '"';
}

/// The shortest digits that read back as the same number, with a point or exponent, so that it stays a real.
void write_real(double number, std::string& out) {
  if (!std::isfinite(number)) {
    out += "null";
    return;
  }
  const std::string digits = fmt::format("{}", number);
  out += digits;
  if (digits.find_first_of(".e") == std::string::npos) out += ".0";
}

class Writer {
 public:
  Writer(JsonLayout layout, std::string& out) : indented_(layout == JsonLayout::Indented), out_(out) {}

  // Calls itself for each level: values are made by us, or by readers that refuse more than 64 levels.
  void write(const Value& value) {
    if (value.is_null()) out_ += "null";
    if (const bool* truth = value.truth()) out_ += *truth ? "true" : "false";
    if (const std::int64_t* integer = value.integer()) out_ += std::to_string(*integer);
    if (const double* real = value.real()) write_real(*real, out_);
    if (const std::string* text = value.text()) write_text(*text, out_);
    if (const List* list = value.list())
      write_all('[', *list, ']', [this](const Value& element) { write(element); });
    if (const Map* map = value.map())
      write_all('{', *map, '}', [this](const auto& entry) {
        write_text(entry.first, out_);
        out_ += indented_ ? ": " : ":";
        write(entry.second);
      });
  }

 private:
  template <class Elements, class WriteElement>
  void write_all(char open, const Elements& elements, char close, WriteElement&& write_element) {
    out_ += open;
    ++depth_;
    for (bool first = true; const auto& element : elements) {
      if (!std::exchange(first, false)) out_ += ',';
      new_line();
      write_element(element);
    }
    --depth_;
    if (!elements.empty()) new_line();
    out_ += close;
  }

  void new_line() {
    if (!indented_) return;
    out_ += '\n';
    out_.append(2 * depth_, ' ');
  }

  bool indented_;
  std::string& out_;
  std::size_t depth_ = 0;
};

}  // namespace

std::string write_json(const Value& value, JsonLayout layout) {
  std::string out;
  Writer(layout, out).write(value);
  return out;
}

Result<Value> read_json(std::string_view bytes, std::string_view path) {
  const char* const begin = bytes.data();
  const char* reached = begin;
  Builder builder;
  if (nlohmann::json::sax_parse(CountingIterator{begin, &reached},
                                CountingIterator{begin + bytes.size(), &reached}, &builder))
    return builder.take();
  return fail({.kind = ErrorKind::Invalid,
               .code = "E-JSON",
               .message = builder.complaint(),
               .hint = "check quotes, commas and brackets before this place",
               .where = place_of(bytes, static_cast<std::size_t>(reached - begin), path)});
}

}  // namespace agentops::text
