#include "actions/map.h"

#include <algorithm>
#include <map>
#include <set>
#include <string_view>
#include <tuple>
#include <utility>

#include "actions/describe.h"
#include "mine/settle.h"
#include "report/map.h"

namespace agentops::actions {
namespace {

void add(MapDomain& domain, const Scanned& scanned, const std::string& key, bool close_call) {
  const Item* item = find_item(scanned.inventory.items, key);
  if (item == nullptr) return;
  domain.items.push_back(
      {.key = key, .name = item->name, .kind = item->kind, .tokens = item->tokens, .close_call = close_call});
}

void sort_items(MapDomain& domain) {
  std::ranges::sort(domain.items, {}, [](const MapItem& item) { return std::tie(item.name, item.key); });
}

std::vector<MapReference> references_among(const Scanned& scanned, const FolderMap& map) {
  std::set<std::string_view> shown;
  for (const MapDomain& domain : map.domains)
    for (const MapItem& item : domain.items) shown.insert(item.key);
  std::map<std::pair<std::string, std::string>, std::size_t> counts;
  for (const Item& item : scanned.inventory.items)
    for (const Reference& reference : item.references)
      if (reference.to != item.key && shown.contains(item.key) && shown.contains(reference.to))
        counts[{item.key, reference.to}] += reference.lines.size();
  std::vector<MapReference> references;
  for (const auto& [ends, count] : counts) references.push_back({ends.first, ends.second, count});
  return references;
}

}  // namespace

Result<Mapped> map_folder(const Project& project) {
  auto mined = mined_state(project);
  if (!mined) return fail(mined);
  Mapped mapped{.scanned = std::move(mined->scanned), .map = {}, .clear = mined->mining.clear};
  for (const Domain& domain : mined->mining.domains) {
    MapDomain shown{.id = domain.id, .name = domain.name, .items = {}};
    for (const Member& member : domain.members) add(shown, mapped.scanned, member.key, member.close_call);
    sort_items(shown);
    mapped.map.domains.push_back(std::move(shown));
  }
  MapDomain core{.id = std::string(mine::core_id), .name = "core", .items = {}};
  for (const SharedItem& item : mined->mining.shared) add(core, mapped.scanned, item.key, false);
  sort_items(core);
  if (!core.items.empty()) mapped.map.domains.push_back(std::move(core));
  MapDomain unsorted{.id = "", .name = "unsorted", .items = {}};
  for (const std::string& key : mined->mining.unassigned) add(unsorted, mapped.scanned, key, false);
  sort_items(unsorted);
  if (!unsorted.items.empty()) mapped.map.domains.push_back(std::move(unsorted));
  mapped.map.references = references_among(mapped.scanned, mapped.map);
  return mapped;
}

std::string print_map(const FolderMap& map, MapNotation notation) {
  return notation == MapNotation::Dot ? report::dot(map) : report::mermaid(map);
}

}  // namespace agentops::actions
