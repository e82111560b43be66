#include "draft/settings.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>

#include <fmt/format.h>

#include "draft/naming.h"
#include "text/escape.h"
#include "text/slug.h"
#include "text/words.h"
#include "text/yaml.h"

namespace agentops::draft {
namespace {

constexpr std::size_t most_key_words = 4;
constexpr std::size_t most_places = 4;

/// A literal that may become a setting.
struct Candidate {
  std::string group;  ///< "limits"
  std::string name;   ///< "amount_above"
  std::string value;
  LiteralType type = LiteralType::Number;
  std::size_t item = 0;
  Place place;
};

std::string key_of(std::string_view words) {
  std::string key = text::slug(words);
  std::ranges::replace(key, '-', '_');
  return key;
}

bool is_one_of(std::string_view word, std::span<const std::string_view> words) {
  return std::ranges::find(words, word) != words.end();
}

/// Words that say that what follows is a bound, and the part of a key that they become.
bool bounds(std::string_view word) {
  constexpr std::array<std::string_view, 40> words = {
      "above",   "over",    "below",     "under",   "than",      "within",     "after",    "every",
      "least",   "most",    "until",     "exceeds", "exceed",    "exceeding",  "limit",    "limits",
      "maximum", "minimum", "max",       "min",     "threshold", "thresholds", "timeout",  "timeouts",
      "budget",  "cap",     "retention", "sla",     "ttl",       "interval",   "deadline", "quota",
      "ceiling", "floor",   "target",    "retain",  "expire",    "expires",    "expiry",   "tolerance"};
  return is_one_of(word, words);
}

/// What the words before a value call it: "If the amount is above" -> "amount_above". Nothing when they name
/// no bound.
std::optional<std::string> name_from_context(std::string_view context) {
  std::vector<std::string> words;
  text::for_each_word(context, [&](const text::Word& word) {
    if (bounds(word.text) || (!text::is_stop_word(word.text) && word.text.size() > 1 &&
                              word.text.find_first_not_of("0123456789_") != std::string_view::npos))
      words.emplace_back(word.text);
  });
  if (words.size() > most_key_words) words.erase(words.begin(), words.end() - most_key_words);
  const bool has_bound = std::ranges::any_of(words, bounds);
  const bool has_subject = std::ranges::any_of(words, [](const std::string& word) { return !bounds(word); });
  if (!has_bound || !has_subject) return std::nullopt;
  std::string name;
  for (const std::string& word : words) name += (name.empty() ? "" : " ") + word;
  return key_of(name);
}

std::string_view without_scheme(std::string_view url) {
  const std::size_t scheme = url.find("://");
  return scheme == std::string_view::npos ? url : url.substr(scheme + 3);
}

/// Names that stand for any host: documentation, examples, this machine.
bool is_placeholder_host(std::string_view host) {
  constexpr std::array<std::string_view, 8> names = {"example.com",    "example.org", "example.net",
                                                     "localhost",      "domain.com",  "company.com",
                                                     "yourdomain.com", "acme.com"};
  if (host.find("your") != std::string_view::npos || host.find_first_of("<>{}$*[]") != std::string_view::npos)
    return true;
  return std::ranges::any_of(names, [&](std::string_view name) {
    return host == name || (host.ends_with(name) && host[host.size() - name.size() - 1] == '.');
  });
}

/// "ci.acme.example" -> "ci_acme": all labels but the last.
std::string name_of_host(std::string_view host) {
  host = host.substr(0, host.find_first_of(":/"));
  const std::size_t last = host.rfind('.');
  return key_of(last == std::string_view::npos ? host : host.substr(0, last));
}

/// The first byte of the value is the target of a Markdown link or stands in angle brackets.
bool is_link_target(const ReadItem& item, const Literal& literal) {
  if (literal.span.begin <= item.extent.begin) return false;
  const std::string_view before = item.at({literal.span.begin - 1, literal.span.begin});
  return before == "(" || before == "<" || before == "[";
}

/// A place on somebody's network that only they use: a channel, a mailbox, a host of their own.
std::optional<std::pair<std::string, std::string>> name_of_place(const ReadItem& item,
                                                                 const Literal& literal) {
  const std::string_view value = literal.value;
  const auto named = [](std::string group, std::string name) {
    return name.empty() ? std::nullopt : std::optional(std::pair(std::move(group), std::move(name)));
  };
  switch (literal.type) {
    case LiteralType::Channel:
      return named("channels", key_of(value));
    case LiteralType::Email:
      if (is_placeholder_host(value.substr(value.find('@') + 1))) return std::nullopt;
      return named("mail", key_of(value.substr(0, value.find('@'))));
    case LiteralType::Host:
      if (is_placeholder_host(value) || is_link_target(item, literal)) return std::nullopt;
      return named("hosts", name_of_host(value));
    case LiteralType::Url: {
      const std::string_view rest = without_scheme(value);
      if (is_placeholder_host(rest.substr(0, rest.find_first_of(":/"))) || is_link_target(item, literal))
        return std::nullopt;
      return named("urls", name_of_host(rest));
    }
    case LiteralType::HomePath:
      return named("paths",
                   key_of(file_of(value.ends_with('/') ? value.substr(0, value.size() - 1) : value)));
    case LiteralType::Account:
      return named("accounts", "account");
    case LiteralType::Address:
      return named("addresses", "address");
    default:
      return std::nullopt;
  }
}

std::optional<std::pair<std::string, std::string>> name_of_literal(const ReadItem& item,
                                                                   const Literal& literal) {
  switch (literal.type) {
    case LiteralType::Money:
    case LiteralType::Percent:
    case LiteralType::Number:
    case LiteralType::Duration:
      if (auto name = name_from_context(literal.context))
        return std::pair(std::string(literal.type == LiteralType::Duration ? "times" : "limits"),
                         *std::move(name));
      return std::nullopt;
    default:
      return name_of_place(item, literal);
  }
}

std::vector<Candidate> candidates_in(std::span<const ReadItem> items) {
  std::vector<Candidate> candidates;
  for (std::size_t i = 0; i < items.size(); ++i)
    for (const Literal& literal : items[i].item().uses.literals)
      if (auto name = name_of_literal(items[i], literal))
        candidates.push_back(
            {.group = std::move(name->first),
             .name = std::move(name->second),
             .value = literal.value,
             .type = literal.type,
             .item = i,
             .place = {.path = items[i].placed->path, .line = items[i].drafted_line(literal.line)}});
  return candidates;
}

/// Settings with the same name in the same group, told apart by value.
using ByValue = std::map<std::string, std::vector<Candidate>>;

class Lifting {
 public:
  Lifting(std::span<const ReadItem> items, std::span<const Copy> copies) : items_(items) {
    for (std::size_t i = 0; i < items.size(); ++i) family_.push_back(i);
    for (const Copy& copy : copies) family_[copy.copy] = copy.of;
  }

