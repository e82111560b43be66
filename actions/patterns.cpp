#include "actions/patterns.h"

#include <algorithm>
#include <iterator>
#include <set>
#include <tuple>
#include <utility>

#include <fmt/format.h>

#include "actions/describe.h"
#include "actions/mine.h"
#include "actions/tree.h"
#include "disk/apply.h"
#include "disk/lock.h"
#include "draft/pattern_page.h"
#include "mine/template_proof.h"
#include "text/ascii.h"
#include "text/diff.h"
#include "text/escape.h"
#include "text/shared_lines.h"
#include "text/spelling.h"

namespace agentops::actions {
namespace {

constexpr std::size_t file_limit = std::size_t{16} << 20U;

bool is_wanted(const Pattern& pattern, const PatternsRequest& request) {
  return pattern.items >= request.min_uses && (!request.form || pattern.form == *request.form) &&
         (!request.stage || pattern.stage == *request.stage) &&
         (!request.generic || pattern.generic == *request.generic);
}

void drop_unwanted(std::vector<Pattern>& patterns, const PatternsRequest& request) {
  std::erase_if(patterns, [&](const Pattern& pattern) { return !is_wanted(pattern, request); });
}

Error unknown(std::span<const Pattern> patterns, std::string_view words) {
  std::vector<std::string_view> names;
  for (const Pattern& pattern : patterns) names.emplace_back(pattern.name);
  const std::string near = text::closest_spelling(words, names);
  return {.kind = ErrorKind::NotFound,
          .code = "E-NO-PATTERN",
          .message = fmt::format("no pattern is called \"{}\"", text::for_terminal(words)),
          .hint = near.empty() ? "agentops patterns lists them" : "did you mean  " + text::for_terminal(near),
          .where = {}};
}

/// In how many items a pattern must stand to be found, when that is less often than the settings say.
std::optional<unsigned> fewer_uses(const Project& project, const PatternsRequest& request) {
  constexpr unsigned fewest = 2;
  const unsigned usual = mine_options(project, {}).min_uses;
  const unsigned unasked = request.stage == PatternStage::Prototype ? fewest : usual;
  const unsigned asked = request.min_uses == 0 ? unasked : std::max(request.min_uses, fewest);
  return asked < usual ? std::optional(asked) : std::nullopt;
}

/// The names of patterns that stand in at least half of the same items.
std::vector<std::string> related(std::span<const Pattern> patterns, const Pattern& pattern) {
  constexpr std::size_t most = 6;
  std::set<std::string_view> own;
  for (const Use& use : pattern.uses) own.insert(use.key);
  std::vector<std::string> names;
  for (const Pattern& other : patterns) {
    std::set<std::string_view> shared;
    for (const Use& use : other.uses)
      if (own.contains(use.key)) shared.insert(use.key);
    if (other.id != pattern.id && shared.size() * 2 >= own.size() && names.size() < most)
      names.push_back(other.name);
  }
  return names;
}

/// The bytes at each place of `pattern`; places whose item is gone are left out.
Result<std::vector<draft::UsedText>> used_texts(const Project& project, const Inventory& inventory,
                                                const Pattern& pattern) {
  const SourceReader read = source_reader(project, inventory);
  std::vector<draft::UsedText> uses;
  for (const Use& use : pattern.uses) {
    const Item* item = find_item(inventory.items, use.key);
    if (item == nullptr) continue;
    auto bytes = read(item->path);
    if (!bytes) return fail(bytes);
    uses.push_back({.use = &use,
                    .text = std::string(slice(*bytes, use.span)),
                    .item = item->name,
                    .kind = item->kind,
                    .package = {},
                    .place = fmt::format("{}:{}", item->path, use.line)});
  }
  return uses;
}

std::string_view below_heading(std::string_view section) {
  const auto end = section.find('\n');
  return end == std::string_view::npos ? "" : section.substr(end + 1);
}

}  // namespace

Result<FoundPatterns> find_patterns(const Project& project, const PatternsRequest& request) {
  auto mined = mine_folder(project, {.scan = request.scan,
                                     .index = false,
                                     .min_uses = fewer_uses(project, request),
                                     .dry_run = true});
  if (!mined) return fail(mined);
  FoundPatterns found{.scanned = std::move(mined->scanned), .patterns = std::move(mined->mining.patterns)};
  drop_unwanted(found.patterns, request);
  drop_unwanted(mined->mining.more_patterns, request);
  if (request.all)
    std::ranges::move(mined->mining.more_patterns, std::back_inserter(found.patterns));
  else
    found.more = mined->mining.more_patterns.size();
  return found;
}

Result<const Pattern*> pattern_named(std::span<const Pattern> patterns, std::string_view words) {
  for (const auto field : {&Pattern::id, &Pattern::name})
    if (const auto found = std::ranges::find(patterns, words, field); found != patterns.end()) return &*found;
  return fail(unknown(patterns, words));
}

Result<Proof> prove(const Project& project, const Inventory& inventory, std::span<const Pattern> patterns) {
  Proof proof;
  std::vector<std::tuple<std::string, const Pattern*, const Use*>> sources;  ///< by path
  for (const Pattern& pattern : patterns) {
    if (pattern.form != PatternForm::Template) continue;
    ++proof.templates;
    for (const Use& use : pattern.uses)
      if (const Item* item = find_item(inventory.items, use.key))
        sources.emplace_back(item->path, &pattern, &use);
  }
  proof.sources = sources.size();
  std::ranges::stable_sort(sources, {}, [](const auto& source) {
    return std::tuple(std::get<0>(source), std::get<2>(source)->line);
  });
  std::string path;
  std::string bytes;
  for (const auto& [file, pattern, use] : sources) {
    if (file != path) {
      auto read = project.root().read(file, file_limit);
      if (!read) return fail(read);
      bytes = *std::move(read);
      path = file;
    }
    if (!mine::is_proved(*pattern, *use, bytes))
      proof.refuted.push_back({.pattern = pattern->name, .path = file, .line = use->line});
  }
  return proof;
}

Result<SectionTexts> section_texts(const Project& project, const Inventory& inventory,
                                   const Pattern& pattern) {
  const auto uses = used_texts(project, inventory, pattern);
  if (!uses) return fail(uses);
  std::vector<std::string_view> texts;
  for (const draft::UsedText& used : *uses) texts.push_back(below_heading(used.text));
  const text::SharedLines shared(texts);
  SectionTexts section;
  if (texts.empty()) return section;
  for (const std::string_view line : text::lines_of(texts[shared.most_common_text()]))
    if (shared.is_common(line))
      section.common.push_back({.line = std::string(text::without_line_end(line)),
                                .texts = shared.texts_with(line),
                                .spellings = shared.spellings_of(line)});
  for (std::size_t i = 0; i < texts.size(); ++i) {
    std::uint32_t number = (*uses)[i].use->line;
    for (const std::string_view line : text::lines_of(texts[i])) {
      ++number;
      if (shared.texts_with(line) == 0 || shared.is_common(line)) continue;
      section.own.push_back({.path = find_item(inventory.items, (*uses)[i].use->key)->path,
                             .line = number,
                             .text = std::string(text::without_line_end(line))});
      break;
    }
  }
  return section;
}

Result<std::string> pattern_file(const Project& project, const FoundPatterns& found, const Pattern& pattern) {
  const auto uses = used_texts(project, found.scanned.inventory, pattern);
  if (!uses) return fail(uses);
  return draft::pattern_page({.pattern = &pattern, .path = pattern.name + ".md"}, *uses,
                             related(found.patterns, pattern))
      .text();
}

Status write_pattern_file(const Project& project, const std::string& file, std::string text) {
  const auto lock = disk::FolderLock::acquire(
      project.root(), {.purpose = "patterns extract", .waiting = waiting_listener(project)});
  if (!lock) return fail(lock);
  if (project.root().exists(file))
    return fail({.kind = ErrorKind::Conflict,
                 .code = "E-EXISTS",
                 .message = "there is something of this name already: nothing was written",
                 .hint = "choose another name, or remove it first",
                 .where = {.path = file}});
  ChangeSet changes;
  changes.create.push_back({.path = file, .file = {.content = std::move(text)}});
  return disk::apply(project.root(), changes, {});
}

}  // namespace agentops::actions
