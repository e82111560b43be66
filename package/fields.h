#pragma once

/// The fields of a YAML file that somebody wrote by hand, read value by value. Each fault becomes a finding
/// with its line, so that one reading names them all.
///
///   agents: [../a.md, agents/b.md]   read_paths  ->  {agents/b.md}, finding "`agents`: `../a.md`: leaves the
///   package"
///
/// A value that is not what its field takes leaves the field as it was. For one thread.

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "models/finding.h"
#include "models/manifest.h"
#include "models/value.h"

namespace agentops::package {

/// "`name`", cut to what a line of a message holds and safe on a terminal.
[[nodiscard]] std::string shown(std::string_view untrusted);

/// What a reading noticed.
struct FieldNotes {
  std::vector<Finding> findings;  ///< in the order of the reading
  std::string refusal;            ///< code of the first error: E-MANIFEST, E-CONTENT-BIDI ...; empty: none
  std::map<std::string, std::uint32_t, std::less<>>
      lines;  ///< where keys and paths stand, from 1: "license", "agents/a.md"
};

class FieldReader {
 public:
  /// `path` names the file in findings, and must live as long as the reader.
  explicit FieldReader(std::string_view path) : path_(path) {}

  // --- Notes

  void warn(std::uint32_t line, std::string message, std::string fix);
  void error(std::uint32_t line, std::string message, std::string fix, std::string_view rule = "AO501",
             std::string_view code = "E-MANIFEST");
  /// The first line of a name counts.
  void note_line(std::string name, std::uint32_t line) { notes_.lines.emplace(std::move(name), line); }
  [[nodiscard]] std::uint32_t line_of(const std::string& name) const;  ///< 0 when it was not noted
  [[nodiscard]] FieldNotes take() { return std::move(notes_); }

  // --- Values. `key` is that of the field, for messages.

  /// Whether `text` is safe to print and to be read by an agent, the control characters in `kept` included;
  /// an error otherwise.
  bool is_plain(std::string_view key, const std::string& text, std::uint32_t line,
                std::string_view kept = "");

  /// Text of several lines at most, at most 4,096 bytes.
  void read_text(std::string_view key, const Value& value, std::string& field);

  /// Calls `visit` with each entry of a list; a null is an empty list.
  void for_each_entry(std::string_view key, const Value& value,
                      const std::function<void(const Value& entry)>& visit);

  /// A path that a package could hold, its line noted; nothing, and an error or a warning, when it is none or
  /// is in `seen`.
  std::optional<std::string> read_path(std::string_view key, const Value& entry, std::set<std::string>& seen);

  /// Paths below the package's folder that is called like the key. Their lines are noted.
  void read_paths(std::string_view key, const Value& value, std::vector<std::string>& field);

  /// `name: path`, the path anywhere in the package. Their lines are noted.
  void read_named_paths(std::string_view key, const Value& value, NamedPaths& field);

 private:
  void add(Severity severity, std::uint32_t line, std::string message, std::string fix,
           std::string_view rule);

  std::string_view path_;
  FieldNotes notes_;
};

}  // namespace agentops::package
