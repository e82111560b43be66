#include "actions/package_facts.h"

#include <algorithm>
#include <filesystem>
#include <map>
#include <memory>
#include <utility>

#include <fmt/format.h>

#include "check/check.h"
#include "extract/attachments.h"
#include "extract/document.h"
#include "extract/references.h"
#include "package/layout.h"
#include "text/hash.h"
#include "text/placeholders.h"

namespace agentops::actions {
namespace {

using FactsByPath = std::map<std::string, package::ItemFacts, std::less<>>;

bool is_place(MentionForm form) {
  return form == MentionForm::Link || form == MentionForm::Import || form == MentionForm::Path;
}

/// Whether `target`, read from a file of the package, lies in a package beside it that it depends on.
bool is_in_dependency(const std::string& target, const std::string& path, const Manifest& manifest) {
  const auto parent = std::filesystem::path("self/" + path).parent_path();
  const std::string place = (parent / target).lexically_normal().generic_string();
  return std::ranges::find(manifest.dependencies, place.substr(0, place.find('/')), &Dependency::name) !=
         manifest.dependencies.end();
}

FactsByPath read_facts(const FileTree& files, const Manifest& manifest) {
  FactsByPath facts;
  const Inventory inventory = read_items(files, [&](const Document& document) {
    package::ItemFacts& item = facts[document.item.path];
    item.tokens += document.item.tokens;
    for (const Section& section : document.sections) item.sections.push_back(section.title);
  });
  for (const Item& item : inventory.items)
    for (const Reference& reference : item.references)
      if (reference.to.empty() && is_place(reference.form) &&
          !is_in_dependency(reference.target, item.path, manifest))
        for (const std::uint32_t line : reference.lines)
          facts[item.path].dead.push_back({.target = reference.target, .line = line});
  return facts;
}

}  // namespace

Inventory read_items(const FileTree& files, const std::function<void(const Document&)>& visit) {
  Inventory inventory;
  std::vector<std::string> paths;
  for (const auto& [path, file] : files) paths.push_back(path);
  const auto owners = extract::owners_of(paths);
  for (std::size_t i = 0; i < paths.size(); ++i) {
    const std::string& bytes = package::bytes_of(files.at(paths[i]));
    FileEntry entry{.path = paths[i], .owner = owners[i], .size = bytes.size()};
    if (owners[i].empty() && extract::is_known_format(paths[i]) && !extract::why_not_text(bytes))
      for (Document& document :
           extract::read_documents({.path = paths[i], .bytes = bytes, .digest = text::sha256(bytes)}, {})) {
        if (entry.item.empty()) entry.item = document.item.key;
        visit(document);
        inventory.items.push_back(std::move(document.item));
      }
    inventory.files.push_back(std::move(entry));
  }
  std::ranges::sort(inventory.items, {}, &Item::key);
  extract::resolve_references(inventory);
  return inventory;
}

std::vector<Finding> package_assumptions(const FileTree& files) {
  const Inventory inventory = read_items(files, [](const Document&) {});
  const SourceReader read = [&](const std::string& path) -> Result<std::string> {
    return package::bytes_of(files.at(path));
  };
  const bool has_settings = std::ranges::any_of(files, [](const auto& file) {
    return text::is_rendered(file.first) && !text::settings_asked_for(package::bytes_of(file.second)).empty();
  });
  std::vector<Finding> findings;
  for (KnownFinding& known : check::check(inventory, read, {.only = {"AO6"}})) {
    if (has_settings)  // lifted, and this was not; or written by hand
      known.finding.fix = fmt::format("write {} in its place, and its value into the package's settings",
                                      text::placeholder("GROUP.NAME"));
    findings.push_back(std::move(known.finding));
  }
  return findings;
}

package::FactsOf package_facts(const FileTree& files, const Manifest& manifest) {
  const auto known = std::make_shared<std::optional<FactsByPath>>();
  return [known, &files, &manifest](const std::string& path) {
    if (!*known) *known = read_facts(files, manifest);
    const auto found = (*known)->find(path);
    return found == (*known)->end() ? package::ItemFacts{} : found->second;
  };
}

}  // namespace agentops::actions