  std::vector<Lifted> lift(unsigned most) {
    std::map<std::pair<std::string, std::string>, ByValue> named;
    for (Candidate& candidate : candidates_in(items_)) {
      auto& values = named[{candidate.group, candidate.name}];
      values[candidate.value].push_back(std::move(candidate));
    }
    for (auto& [name, values] : named) add(values);
    std::ranges::stable_sort(settings_, [](const Ranked& a, const Ranked& b) {
      return std::pair(b.items, a.setting.places.front().path) <
             std::pair(a.items, b.setting.places.front().path);
    });
    if (settings_.size() > most) settings_.erase(settings_.begin() + most, settings_.end());
    std::vector<Lifted> lifted;
    for (Ranked& ranked : settings_) lifted.push_back(std::move(ranked.setting));
    std::ranges::sort(lifted, {}, &Lifted::key);
    return lifted;
  }

 private:
  struct Ranked {
    Lifted setting;
    std::size_t items = 0;
  };

  /// All values of one name: one setting where copies disagree, else one for each value.
  void add(ByValue& values) {
    std::vector<std::vector<Candidate>> groups;
    for (auto& [value, candidates] : values) groups.push_back(std::move(candidates));
    std::ranges::stable_sort(groups, [](const auto& a, const auto& b) { return a.size() > b.size(); });
    if (groups.size() > 1 && !is_one_family(groups)) {
      for (const auto& group : groups) push(group, true);
      return;
    }
    Lifted& setting = push(groups.front(), false);
    for (std::size_t i = 1; i < groups.size(); ++i)
      for (const Candidate& candidate : groups[i])
        setting.others.emplace_back(candidate.value, candidate.place);
  }

