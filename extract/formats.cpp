#include "extract/formats.h"

#include <algorithm>
#include <array>

#include "extract/document.h"
#include "extract/scan.h"

namespace agentops::extract {

namespace {

constexpr std::array<std::string_view, 12> instruction_files = {
    ".cursorrules", ".windsurfrules",      ".clinerules", ".roorules", ".continuerules", ".goosehints",
    ".rules",       ".augment-guidelines", "license",     "notice",    "copying",        "authors"};

constexpr std::array<std::string_view, 12> machine_files = {
    "package-lock.json",    "npm-shrinkwrap.json", "pnpm-lock.yaml", "composer.lock",
    "cargo.lock",           "poetry.lock",         "uv.lock",        "bun.lock",
    "tsconfig.tsbuildinfo", "agentops.lock",       "apm.lock.yaml",  "deno.lock"};

Format format_of_suffix(std::string_view name) {
  const auto dot = name.rfind('.');
  const auto suffix = dot == std::string_view::npos || dot == 0 ? std::string{} : lower(name.substr(dot + 1));
  if (suffix == "md" || suffix == "mdc" || suffix == "markdown" || suffix == "txt") return Format::Markdown;
  if (suffix == "toml") return Format::Toml;
  if (suffix == "json" || suffix == "jsonc") return Format::Json;
  if (suffix == "yaml" || suffix == "yml") return Format::Yaml;
  return Format::Unknown;
}

}  // namespace

Format format_of(std::string_view path) {
  const auto name = lower(base_name(path));
  if (std::ranges::find(machine_files, name) != machine_files.end()) return Format::Unknown;
  if (std::ranges::find(instruction_files, name) != instruction_files.end()) return Format::Markdown;
  if (name == ".roomodes") return Format::Yaml;
  return format_of_suffix(name);
}

bool is_known_format(std::string_view path) { return format_of(path) != Format::Unknown; }

}  // namespace agentops::extract
