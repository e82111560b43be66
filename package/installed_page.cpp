#include "package/installed_page.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "package/overrides.h"
#include "text/escape.h"
#include "text/placeholders.h"
#include "text/version.h"

namespace agentops::package {
namespace {

constexpr std::string_view head =
    "# Installed packages\n\n"
    "agentops writes this page from what is installed. `agentops package values NAME` shows where each setting comes from, `agentops package override NAME KEY=VALUE` sets one.\n";

/// A value in a cell: long ones are cut, lists are counted.
std::string cell(const Value& value) {
  constexpr std::size_t widest = 60;
  if (value.is_null()) return "*not set*";
  if (value.list() != nullptr) return fmt::format("*{} entries*", value.list()->size());
  if (value.map() != nullptr) return fmt::format("*{} keys*", value.map()->size());
  const std::string text = text::scalar_text(value).value_or("");
  return text.empty() ? "*empty*" : text::for_markdown(text::cut_to_width(text::for_terminal(text), widest));
}

std::string_view change_of(const Installed& installed, std::string_view origin) {
  const std::string own = fmt::format("packages/{}/", installed.package.manifest.name);
  if (!origin.starts_with(own)) return "added here";
  const auto& patches = installed.local.overrides.patches;
  const auto patched = std::ranges::any_of(
      patches, [&](const Patch& patch) { return patch.item.path == origin.substr(own.size()); });
  return patched ? "changed here" : "";
}

void add_items(std::string& page, const Installed& installed, const Deployment& deployed) {
  const std::string& name = installed.package.manifest.name;
  std::string rows;
  for (const auto& [path, file] : deployed)
    if (!file.origin.empty() && std::ranges::binary_search(file.owners, name))
      rows += fmt::format("| {} | {} |\n", text::for_markdown(path), change_of(installed, file.origin));
  if (!rows.empty()) page += fmt::format("\n| item | |\n|---|---|\n{}", rows);
  for (const WrittenPath& item : installed.local.overrides.disabled)
    page += fmt::format("\nDisabled here: {}\n", text::for_markdown(item.path));
}

void add_settings(std::string& page, const Configuration& configuration) {
  if (configuration.settings.empty()) return;
  page += "\n| setting | value | as it comes | set by |\n|---|---|---|---|\n";
  for (const Setting& setting : configuration.settings)
    page += fmt::format("| {} | {} | {} | {} |\n", text::for_markdown(setting.key), cell(setting.value),
                        setting.by.empty() ? "" : cell(setting.initial), text::for_markdown(setting.by));
}

}  // namespace

std::string installed_page(const std::vector<Installed>& packages, const Configurations& configured,
                           const Deployment& deployed) {
  std::vector<const Installed*> sorted;
  for (const Installed& installed : packages) sorted.push_back(&installed);
  std::ranges::sort(sorted, {}, [](const Installed* installed) -> const std::string& {
    return installed->package.manifest.name;
  });
  std::string page(head);
  for (const Installed* installed : sorted) {
    const Manifest& manifest = installed->package.manifest;
    page += fmt::format("\n## {} {}\n", manifest.name, text::to_text(manifest.version));
    if (!manifest.description.empty())
      page += fmt::format("\n{}\n", text::for_markdown(manifest.description));
    std::vector<std::string> needs;
    for (const auto& [name, range] : manifest.dependencies)
      needs.push_back(fmt::format("{} {}", name, range));
    if (!needs.empty())
      page += fmt::format("\nNeeds {}.\n", text::for_markdown(fmt::format("{}", fmt::join(needs, ", "))));
    add_items(page, *installed, deployed);
    add_settings(page, configured.at(manifest.name));
  }
  return page;
}

}  // namespace agentops::package
