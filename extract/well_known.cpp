#include "extract/well_known.h"

#include <algorithm>
#include <array>

namespace agentops::extract {

namespace {

bool holds(const auto& names, std::string_view name) { return std::ranges::find(names, name) != names.end(); }

}  // namespace

bool is_file_everywhere(std::string_view name) {
  constexpr std::array<std::string_view, 10> names = {
      "README.md",    "SKILL.md",     "CLAUDE.md", "AGENTS.md",   "GEMINI.md",
      "package.json", "CHANGELOG.md", "index.md",  "plugin.json", "settings.json"};
  return holds(names, name);
}

std::span<const std::string_view> folders_beside() {
  static constexpr std::array<std::string_view, 7> names = {"references", "reference", "scripts", "assets",
                                                            "resources",  "templates", "examples"};
  return names;
}

bool is_folder_beside(std::string_view name) { return holds(folders_beside(), name); }

bool is_item_folder(std::string_view name) {
  constexpr auto names = std::to_array<std::string_view>(
      {"agents", "commands", "skills", "workflows", "prompts", "rules", "patterns"});
  return holds(names, name);
}

bool is_root_folder(std::string_view name) {
  constexpr std::array<std::string_view, 24> names = {
      "api", "app", "bin",  "boot", "data", "dev", "docs", "etc", "health", "home", "lib", "media",
      "mnt", "opt", "proc", "root", "run",  "src", "srv",  "sys", "tmp",    "usr",  "var", "workspace"};
  return holds(names, name);
}

bool is_built_in_command(std::string_view name) {
  constexpr std::array<std::string_view, 48> names = {"add-dir",
                                                      "agents",
                                                      "approvals",
                                                      "bashes",
                                                      "branch",
                                                      "bug",
                                                      "chat",
                                                      "clear",
                                                      "compact",
                                                      "config",
                                                      "context",
                                                      "continue",
                                                      "cost",
                                                      "diff",
                                                      "doctor",
                                                      "exit",
                                                      "export",
                                                      "fast",
                                                      "help",
                                                      "hooks",
                                                      "ide",
                                                      "init",
                                                      "install-github-app",
                                                      "login",
                                                      "logout",
                                                      "mcp",
                                                      "memory",
                                                      "model",
                                                      "new",
                                                      "output-style",
                                                      "permissions",
                                                      "plugin",
                                                      "plugins",
                                                      "pr-comments",
                                                      "quit",
                                                      "release-notes",
                                                      "reload-plugins",
                                                      "resume",
                                                      "rewind",
                                                      "security-review",
                                                      "settings",
                                                      "skills",
                                                      "status",
                                                      "terminal-setup",
                                                      "tools",
                                                      "usage",
                                                      "vim",
                                                      "voice"};
  return holds(names, name);
}

bool is_scope(std::string_view name) { return name == "project" || name == "user"; }

bool is_built_in_agent(std::string_view name) {
  constexpr std::array<std::string_view, 5> names = {"general-purpose", "statusline-setup",
                                                     "output-style-setup", "read-only", "sub-agent"};
  return holds(names, name);
}

}  // namespace agentops::extract
