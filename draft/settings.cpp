#include "draft/settings.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include <fmt/format.h>

#include "draft/naming.h"
#include "text/bounds.h"
#include "text/escape.h"
#include "text/setting_names.h"
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
  LiftedPlace place;
};

/// Where the value of a setting stands in the item's source: of a URL perhaps only its host.
Span span_in_source(const ReadItem& read, const Literal& literal, std::string_view value) {
  const auto before = static_cast<std::uint32_t>(literal.value.find(value));
  const std::uint32_t begin = literal.span.begin - read.extent.begin + before;
  return {begin, begin + static_cast<std::uint32_t>(value.size())};
}

std::vector<Candidate> candidates_in(std::span<const ReadItem> items) {
  std::vector<Candidate> candidates;
  for (std::size_t i = 0; i < items.size(); ++i)
    for (const Literal& literal : items[i].item().uses.literals)
      if (auto setting = text::setting_of(literal); setting && literal.span.begin >= items[i].extent.begin)
        candidates.push_back(
            {.group = std::move(setting->group),
             .name = std::move(setting->name),
             .value = setting->value,
             .type = setting->type,
             .place = {.place = {.path = items[i].placed->path, .line = items[i].drafted_line(literal.line)},
                       .item = i,
                       .span = span_in_source(items[i], literal, setting->value)}});
  return candidates;
}

std::size_t item_of(const Candidate& candidate) { return candidate.place.item; }

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
      return std::pair(b.items, a.setting.places.front().place.path) <
             std::pair(a.items, b.setting.places.front().place.path);
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
        setting.others.emplace_back(candidate.value, candidate.place.place);
  }

  bool is_one_family(const std::vector<std::vector<Candidate>>& groups) const {
    std::set<std::size_t> families;
    std::set<std::size_t> holders;
    std::size_t places = 0;
    for (const auto& group : groups)
      for (const Candidate& candidate : group) {
        families.insert(family_[candidate.place.item]);
        holders.insert(candidate.place.item);
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
          if (std::ranges::find(group, candidate.place.item, item_of) != group.end()) return false;
    return true;
  }

  Lifted& push(const std::vector<Candidate>& group, bool qualified) {
    const Candidate& first = group.front();
    std::string name = first.name;
    if (qualified) name = text::setting_key(stem_of(named_path(first))) + "_" + name;
    std::string key = fmt::format("{}.{}", first.group, name);
    for (unsigned number = 2; !keys_.insert(key).second; ++number)
      key = fmt::format("{}.{}_{}", first.group, name, number);

    Ranked ranked{
        .setting = {
            .key = std::move(key), .value = first.value, .type = first.type, .places = {}, .others = {}}};
    std::set<std::size_t> holders;
    for (const Candidate& candidate : group) {
      ranked.setting.places.push_back(candidate.place);
      holders.insert(candidate.place.item);
    }
    ranked.items = holders.size();
    settings_.push_back(std::move(ranked));
    return settings_.back().setting;
  }

  /// The path that names the item: the folder of a skill, the file of anything else.
  static std::string_view named_path(const Candidate& candidate) {
    const std::string_view path = candidate.place.place.path;
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

/// "agents/a.md:17, agents/b.md:16 and 3 more"
std::string places_text(const std::vector<Place>& places) {
  std::string text;
  for (std::size_t i = 0; i < std::min(places.size(), most_places); ++i)
    text += (i == 0 ? "" : ", ") + place_text(places[i]);
  if (places.size() > most_places) text += fmt::format(" and {} more", places.size() - most_places);
  return text;
}

/// "money; agents/a.md:17   ($450 in agents/b.md:16)"; with `lifted` apart what stays as it is written.
std::string evidence(const Lifted& setting, bool lifted) {
  std::vector<Place> places;
  std::vector<Place> staying;
  for (const LiftedPlace& place : setting.places)
    (lifted && !place.replaced ? staying : places).push_back(place.place);
  std::string text = fmt::format("{}; {}", name_of(setting.type), places_text(places));
  if (!staying.empty()) text += fmt::format("; stays as written in {}", places_text(staying));
  for (std::size_t i = 0; i < setting.others.size(); ++i) {
    const auto& [value, place] = setting.others[i];
    text += fmt::format("{}{} in {}", i == 0 ? "   (" : ", ", text::for_terminal(value), place_text(place));
  }
  return setting.others.empty() ? text : text + ")";
}

}  // namespace

std::vector<Lifted> lift_settings(std::span<const ReadItem> items, std::span<const Copy> copies,
                                  unsigned most) {
  return Lifting(items, copies).lift(most);
}

std::string settings_text(std::span<const Lifted> settings, bool lifted) {
  std::string text =
      lifted
          ? "# Values that were taken out of the items, with the places where they stood. There stands {{ settings.GROUP.NAME }} now,\n"
            "# and `agentops package install` fills in what is written here.\n"
          : "# Values that stand in the items and that another team would change, with the places where they stand.\n"
            "# Nothing reads them yet: `agentops draft --lift-config` puts {{ settings.GROUP.NAME }} in their places.\n";
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
    text += fmt::format("{:<{}}   # {}\n", lines[i], width, evidence(settings[i], lifted));
  }
  return text;
}

}  // namespace agentops::draft
