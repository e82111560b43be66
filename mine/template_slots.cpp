#include "mine/template_slots.h"

#include <algorithm>
#include <map>
#include <set>

#include "text/slug.h"
#include "text/words.h"

namespace agentops::mine {

namespace {

std::string_view trimmed(std::string_view value) {
  constexpr std::string_view blank = " \t\n";
  const std::size_t begin = value.find_first_not_of(blank);
  if (begin == std::string_view::npos) return {};
  return value.substr(begin, value.find_last_not_of(blank) - begin + 1);
}

/// The type that all values have; empty ones do not count.
SlotType common_type(const std::vector<std::string_view>& values, const ValueTyper& type_of) {
  std::set<SlotType> types;
  for (const std::string_view value : values)
    if (!trimmed(value).empty()) types.insert(type_of(trimmed(value)));
  return types.size() == 1 ? *types.begin() : SlotType::Text;
}

/// True when most values are the name of the item that they stand in.
bool is_own_name(const std::vector<std::string_view>& values, const std::vector<std::string_view>& names) {
  std::size_t own = 0;
  for (std::size_t i = 0; i < values.size(); ++i)
    if (!trimmed(values[i]).empty() && text::slug(trimmed(values[i])) == text::slug(names[i])) ++own;
  return own * 10 >= values.size() * 8;
}

bool is_telling(std::string_view word) {
  return word.size() > 2 && !text::is_stop_word(word) &&
         word.find_first_not_of("0123456789") != std::string_view::npos;
}

/// The word of the constant text that is nearest to a slot, on the slot's own line: before it, else after it.
std::string neighbour(std::string_view before, std::string_view after) {
  before = before.substr(before.rfind('\n') + 1);
  after = after.substr(0, after.find('\n'));
  std::string found;
  text::for_each_word(before, [&](const text::Word& word) {
    if (is_telling(word.text)) found = word.text;
  });
  if (found.empty())
    text::for_each_word(after, [&](const text::Word& word) {
      if (found.empty() && is_telling(word.text)) found = word.text;
    });
  std::string name = text::slug(found);
  std::ranges::replace(name, '-', '_');
  return name;
}

std::string slot_name(std::string_view before, std::string_view after, SlotType type) {
  const bool says_enough = type != SlotType::Text && type != SlotType::Name && type != SlotType::Number;
  const std::string name = says_enough ? "" : neighbour(before, after);
  return name.empty() ? std::string(name_of(type)) : name;
}

}  // namespace

std::vector<PatternPart> parts_of(const Shape& shape,
                                  const std::vector<std::vector<std::string_view>>& values,
                                  const std::vector<std::string_view>& names, const ValueTyper& type_of) {
  std::vector<PatternPart> parts;
  std::set<std::string> taken;
  std::map<std::string, unsigned> next;  ///< number of a name that is taken
  for (std::size_t i = 0; i < shape.pieces.size(); ++i) {
    if (!shape.pieces[i].empty()) parts.push_back({.text = shape.pieces[i]});
    if (i == shape.slots()) break;
    PatternPart slot{.text = {}, .is_slot = true};
    slot.type = is_own_name(values[i], names) ? SlotType::Name : common_type(values[i], type_of);
    std::string base = slot_name(shape.pieces[i], shape.pieces[i + 1], slot.type);
    if (taken.contains(base)) base = name_of(slot.type);
    slot.text = base;
    while (!taken.insert(slot.text).second) {
      unsigned& number = next.try_emplace(base, 2).first->second;
      slot.text = base + "_" + std::to_string(number++);
    }
    parts.push_back(std::move(slot));
  }
  return parts;
}

}  // namespace agentops::mine