  bool is_one_family(const std::vector<std::vector<Candidate>>& groups) const {
    std::set<std::size_t> families;
    std::set<std::size_t> holders;
    std::size_t places = 0;
    for (const auto& group : groups)
      for (const Candidate& candidate : group) {
        families.insert(family_[candidate.item]);
        holders.insert(candidate.item);
        ++places;
      }
    return families.size() == 1 && holders.size() == places;
  }

  Lifted& push(const std::vector<Candidate>& group, bool qualified) {
    const Candidate& first = group.front();
    std::string name = first.name;
    if (qualified) name = key_of(stem_of(named_path(first))) + "_" + name;
    std::string key = fmt::format("{}.{}", first.group, name);
    for (unsigned number = 2; !keys_.insert(key).second; ++number)
      key = fmt::format("{}.{}_{}", first.group, name, number);

    Ranked ranked{
        .setting = {
            .key = std::move(key), .value = first.value, .type = first.type, .places = {}, .others = {}}};
    std::set<std::size_t> holders;
    for (const Candidate& candidate : group) {
      ranked.setting.places.push_back(candidate.place);
      holders.insert(candidate.item);
    }
    ranked.items = holders.size();
    settings_.push_back(std::move(ranked));
    return settings_.back().setting;
  }

  /// The path that names the item: the folder of a skill, the file of anything else.
  static std::string_view named_path(const Candidate& candidate) {
    const std::string_view path = candidate.place.path;
    return file_of(path) == "SKILL.md" ? folder_of(path) : path;
  }

  std::span<const ReadItem> items_;
  std::vector<std::size_t> family_;  ///< of each item: the index of the one that it is a copy of, or its own
  std::set<std::string> keys_;
  std::vector<Ranked> settings_;
};

std::string place_text(const Place& place) {
  return fmt::format("{}:{}", text::for_terminal(place.path), place.line);
}

/// "money; agents/a.md:17   ($450 in agents/b.md:16)"
std::string evidence(const Lifted& setting) {
  std::string text(name_of(setting.type));
  for (std::size_t i = 0; i < std::min(setting.places.size(), most_places); ++i)
    text += (i == 0 ? "; " : ", ") + place_text(setting.places[i]);
  if (setting.places.size() > most_places)
    text += fmt::format(" and {} more", setting.places.size() - most_places);
  for (std::size_t i = 0; i < setting.others.size(); ++i) {
    const auto& [value, place] = setting.others[i];
    text += fmt::format("{}{} in {}", i == 0 ? "   (" : ", ", text::for_terminal(value), place_text(place));
  }
  return setting.others.empty() ? text : text + ")";
}

}  // namespace

std::string_view name_of(LiteralType type) {
  constexpr std::array<std::string_view, 13> names = {"money",     "percent", "duration", "number", "version",
                                                      "url",       "host",    "address",  "email",  "channel",
                                                      "home path", "account", "model"};
  return names[static_cast<std::size_t>(type)];
}

std::vector<Lifted> lift_settings(std::span<const ReadItem> items, std::span<const Copy> copies,
                                  unsigned most) {
  return Lifting(items, copies).lift(most);
}

std::string settings_text(std::span<const Lifted> settings) {
  std::string text =
      "# Values that stand in the items and that another team would change, with the places where they stand.\n"
      "# Nothing reads them yet: to make one a setting, write {{ settings.GROUP.NAME }} in its place.\n";
  std::size_t width = 0;
  std::vector<std::string> lines;
  for (const Lifted& setting : settings) {
    const std::string name = setting.key.substr(setting.key.find('.') + 1);
    lines.push_back(fmt::format("  {}: {}", name, text::yaml_scalar(setting.value)));
    width = std::max(width, std::min<std::size_t>(lines.back().size(), 44));
  }
  std::string group;
  for (std::size_t i = 0; i < settings.size(); ++i) {
    const std::string own = settings[i].key.substr(0, settings[i].key.find('.'));
    if (own != group) text += fmt::format("{}:\n", group = own);
    text += fmt::format("{:<{}}   # {}\n", lines[i], width, evidence(settings[i]));
  }
  return text;
}

}  // namespace agentops::draft
