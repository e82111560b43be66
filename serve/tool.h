#pragma once

/// What an assistant can call: a name, words that say when to call it, the arguments that it takes, and the
/// function behind it.
///
///   call(tool, project, {{"query", "refund"}})
///   -> "2 of 2 matches\nrefund-agent  agent  agents/refund.md:1  ...", and the same as JSON
///
/// Text that comes from files is escaped, in both: nothing that cannot be seen reaches a model. An error is
/// an answer too, with a sentence on what to do instead.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "actions/project.h"
#include "models/result.h"
#include "models/value.h"

namespace agentops::serve {

enum class ParameterForm : std::uint8_t { Text, Count };

struct Parameter {
  std::string_view name;
  ParameterForm form = ParameterForm::Text;
  std::string_view description;
  bool required = false;
  std::int64_t most = 100;  ///< of a count, from 1
};

/// Arguments that were checked against the parameters of their tool.
class Arguments {
 public:
  explicit Arguments(Map values) : values_(std::move(values)) {}

  /// Empty when it was left out.
  [[nodiscard]] std::string text(std::string_view name) const;

  /// `otherwise` when it was left out; at least 1.
  [[nodiscard]] std::size_t count(std::string_view name, std::size_t otherwise) const;

  [[nodiscard]] bool has(std::string_view name) const;

 private:
  [[nodiscard]] const Value* find(std::string_view name) const;

  Map values_;
};

inline constexpr std::size_t usually_listed = 10;
inline constexpr Parameter limit_parameter{.name = "limit",
                                           .form = ParameterForm::Count,
                                           .description = "how many to list, 1 to 100; 10 when left out"};

struct ToolAnswer {
  std::string text;  ///< what a model reads
  Map data;          ///< the same for programs
};

struct Tool {
  std::string_view name;
  std::string_view description;
  std::vector<Parameter> parameters;
  Result<ToolAnswer> (*run)(const actions::Project& project, const Arguments& arguments);
};

/// In the order in which they are listed.
[[nodiscard]] const std::vector<Tool>& all_tools();

/// Null: there is none.
[[nodiscard]] const Tool* tool_named(std::string_view name);

/// As `tools/list` tells it.
[[nodiscard]] Value describe(const Tool& tool);

/// Checks the arguments and runs the tool on the folder as it is now. Errors: Usage (E-ARGUMENTS) with what
/// the tool takes; those of opening the folder and of the tool.
[[nodiscard]] Result<ToolAnswer> call(const Tool& tool, const actions::ProjectOptions& folder,
                                      const Value& arguments);

// The tools.
[[nodiscard]] Tool search_tool();
[[nodiscard]] Tool get_item_tool();
[[nodiscard]] Tool similar_tool();
[[nodiscard]] Tool check_new_tool();
[[nodiscard]] Tool list_domains_tool();
[[nodiscard]] Tool list_patterns_tool();
[[nodiscard]] Tool find_copies_tool();
[[nodiscard]] Tool package_info_tool();
[[nodiscard]] Tool propose_move_tool();

}  // namespace agentops::serve
