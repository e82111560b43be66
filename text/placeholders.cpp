#include "text/placeholders.h"

#include <optional>

#include <fmt/format.h>

namespace agentops::text {
namespace {

constexpr std::string_view opening = "{{";
constexpr std::string_view closing = "}}";
constexpr std::string_view settings_prefix = "settings.";
constexpr std::size_t longest_key = 200;

// The readers of YAML bound its depth, so walking a tree may call itself.
void collect(const Value& value, const std::string& key, SettingValues& values) {
  if (auto text = scalar_text(value)) values.insert_or_assign(key, std::move(*text));
  if (const Map* entries = value.map())
    for (const auto& [name, child] : *entries)
      collect(child, key.empty() ? name : fmt::format("{}.{}", key, name), values);
}

std::string_view trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(" \t");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

/// The key between braces; "" when it is none of ours.
std::string_view key_in(std::string_view inside) {
  inside = trimmed(inside);
  return inside.starts_with(settings_prefix) ? inside.substr(settings_prefix.size()) : std::string_view();
}

/// Calls visit(begin, end, key) for each `{{ settings.KEY }}`, where it begins and ends. visit says whether
/// it took it: a brace that was not taken may be followed by one that is.
template <class Visit>
void for_each_placeholder(std::string_view text, const Visit& visit) {
  for (std::size_t open = text.find(opening); open != std::string_view::npos;) {
    const auto inside = text.substr(open + opening.size(), longest_key);
    const auto close = inside.find(closing);
    const auto key = close == std::string_view::npos ? std::string_view() : key_in(inside.substr(0, close));
    const auto end = open + opening.size() + close + closing.size();
    const bool taken = !key.empty() && visit(open, end, key);
    open = text.find(opening, taken ? end : open + 1);
  }
}

}  // namespace

std::optional<std::string> scalar_text(const Value& value) {
  if (const auto* text = value.text()) return *text;
  if (const auto* truth = value.truth()) return *truth ? "true" : "false";
  if (const auto* integer = value.integer()) return fmt::format("{}", *integer);
  if (const auto* real = value.real()) return fmt::format("{}", *real);
  return std::nullopt;
}

SettingValues single_values(const Value& tree) {
  SettingValues values;
  collect(tree, "", values);
  return values;
}

std::string render(std::string_view text, const SettingValues& values) {
  std::string rendered;
  rendered.reserve(text.size());
  std::size_t done = 0;
  for_each_placeholder(text, [&](std::size_t begin, std::size_t end, std::string_view key) {
    const auto value = values.find(key);
    if (value == values.end()) return false;
    rendered += text.substr(done, begin - done);
    rendered += value->second;
    done = end;
    return true;
  });
  return rendered.append(text.substr(done));
}

std::map<std::string, std::size_t, std::less<>> settings_asked_for(std::string_view text) {
  std::map<std::string, std::size_t, std::less<>> keys;
  for_each_placeholder(text, [&](std::size_t begin, std::size_t, std::string_view key) {
    keys.emplace(key, begin);
    return true;
  });
  return keys;
}

std::string placeholder(std::string_view key) { return fmt::format("{{{{ settings.{} }}}}", key); }

bool is_rendered(std::string_view path) {
  return path.ends_with(".md") || path.ends_with(".mdc") || path.ends_with(".markdown");
}

}  // namespace agentops::text
