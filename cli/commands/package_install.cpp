/// `agentops package install`, `list`, `update` and `uninstall`: which packages a project has.

#include <fmt/format.h>

#include "actions/describe.h"
#include "actions/installed.h"
#include "actions/packages.h"
#include "cli/commands.h"
#include "cli/commands/proposal_screen.h"
#include "models/wrong_usage.h"
#include "text/escape.h"
#include "text/hash.h"

namespace agentops::cli {
namespace {

Flag root_flag(std::string& root) {
  return {"--root", &root, "DIR", "the project's folder; here when it is left out"};
}

// ---------------------------------------------------------------------------------------- install, uninstall

/// How far a command may go from agentops.lock, and to servers.
struct Bounds {
  bool locked = false;
  bool frozen = false;
  bool offline = false;

  [[nodiscard]] bool is_locked() const { return locked || frozen; }

  [[nodiscard]] actions::ProjectOptions within(actions::ProjectOptions options) const {
    options.offline = offline || frozen;
    return options;
  }
};

/// --root and those of `bounds`.
std::vector<Flag> bound_flags(std::string& root, Bounds& bounds) {
  return {root_flag(root),
          {"--locked", &bounds.locked, "", "refuse to change what agentops.lock says"},
          {"--offline", &bounds.offline, "", "ask no server: what was fetched before has to do"},
          {"--frozen", &bounds.frozen, "", "both --locked and --offline"}};
}

struct InstallFlags {
  std::string root;
  Bounds bounds;
  std::string target;
  std::string sha256;  ///< of the one address in the order
  actions::InstallOrder order;
};

/// The order with --sha256 written behind the address that it is of.
Status add_digest(InstallFlags& flags) {
  if (flags.sha256.empty()) return {};
  auto& from = flags.order.from;
  if (from.size() != 1 || !from.front().contains("://"))
    return fail(wrong_usage("--sha256 says which bytes one address must give",
                            "agentops package install https://HOST/NAME.tar.gz --sha256 DIGEST"));
  from.front() += "#sha256=" + flags.sha256;
  return {};
}

int run_install(Session& session, InstallFlags& flags) {
  if (const Status usable = add_digest(flags); !usable) return session.fail(usable.error());
  const auto target = actions::read_target(flags.target);
  if (!target) return session.fail(target.error());
  const auto project = actions::Project::open(flags.bounds.within(session.project(flags.root)));
  if (!project) return session.fail(project.error());
  flags.order.locked = flags.bounds.is_locked();
  flags.order.target = *target;
  flags.order.dry_run = session.dry_run;
  const auto proposal = actions::install_packages(*project, flags.order);
  if (!proposal) return session.fail(proposal.error());
  return print_proposal(session, "package-install", project->root().path(), *proposal);
}

Command install_command() {
  auto flags = std::make_shared<InstallFlags>();
  auto all = bound_flags(flags->root, flags->bounds);
  all.push_back(
      {"--target", &flags->target, "TARGET",
       "generic (agents/, workflows/ ...), claude (.claude/...) or agents-dir (.agents/...); as before when it is left out"});
  all.push_back(
      {"--sha256", &flags->sha256, "DIGEST", "of the archive at the address in FROM; nothing else is taken"});
  return {
      .name = "package install",
      .aliases = {},
      .group = Group::Package,
      .summary = "install packages from a registry, a folder, an archive or an address",
      .details =
          "What a package needs comes with it: the newest versions that go together, and what is installed stays where that can be. Files of yours are never overwritten. agentops.lock lists every file put here; without FROM what it names is brought back.",
      .arguments = {{"FROM", &flags->order.from,
                     "customer-service, customer-service@^1.2; ./folder or NAME-VERSION.tar.gz; "
                     "https://HOST/FILE, oci://HOST/NAMESPACE/NAME@sha256:DIGEST"}},
      .flags = std::move(all),
      .run = [flags](Session& session) { return run_install(session, *flags); }};
}

Command update_command() {
  struct Flags {
    std::string root;
    Bounds bounds;
    actions::UpdateOrder order;
  };
  auto flags = std::make_shared<Flags>();
  auto all = bound_flags(flags->root, flags->bounds);
  all.push_back({"--major", &flags->order.major, "", "also to versions that may break"});
  return {
      .name = "package update",
      .aliases = {},
      .group = Group::Package,
      .summary = "move packages to newer versions",
      .details =
          "What they need moves with them. What is new goes into files that you edited; where both changed the same lines, yours stay, and both are told.",
      .arguments = {{"NAME", &flags->order.names, "all that came from a registry when it is left out"}},
      .flags = std::move(all),
      .run = [flags](Session& session) {
        const auto project = actions::Project::open(flags->bounds.within(session.project(flags->root)));
        if (!project) return session.fail(project.error());
        flags->order.locked = flags->bounds.is_locked();
        flags->order.dry_run = session.dry_run;
        const auto proposal = actions::update_packages(*project, flags->order);
        if (!proposal) return session.fail(proposal.error());
        const int code = print_proposal(session, "package-update", project->root().path(), *proposal);
        if (proposal->changes.empty())
          session.suggest({{"agentops package outdated", "newer versions that an update leaves alone"}});
        return code;
      }};
}

Command uninstall_command() {
  struct Flags {
    std::string root;
    std::vector<std::string> names;
  };
  auto flags = std::make_shared<Flags>();
  return {.name = "package uninstall",
          .aliases = {},
          .group = Group::Package,
          .summary = "remove a package and every file it brought",
          .details = "Files that you edited are kept. Refused while another package needs it.",
          .arguments = {{"NAME", &flags->names, "names of packages", true}},
          .flags = {root_flag(flags->root)},
          .run = [flags](Session& session) {
            const auto project = actions::Project::open(session.project(flags->root));
            if (!project) return session.fail(project.error());
            const auto proposal = actions::uninstall_packages(*project, flags->names, session.dry_run);
            if (!proposal) return session.fail(proposal.error());
            return print_proposal(session, "package-uninstall", project->root().path(), *proposal);
          }};
}

// ----------------------------------------------------------------------------------------------------- list

Value package_value(const actions::InstalledPackage& installed) {
  const LockedPackage& locked = installed.locked;
  Map items;
  for (const auto& [folder, number] : installed.items) items.emplace_back(folder, actions::number(number));
  return Map{{"name", locked.name},
             {"version", text::to_text(locked.version)},
             {"installed", locked.installed},
             {"source", locked.source},
             {"sha256", text::hex(locked.digest)},
             {"items", std::move(items)},
             {"overrides", actions::number(installed.overrides)},
             {"modified", actions::texts(installed.modified)}};
}

int run_list(Session& session, const std::string& root) {
  const auto project = actions::Project::open(session.project(root));
  if (!project) return session.fail(project.error());
  if (session.json()) {
    const auto packages = actions::inspect_installed(*project);
    if (!packages) return session.fail(packages.error());
    List list;
    for (const actions::InstalledPackage& installed : *packages) list.push_back(package_value(installed));
    session.answer({.command = "package-list",
                    .root = project->root().path(),
                    .data = Map{{"packages", std::move(list)}},
                    .diagnostics = {},
                    .next = {}});
    return 0;
  }
  const auto packages = actions::list_installed(*project);
  if (!packages) return session.fail(packages.error());
  for (const LockedPackage& locked : *packages)
    session.print(
        fmt::format("{}@{} (installed {})\n", locked.name, text::to_text(locked.version), locked.installed));
  if (packages->empty()) session.say("no packages are installed here");
  return 0;
}

Command list_packages_command() {
  auto root = std::make_shared<std::string>();
  return {.name = "package list",
          .aliases = {},
          .group = Group::Package,
          .summary = "the packages installed here, oldest first",
          .details = {},
          .arguments = {},
          .flags = {root_flag(*root)},
          .run = [root](Session& session) { return run_list(session, *root); }};
}

}  // namespace

std::vector<Command> package_install_commands() {
  return {install_command(), list_packages_command(), update_command(), uninstall_command()};
}

}  // namespace agentops::cli
