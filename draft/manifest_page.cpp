#include "draft/manifest_page.h"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "draft/naming.h"
#include "draft/sentences.h"
#include "text/escape.h"
#include "text/slug.h"
#include "text/yaml.h"

namespace agentops::draft {
namespace {

constexpr int comment_column = 32;

std::string with_comment(std::string_view line, std::string_view comment) {
  return fmt::format("{:<{}}# {}", line, std::max<std::size_t>(comment_column, line.size() + 1), comment);
}

/// A value, or a blank that says what belongs there.
void field(Page& page, std::string_view key, const std::string& value, std::string_view what) {
  if (!value.empty()) {
    page.line(fmt::format("{}: {}", key, text::yaml_scalar(value)));
    return;
  }
  page.blank(fmt::format("{}: {}", key, what));
  page.line(with_comment(fmt::format("{}: TODO", key), fmt::format("a blank: {}", what)));
}

std::vector<std::string> paths_in(const std::vector<DraftedFile>& files, std::string_view folder) {
  std::vector<std::string> paths;
  for (const DraftedFile& file : files)
    if (file.path.starts_with(folder)) paths.push_back(file.path);
  return paths;
}

void list(Page& page, std::string_view key, const std::vector<std::string>& paths) {
  if (paths.empty()) return;
  page.line().line(fmt::format("{}:", key));
  for (const std::string& path : paths) page.line(fmt::format("  - {}", text::yaml_scalar(path)));
}

void dependencies(Page& page, const std::vector<Need>& needs) {
  if (needs.empty()) return;
  page.line().line("dependencies:");
  for (const Need& need : needs)
    page.line(with_comment(fmt::format("  - {}@{}", need.dependency.name, need.dependency.range),
                           text::for_terminal(listed(need.because, 4))));
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

void documentation(Page& page, const std::vector<DraftedFile>& files) {
  const std::vector<std::string> paths = paths_in(files, "docs/");
  if (paths.empty()) return;
  page.line().line("documentation:");
  std::set<std::string> keys;
  const std::string guide = "docs/getting-started.md";
  if (std::ranges::find(paths, guide) != paths.end())
    page.line(fmt::format("  {}: {}", key_for(guide, keys), guide));
  for (const std::string& path : paths)
    if (path != guide) page.line(fmt::format("  {}: {}", key_for(path, keys), text::yaml_scalar(path)));
}

std::vector<std::string> skills_in(const std::vector<DraftedFile>& files) {
  std::vector<std::string> skills = paths_in(files, "skills/");
  std::erase_if(skills, [](const std::string& path) {
    return file_of(path) != "SKILL.md" || std::ranges::count(path, '/') != 2;
  });
  return skills;
}

}  // namespace

Page manifest_page(const Portrait& portrait, const DraftOptions& options,
                   const std::vector<DraftedFile>& files) {
  const std::string& category =
      portrait.package->category.empty() ? options.category : portrait.package->category;
  Page page("package.yaml");
  page.line(fmt::format("name: {}", text::yaml_scalar(portrait.package->name)));
  page.line(fmt::format("version: {}", options.version));
  page.line(fmt::format("description: {}", text::yaml_scalar(portrait.description)));
  field(page, "author", options.author, "who answers for it");
  field(page, "license", options.license, "MIT, Apache-2.0, ...");
  if (!category.empty()) page.line(fmt::format("category: {}", text::yaml_scalar(category)));
  dependencies(page, portrait.needs);
  list(page, "agents", paths_in(files, "agents/"));
  list(page, "workflows", paths_in(files, "workflows/"));
  list(page, "patterns", paths_in(files, "patterns/"));
  list(page, "skills", skills_in(files));
  list(page, "rules", paths_in(files, "rules/"));
  if (!portrait.rules.empty() || !portrait.settings.empty()) page.line().line("config:");
  if (!portrait.rules.empty()) page.line("  validation_rules: config/validation-rules.yaml");
  if (!portrait.settings.empty()) page.line("  defaults: config/default-settings.yaml");
  documentation(page, files);
  return page;
}

}  // namespace agentops::draft
