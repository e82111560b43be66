#pragma once

/// Lists the files below a folder, in the same order on every disk.
///
///   a.md, docs/b.md, docs/tmp.log, .gitignore ("*.log"), home -> /srv/me
///     ->  files {.gitignore, a.md, docs/b.md},  skipped {{"home", "link out of the root"}}
///
/// No file is listed under two paths because of a link: a link to what is listed itself is told in `skipped`,
/// "link to docs/b.md". Hard links are files of their own.
///
/// Files and skipped come sorted bytewise by path. A trouble with one entry never ends the walk: it is named
/// in `skipped`. What was left out by choice (ignore files, globs, `skip`) is not named.
///
/// Ignore files count as in ripgrep, in every folder: .agentopsignore before .ignore before .gitignore before
/// .git/info/exclude, the nearest folder first, the last rule that matches; a folder that is ignored is not
/// entered. Unlike there, a .gitignore counts outside of git repositories too, hidden files are listed, and
/// nothing above the root is read: the answer depends on the tree alone.

#include <string>
#include <vector>

#include "disk/folder.h"
#include "models/inventory.h"
#include "models/result.h"

namespace agentops::disk {

struct WalkOptions {
  /// Lines of an ignore file: only files that match, or lie in a folder that does. Empty: all.
  std::vector<std::string> include = {};
  std::vector<std::string> exclude = {};  ///< lines of an ignore file: what matches is left out
  bool ignore_files = true;               ///< obey .gitignore, .ignore, .agentopsignore
  bool follow_links = false;              ///< links inside the root to what is not listed otherwise
  unsigned deepest = 64;                  ///< folders further down are told in `skipped`, not entered
  /// Always left out: a name (".git", at any depth) or a path from the root, told by its '/' ("packages/",
  /// "./notes.md").
  std::vector<std::string> skip = {".git", "node_modules", "apm_modules", ".venv"};
};

struct Walked {
  std::vector<FileStamp> files;
  std::vector<Skipped> skipped;  ///< links, pipes, sockets, devices, and what the system refuses
};

/// Fails only when the folder itself cannot be listed. Needs a few descriptors, however deep the tree is.
[[nodiscard]] Result<Walked> walk(const Folder& root, const WalkOptions& options);

}  // namespace agentops::disk
