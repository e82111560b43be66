#include "draft/links.h"

#include <algorithm>

#include <fmt/format.h>

#include "draft/naming.h"

namespace agentops::draft {
namespace {

bool is_path(MentionForm form) {
  return form == MentionForm::Link || form == MentionForm::Import || form == MentionForm::Path;
}

bool begins_here(std::string_view written) { return written.starts_with("./") || written.starts_with("../"); }

/// Spaces, brackets and the like as a link destination must write them.
std::string link_escaped(std::string_view path) {
  std::string escaped;
  for (const char c : path) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte <= ' ' || c == '(' || c == ')' || c == '<' || c == '>' || c == '%' || c == '#' || c == '?')
      escaped += fmt::format("%{:02X}", byte);
    else
      escaped += c;
  }
  return escaped;
}

/// Where each (form, target) of an item leads.
using Targets = std::map<std::pair<MentionForm, std::string_view>, std::string_view>;

Targets targets_of(const Item& item) {
  Targets targets;
  for (const Reference& reference : item.references)
    if (!reference.to.empty())
      targets.emplace(std::pair(reference.form, std::string_view(reference.target)), reference.to);
  return targets;
}

/// What the mention should say instead of `written`, which is without anchor.
std::string rewritten(const Layout& layout, std::size_t package, const PlacedItem& placed,
                      const Mention& mention, std::string_view written, const Location& to) {
  const std::string from_root = fmt::format("{}/{}", layout.packages[package].name, placed.path);
  const std::string to_root = fmt::format("{}/{}", layout.packages[to.package].name, to.path);
  std::string relative = relative_path(from_root, to_root);
  if (mention.form == MentionForm::Link) return link_escaped(relative);
  if (mention.form == MentionForm::Import) return relative;
  const bool from_the_root = to.package == package && !begins_here(written);
  return written != relative && from_the_root ? to.path : relative;
}

/// The part of a target before '#' or '?', which a rewrite keeps.
std::string_view without_anchor(std::string_view target) {
  return target.substr(0, target.find_first_of("#?"));
}

}  // namespace

std::string relative_path(std::string_view from, std::string_view to) {
  std::size_t common = 0;
  for (std::size_t i = 0; i < std::min(from.size(), to.size()) && from[i] == to[i]; ++i)
    if (from[i] == '/') common = i + 1;
  const auto up = std::ranges::count(from.substr(common), '/');
  std::string path;
  for (std::ptrdiff_t i = 0; i < up; ++i) path += "../";
  return path.append(to.substr(common));
}

std::vector<Edit> link_edits(const Layout& layout, std::size_t package, const PlacedItem& placed,
                             std::string_view bytes) {
  const Targets targets = targets_of(*placed.item);
  std::vector<Edit> edits;
  for (const Mention& mention : placed.item->mentions) {
    if (mention.in_code || !is_path(mention.form) || mention.span.end > bytes.size()) continue;
    // `form.docx` below "### assets/" is right wherever the folder goes
    if (mention.form == MentionForm::Path && mention.listed) continue;
    if (!edits.empty() && mention.span.begin < edits.back().span.end) continue;
    const auto target = targets.find({mention.form, mention.target});
    const Location* to = target == targets.end() ? nullptr : layout.find(package, target->second);
    if (to == nullptr) continue;
    const std::string_view written = without_anchor(slice(bytes, mention.span));
    std::string text = rewritten(layout, package, placed, mention, written, *to);
    const auto begin = mention.span.begin;
    const auto end = begin + static_cast<std::uint32_t>(written.size());
    if (text != written) edits.push_back({{begin, end}, std::move(text)});
  }
  return edits;
}

std::vector<LostLink> lost_links(const Layout& layout, std::size_t package, const PlacedItem& placed) {
  std::vector<LostLink> lost;
  for (const Reference& reference : placed.item->references) {
    if (!is_path(reference.form) || reference.to.empty() || layout.find(package, reference.to) != nullptr)
      continue;
    for (const std::uint32_t line : reference.lines) lost.push_back({line, reference.target, reference.to});
  }
  std::ranges::sort(lost, {},
                    [](const LostLink& link) { return std::pair(link.line, std::string_view(link.target)); });
  return lost;
}

Needs needs_of(const Layout& layout, const Inventory& inventory) {
  const auto name_of_target = [&](const std::string& target) {
    const auto item = std::ranges::lower_bound(inventory.items, target, {}, &Item::key);
    if (item != inventory.items.end() && item->key == target) return item->name;
    return std::string(file_of(target));
  };
  Needs needs(layout.packages.size());
  for (std::size_t p = 0; p < layout.packages.size(); ++p)
    for (const PlacedItem& placed : layout.packages[p].items)
      for (const Reference& reference : placed.item->references)
        if (const Location* to = reference.to.empty() ? nullptr : layout.find(p, reference.to);
            to != nullptr && to->package != p)
          needs[p][to->package].insert(name_of_target(reference.to));

  for (std::size_t p = 0; p < layout.packages.size(); ++p)
    for (const PlacedPattern& placed : layout.packages[p].patterns)
      for (const Use& use : placed.pattern->uses)
        if (const auto user = layout.items.find(use.key);
            user != layout.items.end() && user->second.package != p)
          needs[user->second.package][p].insert(placed.pattern->name);
  return needs;
}

}  // namespace agentops::draft
