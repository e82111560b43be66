#include "draft/lift.h"

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <map>
#include <set>
#include <utility>

#include "draft/settings.h"
#include "text/placeholders.h"
#include "text/yaml.h"

namespace agentops::draft {
namespace {

bool overlap(Span a, Span b) { return a.begin < b.end && b.begin < a.end; }

/// Spans of one text that do not overlap.
class Taken {
 public:
  /// False when a part of it is taken already.
  bool add(Span span) {
    const auto next = ends_.lower_bound(span.begin);
    if (next != ends_.end() && next->first < span.end) return false;
    if (next != ends_.begin() && std::prev(next)->second > span.begin) return false;
    ends_.emplace_hint(next, span.begin, span.end);
    return true;
  }

 private:
  std::map<std::uint32_t, std::uint32_t> ends_;  ///< by where they begin
};

class Lift {
 public:
  Lift(std::vector<ReadItem>& items, std::vector<Lifted>& settings, const DraftInput& input)
      : items_(items), settings_(settings), input_(input), is_open_(items.size(), true) {}

  void leave_out_keys_asked_for(const std::vector<std::string>& others) {
    std::map<std::string, std::size_t, std::less<>> asked;
    for (const ReadItem& item : items_) asked.merge(text::settings_asked_for(item.source));
    for (const std::string& other : others) asked.merge(text::settings_asked_for(other));
    std::erase_if(settings_, [&](const Lifted& setting) { return asked.contains(setting.key); });
  }

  /// What cannot be proved closes its item, which may leave a setting without a place; so again until all
  /// hold.
  void replace_and_prove() {
    do {
      replace();
      std::erase_if(settings_, [](const Lifted& setting) {
        return std::ranges::none_of(setting.places, &LiftedPlace::replaced);
      });
    } while (!all_are_proved());
  }

 private:
  void replace() {
    std::vector<Taken> taken(items_.size());
    for (std::size_t i = 0; i < items_.size(); ++i) {
      items_[i].lifted.clear();
      for (const Edit& edit : items_[i].edits) taken[i].add(edit.span);
    }
    for (Lifted& setting : settings_)
      for (LiftedPlace& place : setting.places) {
        place.replaced =
            is_open_[place.item] && can_replace(place, setting.value) && taken[place.item].add(place.span);
        if (place.replaced) items_[place.item].lifted.push_back({place.span, text::placeholder(setting.key)});
      }
    for (ReadItem& item : items_)
      std::ranges::sort(item.lifted, {}, [](const Edit& edit) { return edit.span.begin; });
  }

  [[nodiscard]] bool can_replace(const LiftedPlace& place, std::string_view value) {
    const ReadItem& item = items_[place.item];
    if (!text::is_rendered(item.placed->path) || slice(item.source, place.span) != value) return false;
    const Span in_file{place.span.begin + item.extent.begin, place.span.end + item.extent.begin};
    const auto code = std::ranges::find_if(
        item.document.code, [&](const CodeBlock& block) { return overlap(block.span, in_file); });
    return code == item.document.code.end() ||
           values_in(place.item, *code)
               .contains({in_file.begin - code->span.begin, in_file.end - code->span.begin});
  }

  using Extents = std::set<std::pair<std::uint32_t, std::uint32_t>>;

  /// Where whole values stand in a block of an item; each block is read once, however many values it has.
  const Extents& values_in(std::size_t item, const CodeBlock& code) {
    const auto [known, is_new] = code_values_.try_emplace({item, code.span.begin});
    if (is_new && input_.code_values)
      for (const Span value : input_.code_values(code.language, items_[item].at(code.span)))
        known->second.emplace(value.begin, value.end);
    return known->second;
  }

  bool all_are_proved() {
    const auto tree = text::read_yaml(settings_text(settings_, true), "config/default-settings.yaml");
    const text::SettingValues values = tree ? text::single_values(*tree) : text::SettingValues();
    bool proved = true;
    for (std::size_t i = 0; i < items_.size(); ++i) {
      // A closed item is as it was written, and asks for none of the keys.
      if (!is_open_[i] || !text::is_rendered(items_[i].placed->path)) continue;
      is_open_[i] = text::render(items_[i].text(), values) == items_[i].text_as_written();
      proved = proved && is_open_[i];
    }
    return proved;
  }

  std::vector<ReadItem>& items_;
  std::vector<Lifted>& settings_;
  const DraftInput& input_;
  std::map<std::pair<std::size_t, std::uint32_t>, Extents> code_values_;  ///< by item and begin of the block
  std::vector<bool> is_open_;  ///< of each item: nothing was found that speaks against lifting from it
};

}  // namespace

void lift(std::vector<ReadItem>& items, std::vector<Lifted>& settings, const std::vector<std::string>& others,
          const DraftInput& input) {
  Lift lifting(items, settings, input);
  lifting.leave_out_keys_asked_for(others);
  lifting.replace_and_prove();
}

}  // namespace agentops::draft
