#include "extract/frontmatter_scalars.h"

#include <charconv>
#include <cstdint>
#include <string>
#include <utility>

#include "extract/scan.h"

namespace agentops::extract {

namespace {

void append_utf8(std::string& text, std::uint32_t code) {
  const auto put = [&](std::uint32_t byte) {
    text.push_back(static_cast<char>(static_cast<unsigned char>(byte)));
  };
  if (code < 0x80) {
    put(code);
  } else if (code < 0x800) {
    put(0xC0 | (code >> 6));
    put(0x80 | (code & 0x3F));
  } else if (code < 0x10000) {
    put(0xE0 | (code >> 12));
    put(0x80 | ((code >> 6) & 0x3F));
    put(0x80 | (code & 0x3F));
  } else {
    put(0xF0 | (code >> 18));
    put(0x80 | ((code >> 12) & 0x3F));
    put(0x80 | ((code >> 6) & 0x3F));
    put(0x80 | (code & 0x3F));
  }
}

/// How many hexadecimal digits follow `\x`, `\u` and `\U`.
std::size_t digits_of(char c) { return c == 'x' ? 2 : c == 'u' ? 4 : c == 'U' ? 8 : 0; }

/// The text of a double-quoted scalar: the escapes that people use; others stay as they are.
std::string unescaped(std::string_view quoted) {
  std::string text;
  for (std::size_t i = 0; i < quoted.size(); ++i) {
    if (quoted[i] != '\\' || i + 1 == quoted.size()) {
      text.push_back(quoted[i]);
      continue;
    }
    const char c = quoted[++i];
    std::uint32_t code = 0;
    const auto* digits = quoted.data() + i + 1;
    if (c == 'n')
      text.push_back('\n');
    else if (c == 't')
      text.push_back('\t');
    else if (c == '"' || c == '\\' || c == '/')
      text.push_back(c);
    else if (const auto size = digits_of(c);
             size > 0 && quoted.size() - i > size &&
             std::from_chars(digits, digits + size, code, 16).ptr == digits + size && code <= 0x10FFFF &&
             (code < 0xD800 || code > 0xDFFF)) {
      append_utf8(text, code);
      i += size;
    } else {
      text.append({'\\', c});
    }
  }
  return text;
}

std::string without_doubled_quotes(std::string_view quoted) {
  std::string text;
  for (std::size_t i = 0; i < quoted.size(); ++i) {
    text.push_back(quoted[i]);
    if (quoted[i] == '\'' && i + 1 < quoted.size() && quoted[i + 1] == '\'') ++i;
  }
  return text;
}

/// Where the quote that opens `text` closes, or npos.
std::size_t closing_quote(std::string_view text) {
  const char quote = text.front();
  for (std::size_t i = 1; i < text.size(); ++i) {
    if (quote == '"' && text[i] == '\\')
      ++i;
    else if (text[i] == quote && quote == '\'' && i + 1 < text.size() && text[i + 1] == quote)
      ++i;
    else if (text[i] == quote)
      return i;
  }
  return std::string_view::npos;
}

Value plain_scalar(std::string_view text) {
  if (text == "true") return true;
  if (text == "false") return false;
  if (text.empty() || text == "~" || text == "null") return {};
  return text;
}

}  // namespace

Value scalar(std::string_view text) {
  text = trim(text);
  if (!text.empty() && (text.front() == '"' || text.front() == '\'')) {
    const auto close = closing_quote(text);
    if (close == std::string_view::npos) return text;
    const auto rest = trim(text.substr(close + 1));
    if (!rest.empty() && rest.front() != '#') return text;
    const auto inner = text.substr(1, close - 1);
    return text.front() == '"' ? unescaped(inner) : without_doubled_quotes(inner);
  }
  const auto word = text.substr(0, text.find_first_of(" \t"));
  if (trim_left(text.substr(word.size())).starts_with("#")) return plain_scalar(word);
  return plain_scalar(text);
}

std::optional<List> flow_list(std::string_view text) {
  List items;
  std::size_t begin = 1;
  int open = 0;
  bool starts_item = true;  // only blanks since `begin`
  const auto add = [&](std::size_t end) {
    const auto item = trim(text.substr(begin, end - begin));
    if (!item.empty()) items.push_back(scalar(item));
    begin = end + 1;
    starts_item = true;
  };
  for (std::size_t i = 1; i < text.size(); ++i) {
    const char c = text[i];
    const bool starts = std::exchange(starts_item, starts_item && is_space(c));
    if ((c == '"' || c == '\'') && starts) {
      const auto close = closing_quote(text.substr(i));
      if (close == std::string_view::npos) return std::nullopt;
      i += close;
    } else if (c == '[' || c == '{' || c == '(') {
      ++open;
    } else if (open > 0 && (c == ']' || c == '}' || c == ')')) {
      --open;
    } else if (open == 0 && c == ',') {
      add(i);
    } else if (open == 0 && c == ']') {
      add(i);
      const auto rest = trim(text.substr(i + 1));
      return rest.empty() || rest.front() == '#' ? std::optional(std::move(items)) : std::nullopt;
    }
  }
  return std::nullopt;
}

}  // namespace agentops::extract
