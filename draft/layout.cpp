#include "draft/layout.h"

#include <algorithm>

#include <fmt/format.h>

#include "draft/naming.h"
#include "text/escape.h"

namespace agentops::draft {
namespace {

const Item* item_with(const Inventory& inventory, std::string_view key) {
  const auto found = std::ranges::lower_bound(inventory.items, key, {}, &Item::key);
  return found != inventory.items.end() && found->key == key ? &*found : nullptr;
}

const FileEntry* file_at(const Inventory& inventory, std::string_view path) {
  const auto found = std::ranges::lower_bound(inventory.files, path, {}, &FileEntry::path);
  return found != inventory.files.end() && found->path == path ? &*found : nullptr;
}

const Pattern* pattern_of(const Mining& mining, const PlanLine& line) {
  for (const Pattern& pattern : mining.patterns)
    if (pattern.name == line.path) return &pattern;
  for (const Pattern& pattern : mining.patterns)
    if (pattern.id == line.id) return &pattern;
  return nullptr;
}

bool is_package(const PlanHeading& heading) {
  return heading.role == HeadingRole::Domain || heading.role == HeadingRole::Core;
}

/// Builds a Layout from the plan, one kind of content after the other.
class Placement {
 public:
  explicit Placement(const DraftInput& input) : input_(input) {}

  Result<Layout> place() {
    if (auto named = open_packages(); !named) return fail(named);
    read_lines();
    place_items();
    if (auto placed = place_attachments(); !placed) return fail(placed);
    if (auto brought = bring_linked_files(); !brought) return fail(brought);
    sort();
    return std::move(layout_);
  }

 private:
  /// One package for each name; two headings of one name are one package.
  Status open_packages() {
    std::map<std::string, PackageLayout> packages;
    std::set<std::string, std::less<>> known;
    const auto& asked = input_.options.domains;
    for (const PlanHeading& heading : input_.plan.headings) {
      if (!is_package(heading)) continue;
      PackageLayout& package = packages[package_name(heading)];
      package.name = package_name(heading);
      if (heading.role == HeadingRole::Core) package.role = HeadingRole::Core;
      if (package.id.empty()) package.id = heading.id;
      if (package.category.empty()) package.category = heading.category;
      for (const std::string& word : {package.name, heading.name, heading.id}) {
        known.insert(word);
        if (asked.empty() || std::ranges::find(asked, word) != asked.end()) package.wanted = true;
      }
    }
    for (const std::string& name : asked)
      if (!known.contains(name)) return fail(unknown_domain(name, packages));
    for (auto& [name, package] : packages) layout_.packages.push_back(std::move(package));
    layout_.brought.resize(layout_.packages.size());
    return {};
  }

  static Error unknown_domain(const std::string& name, const std::map<std::string, PackageLayout>& packages) {
    std::string names;
    for (const auto& [known, package] : packages) names += (names.empty() ? "" : ", ") + known;
    return {.kind = ErrorKind::NotFound,
            .code = "E-DRAFT-DOMAIN",
            .message = fmt::format("the plan has no domain \"{}\"", text::for_terminal(name)),
            .hint = names.empty() ? "the plan has no domains yet: agentops mine" : "it has " + names,
            .where = {}};
  }

  std::size_t index_of(const PlanHeading& heading) const {
    const auto found = std::ranges::find(layout_.packages, package_name(heading), &PackageLayout::name);
    return static_cast<std::size_t>(found - layout_.packages.begin());
  }

  void read_lines() {
    for (const PlanHeading& heading : input_.plan.headings)
      for (const PlanLine& line : heading.lines) read_line(heading, line);
  }

  void read_line(const PlanHeading& heading, const PlanLine& line) {
    if (const Item* item = item_with(input_.inventory, line.path)) {
      if (heading.role == HeadingRole::Dropped) layout_.dropped.insert(item->key);
      if (is_package(heading) && placed_.insert(item->key).second)
        layout_.packages[index_of(heading)].items.push_back({.item = item, .kind = line.kind, .path = {}});
      return;
    }
    if (!is_package(heading)) return;
    const Pattern* pattern = line.kind == Kind::Pattern ? pattern_of(input_.mining, line) : nullptr;
    if (pattern != nullptr)
      layout_.packages[index_of(heading)].patterns.push_back({.pattern = pattern, .path = {}});
    else
      note_missing(line);
  }

  void note_missing(const PlanLine& line) {
    layout_.findings.push_back(
        {.rule = "AO114",
         .severity = Severity::Warning,
         .place = {.path = "agentops.plan", .line = line.number},
         .message = fmt::format("{} is in the plan, but not in the folder", text::for_terminal(line.path)),
         .fix = "agentops mine"});
  }

  /// Items are named first: a pattern whose path is taken gives way.
  void place_items() {
    for (std::size_t p = 0; p < layout_.packages.size(); ++p) {
      PackageLayout& package = layout_.packages[p];
      std::ranges::sort(package.items, {}, [](const PlacedItem& placed) { return placed.item->key; });
      std::vector<Named> named;
      for (const PlacedItem& placed : package.items) named.push_back({placed.item, placed.kind});
      const std::vector<std::string> paths = paths_for(named);
      for (std::size_t i = 0; i < paths.size(); ++i) {
        package.items[i].path = paths[i];
        layout_.items[package.items[i].item->key] = {p, paths[i]};
        used_.insert({p, paths[i]});
      }
      for (PlacedPattern& placed : package.patterns)
        placed.path = free_path(p, "patterns/" + placed.pattern->name, ".md");
    }
  }

