#pragma once

/// What a search can ask for by name: `kind:agent tool:Bash path:agents/ name:deploy`.
///
/// The one table behind indexing, the query reader, the help of `agentops search` and the documentation. A
/// field is either words (stemmed, ranked, phrases allowed) or a filter (the whole value, exact but for
/// case), or says where the words beside it are looked for.
///
///   field_named("tool")->example  -> "tool:Bash"

#include <array>
#include <cstdint>
#include <string_view>

namespace agentops::index {

enum class FieldForm : std::uint8_t {
  Words,   ///< compared by their stems, ranked; takes "phrases"
  Filter,  ///< a whole value, compared without case: in or out, never ranked
  Scope,   ///< names a field of words for what stands beside it
};

enum class FieldId : std::uint8_t {
  Name,
  Description,
  Heading,
  Kind,
  Path,
  Tool,
  Model,
  Program,
  Env,
  Host,
  Package,
  Domain,
  Has,
  In
};

struct Field {
  FieldId id{};
  std::string_view name;    ///< as typed before the colon
  std::string_view prefix;  ///< of a filter's terms in the index; none: it is no term there
  FieldForm form = FieldForm::Filter;
  std::string_view description;  ///< one line, for help
  std::string_view example;      ///< a query that uses it
};

/// In the order of the enumerators, which is that of the help.
inline constexpr std::array<Field, 14> fields = {{
    {FieldId::Name, "name", "", FieldForm::Words, "words of the item's name and title", "name:deploy"},
    {FieldId::Description, "description", "", FieldForm::Words, "words of its description",
     "description:\"roll back\""},
    {FieldId::Heading, "heading", "", FieldForm::Words, "words of its headings",
     "heading:\"error handling\""},
    {FieldId::Kind, "kind", "XKIND:", FieldForm::Filter, "agent, workflow, command, skill, rule, prompt, ...",
     "kind:agent"},
    {FieldId::Path, "path", "", FieldForm::Filter, "a file, a folder, or folders that follow each other",
     "path:agents/"},
    {FieldId::Tool, "tool", "XTOOL:", FieldForm::Filter,
     "a tool that its frontmatter asks for, or a program that its code calls", "tool:kubectl"},
    {FieldId::Model, "model", "XMODEL:", FieldForm::Filter,
     "the language model that its frontmatter asks for", "model:opus"},
    {FieldId::Program, "program", "XPROG:", FieldForm::Filter, "a program that its code calls",
     "program:kubectl"},
    {FieldId::Env, "env", "XENV:", FieldForm::Filter, "an environment variable that its code reads",
     "env:KUBECONFIG"},
    {FieldId::Host, "host", "XHOST:", FieldForm::Filter, "a host that it speaks of", "host:ci.example.com"},
    {FieldId::Package, "package", "XPKG:", FieldForm::Filter, "the installed package that it is in",
     "package:core"},
    {FieldId::Domain, "domain", "", FieldForm::Filter, "its domain in the plan; of a package its name",
     "domain:incident-response"},
    {FieldId::Has, "has", "XHAS:", FieldForm::Filter,
     "tools, model, programs, env, hosts, references or description: that it has any", "has:tools"},
    {FieldId::In, "in", "", FieldForm::Scope,
     "name, description or heading: where the words beside it must stand", "in:heading"},
}};

/// What `has:` may ask for.
inline constexpr std::array<std::string_view, 7> possessions = {"tools", "model",      "programs",   "env",
                                                                "hosts", "references", "description"};

[[nodiscard]] constexpr const Field& field(FieldId id) { return fields[static_cast<std::size_t>(id)]; }

/// The field of this name, in lower case, or null.
[[nodiscard]] constexpr const Field* field_named(std::string_view name) {
  for (const Field& candidate : fields)
    if (candidate.name == name) return &candidate;
  return nullptr;
}

}  // namespace agentops::index
