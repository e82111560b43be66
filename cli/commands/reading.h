#pragma once

/// What the commands that read a folder have in common: their flags, and what they say about it.

#include <memory>
#include <string>
#include <vector>

#include "actions/scan.h"
#include "cli/command.h"
#include "cli/session.h"
#include "text/quote.h"

namespace agentops::cli {

/// The folder and how to read it.
struct ReadingOptions {
  std::string path;
  actions::ScanOptions scan;
};

/// `PATH`, the folder to read.
[[nodiscard]] Argument path_argument(std::string& path);

/// --include, --exclude, --no-ignore, --follow, --rebuild.
[[nodiscard]] std::vector<Flag> reading_flags(actions::ScanOptions& options);

/// "legacy/deploy.md" for a path below the root "legacy", safe on a terminal.
[[nodiscard]] std::string shown_path(const std::string& root, const std::string& path);

using text::shell_word;

/// Usage error unless `kind` is one.
[[nodiscard]] Status check_kind(const std::string& kind);

/// The bytes of the file at `path`, or of stdin for "-". Errors: NotFound, E-READ, with this hint.
[[nodiscard]] Result<std::string> read_input(const std::string& path, const std::string& hint);

/// The words about caches and settings, on stderr.
void tell_words(Session& session, const actions::Project& project, const std::vector<std::string>& words);

/// "29 items in 29 files, 2 skipped   448 KiB", and which were skipped.
void print_coverage(Session& session, const std::string& root, const actions::Scanned& scanned);

/// The failure of a command that read no items: what to try instead. Exit code 2.
[[nodiscard]] int nothing_read(Session& session, const std::string& root, const actions::Scanned& scanned);

}  // namespace agentops::cli
