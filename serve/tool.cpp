#include "serve/tool.h"

#include <algorithm>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "text/escape.h"

namespace agentops::serve {
namespace {

Error bad_arguments(const Tool& tool, std::string message) {
  std::vector<std::string> known;
  for (const Parameter& parameter : tool.parameters)
    known.push_back(fmt::format("{} ({}{})", parameter.name,
                                parameter.form == ParameterForm::Text ? "text" : "whole number",
                                parameter.required ? "" : ", may be left out"));
  return {.kind = ErrorKind::Usage,
          .code = "E-ARGUMENTS",
          .message = std::move(message),
          .hint = fmt::format("{} takes {}", tool.name,
                              known.empty() ? "no arguments" : fmt::to_string(fmt::join(known, ", "))),
          .where = {}};
}

/// What is wrong with one argument; nothing when it is right.
std::optional<std::string> fault_of(const Parameter& parameter, const Value& value) {
  if (parameter.form == ParameterForm::Text) {
    if (value.text() == nullptr) return fmt::format("{} is no text", parameter.name);
    if (parameter.required && value.text()->empty()) return fmt::format("{} is empty", parameter.name);
    return std::nullopt;
  }
  const std::int64_t* count = value.integer();
  const bool fits = count != nullptr && *count >= 1 && *count <= parameter.most;
  return fits ? std::nullopt
              : std::optional(
                    fmt::format("{} is no whole number from 1 to {}", parameter.name, parameter.most));
}

Result<Arguments> checked(const Tool& tool, const Value& given) {
  if (!given.is_null() && given.map() == nullptr)
    return fail(bad_arguments(tool, "the arguments are no object"));
  Map values = given.is_null() ? Map{} : *given.map();
  std::erase_if(values, [](const auto& entry) { return entry.second.is_null(); });
  for (const auto& [name, value] : values) {
    const auto parameter = std::ranges::find(tool.parameters, name, &Parameter::name);
    if (parameter == tool.parameters.end())
      return fail(bad_arguments(tool, fmt::format("there is no argument \"{}\"", text::for_terminal(name))));
    if (const auto fault = fault_of(*parameter, value)) return fail(bad_arguments(tool, *fault));
  }
  Arguments fit(std::move(values));
  for (const Parameter& parameter : tool.parameters)
    if (parameter.required && !fit.has(parameter.name))
      return fail(bad_arguments(tool, fmt::format("{} is missing", parameter.name)));
  return fit;
}

Value schema_of(const Parameter& parameter) {
  if (parameter.form == ParameterForm::Text)
    return Map{{"type", "string"}, {"description", parameter.description}};
  return Map{{"type", "integer"},
             {"minimum", 1},
             {"maximum", parameter.most},
             {"description", parameter.description}};
}

}  // namespace

const Value* Arguments::find(std::string_view name) const {
  for (const auto& [key, value] : values_)
    if (key == name) return &value;
  return nullptr;
}

bool Arguments::has(std::string_view name) const { return find(name) != nullptr; }

std::string Arguments::text(std::string_view name) const {
  const Value* value = find(name);
  return value == nullptr ? "" : *value->text();
}

std::size_t Arguments::count(std::string_view name, std::size_t otherwise) const {
  const Value* value = find(name);
  return value == nullptr ? otherwise : static_cast<std::size_t>(*value->integer());
}

const std::vector<Tool>& all_tools() {
  static const std::vector<Tool> tools = {search_tool(),      get_item_tool(),     similar_tool(),
                                          check_new_tool(),   list_domains_tool(), list_patterns_tool(),
                                          find_copies_tool(), package_info_tool(), propose_move_tool()};
  return tools;
}

const Tool* tool_named(std::string_view name) {
  const auto tool = std::ranges::find(all_tools(), name, &Tool::name);
  return tool == all_tools().end() ? nullptr : &*tool;
}

Value describe(const Tool& tool) {
  Map properties;
  List required;
  for (const Parameter& parameter : tool.parameters) {
    properties.emplace_back(parameter.name, schema_of(parameter));
    if (parameter.required) required.emplace_back(parameter.name);
  }
  Map schema{{"type", "object"}, {"properties", std::move(properties)}};
  if (!required.empty()) schema.emplace_back("required", std::move(required));
  schema.emplace_back("additionalProperties", false);
  return Map{{"name", tool.name},
             {"description", tool.description},
             {"inputSchema", std::move(schema)},
             {"annotations", Map{{"readOnlyHint", true}, {"openWorldHint", false}}}};
}

Result<ToolAnswer> call(const Tool& tool, const actions::ProjectOptions& folder, const Value& arguments) {
  const auto fit = checked(tool, arguments);
  if (!fit) return fail(fit);
  const auto project = actions::Project::open(folder);
  if (!project) return fail(project);
  return tool.run(*project, *fit);
}

}  // namespace agentops::serve
