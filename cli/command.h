#pragma once

/// One table of commands: what a command is called, which words it takes and what it does. The parser, --help
/// and later the manual pages and shell completion are all made from it.
///
///   Command{.name = "scan", .group = Group::Look, .summary = "read a folder and say what is in it",
///           .arguments = {{"PATH", &path, "the folder; here when it is left out"}},
///           .flags = {{"--no-ignore", &options->no_ignore, "", "read what ignore files leave out as well"}},
///           .run = [=](Session& session) { return run_scan(session, *options); }}

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace agentops::cli {

class Session;

/// Where the words of a flag or argument go. They point into the command's own options.
using Target =
    std::variant<bool*, std::string*, unsigned*, std::optional<unsigned>*, std::vector<std::string>*>;

struct Argument {
  std::string name;  ///< in capitals: "PATH"
  Target target;
  std::string help;
  bool required = false;
};

struct Flag {
  std::string names;  ///< "-n,--dry-run"
  Target target;
  std::string value;  ///< name of what it takes: "N"; empty for a switch
  std::string help;
};

/// The parts of --help, in its order.
enum class Group : std::uint8_t { Look, Decide, Write, Package, Registry, Connect, Help, Hidden };

/// How a command prints its result.
enum class Format : std::uint8_t { Text, Json, Jsonl, Tsv, Sarif, Github, Markdown };

struct Command {
  std::string name;  ///< "scan", or two words: "package build"
  std::vector<std::string> aliases;
  Group group = Group::Look;
  std::string summary;  ///< one line, begins with a verb
  std::string details;  ///< paragraphs for its own --help; may be empty
  std::vector<Argument> arguments;
  std::vector<Flag> flags;
  std::vector<Format> formats = {Format::Text, Format::Json};  ///< those that it can print
  std::function<int(Session&)> run;                            ///< gives the exit code
};

}  // namespace agentops::cli
