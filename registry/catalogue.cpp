#include "registry/catalogue.h"

#include <algorithm>

#include <fmt/format.h>

#include "models/manifest.h"
#include "text/escape.h"
#include "text/json.h"
#include "text/slug.h"
#include "text/version.h"

namespace agentops::registry {
namespace {

constexpr std::string_view list_key = "packages";

Error no_catalogue(std::string_view origin, std::string_view why) {
  return {.kind = ErrorKind::Unsafe,
          .code = "E-REGISTRY-CATALOGUE",
          .message = fmt::format("{}: {}", text::for_terminal(origin), why),
          .hint = "agentops registry add NAME URL  wants the folder that  agentops registry init  made",
          .where = {}};
}

std::string text_of(const Value& entry, std::string_view key) {
  const Value* said = entry.find(key);
  return said == nullptr || said->text() == nullptr ? "" : *said->text();
}

Map map_of(const Entry& entry) {
  Map items;
  for (const auto& [kind, number] : entry.items) items.emplace_back(kind, static_cast<std::int64_t>(number));
  return {{"name", entry.name},
          {"version", text::to_text(entry.version)},
          {"description", entry.description},
          {"keywords", List(entry.keywords.begin(), entry.keywords.end())},
          {"items", std::move(items)}};
}

Result<Entry> read_entry(const Value& value, std::string_view origin) {
  Entry entry{.name = text_of(value, "name"),
              .version = {},
              .description = text_of(value, "description"),
              .keywords = {},
              .items = {}};
  if (!text::is_package_name(entry.name)) return fail(no_catalogue(origin, "an entry has no package's name"));
  auto version = text::read_version(text_of(value, "version"));
  if (!version) return fail(no_catalogue(origin, entry.name + " has no version"));
  entry.version = *std::move(version);
  if (const Value* words = value.find("keywords"); words != nullptr && words->list() != nullptr)
    for (const Value& word : *words->list())
      if (word.text() != nullptr) entry.keywords.push_back(*word.text());
  if (const Value* items = value.find("items"); items != nullptr && items->map() != nullptr)
    for (const auto& [kind, number] : *items->map())
      if (number.integer() != nullptr && *number.integer() > 0)
        entry.items.emplace_back(kind, static_cast<std::uint64_t>(*number.integer()));
  return entry;
}

}  // namespace

Result<Entry> entry_of(std::string_view config, std::string_view origin) {
  const auto package = text::read_json(config, origin);
  if (!package) return fail(no_catalogue(origin, "is not the JSON of a package's manifest"));
  auto entry = read_entry(*package, origin);
  if (!entry) return entry;
  for (const ItemList& list : item_lists)
    if (const Value* paths = package->find(list.key);
        paths != nullptr && paths->list() != nullptr && !paths->list()->empty())
      entry->items.emplace_back(list.key, paths->list()->size());
  return entry;
}

std::string line_of(const Entry& entry) {
  std::string line = fmt::format("{} ({})", entry.name, text::to_text(entry.version));
  std::string_view between = " - ";
  for (const auto& [kind, number] : entry.items) {
    const std::string_view one =
        std::string_view(kind).substr(0, kind.size() - (kind.ends_with('s') ? 1 : 0));
    line += fmt::format("{}{} {}", between, number, text::for_terminal(number == 1 ? one : kind));
    between = ", ";
  }
  return line;
}

std::string write_catalogue(std::vector<Entry> entries) {
  std::ranges::sort(entries, {}, &Entry::name);
  List list;
  for (const Entry& entry : entries) list.emplace_back(map_of(entry));
  return text::write_json(Map{{std::string(list_key), std::move(list)}}, text::JsonLayout::Indented) + "\n";
}

Result<std::vector<Entry>> read_catalogue(std::string_view bytes, std::string_view origin) {
  const auto value = text::read_json(bytes, origin);
  if (!value) return fail(no_catalogue(origin, "is not the JSON of a catalogue"));
  const Value* list = value->find(list_key);
  if (list == nullptr || list->list() == nullptr)
    return fail(no_catalogue(origin, "has no list of packages"));
  std::vector<Entry> entries;
  for (const Value& said : *list->list()) {
    auto entry = read_entry(said, origin);
    if (!entry) return fail(entry);
    entries.push_back(*std::move(entry));
  }
  std::ranges::sort(entries, {}, &Entry::name);
  return entries;
}

}  // namespace agentops::registry