  Status place_attachments() {
    for (const FileEntry& file : input_.inventory.files) {
      const auto owner = layout_.items.find(file.owner);
      if (file.owner.empty() || owner == layout_.items.end()) continue;
      const Item* skill = item_with(input_.inventory, file.owner);
      const std::string_view root = folder_of(skill->path);
      std::string_view rest = file.path;
      if (!root.empty() && rest.starts_with(root)) rest.remove_prefix(root.size() + 1);
      const auto& [package, path] = owner->second;
      std::string place = fmt::format("{}/{}", folder_of(path), rest);
      if (used_.contains({package, place})) place = free_path(package, place, "");
      const auto comes = may_come(package, file.path, place);
      if (!comes) return fail(comes);
      if (!*comes) continue;
      used_.insert({package, place});
      layout_.files[file.path] = {package, place};
      layout_.packages[package].files.push_back({&file, place});
    }
    return {};
  }

  /// Whether a package may hold the file; where not, that is told once.
  Result<bool> may_come(std::size_t package, const std::string& source, const std::string& path) {
    std::vector<LeftOut>& left_out = layout_.packages[package].left_out;
    if (std::ranges::find(left_out, source, &LeftOut::from) != left_out.end()) return false;
    if (!input_.why_not) return true;
    auto why = input_.why_not(source, path);
    if (!why) return fail(why);
    if (!*why) return true;
    left_out.push_back({source, **std::move(why)});
    return false;
  }

  /// A file that no package has goes along with each package that links to it.
  Status bring_linked_files() {
    for (std::size_t p = 0; p < layout_.packages.size(); ++p)
      for (const PlacedItem& placed : layout_.packages[p].items)
        for (const Reference& reference : placed.item->references)
          if (is_path(reference.form))
            if (auto brought = bring(p, reference.to); !brought) return fail(brought);
    return {};
  }

  static bool is_path(MentionForm form) {
    return form == MentionForm::Link || form == MentionForm::Import || form == MentionForm::Path;
  }

  Status bring(std::size_t package, const std::string& target) {
    if (target.empty() || layout_.find(package, target) != nullptr || in_plan(target)) return {};
    const FileEntry* file = file_at(input_.inventory, target);
    if (file == nullptr) return {};
    const std::string_view suffix = suffix_of(target);
    const std::string_view name = file_of(target);
    const auto comes = may_come(package, target, fmt::format("docs/files/{}", name));
    if (!comes) return fail(comes);
    if (!*comes) return {};
    std::string path =
        free_path(package, fmt::format("docs/files/{}", name.substr(0, name.size() - suffix.size())), suffix);
    layout_.brought[package][target] = {package, path};
    layout_.packages[package].files.push_back({file, std::move(path)});
    return {};
  }

  /// An item that the plan keeps out of every package stays out of them.
  bool in_plan(const std::string& target) {
    if (kept_out_.empty())
      for (const PlanHeading& heading : input_.plan.headings)
        if (!is_package(heading))
          for (const PlanLine& line : heading.lines) kept_out_.insert(line.path);
    return kept_out_.contains(target);
  }

  std::string free_path(std::size_t package, const std::string& stem, std::string_view suffix) {
    std::string path = fmt::format("{}{}", stem, suffix);
    unsigned& number = last_number_.try_emplace({package, path}, 1).first->second;
    while (!used_.insert({package, path}).second) path = fmt::format("{}-{}{}", stem, ++number, suffix);
    return path;
  }

  void sort() {
    for (PackageLayout& package : layout_.packages) {
      std::ranges::sort(package.items, {}, &PlacedItem::path);
      std::ranges::sort(package.files, {}, &PlacedFile::path);
      std::ranges::sort(package.patterns, {}, &PlacedPattern::path);
      std::ranges::sort(package.left_out, {}, &LeftOut::from);
    }
    std::ranges::sort(layout_.findings, {}, [](const Finding& finding) { return finding.place.line; });
  }

  const DraftInput& input_;
  Layout layout_;
  std::set<std::string, std::less<>> placed_;
  std::set<std::string, std::less<>> kept_out_;
  std::set<std::pair<std::size_t, std::string>> used_;  ///< package, path
  std::map<std::pair<std::size_t, std::string>, unsigned>
      last_number_;  ///< given to what wanted that path too
};

}  // namespace

const Location* Layout::find(std::size_t package, std::string_view target) const {
  const auto look = [&](const auto& table) -> const Location* {
    const auto found = table.find(target);
    return found == table.end() ? nullptr : &found->second;
  };
  if (const Location* item = look(items)) return item;
  if (const Location* file = look(files)) return file;
  if (const Location* file = look(brought[package])) return file;
  const auto part = items.find(fmt::format("{}#1", target));
  return part == items.end() ? nullptr : &part->second;
}

Result<Layout> lay_out(const DraftInput& input) { return Placement(input).place(); }

Conservation count_items(const DraftInput& input, const Layout& layout) {
  std::set<std::string_view> unsorted;
  for (const PlanHeading& heading : input.plan.headings)
    if (heading.role == HeadingRole::Unsorted)
      for (const PlanLine& line : heading.lines) unsorted.insert(line.path);

  const auto is_grouped = [](Kind kind) {
    return kind != Kind::Config && kind != Kind::Hook && kind != Kind::Readme;
  };
  Conservation count;
  count.in = input.inventory.items.size();
  for (const Item& item : input.inventory.items) {
    const auto placed = layout.items.find(item.key);
    if (placed != layout.items.end())
      ++(layout.packages[placed->second.package].wanted ? count.drafted : count.elsewhere);
    else if (layout.dropped.contains(item.key))
      ++count.dropped;
    else if (unsorted.contains(item.key) || !is_grouped(item.kind))
      ++count.elsewhere;
    else
      count.lost.push_back(item.key);
  }
  return count;
}

}  // namespace agentops::draft
