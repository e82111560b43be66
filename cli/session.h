#pragma once

/// One run of the program: what the global options say, and the only place that writes to stdout and stderr.
///
/// stdout is data, stderr is talk. Text that comes from files must be escaped before it is printed
/// (text/escape).

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "actions/project.h"
#include "cli/command.h"
#include "cli/terminal.h"
#include "models/finding.h"
#include "models/result.h"
#include "models/value.h"

namespace agentops::cli {

/// A command to type next, and what it does.
struct NextStep {
  std::string command;
  std::string does;
};

/// What a command found, before it is an envelope.
struct Answer {
  std::string command;  ///< names the schema: "scan" -> "agentops/scan@1"
  std::string root;
  bool ok = true;
  Value coverage;  ///< null: the command reads no tree
  Value data;
  std::vector<Finding> diagnostics;
  std::vector<NextStep> next;
};

class Session {
 public:
  // The global options, bound to their flags by the app.
  Format format = Format::Text;
  Terminal terminal;
  bool quiet = false;
  bool all = false;  ///< human lists without a cap
  bool dry_run = false;
  bool no_input = false;
  bool yes = false;
  std::string command;   ///< the command that runs, for messages: "scan"
  std::string state;     ///< --state
  unsigned threads = 0;  ///< 0: as many as there are cores

  [[nodiscard]] bool json() const { return format == Format::Json; }

  /// Result text for stdout.
  void print(std::string_view text);

  /// Talk for stderr: notes, hints. Left out when --quiet.
  void say(std::string_view line);

  /// Talk for stderr even when --quiet: warnings that change what the answer means.
  void warn(std::string_view line);

  /// The "next" lines, on stderr; left out when --quiet and in machine formats.
  void suggest(const std::vector<NextStep>& steps);

  /// The JSON envelope on stdout.
  void answer(const Answer& answer);

  /// Tells a failure in the format at hand and gives the exit code for it.
  [[nodiscard]] int fail(const Error& error);

  /// Where a reading command works: the folder `path`, with the state folder and threads of the global
  /// options.
  [[nodiscard]] actions::ProjectOptions project(const std::string& path);

  /// False when output was lost (full disk, closed pipe).
  [[nodiscard]] bool flush();

  /// Lists stop after about so many rows.
  [[nodiscard]] std::size_t cap() const;

 private:
  void show_progress(const actions::Progress& progress);
  void clear_progress();

  std::string out_;
  std::chrono::steady_clock::time_point started_ = std::chrono::steady_clock::now();
  std::chrono::steady_clock::time_point drawn_;
  bool progress_shown_ = false;
  bool lost_output_ = false;
};

/// The exit code of a failure: see `agentops help exit-codes`.
[[nodiscard]] int exit_code_of(ErrorKind kind);

/// A finding as JSON: rule, level, path, LSP-shaped range, message, fix.
[[nodiscard]] Value diagnostic(const Finding& finding);

}  // namespace agentops::cli
