#pragma once

/// Trees of files, written short.
///
///   tree({{"package.yaml", "name: core\n"}, {"agents/a.md", "# A\n"}})

#include <initializer_list>
#include <string>
#include <utility>

#include "models/file_tree.h"

namespace agentops::package {

inline FileTree tree(std::initializer_list<std::pair<std::string, std::string>> files) {
  FileTree result;
  for (const auto& [path, bytes] : files) result.emplace(path, TreeFile{.content = bytes});
  return result;
}

/// A package with one agent, which `text` is.
inline FileTree small_package(const std::string& name, const std::string& text = "# Triage\n",
                              const std::string& more = "", const std::string& version = "0.1.0") {
  return tree({{"package.yaml",
                "name: " + name + "\nversion: " + version + "\nagents:\n  - agents/triage.md\n" + more},
               {"agents/triage.md", text}});
}

}  // namespace agentops::package
