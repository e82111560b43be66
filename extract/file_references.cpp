#include "extract/file_references.h"

#include <charconv>
#include <string_view>
#include <utility>

#include "extract/document.h"
#include "extract/scan.h"
#include "extract/well_known.h"

namespace agentops::extract {

namespace {

/// "my%20notes.md" -> "my notes.md"; what is no such code stays.
std::string percent_decoded(std::string_view target) {
  std::string decoded;
  for (std::size_t i = 0; i < target.size(); ++i) {
    unsigned char byte = 0;
    const auto* digits = target.data() + i + 1;
    const bool coded = target[i] == '%' && target.size() - i > 2 &&
                       std::from_chars(digits, digits + 2, byte, 16).ptr == digits + 2 && byte != 0;
    decoded.push_back(coded ? static_cast<char>(byte) : target[i]);
    if (coded) i += 2;
  }
  return decoded;
}

/// Texts about the tree that they lie in, and not about their reader's.
bool speaks_of_its_own_tree(const Item& item) {
  return item.kind == Kind::Doc || item.kind == Kind::Readme || item.kind == Kind::Rule ||
         item.path.starts_with(".github/");
}

/// "agents/reviewer.md"
bool is_markdown_of_items(std::string_view target) {
  const auto slash = target.find('/');
  return slash != std::string_view::npos && target.ends_with(".md") &&
         is_item_folder(target.substr(0, slash));
}

/// "./references/a.md" -> "references/a.md"
std::string_view without_dot(std::string_view target) {
  return target.starts_with("./") ? target.substr(2) : target;
}

/// "- `form.docx`" below "### assets/": in that folder or one inside it, or meant to be.
Answer listed_file(const ReferenceTables& tables, const Item& item, std::string_view target) {
  if (auto file = tables.from_item_or_root(item, target)) return {std::move(*file), true};
  for (const auto folder : folders_beside()) {
    const std::string path = std::string(folder) + "/" + std::string(target);
    if (auto file = tables.from_item_or_root(item, path)) return {std::move(*file), true};
    if (tables.is_folder(item, path) || tables.is_unread(item, path)) return {};
  }
  for (const auto folder : folders_beside()) {
    auto files = tables.files_below(item, folder, target);
    if (files.size() == 1) return {std::move(files.front()), true};
    if (!files.empty()) return {.to = {}, .several = true};
  }
  return dead_if(item.kind == Kind::Skill && !tables.ends_a_folder(target));
}

}  // namespace

Answer linked(const ReferenceTables& tables, const Item& item, const Mention& mention) {
  if (auto file = tables.from_item_or_root(item, mention.target)) return {std::move(*file), true};
  const std::string target = percent_decoded(mention.target);
  if (auto file = tables.from_item_or_root(item, target)) return {std::move(*file), true};
  // On a page of a site, "../install/" is the page install.md.
  const bool folder =
      target.ends_with('/') && item.kind == Kind::Readme && tables.has_parent_folder(item, target);
  return dead_if((folder || is_known_format(target)) && !tables.is_unread(item, target) &&
                 !tables.is_folder(item, target) && !mention.in_code && !target.starts_with('/'));
}

Answer imported(const ReferenceTables& tables, const Item& item, const Mention& mention) {
  if (mention.target.starts_with('~')) return {};
  if (auto file = tables.from_item_or_root(item, mention.target)) return {std::move(*file), true};
  return dead_if(mention.target.ends_with(".md") && mention.target.find('/') != std::string::npos &&
                 !mention.in_code && (item.kind == Kind::Skill || tables.has_folder(item, mention.target)));
}

Answer written_path(const ReferenceTables& tables, const Item& item, const Mention& mention,
                    bool draws_files) {
  const std::string_view target = mention.target;
  if (target.starts_with('~') || target.starts_with('/')) return {};
  if (mention.listed && !mention.in_code) return listed_file(tables, item, target);
  const bool bare = target.find('/') == std::string_view::npos;
  const bool drawn = mention.in_code && mention.listed && mention.called;
  const bool here = folder_of(item.path).empty() || item.path.starts_with(".github/");
  if (!bare || drawn || !is_file_everywhere(target) || (here && speaks_of_its_own_tree(item)))
    if (auto file = tables.from_item_or_root(item, target)) return {std::move(*file), true};
  if (auto file = tables.by_ending(item, target)) return {std::move(*file), true};
  if (mention.in_code) {
    const bool own = item.kind == Kind::Skill && mention.called &&
                     (mention.listed || without_dot(target).starts_with("scripts/"));
    return dead_if(own || (mention.listed && draws_files && is_markdown_of_items(target) &&
                           speaks_of_its_own_tree(item)));
  }
  if (bare) return {};
  const bool markdown = target.ends_with(".md");
  const bool beside = is_folder_beside(without_dot(target).substr(0, without_dot(target).find('/'))) &&
                      mention.called && (mention.quoted || (markdown && item.kind == Kind::Skill));
  const bool attached = beside && (item.kind == Kind::Skill ||
                                   (markdown && speaks_of_its_own_tree(item) && !tables.has_ending(target)));
  const bool told = markdown && mention.called && speaks_of_its_own_tree(item) &&
                    (tables.has_folder(item, target) || is_markdown_of_items(target));
  const bool up = target.starts_with("../") && markdown && mention.called && mention.quoted &&
                  item.kind != Kind::Doc;  // which may quote another text
  return dead_if(attached || told || up || (markdown && tables.has_item_folder(item, target)));
}

}  // namespace agentops::extract
