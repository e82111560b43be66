/// `agentops package values | render | override`: the settings in force, what the items say with them, and
/// what a project changes of them.

#include "actions/package_settings.h"

#include <memory>

#include <fmt/format.h>

#include "actions/describe.h"
#include "cli/commands.h"
#include "cli/commands/proposal_screen.h"
#include "cli/commands/reading.h"
#include "cli/table.h"
#include "text/escape.h"
#include "text/json.h"
#include "text/placeholders.h"
#include "text/version.h"

namespace agentops::cli {
namespace {

constexpr std::string_view root_help = "the project's folder; here when it is left out";

std::string shown(const Value& value) {
  if (value.is_null()) return "(not set)";
  const auto text = text::scalar_text(value);
  return text::for_terminal(text ? *text : text::write_json(value));
}

std::string written_at(const Place& place) {
  return place.line == 0 ? "" : fmt::format("{}:{}", text::for_terminal(place.path), place.line);
}

// ---------------------------------------------------------------------------------------------------- values

Value place_value(const Place& place) {
  if (place.line == 0) return {};
  return Map{{"path", place.path}, {"line", actions::number(place.line)}};
}

Value setting_value(const package::Setting& setting) {
  return Map{{"key", setting.key},
             {"type", package::type_of(setting.initial)},
             {"default", setting.initial},
             {"declared", place_value(setting.declared)},
             {"value", setting.value},
             {"by", setting.by},
             {"set", place_value(setting.set)}};
}

/// Where the value in force comes from: who set it, or the package's own file.
std::string origin(const package::Setting& setting) {
  if (setting.by.empty()) return written_at(setting.declared);
  const std::string at = written_at(setting.set);
  return at.starts_with(setting.by) ? at : fmt::format("{}, {}", setting.by, at);
}

int run_values(Session& session, const std::string& root, const std::string& name) {
  const auto project = actions::Project::open(session.project(root));
  if (!project) return session.fail(project.error());
  const auto values = actions::package_values(*project, name);
  if (!values) return session.fail(values.error());
  if (session.json()) {
    List settings;
    for (const package::Setting& setting : values->settings) settings.push_back(setting_value(setting));
    session.answer({.command = "package-values",
                    .root = project->root().path(),
                    .data = Map{{"name", values->name},
                                {"version", text::to_text(values->version)},
                                {"settings", std::move(settings)}},
                    .diagnostics = {},
                    .next = {}});
    return 0;
  }
  Table table(
      {{"setting"}, {"type"}, {"value", Align::Left, true}, {"default", Align::Left, true}, {"from"}});
  for (const package::Setting& setting : values->settings)
    table.add({text::for_terminal(setting.key), std::string(package::type_of(setting.initial)),
               shown(setting.value), setting.by.empty() ? "" : shown(setting.initial), origin(setting)});
  if (values->settings.empty())
    session.print(fmt::format("{} {} has no settings\n", values->name, text::to_text(values->version)));
  else
    session.print(table.print(session.terminal.out, session.terminal.width, session.cap()));
  session.suggest(
      {{fmt::format("agentops package override {} KEY=VALUE", values->name), "sets one for this project"}});
  return 0;
}

Command values_command() {
  struct Flags {
    std::string root;
    std::string name;
  };
  auto flags = std::make_shared<Flags>();
  return {.name = "package values",
          .aliases = {},
          .group = Group::Package,
          .summary = "each setting of a package: value, default, and who set it",
          .details = {},
          .arguments = {{"NAME", &flags->name, "an installed package, or the folder of one: ./packages/core",
                         true}},
          .flags = {{"--root", &flags->root, "DIR", std::string(root_help)}},
          .run = [flags](Session& session) { return run_values(session, flags->root, flags->name); }};
}

// ---------------------------------------------------------------------------------------------------- render

Value missing_value(const actions::MissingSetting& missing) {
  return Map{{"key", missing.key},
             {"path", missing.place.path},
             {"line", actions::number(missing.place.line)},
             {"declared", missing.declared}};
}

int answer_rendered(Session& session, const std::string& root, const actions::Rendered& rendered) {
  List items;
  for (const actions::RenderedItem& item : rendered.items)
    items.emplace_back(Map{{"path", item.place}, {"origin", item.origin}, {"text", item.text}});
  List missing;
  for (const actions::MissingSetting& each : rendered.missing) missing.push_back(missing_value(each));
  session.answer({.command = "package-render",
                  .root = root,
                  .ok = rendered.missing.empty(),
                  .coverage = {},
                  .data = Map{{"items", std::move(items)}, {"missing", std::move(missing)}},
                  .diagnostics = {},
                  .next = {}});
  return rendered.missing.empty() ? 0 : 1;
}

/// What to do about a setting without a value.
std::string remedy(const actions::MissingSetting& missing, const std::string& name) {
  if (!missing.declared) return "is no setting of the package";
  if (name.contains('/')) return "has no value: give it one in the package's config/";
  return fmt::format("has no value: agentops package override {} {}=VALUE", text::for_terminal(name),
                     text::for_terminal(missing.key));
}

int run_render(Session& session, const std::string& root, const actions::RenderOrder& order) {
  const auto project = actions::Project::open(session.project(root));
  if (!project) return session.fail(project.error());
  const auto rendered = actions::render_package(*project, order);
  if (!rendered) return session.fail(rendered.error());
  if (session.json()) return answer_rendered(session, project->root().path(), *rendered);
  for (const actions::RenderedItem& item : rendered->items) {
    if (order.item.empty()) session.print(fmt::format("--- {}\n", text::for_terminal(item.place)));
    session.print(text::lines_for_terminal(item.text));
    if (!item.text.ends_with('\n')) session.print("\n");
  }
  for (const actions::MissingSetting& missing : rendered->missing)
    session.warn(fmt::format("{}: {} {}", written_at(missing.place), text::for_terminal(missing.key),
                             remedy(missing, order.name)));
  return rendered->missing.empty() ? 0 : 1;
}

Command render_command() {
  struct Flags {
    std::string root;
    actions::RenderOrder order;
  };
  auto flags = std::make_shared<Flags>();
  return {.name = "package render",
          .aliases = {},
          .group = Group::Package,
          .summary = "the items of a package with its settings filled in",
          .details = "Writes nothing. Exit code 1 when an item asks for a setting that has no value.",
          .arguments = {{"NAME", &flags->order.name, "an installed package, or the folder of one", true},
                        {"ITEM", &flags->order.item, "one item alone"}},
          .flags = {{"--root", &flags->root, "DIR", std::string(root_help)},
                    {"--values", &flags->order.values, "FILE",
                     "as if the settings had the values in this YAML file"},
                    {"--set", &flags->order.set, "KEY=VALUE", "as if this setting had this value"}},
          .run = [flags](Session& session) { return run_render(session, flags->root, flags->order); }};
}

// -------------------------------------------------------------------------------------------------- override

int show_overrides(Session& session, const actions::Project& project, const std::string& name) {
  const auto text = actions::overrides_of(project, name);
  if (!text) return session.fail(text.error());
  if (session.json()) {
    session.answer({.command = "package-override",
                    .root = project.root().path(),
                    .data = Map{{"name", name}, {"text", *text}},
                    .diagnostics = {},
                    .next = {}});
    return 0;
  }
  session.print(text::lines_for_terminal(*text));
  if (text->empty()) session.say(fmt::format("this project changes nothing of {}", name));
  return 0;
}

struct OverrideFlags {
  std::string root;
  bool show = false;
  actions::OverrideOrder order;

