// Each type of literal has its own idea of what makes it a setting. Those of amounts read the words around
// the value (text/bounds.h); those of places and names look at the value itself.

#include "text/setting_names.h"

#include <algorithm>
#include <array>
#include <span>
#include <vector>

#include "text/bounds.h"
#include "text/own_places.h"

namespace agentops::text {
namespace {

bool is_one_of(std::string_view word, std::span<const std::string_view> words) {
  return std::ranges::find(words, word) != words.end();
}

bool is_whole_or_nothing(std::string_view amount) {
  return amount.starts_with("100%") || amount.find_first_of("123456789") == std::string_view::npos;
}

std::optional<SettingName> named(std::string_view group, std::string name, const Literal& literal) {
  if (name.empty()) return std::nullopt;
  return SettingName{std::string(group), std::move(name), literal.value, literal.type};
}

/// "--limit 20": part of a command.
bool is_option(const Literal& literal) {
  const auto last = literal.context.rfind(' ') + 1;  // npos + 1 is 0
  return std::string_view(literal.context).substr(last).starts_with("--");
}

std::optional<SettingName> amount_setting(const Literal& literal) {
  if (is_option(literal) || is_whole_or_nothing(literal.value) || is_example(literal)) return std::nullopt;
  const bool is_time = literal.type == LiteralType::Duration;
  // "within the 30-day refund window" is a refund window.
  if (std::string term = is_time ? name_of_rate(literal) : ""; !term.empty())
    return named("times", std::move(term), literal);
  if (std::string name = name_of_bound(literal); !name.empty())
    return named(is_time ? "times" : "limits", std::move(name), literal);
  if (is_time || literal.type == LiteralType::Number) return std::nullopt;
  return named("rates", name_of_rate(literal), literal);
}

// Places and names -----------------------------------------------------------------------------------

std::optional<SettingName> host_setting(const Literal& literal) {
  const std::string_view host = host_of_address(literal.value);
  if (is_placeholder_host(host) || !is_own_host(host)) return std::nullopt;
  std::string name = setting_key(host.substr(0, host.rfind('.')));
  if (name.empty()) return std::nullopt;
  // In code only a whole value can be replaced.
  if (literal.in_code && literal.value.size() > host.size()) {
    const std::string_view url = std::string_view(literal.value).substr(0, literal.value.find_first_of("?#"));
    const auto path = url.find(host) + host.size();
    return named("urls", setting_key(name + " " + std::string(url.substr(std::min(path, url.size())))),
                 literal);
  }
  return SettingName{"hosts", std::move(name), std::string(host), LiteralType::Host};
}

std::optional<SettingName> mail_setting(const Literal& literal) {
  constexpr std::array<std::string_view, 19> anybody = {
      "attacker", "victim", "user", "noreply", "no",      "student", "you", "name",  "john", "jane",
      "test",     "me",     "foo",  "example", "someone", "email",   "git", "first", "admin"};
  const std::string_view address = literal.value;
  const std::size_t at = address.find('@');
  if (literal.in_code || at == std::string_view::npos || is_placeholder_host(address.substr(at + 1)) ||
      address.substr(at).find("noreply") != std::string_view::npos || at == 1)
    return std::nullopt;
  std::string name = setting_key(address.substr(0, at));
  if (is_one_of(name.substr(0, name.find('_')), anybody)) return std::nullopt;
  return named("mail", std::move(name), literal);
}

/// "the registry at" 10.5.3.42 -> addresses.registry; addresses in code and in lists are mostly examples.
std::optional<SettingName> address_setting(const Literal& literal) {
  const std::vector<std::string> words = words_in(literal.context);
  const bool leads = words.size() > 1 && (words.back() == "at" || words.back() == "on");
  if (literal.in_code || !leads || !is_subject(words[words.size() - 2]) || is_example(literal) ||
      !is_private_address(literal.value) || literal.value.ends_with(".0"))
    return std::nullopt;
  return named("addresses", setting_key(words[words.size() - 2]), literal);
}

/// True for a path that is the same on many machines: in the home of a user that systems and containers come
/// with, or where they mount data.
bool is_anybodys(std::string_view path) {
  constexpr std::string_view homes = "/home/";
  constexpr std::array<std::string_view, 9> users = {"agent",  "app",    "appuser", "claude", "node",
                                                     "runner", "ubuntu", "user",    "vscode"};
  constexpr std::array<std::string_view, 5> mounts = {"/data/data/", "/data/local/", "/mnt/data",
                                                      "/mnt/user-data", "/opt/homebrew"};
  if (path.starts_with(homes)) {
    path.remove_prefix(homes.size());
    return std::ranges::find(users, path.substr(0, path.find('/'))) != users.end();
  }
  return std::ranges::any_of(mounts, [&](std::string_view mount) { return path.starts_with(mount); });
}

/// True for names of files that stand for any: "/data/output.png".
bool is_any_file(std::string_view name) {
  constexpr std::array<std::string_view, 6> names = {"example", "file", "input", "output", "project", "test"};
  return is_one_of(name, names);
}

/// "~/notes/today.md" -> paths.today; in code /opt and the like are mostly those of a container.
std::optional<SettingName> path_setting(const Literal& literal) {
  if ((literal.in_code && literal.type == LiteralType::Path) || is_anybodys(literal.value))
    return std::nullopt;
  std::string_view last = literal.value;
  while (last.ends_with('/')) last.remove_suffix(1);
  last.remove_prefix(last.rfind('/') + 1);
  std::string name = setting_key(last.substr(0, last.find('.', 1)));
  return is_any_file(name) ? std::nullopt : named("paths", std::move(name), literal);
}

std::optional<SettingName> record_setting(const Literal& literal) {
  const std::vector<std::string> words = words_in(literal.context);
  if (words.empty() || is_example(literal)) return std::nullopt;
  return named("records", setting_key(words.back()), literal);
}

/// "claude-sonnet-4-5" -> "claude_sonnet": what stays the same when the model is renewed.
std::string family_of(std::string_view model) {
  std::string family;
  for (const std::string& part : words_in(model))
    if (part.find_first_of("0123456789") == std::string::npos) family += part + " ";
  return setting_key(family);
}

/// A model counts where it is chosen: "model: gpt-4o", "--model gpt-4o"; the word before says what for.
std::optional<SettingName> model_setting(const Literal& literal) {
  const std::vector<std::string> words = words_in(literal.context);
  if (words.empty()) return std::nullopt;
  const std::string& chosen = words.back();
  const bool is_choice = chosen == "model" || chosen.ends_with("_model") || chosen == "llm";
  if (!is_choice || is_example(literal)) return std::nullopt;
  return named("models", family_of(literal.value), literal);
}

/// True when the last word is one of capitals: a standard ("CVSS") and no program.
bool is_acronym(std::string_view context) {
  const std::string_view last = context.substr(context.rfind(' ') + 1);  // npos + 1 is 0
  return std::ranges::none_of(last, [](char c) { return c >= 'a' && c <= 'z'; });
}

/// A version counts where it is asked for: "install kubectl v1.28.3".
std::optional<SettingName> version_setting(const Literal& literal) {
  constexpr std::array<std::string_view, 12> asking = {"use",      "uses",    "using",   "install",
                                                       "requires", "require", "pin",     "pinned",
                                                       "target",   "needs",   "expects", "run"};
  const std::vector<std::string> words = words_in(literal.context);
  if (words.size() < 2 || !is_subject(words.back()) || is_example(literal)) return std::nullopt;
  if (std::ranges::none_of(words, [&](const std::string& word) { return is_one_of(word, asking); }) ||
      is_acronym(literal.context))
    return std::nullopt;
  return named("versions", setting_key(words.back()), literal);
}

}  // namespace

std::optional<SettingName> setting_of(const Literal& literal) {
  switch (literal.type) {
    case LiteralType::Percent:
    case LiteralType::Money:
    case LiteralType::Number:
    case LiteralType::Duration:
      return amount_setting(literal);
    case LiteralType::Channel:
      return named("channels", setting_key(literal.value), literal);
    case LiteralType::Account:
      return named("accounts", "account", literal);
    case LiteralType::Email:
      return mail_setting(literal);
    case LiteralType::Host:
    case LiteralType::Url:
      return host_setting(literal);
    case LiteralType::Address:
      return address_setting(literal);
    case LiteralType::HomePath:
    case LiteralType::Path:
      return path_setting(literal);
    case LiteralType::Record:
      return record_setting(literal);
    case LiteralType::Model:
      return model_setting(literal);
    case LiteralType::Version:
      return version_setting(literal);
  }
  return std::nullopt;
}

}  // namespace agentops::text
