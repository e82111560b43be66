#include "draft/settings.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include <fmt/format.h>

#include "draft/naming.h"
#include "draft/setting_names.h"
#include "text/escape.h"
#include "text/yaml.h"

namespace agentops::draft {
namespace {

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

/// An address in a code block is sample data.
bool is_sample(const ReadItem& read, const Literal& literal) {
  return literal.type == LiteralType::Email &&
         std::ranges::any_of(read.document.code, [&](const CodeBlock& code) {
           return code.span.begin <= literal.span.begin && literal.span.end <= code.span.end;
         });
}

std::vector<Candidate> candidates_in(std::span<const ReadItem> items) {
  std::vector<Candidate> candidates;
  for (std::size_t i = 0; i < items.size(); ++i)
    for (const Literal& literal : items[i].item().uses.literals)
      if (auto setting = is_sample(items[i], literal) ? std::nullopt : setting_of(literal))
        candidates.push_back(
            {.group = std::move(setting->group),
             .name = std::move(setting->name),
             .value = std::move(setting->value),
             .type = setting->type,
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
      for (const auto& group : groups)
        if (is_clear(group, groups)) push(group, true);
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

  /// No item that says the value of this group says another under the same name.
  static bool is_clear(const std::vector<Candidate>& group,
                       const std::vector<std::vector<Candidate>>& groups) {
    for (const auto& other : groups)
      if (&other != &group)
        for (const Candidate& candidate : other)
          if (std::ranges::find(group, candidate.item, &Candidate::item) != group.end()) return false;
    return true;
  }

  Lifted& push(const std::vector<Candidate>& group, bool qualified) {
    const Candidate& first = group.front();
    std::string name = first.name;
    if (qualified) name = setting_key(stem_of(named_path(first))) + "_" + name;
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