  [[nodiscard]] bool asks_for_nothing() const {
    return order.set.empty() && order.disable.empty() && order.add.empty() && order.edit.empty() &&
           order.remove.empty();
  }
};

int run_override(Session& session, OverrideFlags& flags) {
  const auto project = actions::Project::open(session.project(flags.root));
  if (!project) return session.fail(project.error());
  if (flags.show || flags.asks_for_nothing()) return show_overrides(session, *project, flags.order.name);
  flags.order.dry_run = session.dry_run;
  const auto done = actions::override_package(*project, flags.order);
  if (!done) return session.fail(done.error());
  if (!session.json()) {
    session.print(fmt::format("{}\n", text::for_terminal(done->path)));
    session.print(text::lines_for_terminal(done->written));
  }
  return print_proposal(session, "package-override", project->root().path(), done->proposal);
}

Command override_command() {
  auto flags = std::make_shared<OverrideFlags>();
  actions::OverrideOrder& order = flags->order;
  return {
      .name = "package override",
      .aliases = {},
      .group = Group::Package,
      .summary = "change a setting or an item of a package for this project",
      .details =
          "Writes packages/NAME.local.yaml beside the package, where it survives every update, and deploys anew. What else stands in that file stays as it is. Without a change it shows the file.",
      .arguments = {{"NAME", &order.name, "an installed package", true},
                    {"SETTING", &order.set, "KEY=VALUE; agentops package values NAME  lists the keys"}},
      .flags = {{"--root", &flags->root, "DIR", std::string(root_help)},
                {"--disable", &order.disable, "ITEM", "an item that is not wanted here"},
                {"--add", &order.add, "FILE",
                 "an item of this project that goes where those of the package go"},
                {"--edit", &order.edit, "ITEM", "keep the item as you edited it, through every update"},
                {"--remove", &order.remove, "WHAT", "a KEY, ITEM or FILE: what is said about it goes"},
                {"--show", &flags->show, "", "print the file"}},
      .run = [flags](Session& session) { return run_override(session, *flags); }};
}

}  // namespace

std::vector<Command> package_settings_commands() {
  return {values_command(), render_command(), override_command()};
}

}  // namespace agentops::cli
