#include "draft/draft.h"

#include <algorithm>
#include <iterator>

#include <fmt/format.h>

#include "draft/domain_page.h"
#include "draft/guide_page.h"
#include "draft/layout.h"
#include "draft/lift.h"
#include "draft/links.h"
#include "draft/manifest_page.h"
#include "draft/pattern_page.h"
#include "draft/portrait.h"
#include "draft/provenance.h"
#include "draft/readme_page.h"
#include "draft/settings.h"
#include "draft/validations.h"
#include "text/placeholders.h"

namespace agentops::draft {
namespace {

/// The base package goes along with each package that needs it.
void want_core(Layout& layout, const Needs& needs) {
  for (std::size_t p = 0; p < layout.packages.size(); ++p)
    if (layout.packages[p].wanted)
      for (const auto& [other, names] : needs[p])
        if (layout.packages[other].role == HeadingRole::Core) layout.packages[other].wanted = true;
}

std::vector<Need> needs_in_words(const Layout& layout, const Needs& needs, std::size_t package,
                                 const std::string& version) {
  std::vector<Need> words;
  for (const auto& [other, names] : needs[package])
    words.push_back({.dependency = {.name = layout.packages[other].name, .range = "^" + version},
                     .because = {names.begin(), names.end()},
                     .mutual = needs[other].contains(package)});
  std::ranges::sort(words, {}, [](const Need& need) { return need.dependency.name; });
  return words;
}

/// Writes one package, file after file.
class PackageWriter {
 public:
  PackageWriter(const DraftInput& input, const Layout& layout, std::size_t package)
      : input_(input), layout_(layout), index_(package), package_(layout.packages[package]) {}

  Result<DraftedPackage> write(std::vector<Need> needs) {
    auto read = read_items(input_, layout_, index_);
    if (!read) return fail(read);
    Portrait portrait = portray(input_, layout_, index_, *std::move(read), std::move(needs));
    if (input_.options.lift_config) {
      const auto others = texts_beside_the_items();
      if (!others) return fail(others);
      lift(portrait.items, portrait.settings, *others, input_);
    }
    for (const ReadItem& item : portrait.items) add(item);
    for (const PlacedFile& placed : package_.files) add(placed);
    if (auto patterns = add_patterns(); !patterns) return fail(patterns);
    add_documents(portrait);
    finish(portrait);
    return std::move(drafted_);
  }

 private:
  /// Attachments that are rendered on installing as the items are.
  [[nodiscard]] Result<std::vector<std::string>> texts_beside_the_items() const {
    std::vector<std::string> texts;
    for (const PlacedFile& placed : package_.files) {
      if (!text::is_rendered(placed.path)) continue;
      auto bytes = input_.read(placed.file->path);
      if (!bytes) return fail(bytes);
      texts.push_back(*std::move(bytes));
    }
    return texts;
  }

  const FileEntry* entry_of(const std::string& path) const {
    const auto found = std::ranges::lower_bound(input_.inventory.files, path, {}, &FileEntry::path);
    return found != input_.inventory.files.end() && found->path == path ? &*found : nullptr;
  }

  void add(const ReadItem& read) {
    const PlacedItem& placed = *read.placed;
    const FileEntry* entry = entry_of(placed.item->path);
    const Digest digest = entry != nullptr ? entry->digest : placed.item->digest;
    TreeFile file{.content = CopyOf{placed.item->path, digest},
                  .executable = entry != nullptr && entry->executable};
    if (placed.is_part() || !read.edits.empty() || !read.lifted.empty()) file.content = read.text();
    drafted_.tree[placed.path] = std::move(file);
    drafted_.files.push_back({.path = placed.path,
                              .key = placed.item->key,
                              .from = placed.item->path,
                              .from_digest = digest,
                              .kind = placed.item->kind,
                              .links = static_cast<unsigned>(read.edits.size())});
    for (const LostLink& link : read.lost)
      drafted_.blanks.push_back({.path = placed.path,
                                 .line = read.drafted_line(link.line),
                                 .what = fmt::format("a link to {}, which is in no package", link.to)});
  }

  void add(const PlacedFile& placed) {
    const FileEntry& entry = *placed.file;
    drafted_.tree[placed.path] = {.content = CopyOf{entry.path, entry.digest},
                                  .executable = entry.executable};
    drafted_.files.push_back(
        {.path = placed.path, .key = {}, .from = entry.path, .from_digest = entry.digest, .kind = {}});
  }

  Status add_patterns() {
    for (const PlacedPattern& placed : package_.patterns) {
      const auto uses = read_uses(input_, layout_, *placed.pattern);
      if (!uses) return fail(uses);
      if (!uses->empty()) add(pattern_page(placed, *uses, related_patterns(package_, *placed.pattern)));
    }
    return {};
  }

  void add(const Page& page) {
    add(page.path(), page.text());
    std::ranges::copy(page.blanks(), std::back_inserter(drafted_.blanks));
  }

  void add(const std::string& path, std::string text) {
    drafted_.tree[path] = {.content = std::move(text)};
    drafted_.files.push_back({.path = path, .key = {}, .from = {}, .from_digest = {}, .kind = {}});
  }

  /// The manifest comes last: it lists the other files.
  void add_documents(const Portrait& portrait) {
    add(readme_page(portrait));
    add(guide_page(portrait));
    if (!portrait.items.empty()) add(domain_page(portrait, input_.mining));
    if (!portrait.settings.empty())
      add("config/default-settings.yaml", settings_text(portrait.settings, input_.options.lift_config));
    if (!portrait.rules.empty()) add("config/validation-rules.yaml", rules_text(portrait.rules));
    std::ranges::sort(drafted_.files, {}, &DraftedFile::path);
    add(manifest_page(portrait, input_.options, drafted_.files));
  }

  void finish(const Portrait& portrait) {
    std::ranges::sort(drafted_.files, {}, &DraftedFile::path);
    std::ranges::sort(drafted_.blanks, {},
                      [](const Blank& blank) { return std::pair(blank.path, blank.line); });
    drafted_.tree[std::string(provenance_path)] = {.content =
                                                       provenance_text(drafted_.files, package_.left_out)};
    drafted_.left_out = package_.left_out;
    drafted_.name = package_.name;
    drafted_.description = portrait.description;
    drafted_.lifted = portrait.settings;
    drafted_.needs = portrait.needs;
  }

  const DraftInput& input_;
  const Layout& layout_;
  std::size_t index_;
  const PackageLayout& package_;
  DraftedPackage drafted_;
};

}  // namespace

Result<Draft> draft(const DraftInput& input) {
  auto layout = lay_out(input);
  if (!layout) return fail(layout);
  const Needs needs = needs_of(*layout, input.inventory);
  want_core(*layout, needs);

  Draft draft{.packages = {}, .conservation = count_items(input, *layout), .findings = layout->findings};
  for (std::size_t p = 0; p < layout->packages.size(); ++p) {
    const PackageLayout& package = layout->packages[p];
    if (!package.wanted || (package.items.empty() && package.patterns.empty())) continue;
    auto drafted =
        PackageWriter(input, *layout, p).write(needs_in_words(*layout, needs, p, input.options.version));
    if (!drafted) return fail(drafted);
    draft.packages.push_back(*std::move(drafted));
  }
  return draft;
}

}  // namespace agentops::draft
