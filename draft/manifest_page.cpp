#include "draft/manifest_page.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <set>

#include <fmt/format.h>

#include "draft/naming.h"
#include "draft/sentences.h"
#include "text/escape.h"
#include "text/manifest_file.h"
#include "text/slug.h"
#include "text/version.h"

namespace agentops::draft {
namespace {

std::vector<std::string> paths_in(const std::vector<DraftedFile>& files, std::string_view folder) {
  std::vector<std::string> paths;
  for (const DraftedFile& file : files)
    if (file.path.starts_with(folder)) paths.push_back(file.path);
  return paths;
}

/// "docs/files/style-guide.md" -> "style_guide", unlike the keys before.
std::string key_for(std::string_view path, std::set<std::string>& keys) {
  std::string stem = text::slug(stem_of(path));
  std::ranges::replace(stem, '-', '_');
  if (stem.empty()) stem = "file";
  std::string key = stem;
  for (unsigned number = 2; !keys.insert(key).second; ++number) key = fmt::format("{}_{}", stem, number);
  return key;
}

NamedPaths documentation(const std::vector<DraftedFile>& files) {
  const std::vector<std::string> paths = paths_in(files, "docs/");
  NamedPaths named;
  std::set<std::string> keys;
  const std::string guide = "docs/getting-started.md";
  if (std::ranges::find(paths, guide) != paths.end()) named.emplace_back(key_for(guide, keys), guide);
  for (const std::string& path : paths)
    if (path != guide) named.emplace_back(key_for(path, keys), path);
  return named;
}

std::vector<std::string> skills_in(const std::vector<DraftedFile>& files) {
  std::vector<std::string> skills = paths_in(files, "skills/");
  std::erase_if(skills, [](const std::string& path) {
    return file_of(path) != "SKILL.md" || std::ranges::count(path, '/') != 2;
  });
  return skills;
}

NamedPaths config(const Portrait& portrait) {
  NamedPaths named;
  if (!portrait.rules.empty()) named.emplace_back("validation_rules", "config/validation-rules.yaml");
  if (!portrait.settings.empty()) named.emplace_back("defaults", "config/default-settings.yaml");
  return named;
}

/// A field that only the owner can fill in, and what belongs there.
struct OpenField {
  std::string_view key;
  std::string_view what;
  std::string Manifest::* field;
};
constexpr std::array open_fields =
    std::to_array<OpenField>({{"author", "who answers for it", &Manifest::author},
                              {"license", "MIT, Apache-2.0, ...", &Manifest::license}});

Manifest manifest_of(const Portrait& portrait, const DraftOptions& options,
                     const std::vector<DraftedFile>& files) {
  const auto version = text::read_version(options.version);
  assert(version);
  Manifest manifest{.name = portrait.package->name,
                    .version = *version,
                    .description = portrait.description,
                    .author = options.author,
                    .license = options.license,
                    .dependencies = {},
                    .agents = paths_in(files, "agents/"),
                    .workflows = paths_in(files, "workflows/"),
                    .patterns = paths_in(files, "patterns/"),
                    .skills = skills_in(files),
                    .rules = paths_in(files, "rules/"),
                    .config = config(portrait),
                    .documentation = documentation(files),
                    .category = portrait.package->category,
                    .keywords = {},
                    .homepage = {},
                    .repository = {}};
  if (manifest.category.empty()) manifest.category = options.category;
  for (const Need& need : portrait.needs) manifest.dependencies.push_back(need.dependency);
  return manifest;
}

/// `text` line by line, with a blank at each field that is open.
Page page_with_blanks(std::string_view text, const std::vector<OpenField>& open) {
  Page page("package.yaml");
  while (!text.empty()) {
    const std::string_view line = text.substr(0, text.find('\n'));
    text.remove_prefix(line.size() + 1);
    const auto field = std::ranges::find(open, line.substr(0, line.find(':')), &OpenField::key);
    if (field != open.end()) page.blank(fmt::format("{}: {}", field->key, field->what));
    page.line(line);
  }
  return page;
}

}  // namespace

Page manifest_page(const Portrait& portrait, const DraftOptions& options,
                   const std::vector<DraftedFile>& files) {
  Manifest manifest = manifest_of(portrait, options, files);
  text::ManifestComments comments;
  for (const Need& need : portrait.needs)
    comments.emplace("dependencies:" + need.dependency.name, text::for_terminal(listed(need.because, 4)));
  std::vector<OpenField> open;
  for (const OpenField& field : open_fields) {
    if (!(manifest.*field.field).empty()) continue;
    manifest.*field.field = "TODO";
    comments.emplace(field.key, fmt::format("a blank: {}", field.what));
    open.push_back(field);
  }
  return page_with_blanks(text::write_manifest(manifest, comments), open);
}

}  // namespace agentops::draft
