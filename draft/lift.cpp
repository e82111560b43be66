#include "draft/lift.h"

#include <algorithm>
#include <map>

#include "draft/settings.h"
#include "text/placeholders.h"
#include "text/yaml.h"

namespace agentops::draft {
namespace {

bool overlap(Span a, Span b) { return a.begin < b.end && b.begin < a.end; }

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
    for (ReadItem& item : items_) item.lifted.clear();
    for (Lifted& setting : settings_)
      for (LiftedPlace& place : setting.places) {
        place.replaced = is_open_[place.item] && can_replace(items_[place.item], place.span, setting.value);
        if (place.replaced) items_[place.item].lifted.push_back({place.span, text::placeholder(setting.key)});
      }
    for (ReadItem& item : items_)
      std::ranges::sort(item.lifted, {}, [](const Edit& edit) { return edit.span.begin; });
  }

  [[nodiscard]] bool can_replace(const ReadItem& item, Span span, std::string_view value) const {
    if (!text::is_rendered(item.placed->path) || slice(item.source, span) != value) return false;
    const auto touches = [&](const Edit& edit) { return overlap(edit.span, span); };
    if (std::ranges::any_of(item.edits, touches) || std::ranges::any_of(item.lifted, touches)) return false;
    const Span in_file{span.begin + item.extent.begin, span.end + item.extent.begin};
    const auto code = std::ranges::find_if(
        item.document.code, [&](const CodeBlock& block) { return overlap(block.span, in_file); });
    return code == item.document.code.end() || is_whole_value(item, *code, in_file);
  }

  [[nodiscard]] bool is_whole_value(const ReadItem& item, const CodeBlock& code, Span in_file) const {
    if (!input_.code_values) return false;
    const std::vector<Span> values = input_.code_values(code.language, item.at(code.span));
    return std::ranges::find(values, Span{in_file.begin - code.span.begin, in_file.end - code.span.begin}) !=
           values.end();
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
